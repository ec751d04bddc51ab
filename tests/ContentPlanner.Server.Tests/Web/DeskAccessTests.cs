using System.Net;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>A contributor has her own digest and feeds, reads templates, and changes nobody else's.</summary>
public abstract class DeskAccessTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_contributor_looks_after_her_own_digest_and_sees_nobody_elses()
    {
        var members = App.Client.Workspace.Members;
        var (own, other) = (App.Client.Workspace.Digests[0], App.Client.Workspace.Digests[1]);
        using var browser = await Contributor(members.First(m => m.Key == own.Person).Email!);

        var page = await browser.Read(App.Path("digests"));
        Assert.Contains($"digests/{own.Key}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"digests/{other.Key}\"", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(App.Path($"digests/{other.Key}"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(App.Path($"digests/preview/{other.Id}"))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get(App.Path($"digests/countdowns/{App.Client.Workspace.Launches[0].Key}"))).StatusCode);
        using var theirs = await browser.Submit(App.Path($"digests/{own.Key}"), App.Path("digests"), ("key", other.Key), ("person", other.Person), ("weekday", "Friday"), ("time", "08:00"));
        Assert.Equal(HttpStatusCode.NotFound, theirs.StatusCode);
        Assert.Equal(App.Client.Revision, (await App.Now()).Revision);
    }

    [Fact]
    public async Task A_contributor_has_feeds_of_her_own_and_reads_templates_she_cannot_change()
    {
        var member = App.Client.Workspace.Members[0];
        var feeds = App.Services.GetRequiredService<FeedStore>();
        var foreign = (await feeds.AddAsync(new(App.Client.Id, "Somebody else's", "calendar", "calendar", App.Client.Workspace.Members[1].Id), Stop)).Feed.Id;
        using var browser = await Contributor(member.Email!);

        using var made = await browser.Submit(App.Path("feeds/new"), App.Path("feeds"), ("name", "Mine"), ("owner", App.Client.Workspace.Members[1].Key));
        Assert.Equal(HttpStatusCode.SeeOther, made.StatusCode);
        var own = (await feeds.ListAsync(App.Client.Id, Stop)).Single(f => f.Feed.Name == "Mine").Feed;
        Assert.Equal(member.Id, own.OwnerId);
        var page = await browser.Read(App.Path("feeds"));
        Assert.Contains($"feeds/{own.Id}\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Somebody else", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Get(App.Path($"feeds/{foreign}"))).StatusCode);
        using var revoked = await browser.Submit(App.Path("feeds/new"), App.Path($"feeds/{foreign}/revocation"));
        Assert.Equal(HttpStatusCode.NotFound, revoked.StatusCode);
        Assert.Null((await feeds.ListAsync(App.Client.Id, Stop)).Single(f => f.Feed.Id == foreign).Feed.RevokedAt);

        var editor = await browser.Read(App.Path("templates/edit/tasks/linkedin-post.md"));
        Assert.Contains("readonly", editor, StringComparison.Ordinal);
        using var saved = await browser.Submit(App.Path("templates/edit/tasks/linkedin-post.md"), App.Path("templates/save"), ("path", "tasks/linkedin-post.md"), ("seen", "0"), ("text", "Mine"));
        Assert.Equal(HttpStatusCode.Forbidden, saved.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.Get("/admin/templates")).StatusCode);
    }

    [Fact]
    public async Task Who_sees_a_client_is_said_where_people_are_let_in()
    {
        using var owner = await With("una@example.org", Server.Accounts.Access.Owner);

        Assert.Contains("its administrators, can look into every client and stands on no list", await owner.Read(App.Path("people")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Server.Accounts.Access.ClientViewer)]
    [InlineData(Server.Accounts.Access.Contributor)]
    [InlineData(Server.Accounts.Access.Strategist)]
    [InlineData(Server.Accounts.Access.Owner)]
    public async Task A_menu_names_only_what_its_reader_may_open(Server.Accounts.Access access)
    {
        using var browser = await With("una@example.org", access);
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await browser.Read(App.Path("plan")));

        var places = page.QuerySelectorAll("nav a, #more-menu a").Select(a => a.GetAttribute("href")!).Distinct().ToList();
        Assert.Equal(4, page.QuerySelectorAll("nav.phonebar a").Length);
        foreach (var place in places)
        {
            using var answer = await browser.Get(place);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{place}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task A_viewer_s_day_and_launches_lead_to_no_task_and_no_idea()
    {
        using var viewer = await With("una@example.org", Server.Accounts.Access.ClientViewer);

        foreach (var place in new[] { "today", "launches/the-book" })
        {
            var links = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await viewer.Read(App.Path(place))).QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!.Split('#')[0]).Where(a => a.StartsWith("/w/", StringComparison.Ordinal)).Distinct();
            foreach (var link in links)
            {
                using var answer = await viewer.Get(link);
                Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{place}: {link}: {answer.StatusCode}");
            }
        }
    }

    [Theory]
    [InlineData(Server.Accounts.Access.ClientViewer, false)]
    [InlineData(Server.Accounts.Access.Contributor, true)]
    public async Task Ideas_and_what_is_private_are_for_who_works_on_the_plan(Server.Accounts.Access access, bool sees)
    {
        await App.Workspaces.ChangeAsync(App.Client.Id, new("Ilse", null, "web"), "planned something", now => now with
        {
            Pieces = [.. now.Pieces, new() { Key = "between-us", Title = "Between the two of us", Format = "newsletter", Status = PieceStatus.Planned, PlannedOn = new(2026, 11, 24), Private = true }],
        }, Stop);
        using var browser = await With("una@example.org", access);

        foreach (var (place, title) in new[] { ("calendar", "Between the two of us"), ("calendar", "Reading your own book aloud"), ("today", "Between the two of us"), ("today", "Reading your own book aloud"), ("pieces", "Between the two of us") })
            Assert.True(sees == (await browser.Read(App.Path(place))).Contains(title, StringComparison.Ordinal), $"{place}: {title}");
        var now = (await App.Now()).Workspace;
        var task = App.Services.GetRequiredService<Desks>().Of(now).Schedule.Tasks.First(t => t.Source.Key == "between-us");
        foreach (var reference in new[] { $"piece:{now.Pieces.Single(p => p.Key == "between-us").Id}", $"task:{task.Id}" })
        {
            using var item = await browser.Get(App.Path($"calendar/item/{reference}"));
            Assert.Equal(sees ? HttpStatusCode.OK : HttpStatusCode.NotFound, item.StatusCode);
        }
    }

    private Task<Browser> Contributor(string email) => With(email, Server.Accounts.Access.Contributor);

    private async Task<Browser> With(string email, Server.Accounts.Access access)
    {
        const string Password = "four words nobody says";
        await using (var scope = App.Services.CreateAsyncScope())
        {
            var added = Assert.IsType<AccountResult.Done>(await scope.ServiceProvider.GetRequiredService<AccountStore>().AddAsync(new("Una", email, Password), proven: true));
            await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
            db.WorkspaceAccess.Add(new() { AccountId = added.Account.Id, WorkspaceId = App.Client.Id, Access = access, GrantedAt = WebApp.Morning, GrantedBy = "Ada" });
            await db.SaveChangesAsync(Stop);
        }
        var browser = new Browser(App.Address);
        using var signedIn = await browser.Submit("/sign-in", "/sign-in", ("email", email), ("password", Password));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        return browser;
    }
}

public sealed class DeskAccessOnSqliteTests() : DeskAccessTests(DatabaseKind.Sqlite);

public sealed class DeskAccessOnPostgresTests() : DeskAccessTests(DatabaseKind.Postgres);
