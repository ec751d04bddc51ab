using System.Net;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class PeopleOnSqlite() : PeopleTests(DatabaseKind.Sqlite);

public sealed class PeopleOnPostgres() : PeopleTests(DatabaseKind.Postgres);

public abstract class PeopleTests(DatabaseKind kind) : IAsyncLifetime
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
    public async Task Who_is_invited_by_mail_makes_an_account_and_may_do_what_was_said()
    {
        using var owner = await _house.As("olga@example.org", Access.Owner);
        await Invite(owner, "ben@example.org", "ClientViewer");
        Assert.Contains("ben@example.org", await owner.Read(People), StringComparison.Ordinal);
        var (delivery, message) = (await _house.Mail(DeliveryKind.Invitation))!.Value;
        Assert.Equal(("ben@example.org", $"olga invites you to the plan of {_house.Client.Workspace.Name}"), (delivery.Address, message.Subject));
        Assert.Contains("as client viewer", message.TextBody, StringComparison.Ordinal);
        Assert.Contains("as client viewer", message.HtmlBody, StringComparison.Ordinal);
        var link = AccountHouse.LinkIn(message, "/invitation/");

        using var ben = _house.Nobody();
        for (var look = 0; look < 2; look++) Assert.Contains("Steady Ground", await ben.Read(link), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ben.Submit(link, null, ("name", "Ben"), ("password", "short"))).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.Submit(link, null, ("name", "Ben"), ("password", AccountHouse.Password))).StatusCode);

        await ben.Read($"/w/{_house.Key}/today");
        Assert.Equal(HttpStatusCode.Forbidden, (await ben.Get(People)).StatusCode);
        Assert.Equal(HttpStatusCode.Gone, (await ben.Get(link)).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(_house.Nobody(), "ben@example.org"));
        Assert.Contains("by olga", await owner.Read(People), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_an_account_signs_in_before_the_invitation_lets_them_in_and_owners_see_no_difference()
    {
        var cleo = await _house.Add("cleo@example.org");
        using var owner = await _house.As("olga@example.org", Access.Owner);
        await Invite(owner, "cleo@example.org", "Contributor");
        Assert.DoesNotContain("cleo<", await owner.Read(People), StringComparison.Ordinal);
        var link = AccountHouse.LinkIn((await _house.Mail(DeliveryKind.Invitation))!.Value.Message, "/invitation/");

        using var browser = _house.Nobody();
        using var asked = await browser.Submit(link);
        Assert.StartsWith("/sign-in?next=", asked.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(browser, "cleo@example.org"));
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/w/{_house.Key}/today")).StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit(link)).StatusCode);

        await browser.Read($"/w/{_house.Key}/today");
        await using var db = _house.Db();
        Assert.Equal(Access.Contributor, (await db.WorkspaceAccess.SingleAsync(a => a.AccountId == cleo, Stop)).Access);
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_or_is_a_week_old_lets_nobody_in()
    {
        using var owner = await _house.As("olga@example.org", Access.Owner);
        await Invite(owner, "ben@example.org", "Owner");
        var first = AccountHouse.LinkIn((await _house.Mail(DeliveryKind.Invitation))!.Value.Message, "/invitation/");
        await using (var db = _house.Db())
        {
            var id = (await db.Invitations.SingleAsync(Stop)).Id;
            await owner.Submit(People, $"{People}/invitations/{id}/removal");
        }
        Assert.Equal(HttpStatusCode.Gone, (await owner.Get(first)).StatusCode);

        await Invite(owner, "ben@example.org", "Owner");
        var second = AccountHouse.LinkIn((await _house.Mail(DeliveryKind.Invitation))!.Value.Message, "/invitation/");
        _house.Clock.Advance(Duration.FromDays(7));
        Assert.Equal(HttpStatusCode.Gone, (await owner.Get(second)).StatusCode);
    }

    [Fact]
    public async Task Who_is_taken_out_loses_pages_keys_and_feeds_with_the_next_request_and_digests_with_the_next_mail()
    {
        using var owner = await _house.As("olga@example.org", Access.Owner);
        var assistant = _house.Client.Workspace.Members.First(m => m.Key == "assistant");
        using var browser = await _house.As(assistant.Email!, Access.Strategist);
        var account = await _house.With(async accounts => (await accounts.FindAsync(assistant.Email!))!.Id);
        using var program = await _house.Program(account, ApiScopes.Read | ApiScopes.Write);
        var api = $"/api/v1/workspaces/{_house.Key}/approvals";
        var feeds = _house.Part<FeedStore>();
        var hers = await feeds.AddAsync(new(_house.Client.Id, "Hers", "calendar", "calendar", Identity.Of(_house.Client.Workspace, assistant)), Stop);
        var theAccounts = await feeds.AddAsync(new(_house.Client.Id, "The account's", "calendar", "calendar", account), Stop);
        string[] calendars = [$"/feeds/{hers.Token}/calendar.ics", $"/feeds/{theAccounts.Token}/calendar.ics"];
        using var subscriber = _house.Nobody();
        foreach (var calendar in calendars) await subscriber.Read(calendar);
        await browser.Read($"/w/{_house.Key}/today");
        Assert.Equal(HttpStatusCode.OK, await AccountHouse.Status(program, api));
        Assert.IsNotType<Server.Mail.Standing.NotOwed>(await Digest(assistant));

        using var removed = await owner.Submit(People, $"{People}/{account}/removal");
        Assert.Equal(HttpStatusCode.SeeOther, removed.StatusCode);

        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get($"/w/{_house.Key}/today")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await AccountHouse.Status(program, api));
        foreach (var calendar in calendars) Assert.Equal(HttpStatusCode.Gone, (await subscriber.Get(calendar)).StatusCode);
        Assert.Equal("their access was taken away", Assert.IsType<Server.Mail.Standing.NotOwed>(await Digest(assistant)).Reason);
        Assert.DoesNotContain(assistant.Email!, await owner.Read(People), StringComparison.Ordinal);

        await _house.With(async accounts =>
        {
            await accounts.GrantAsync(account, _house.Client.Id, Access.ClientViewer, null, Server.Workspaces.Actor.CommandLine, Stop);
            return 0;
        });
        await browser.Read($"/w/{_house.Key}/today");
        Assert.IsNotType<Server.Mail.Standing.NotOwed>(await Digest(assistant));
    }

    [Fact]
    public async Task Another_access_holds_from_the_next_request_on_and_somebody_stays_owner()
    {
        using var owner = await _house.As("olga@example.org", Access.Owner);
        using var ben = await _house.As("ben@example.org", Access.ClientViewer);
        var (olga, bens) = await _house.With(async a => ((await a.FindAsync("olga@example.org"))!.Id, (await a.FindAsync("ben@example.org"))!.Id));

        using var alone = await owner.Submit(People, $"{People}/{olga}/access", ("access", "Strategist"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, alone.StatusCode);
        Assert.Contains("Somebody has to be the owner", await alone.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await owner.Submit(People, $"{People}/{bens}/access", ("access", "Owner"))).StatusCode);
        await ben.Read(People);
        Assert.Equal(HttpStatusCode.SeeOther, (await ben.Submit(People, $"{People}/{olga}/removal")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await owner.Get(People)).StatusCode);
    }

    [Fact]
    public async Task An_account_is_the_member_with_its_address_or_the_one_it_was_said_to_be()
    {
        var strategist = _house.Client.Workspace.Members.First(m => m.Key == "strategist");
        using var owner = await _house.As("olga@example.org", Access.Owner);
        using var hers = await _house.As(strategist.Email!.ToUpperInvariant(), Access.Contributor);
        using var ben = await _house.As("ben@example.org", Access.Contributor);
        var bens = await _house.With(async a => (await a.FindAsync("ben@example.org"))!.Id);
        await owner.Submit(People, $"{People}/{bens}/access", ("access", "Contributor"), ("member", "coach"));

        await using var db = _house.Db();
        Assert.Equal("coach", (await db.WorkspaceAccess.SingleAsync(a => a.AccountId == bens, Stop)).Member);
    }

    private async Task Invite(Browser owner, string email, string access)
    {
        using var answer = await owner.Submit(People, null, ("email", email), ("access", access), ("member", ""));
        Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK, await answer.Content.ReadAsStringAsync(Stop));
    }

    private Task<Server.Mail.Standing> Digest(Member member)
    {
        var workspace = _house.Client.Workspace;
        var digest = workspace.Digests.First(d => d.Person == member.Key);
        return _house.Part<Letters>().StandingOf(new() { Kind = DeliveryKind.Digest, WorkspaceId = _house.Client.Id, PersonId = Identity.Of(workspace, member), SubscriptionId = Identity.Of(workspace, digest), Period = "2026-W48" }, Stop);
    }
}
