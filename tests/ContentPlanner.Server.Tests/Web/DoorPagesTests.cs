using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Pages in front of the door, and those that links in mails lead to: nobody has signed in there.</summary>
public sealed class DoorPagesTests() : WebTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task Every_page_in_front_of_the_door_is_accessible_in_both_themes_and_widths()
    {
        await Accessible.IsEveryPageOf(App, "", null,
            ("/sign-in", "sign-in"), ("/password", "password"), (await PasswordLink(), "sign-in-link"), (await Invitation(), "invitation"),
            (await MailLink("d", MailLinkKind.Task, "five-steps/thread/x/1"), "mail-action"), (await MailLink("unsubscribe", MailLinkKind.Unsubscribe, null), "unsubscribe"));
        await Accessible.IsEveryPageOf(App, "new@example.org", null, ("/", "nothing-yet"));
    }

    /// <summary>Nobody has an account yet.</summary>
    [Fact]
    public async Task The_page_that_makes_the_first_account_is_accessible_in_both_themes_and_widths() =>
        await Accessible.IsEveryPageOf(App, "", null, (SignInLinks.Path(await App.Services.GetRequiredService<SignInLinks>().ForFirstAsync(Stop)), "first-account"));

    private async Task<string> PasswordLink()
    {
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        using var somebody = await App.Http("nora@example.org");
        var account = await db.Accounts.SingleAsync(a => a.Email == "nora@example.org", Stop);
        return SignInLinks.Path(await App.Services.GetRequiredService<SignInLinks>().ForAsync(account.Id, setsPassword: true, Stop));
    }

    private async Task<string> Invitation()
    {
        using var browser = await App.Http();
        using var answer = await browser.Submit(App.Path("people"), null, ("email", "ben@example.org"), ("access", "contributor"));
        return Regex.Match(await answer.Content.ReadAsStringAsync(Stop), "/invitation/[A-Za-z0-9_-]+").Value;
    }

    private async Task<string> MailLink(string door, MailLinkKind kind, string? target)
    {
        var (token, hash) = MailToken.New();
        var digest = App.Client.Workspace.Digests[0];
        var person = App.Client.Workspace.Members.First(m => m.Key == digest.Person);
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        db.MailLinks.Add(new() { TokenHash = hash, Kind = kind, WorkspaceId = App.Client.Id, PersonId = person.Id, SubscriptionId = digest.Id, Address = person.Email!, Target = target });
        await db.SaveChangesAsync(Stop);
        return $"/{door}/{token}";
    }
}
