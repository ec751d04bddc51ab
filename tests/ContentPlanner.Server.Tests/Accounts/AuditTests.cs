using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class AuditOnSqlite() : AuditTests(DatabaseKind.Sqlite);

public sealed class AuditOnPostgres() : AuditTests(DatabaseKind.Postgres);

/// <summary>Who changed what about accounts and access, when.</summary>
public abstract partial class AuditTests(DatabaseKind kind) : IAsyncLifetime
{
    private AccountHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string People => $"/w/{_house.Key}/people";

    public async ValueTask InitializeAsync() => _house = await AccountHouse.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Who_is_invited_changed_and_taken_out_stands_in_the_trail_with_who_did_it()
    {
        using var owner = await _house.As("olga@example.org", Access.Owner);
        await owner.Submit(People, null, ("email", "late@example.org"), ("access", "contributor"));
        await owner.Submit(People, $"{People}/invitations/{Regex.Match(await owner.Read(People), "invitations/([0-9a-f-]{36})").Groups[1].Value}/removal");
        await owner.Submit(People, null, ("email", "ben@example.org"), ("access", "contributor"));
        using var ben = _house.Nobody();
        await ben.Submit(AccountHouse.LinkIn((await _house.Mail(DeliveryKind.Invitation))!.Value.Message, "/invitation/"), null, ("name", "Ben"), ("password", AccountHouse.Password));
        var account = (await _house.With(a => a.FindAsync("ben@example.org")))!.Id;
        await owner.Submit(People, $"{People}/{account}/access", ("access", "strategist"));
        await owner.Submit(People, $"{People}/{account}/removal");

        Assert.Equal(
            [
                "command line: let in as owner: olga", "olga: invited as contributor: late@example.org", "olga: took the invitation back: late@example.org", "olga: invited as contributor: ben@example.org",
                "Ben: came in by the invitation, as contributor: Ben", "olga: made strategist, was contributor: Ben", "olga: took out: Ben",
            ], await Trail(ofClient: true));
        Assert.Contains("Made strategist, was contributor.", await owner.Read(People), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await owner.Get("/admin/audit")).StatusCode);
        using var administrator = await _house.Administrator();
        Assert.Matches("Took out[.].*Ben · Steady Ground.*by olga", Plain(await administrator.Read("/admin/audit")));
    }

    [Fact]
    public async Task What_becomes_of_an_account_its_keys_and_its_links_stands_in_the_trail_and_no_secret()
    {
        using var administrator = await _house.Administrator();
        await administrator.Submit("/admin/accounts", null, ("name", "Cleo"), ("email", "cleo@example.org"));
        var cleo = (await _house.With(a => a.FindAsync("cleo@example.org")))!.Id;
        using var made = await administrator.Submit("/admin/accounts", $"/admin/accounts/{cleo}/link");
        var link = Regex.Match(await made.Content.ReadAsStringAsync(Stop), "/sign-in/[A-Za-z0-9_-]+").Value;
        using var own = _house.Nobody();
        await own.Submit(link, null, ("password", AccountHouse.Password));
        await own.Submit("/profile", null, ("name", "Cleo"), ("zone", "Europe/Dublin"), ("locale", ""));
        using var keyed = await own.Submit("/profile", "/profile/keys", ("name", "Zapier"), ("scopes", "write"));
        var key = Regex.Match(await keyed.Content.ReadAsStringAsync(Stop), "cpk_[A-Za-z0-9_-]{20,}").Value;
        await own.Submit("/profile", $"/profile/keys/{Regex.Match(await own.Read("/profile"), "keys/([0-9a-f-]{36})/revocation").Groups[1].Value}/revocation");
        await own.Submit("/profile", "/profile/sign-outs");
        await administrator.Submit("/admin/accounts", $"/admin/accounts/{cleo}/administration", ("administrator", "true"));
        await administrator.Submit("/admin/accounts", $"/admin/accounts/{cleo}/administration", ("administrator", "false"));
        await administrator.Submit("/admin/accounts", $"/admin/accounts/{cleo}/closing");
        await administrator.Submit("/admin/accounts", $"/admin/accounts/{cleo}/opening");

        var trail = (await Trail(ofClient: false)).FindAll(l => l.EndsWith("Cleo", StringComparison.Ordinal));
        Assert.Equal(
            [
                "ada: made an account: Cleo", "ada: made a link to choose a password: Cleo", "ada: made a link to choose a password: Cleo", "Cleo: chose a password: Cleo",
                "Cleo: changed the time zone they read in to Europe/Dublin: Cleo", $"Cleo: made the API key “Zapier” ({key[..8]}…), which reads and changes: Cleo", $"Cleo: revoked the API key “Zapier” ({key[..8]}…): Cleo",
                "Cleo: signed out everywhere: Cleo", "ada: made an administrator: Cleo", "ada: took the administration away from: Cleo", "ada: closed the account: Cleo", "ada: opened the account again: Cleo",
            ], trail);
        var page = await administrator.Read("/admin/audit");
        Assert.Contains("Chose a password.", page, StringComparison.Ordinal);
        foreach (var secret in new[] { key, link["/sign-in/".Length..], AccountHouse.Password })
        {
            Assert.True(secret.Length > 15);
            Assert.DoesNotContain(secret, page + string.Concat(trail), StringComparison.Ordinal);
        }
    }

    /// <summary>Somebody has the address already: nothing was made, and nothing is told of.</summary>
    [Fact]
    public async Task What_was_refused_leaves_no_line()
    {
        using var administrator = await _house.Administrator();
        await _house.Add("cleo@example.org");
        var before = await Trail(ofClient: false);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await administrator.Submit("/admin/accounts", null, ("name", "Cleo"), ("email", "cleo@example.org"))).StatusCode);

        Assert.Equal(before, await Trail(ofClient: false));
    }

    private async Task<List<string>> Trail(bool ofClient)
    {
        await using var db = _house.Db();
        return (await db.Audit.AsNoTracking().Where(a => a.WorkspaceId != null == ofClient).ToListAsync(Stop)).OrderBy(a => a.Id.ToString(), StringComparer.Ordinal).Select(a => $"{a.Actor}: {a.What}: {a.Whom}").ToList();
    }

    private static string Plain(string html) => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(html, " ")), " ");

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
