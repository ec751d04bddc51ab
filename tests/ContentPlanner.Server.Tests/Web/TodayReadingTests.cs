using System.Text.RegularExpressions;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Today;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Today reads stored rows and derives little: it says the same as what follows from the whole plan.</summary>
public abstract partial class TodayReadingTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task A_day_read_from_rows_says_what_the_whole_plan_says_to_everybody()
    {
        var desk = (await App.Services.GetRequiredService<Desks>().OfAsync(App.Client.Id, Stop))!;
        var readers = desk.Workspace.Members.Select(m => Reader.Of(desk.Workspace, m.Key, WebApp.Morning)!).ToList();
        foreach (var reader in readers.Append(readers[0] with { SeesAll = true }))
        {
            var (today, until) = (reader.Today, reader.Today.PlusDays(DayReading.DaysAhead));
            var day = await App.Services.GetRequiredService<DayReading>().ReadAsync(await App.Now(), reader, everything: false, Stop);
            var gaps = Gap.Within(desk.Schedule, new(today, today.PlusDays(27))).ToArray();
            Assert.Equal(gaps.Select(g => (g.Title, g.Idea, string.Join(',', g.Days.Shown))), day.Gaps.Select(g => (g.Title, g.Idea, string.Join(',', g.Days.Shown))));
            Assert.Equal(
                Picks.For(reader, desk.Schedule, until, gaps).Select(p => (p.Task.Key, string.Join(',', p.Reasons))),
                Picks.For(reader, day.Schedule, until, day.Gaps).Select(p => (p.Task.Key, string.Join(',', p.Reasons))));
            var due = DueItem.For(reader, desk.Schedule, until, new HashSet<Core.Leverage.TaskKey>()).ToArray();
            Assert.Equal(due, DueItem.For(reader, day.Schedule, until, new HashSet<Core.Leverage.TaskKey>()));
            Assert.Equal((due.Count(d => d.Task is not null && d.IsLate), due.Count(d => d.Task is not null && !d.IsLate)), (day.Late, day.Soon));
        }
    }

    [Fact]
    public async Task What_is_cut_off_is_one_link_away_with_steps_and_pieces_among_the_tasks()
    {
        await App.Workspaces.ChangeAsync(App.Client.Id, Actor.CommandLine, "wrote a lot", w => w with
        {
            Pieces =
            [
                .. w.Pieces,
                .. Enumerable.Range(0, 8).Select(n => new ContentPiece { Key = $"many-{n}", Title = $"Many {n}", Format = "blog-post", Channel = "blog", Status = PieceStatus.Published, PlannedOn = new LocalDate(2026, 11, 10), Owner = "coach" }),
                .. Enumerable.Range(0, 8).Select(n => new ContentPiece { Key = $"stuck-{n}", Title = $"Stuck {n}", Format = "essay", Status = PieceStatus.Drafting, PlannedOn = new LocalDate(2026, 11, 20), Owner = "coach" }),
                .. Enumerable.Range(0, 30).Select(n => new ContentPiece { Key = $"soon-{n}", Title = $"Soon {n}", Format = "essay", Status = PieceStatus.Drafting, PlannedOn = new LocalDate(2026, 11, 26), Owner = "coach" }),
            ],
        }, Stop);
        var desk = (await App.Services.GetRequiredService<Desks>().OfAsync(App.Client.Id, Stop))!;
        var reader = Reader.Of(desk.Workspace, desk.Workspace.Members[0].Key, WebApp.Morning)! with { SeesAll = true };
        var due = DueItem.For(reader, desk.Schedule, reader.Today.PlusDays(DayReading.DaysAhead), new HashSet<Core.Leverage.TaskKey>()).ToList();
        using var browser = await App.Http();

        var day = await browser.Read(App.Path("today"));

        foreach (var (show, all) in new[] { ("late", due.Where(d => d.IsLate).ToList()), ("week", due.Where(d => !d.IsLate).ToList()) })
        {
            var shown = show == "late" ? 12 : 30;
            Assert.Matches($"href=\"{App.Path("today")}\\?show={show}\">(\\+|&#x2B;){all.Count - shown} more", day);
            var page = await browser.Read(App.Path($"today?show={show}"));
            var titles = Titles().Matches(page).Select(m => System.Net.WebUtility.HtmlDecode(m.Groups[1].Value)).ToList();
            Assert.Equal(all.Select(d => d.Kind == DueKind.OpenRole ? $"Role to fill: {d.Title}" : d.Title), titles);
            Assert.Contains(all, d => d.Kind == DueKind.Step);
            Assert.Contains(all, d => d.Kind is DueKind.Unready or DueKind.Unpublished);
            Assert.Contains(all, d => d.Kind == DueKind.Task);
        }
    }

    [GeneratedRegex("<p class=\"title\">(?:<a [^>]*>)?([^<]*)<")]
    private static partial Regex Titles();
}

public sealed class TodayReadingOnSqliteTests() : TodayReadingTests(DatabaseKind.Sqlite);

public sealed class TodayReadingOnPostgresTests() : TodayReadingTests(DatabaseKind.Postgres);
