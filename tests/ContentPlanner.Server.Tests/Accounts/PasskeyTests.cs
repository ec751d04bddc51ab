using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class PasskeysOnSqlite() : PasskeyTests(DatabaseKind.Sqlite);

public sealed class PasskeysOnPostgres() : PasskeyTests(DatabaseKind.Postgres);

/// <summary>With Chromium's own authenticator, which needs no finger.</summary>
public abstract class PasskeyTests(DatabaseKind kind)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_passkey_is_added_on_the_profile_and_signs_in_without_a_password_until_it_is_removed()
    {
        // Passkeys belong to a name, and this machine's own is the only one that may do without https.
        await using var house = await AccountHouse.Open(kind);
        await house.Add("ada@example.org");
        await using var context = await (await Chromium.Open()).NewContextAsync(new() { BaseURL = house.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal) });
        var page = await context.NewPageAsync();
        var devices = await context.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true },
        });

        await page.GotoAsync("/sign-in?next=/profile");
        await page.FillAsync("[name=email]", "ada@example.org");
        await page.FillAsync("[name=password]", AccountHouse.Password);
        await page.ClickAsync("button:text-is('Sign in')");
        await page.FillAsync("#f-passkey-name", "This laptop");
        await page.ClickAsync("[data-passkey=register]");
        await page.Locator(".title:text-is('This laptop')").WaitForAsync();

        await page.ClickAsync("button:has-text('Sign out here')");
        await page.GotoAsync("/sign-in?next=/profile");
        await page.ClickAsync("[data-passkey=sign-in]");
        await page.Locator("h1:text-is('Profile')").WaitForAsync();
        Assert.Contains("ada@example.org", await page.ContentAsync(), StringComparison.Ordinal);
        await using (var db = house.Db())
            Assert.Equal(1, await db.Set<Microsoft.AspNetCore.Identity.IdentityUserPasskey<Guid>>().CountAsync(Stop));

        await page.ClickAsync("button:has-text('Remove')");
        await page.ClickAsync("button:has-text('Sign out here')");
        await page.GotoAsync("/sign-in");
        await page.ClickAsync("[data-passkey=sign-in]");
        await page.Locator("text=This passkey is not known here").WaitForAsync();
    }
}
