using System.Net;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class ProfileDigestOnSqlite() : ProfileDigestTests(DatabaseKind.Sqlite);

public sealed class ProfileDigestOnPostgres() : ProfileDigestTests(DatabaseKind.Postgres);

/// <summary>One digest for all clients, chosen on the profile and told of on each client's page of digests.</summary>
public abstract class ProfileDigestTests(DatabaseKind kind) : WebTests(kind)
{
    private const string Digest = "/profile/digest";

    [Fact]
    public async Task Every_page_of_it_is_accessible_in_both_themes_and_widths()
    {
        await Choose(App.Client.Workspace.Members.First(m => m.Key == "coach").Email!);
        var ada = await Choose("ada@example.org", administrator: true);
        var mail = await Parked(ada);

        await Accessible.IsEveryPageOf(App, ("/profile", "profile"), (Digest, "profile-digest"), ($"{Digest}/preview", "profile-digest-preview"), ($"{Digest}/mails/{mail}", "profile-digest-mail"),
            (App.Path("digests"), "digests-twice"), ("/admin/mail/previews", "admin-mail-previews"), ($"/admin/mail/previews/accounts/{ada}", "admin-mail-preview-of-all"));
    }

    [Fact]
    public async Task It_is_chosen_looked_at_tried_changed_and_ended_without_a_script()
    {
        var page = await App.Page("/profile", script: false);
        await page.GetByRole(AriaRole.Link, new() { Name = "Digest of all clients" }).ClickAsync();
        await page.GetByLabel("Weekday").SelectOptionAsync("Friday");
        await page.Locator("#f-time").FillAsync("07:30");
        await page.GetByLabel("Launches").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" }).ClickAsync();
        await Expect(page.Locator("main")).ToContainTextAsync("next 27 Nov 2026, 07:30");

        await page.GetByRole(AriaRole.Link, new() { Name = "Preview" }).ClickAsync();
        await Expect(page.Locator("pre")).ToContainTextAsync("=== STEADY GROUND");
        await page.GetByLabel("Send a test to").FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Expect(page.GetByText("On its way to ada@example.org")).ToBeVisibleAsync();

        await page.GotoAsync(Digest);
        await page.GetByLabel("Time zone of the hour").FillAsync("Europe/Dubln");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("The time zone 'Europe/Dubln' is not known")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Time zone of the hour")).ToHaveValueAsync("Europe/Dubln");
        await page.GetByLabel("Time zone of the hour").FillAsync("Europe/Berlin");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Saved.")).ToBeVisibleAsync();
        await using (var db = App.Services.GetRequiredService<Databases>().CreateDbContext())
        {
            var chosen = await db.AccountDigests.SingleAsync(Stop);
            Assert.Equal((IsoDayOfWeek.Friday, new LocalTime(7, 30), "Europe/Berlin", "Launches"), (chosen.Weekday, chosen.Time, chosen.Zone, chosen.Sections));
            Assert.Equal("ada@example.org", (await db.Deliveries.SingleAsync(d => d.Kind == DeliveryKind.Test, Stop)).Address);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "End this digest" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Subscribe" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_gets_a_client_twice_is_told_on_both_pages_and_ends_one_with_a_button()
    {
        var coach = App.Client.Workspace.Members.First(m => m.Key == "coach");
        using (await App.Http(coach.Email!, Access.Contributor)) { }
        var page = await App.Page(App.Path("digests"), script: false, email: coach.Email, access: Access.Contributor);
        await Expect(page.GetByText("Gets this client twice")).ToHaveCountAsync(0);

        await Choose(coach.Email!);
        await page.ReloadAsync();
        await Expect(page.GetByText("Gets this client twice: also in the digest of all clients, Mondays at 08:00.")).ToBeVisibleAsync();
        await page.GotoAsync(App.Path($"digests/{App.Client.Workspace.Digests.First(d => d.Person == "coach").Key}"));
        await Expect(page.GetByText("gets this client in the digest of all clients as well, Mondays at 08:00.")).ToBeVisibleAsync();

        await page.GotoAsync(Digest);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You get this twice" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^End the digest of") }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Ended the digest");
        await Expect(page.Locator("main")).ToContainTextAsync("in the digest of all clients, Mondays at 08:00");
        Assert.DoesNotContain((await App.Now()).Workspace.Digests, d => d.Person == "coach");
        await page.GotoAsync(Digest);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "You get this twice" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Nobody_sees_or_decides_about_the_mails_of_somebody_else()
    {
        var mail = await Parked(await Choose("ben@example.org"));
        using var ben = await App.Http("ben@example.org", Access.Contributor);
        using var eve = await App.Http("eve@example.org", Access.Owner);

        Assert.Contains("nobody knows whether it arrived", await ben.Read($"{Digest}/mails/{mail}"), StringComparison.Ordinal);
        foreach (var path in new[] { $"{Digest}/mails/{mail}", $"{Digest}/mails/{mail}/body", $"{Digest}/preview" }) Assert.Equal(HttpStatusCode.NotFound, (await eve.Get(path)).StatusCode);
        using var hers = await eve.Submit(Digest, $"{Digest}/mails/{mail}/confirmation");
        Assert.Equal(HttpStatusCode.NotFound, hers.StatusCode);
        using var his = await ben.Submit(Digest, $"{Digest}/mails/{mail}/confirmation");
        Assert.Equal(HttpStatusCode.SeeOther, his.StatusCode);
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        Assert.Equal(DeliveryStatus.Sent, (await db.Deliveries.SingleAsync(d => d.Id == mail, Stop)).Status);
    }

    /// <summary>Somebody has an account with access to the demo client, and wants one digest.</summary>
    private async Task<Guid> Choose(string email, bool administrator = false)
    {
        using (administrator ? await App.Http() : await App.Http(email, Access.Contributor)) { }
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        var account = await db.Accounts.Where(a => a.Email == email).Select(a => a.Id).SingleAsync(Stop);
        Assert.True(await App.Services.GetRequiredService<DigestsOfAll>().ChooseAsync(account, null, row => row.Zone = "Europe/Dublin", Stop));
        return account;
    }

    private async Task<Guid> Parked(Guid account)
    {
        var now = WebApp.Morning;
        var row = new DeliveryRow
        {
            Id = Guid.CreateVersion7(), Kind = DeliveryKind.DigestOfAll, SubscriptionId = DigestsOfAll.IdOf(account), Period = "2026-W47", PersonId = account, Address = "somebody@example.org", Name = "Somebody",
            MessageId = "<one@example.org>", Status = DeliveryStatus.Parked, Reason = "nobody knows whether it arrived", DueAt = now, NotAfter = now + Duration.FromDays(2), NextAttemptAt = now,
        };
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        db.Deliveries.Add(row);
        await db.SaveChangesAsync(Stop);
        return row.Id;
    }
}
