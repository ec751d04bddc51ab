using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using CsCheck;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using NodaTime;
using static ContentPlanner.Tests.Feeds.Written;

namespace ContentPlanner.Tests.Feeds;

/// <summary>
/// Every feed is read back by Ical.Net, which must find what the timeline says takes place. It is a fair reader as long as
/// a calendar stays in the safe profile; where it errs (ical.md, section 2) the profile keeps away from it.
/// </summary>
public class IcalNetTests
{
    private static readonly DateInterval Days = new(new(2026, 9, 21), new(2028, 1, 2));

    [Fact]
    public void Sessions_of_a_real_group_are_read_back()
    {
        var sessions = Sessions() with
        {
            Skipped = [new(2027, 3, 3)],
            Variations =
            [
                new(new(2027, 2, 3), new When.At(new(2027, 2, 4, 18, 30), Sample.Dublin, 75)),
                new(new(2027, 2, 10), new When.At(new(2027, 2, 16, 12, 0), DateTimeZoneProviders.Tzdb["America/New_York"], 75), "Session with a guest"),
            ],
        };
        Assert.Equal(Expected(sessions).Order(), ReadBack(sessions).Order());
        Assert.Equal(7, ReadBack(sessions).Count);
    }

    [Fact]
    public void Everything_else_is_read_back()
    {
        Entry[] all =
        [
            Piece("day"), Piece("span") with { When = new When.AllDay(new(2027, 3, 1), 12) },
            Piece("timed") with { When = new When.At(new(2027, 3, 27, 23, 30), Sample.Dublin, 180) },
            Piece("twice") with { When = new When.At(new(2027, 10, 31, 1, 30), Sample.Dublin, 30) },
            Piece("gap") with { When = new When.At(new(2027, 3, 28, 1, 30), Sample.Dublin, 30) },
            Piece("utc") with { When = new When.At(new(2027, 6, 1, 7, 0), DateTimeZone.Utc, 30) },
            Piece("texts") with { Title = "Emoji 👩‍👩‍👧‍👦 at the fold, “quotes”; semicolons\\ and\nlines of " + new string('x', 90) },
        ];
        Assert.Equal(all.SelectMany(Expected).Order(), ReadBack(all).Order());
    }

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    [InlineData("Asia/Kolkata")]
    public void Any_series_is_read_back_with_its_exceptions(string zone)
    {
        Timelines.Rules.Series.Sample(series =>
        {
            var entry = Entry(series with { Start = series.Start }, DateTimeZoneProviders.Tzdb[zone]);
            var (expected, read) = (Expected(entry).Order().ToList(), ReadBack(entry).Order().ToList());
            return expected.SequenceEqual(read);
        }, iter: Full.Iterations(150));
    }

    private static Entry Entry(Series series, DateTimeZone zone) => Sessions() with
    {
        When = series.WhenDue(series.Start, zone),
        Rule = series.Rule,
        Skipped = series.Skipped,
        Variations = series.Moved.Select(m => new Variation(m.Day, series.WhenMoved(m, zone))).ToArray() is var moved ? [.. moved] : [],
    };

    [Fact]
    public void Things_to_do_are_read_back()
    {
        var feed = Of(new FeedOptions { Tasks = TaskForm.Todo, Alarms = [60] }, Task(), Task("done") with { Status = EntryStatus.Done, ClosedOn = new(2026, 11, 20) });
        var read = Ical.Net.Calendar.Load(feed.Text)!;
        Assert.Equal(["NEEDS-ACTION", "COMPLETED"], read.Todos.Select(t => t.Status));
        Assert.All(read.Todos, t => Assert.Equal(new CalDateTime(2026, 12, 1), t.Due));
        Assert.Equal(1, read.Todos.Sum(t => t.Alarms.Count));
    }

    /// <summary>What the timeline says: moment or day, and title.</summary>
    private static List<string> Expected(Entry entry) =>
        [.. entry.OccurrencesWithin(Days).Select(o => o.When is When.At at ? $"{at.Instant} {at.Minutes} {o.Title}" : $"{o.Day:uuuu-MM-dd} {(o.When as When.AllDay)!.Days} {o.Title}")];

    private static List<string> ReadBack(params Entry[] entries)
    {
        var feed = Of(Request(entries) with { Window = Days, Options = new() { MarkDone = false } });
        var calendar = Ical.Net.Calendar.Load(feed.Text)!;
        var from = new CalDateTime(2026, 9, 1, 0, 0, 0, "UTC");
        var end = new CalDateTime(2028, 1, 20, 0, 0, 0, "UTC");
        return
        [
            .. calendar.GetOccurrences<CalendarEvent>(from)
                .TakeWhile(o => o.Period.StartTime.HasTime ? o.Period.StartTime < end : o.Period.StartTime.Date < end.Date)
                .Select(o => (Day: LocalDate.FromDateOnly(o.Period.StartTime.Date), Occurrence: o))
                .Where(o => Days.Contains(o.Day))
                .Select(o => Said((CalendarEvent)o.Occurrence.Source, o.Occurrence.Period)),
        ];
    }

    private static string Said(CalendarEvent source, Ical.Net.DataTypes.Period period)
    {
        var start = period.StartTime;
        if (!start.HasTime) return $"{LocalDate.FromDateOnly(start.Date):uuuu-MM-dd} {period.EffectiveEndTime!.Date.DayNumber - start.Date.DayNumber} {source.Summary}";
        var begins = Instant.FromDateTimeUtc(start.AsUtc);
        return $"{begins} {(Instant.FromDateTimeUtc(period.EffectiveEndTime!.AsUtc) - begins).TotalMinutes} {source.Summary}";
    }
}
