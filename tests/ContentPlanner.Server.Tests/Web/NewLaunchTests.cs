using System.Net;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Tests.Web;

public sealed class NewLaunchOnSqlite() : NewLaunchTests(DatabaseKind.Sqlite);

public sealed class NewLaunchOnPostgres() : NewLaunchTests(DatabaseKind.Postgres);

/// <summary>The look at a launch before it is made.</summary>
public abstract class NewLaunchTests(DatabaseKind kind)
{
    private static readonly (string, string)[] Book = [("blueprint", "book-launch@1"), ("title", "The Second Book"), ("day", "2027-02-16"), ("owner", "coach"), ("intention", "")];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_step_that_somebody_outside_does_stands_with_their_name()
    {
        await using var app = await WebApp.Start(kind);
        await Change(app, now => now with { Periods = [.. now.Periods.Select(p => p with { Players = [.. p.Players.Where(r => r.Role != "designer"), new() { Key = "studio", Role = "designer", Name = "Studio Blau" }] })] });

        var look = await Look(app, Book);

        Assert.Contains("<td data-label=\"Who\">Studio Blau</td>", RowOf(look, "Finish the cover"), StringComparison.Ordinal);
        Assert.DoesNotContain("designer", Between(look, "Nobody plays: ", "."), StringComparison.Ordinal);
    }

    private static Task Change(WebApp app, Func<Workspace, Workspace> change) => app.Workspaces.ChangeAsync(app.Client.Id, new("Ilse", null, "web"), "changed something", now => change(now), Stop);

    private static async Task<string> Look(WebApp app, params (string, string)[] fields) => await Sent(app, HttpStatusCode.OK, fields);

    private static async Task<string> Sent(WebApp app, HttpStatusCode expected, params (string, string)[] fields)
    {
        using var browser = await app.Http();
        using var answer = await browser.Submit(app.Path("launches/new?blueprint=book-launch@1"), app.Path("launches/new"), [.. fields]);
        Assert.Equal(expected, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    private static string RowOf(string page, string title) => Between(page, $"<tr><th scope=\"row\">{title}</th>", "</tr>");

    private static string Between(string page, string start, string end) => page.Split(start) is [_, var rest, ..] ? rest.Split(end)[0] : "";
}
