using System.Net;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;

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

    [Fact]
    public async Task The_day_of_a_launch_is_one_line_and_what_belongs_to_it_stands_beneath()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        var lines = Lines(await browser.Read(app.Path("calendar?view=agenda&day=2027-05-11"))).Where(l => l.Contains("data-date=\"2027-05-11\"", StringComparison.Ordinal) || l.Contains(", Tuesday 11 May, ", StringComparison.Ordinal)).ToList();

        Assert.Contains("Publication day", lines[0], StringComparison.Ordinal);
        Assert.Contains(">The countdown ends<", lines[0], StringComparison.Ordinal);
        Assert.DoesNotContain(lines, l => l.Contains("T-0", StringComparison.Ordinal));
        var parts = lines.Skip(1).TakeWhile(l => l.Contains(" beneath\"", StringComparison.Ordinal)).ToList();
        Assert.Contains(parts, l => l.Contains(">LinkedIn post, the day itself<", StringComparison.Ordinal));
        Assert.Contains(parts, l => l.Contains("Send the launch mail", StringComparison.Ordinal) && l.Contains(", of The Unhurried Author", StringComparison.Ordinal));
        Assert.Contains(lines.Skip(1 + parts.Count), l => l.Contains("Prepare session 5", StringComparison.Ordinal));
        Assert.DoesNotContain(lines.Skip(1 + parts.Count), l => l.Contains("The Unhurried Author", StringComparison.Ordinal) && !l.Contains("Unhurried Letter", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_empty_slot_has_the_sign_of_what_its_channel_takes_on_the_calendar_and_on_today()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();
        var talk = new Cadence { Key = "monday-talk", Title = "Monday talk", Channel = "podcast", Series = new() { Start = new(2026, 11, 23), Rule = new() { Frequency = Frequency.Weekly } } };
        await app.Workspaces.ChangeAsync(app.Client.Id, Actor.CommandLine, "planned a talk", w => w with { Cadences = [.. w.Cadences, talk] }, TestContext.Current.CancellationToken);

        Assert.Contains("c-podcast", Lines(await browser.Read(app.Path("calendar?view=agenda"))).First(l => l.Contains("Monday talk", StringComparison.Ordinal)), StringComparison.Ordinal);
        var today = WebUtility.HtmlDecode(await browser.Read(app.Path("today")));
        Assert.EndsWith("#shape-podcast\"></use></svg>", today[..today.IndexOf("Monday talk: today’s slot is empty", StringComparison.Ordinal)].Split("<div class=\"with-sign\">")[^1].Split("<div>")[0].Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_step_is_called_is_not_also_why_it_stands_there()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        var line = Lines(await browser.Read(app.Path("calendar?view=agenda"))).First(l => l.Contains("Choose comparable books", StringComparison.Ordinal));
        var opened = WebUtility.HtmlDecode(await browser.Read(line.Split("href=\"")[1].Split('"')[0]));

        Assert.Contains("The Unhurried Author · T-180 · The strategist", opened, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_out_or_closed_keeps_its_day_and_says_where_it_is_corrected()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        foreach (var (title, words) in new[] { ("Editing with kindness", "It is out and keeps its day. On its page you can correct when it went out."), ("Fix the publication day", "It is closed and keeps its day. On its page you can open it again.") })
        {
            var address = Lines(await browser.Read(app.Path("calendar?view=agenda"))).First(l => l.Contains($">{title}<", StringComparison.Ordinal)).Split("href=\"")[1].Split('"')[0];
            var opened = WebUtility.HtmlDecode(await browser.Read(address));
            Assert.Contains(words, opened, StringComparison.Ordinal);
            Assert.DoesNotContain("New date", opened, StringComparison.Ordinal);
            Assert.DoesNotContain("Back to the shelf", opened, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Days_and_hours_are_written_as_the_reader_writes_them_and_told_on_the_reader_s_clock()
    {
        await using var app = await WebApp.Start(kind);
        app.Clock.Reset(NodaTime.Instant.FromUtc(2027, 5, 10, 14, 0));
        using var browser = await app.Http();
        using var saved = await browser.Submit("/profile", "/profile", ("name", "Ada"), ("zone", "America/New_York"), ("locale", "en-US"));
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);

        var today = WebUtility.HtmlDecode(await browser.Read(app.Path("today?who=everybody")));
        Assert.Contains("Tomorrow, 4:00 AM (9:00 AM in Dublin)", today, StringComparison.Ordinal);
        Assert.Contains(">Thu, May 13<", today, StringComparison.Ordinal);
        Assert.Contains(">May 9 – 15<", WebUtility.HtmlDecode(await browser.Read(app.Path("calendar?view=week"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_counts_down_to_the_day_it_names()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        var page = WebUtility.HtmlDecode(await browser.Read(app.Path("calendar?view=agenda&day=2027-01-10")));

        // The group starts on 20 January; booking closes on the 12th.
        Assert.Contains("3 days until booking closes", page, StringComparison.Ordinal);
        Assert.DoesNotContain("3 days to Steady Ground winter circle", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_its_day_a_launch_says_once_that_it_is_today()
    {
        await using var app = await WebApp.Start(kind);
        app.Clock.Reset(NodaTime.Instant.FromUtc(2027, 5, 11, 9, 0));
        using var browser = await app.Http();

        var card = WebUtility.HtmlDecode(await browser.Read(app.Path("today?who=everybody"))).Split("launch-card").Skip(1).Select(c => c.Split("</section>")[0]).Single(c => c.Contains("launches/the-book", StringComparison.Ordinal));

        Assert.Contains(">Today</span> <span class=\"small muted\">is the day<", card, StringComparison.Ordinal);
        Assert.Equal(2, card.Split("Publication day").Length);
        Assert.DoesNotContain("Countdown", card, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_done_outside_stands_with_who_does_it()
    {
        await using var app = await WebApp.Start(kind);
        using var browser = await app.Http();

        var cover = Lines(await browser.Read(app.Path("calendar?view=agenda&day=2027-01-11"))).Single(l => l.Contains(">Finish the cover<", StringComparison.Ordinal));

        Assert.Contains("The Unhurried Author · The cover studio", cover, StringComparison.Ordinal);
        Assert.Contains(" · The cover studio", WebUtility.HtmlDecode(await browser.Read(cover.Split("href=\"")[1].Split('"')[0])), StringComparison.Ordinal);
    }

    private static string[] Lines(string page) => WebUtility.HtmlDecode(page).Split("<li>");
}
