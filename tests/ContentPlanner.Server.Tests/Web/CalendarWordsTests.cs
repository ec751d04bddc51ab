using System.Net;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Web;

public sealed class CalendarWordsOnSqlite() : CalendarWordsTests(DatabaseKind.Sqlite);

public sealed class CalendarWordsOnPostgres() : CalendarWordsTests(DatabaseKind.Postgres);

/// <summary>What the calendar says of things, read as it is sent.</summary>
public abstract class CalendarWordsTests(DatabaseKind kind)
{
    [Fact]
    public async Task A_task_that_fills_a_slot_says_so_on_its_line_and_when_it_is_opened()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        var line = Lines(await browser.Read(app.Path("calendar?view=agenda&day=2027-05-10"))).Single(l => l.Contains("Fills Wednesday’s slot", StringComparison.Ordinal) && l.Contains("data-date=\"2027-05-10\"", StringComparison.Ordinal));
        var opened = WebUtility.HtmlDecode(await browser.Read(line.Split("href=\"")[1].Split('"')[0]));

        Assert.Contains("LinkedIn post about what came up", line, StringComparison.Ordinal);
        Assert.Contains(" · fills Wednesday’s slot, LinkedIn post · ", opened, StringComparison.Ordinal);
    }

    private static string[] Lines(string page) => WebUtility.HtmlDecode(page).Split("<li>");
}
