using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using CsCheck;
using NodaTime;
using static ContentPlanner.Tests.Timelines.Rules;

namespace ContentPlanner.Tests.Timelines;

/// <summary>What holds of every timeline, whatever the plan, the zone and the window.</summary>
public class TimelineLawsTests
{
    private static readonly DateTimeZone[] Zones = [.. DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id])];

    private static readonly Gen<LocalDate> Day2027 = Gen.Int[0, 364].Select(n => Day(2027, 1, 1).PlusDays(n));

    private static readonly Gen<ContentPiece> Piece = Gen.Select(Day2027, Gen.Enum<PieceStatus>(), Gen.OneOf("blog", "newsletter"), Gen.OneOf("blog-post", "newsletter"), Gen.Int[0, 47], Gen.Bool, (day, status, channel, format, half, timed) =>
        new ContentPiece
        {
            Key = "",
            Title = "A piece",
            Format = format,
            Channel = channel,
            Status = status,
            PlannedOn = day,
            Publish = timed ? new(day + new LocalTime(half / 2, half % 2 * 30)) : null,
        });

    private static readonly Gen<Cadence> Cadence = Gen.Select(Rules.Series, Gen.OneOf("blog", "newsletter"), Gen.OneOf("blog-post", "newsletter").Null(), (series, channel, format) =>
        new Cadence { Key = "", Title = "A cadence", Channel = channel, Format = format, Series = series });

    private static readonly Gen<Workspace> AnyWorkspace = Gen.Select(Piece.Array[0, 30], Cadence.Array[0, 4], Rules.Series, Gen.OneOf(Zones), Day2027, (pieces, cadences, review, zone, day) =>
        Year.Workspace with
        {
            Zone = zone,
            Pieces = [.. pieces.Select((p, i) => p with { Key = $"piece-{i}" })],
            Cadences = [.. cadences.Select((c, i) => c with { Key = $"cadence-{i}" })],
            Launches = [Small.TheBook with { Anchors = [new("publication", day)] }, Small.TheGroup with { Anchors = [new("cohort-start", day)] }],
            Periods = [Year.Workspace.Periods[0] with { Reviews = [new() { Key = "review", Title = "Regroup", Series = review }] }],
        });

    private static readonly Gen<DateInterval> AnyWindow = Gen.Select(Gen.Int[-60, 400], Gen.Int[0, 200], (from, days) =>
        new DateInterval(Day(2027, 1, 1).PlusDays(from), Day(2027, 1, 1).PlusDays(from + days)));

    private static readonly Gen<(Workspace Workspace, DateInterval Window)> Any = Gen.Select(AnyWorkspace, AnyWindow);

    [Fact]
    public void Entries_are_ordered_by_their_beginning_then_by_uid() => Any.Sample((workspace, window) =>
    {
        var timeline = workspace.Timeline(window);
        return InOrder(timeline.Entries.Select(e => (e.When, e.Uid)), workspace.Zone) && InOrder(timeline.Occurrences(window).Select(o => (o.When, o.Entry.Uid)), workspace.Zone);
    }, iter: Full.Iterations(60));

    [Fact]
    public void The_same_schedule_gives_the_same_timeline() => Any.Sample((workspace, window) =>
        workspace.Timeline(window) == workspace.Timeline(window), iter: Full.Iterations(40));

    [Fact]
    public void No_two_entries_share_a_uid() => Any.Sample((workspace, window) =>
        workspace.Timeline(window).Entries.Select(e => e.Uid).Distinct().Count() == workspace.Timeline(window).Entries.Count, iter: Full.Iterations(40));

    [Fact]
    public void Every_entry_touches_the_window() => Any.Sample((workspace, window) =>
        workspace.Timeline(window).Entries.All(e => e.OccurrencesWithin(window).Any()), iter: Full.Iterations(40));

    [Fact]
    public void A_window_shows_what_a_longer_one_shows_of_it() => Gen.Select(Any, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((any, before, after) =>
    {
        var (workspace, window) = any;
        var longer = new DateInterval(window.Start.PlusDays(-before), window.End.PlusDays(after));
        return workspace.Timeline(window).Occurrences(window).SequenceEqual(workspace.Timeline(longer).Occurrences(window));
    }, iter: Full.Iterations(60));

    [Fact]
    public void A_recurring_entry_begins_on_a_day_of_its_own_rule_and_names_only_real_exceptions() => Any.Sample((workspace, window) =>
        workspace.Timeline(window).Entries.Where(e => e.Rule is not null).All(e =>
            e.Rule!.AlignedStart(e.Day) == e.Day
            && e.Rule.Normalised(e.Day) == e.Rule
            && e.Skipped.Concat(e.Variations.Select(v => v.Day)).All(day => e.Rule.FallsOn(e.Day, day))
            && !e.Skipped.Intersect(e.Variations.Select(v => v.Day)).Any()), iter: Full.Iterations(60));

    [Fact]
    public void Every_hour_of_a_clock_change_in_every_zone_has_its_moment()
    {
        foreach (var zone in Full.Sample(Zones))
        {
            var changes = zone.GetZoneIntervals(Instant.FromUtc(2027, 1, 1, 0, 0), Instant.FromUtc(2028, 1, 1, 0, 0)).Where(i => i.HasEnd && i.End < Instant.FromUtc(2028, 1, 1, 0, 0));
            foreach (var change in changes)
            {
                var day = change.IsoLocalEnd.Date;
                var hourly = Enumerable.Range(0, 48).Select(half => new ContentPiece { Key = $"at-{half}", Title = "Piece", Format = "note", Status = PieceStatus.Planned, Publish = new(day + new LocalTime(half / 2, half % 2 * 30)) });
                var workspace = new Workspace { Key = "zone", Name = "Zone", Zone = zone, Pieces = [.. hourly] };
                var entries = Timeline.Of(Schedule.Of(workspace, new(), _ => new(), day), new(day, day)).Entries;

                Assert.Equal(48, entries.Count);
                Assert.All(entries.Select(e => (When.At)e.When), at => Assert.Equal(Moment(at.Start, zone), at.Instant));
                Assert.True(InOrder(entries.Select(e => (e.When, e.Uid)), zone));
            }
        }
    }

    /// <summary>Design rule 7, said another way: a skipped time counts on from before the gap, a repeated one is the first.</summary>
    private static Instant Moment(LocalDateTime wall, DateTimeZone zone)
    {
        var map = zone.MapLocal(wall);
        return map.Count == 0 ? wall.WithOffset(map.EarlyInterval.WallOffset).ToInstant() : map.First().ToInstant();
    }

    private static bool InOrder(IEnumerable<(When When, string Uid)> lines, DateTimeZone home) => lines.Zip(lines.Skip(1)).All(pair =>
        pair.First.When.BeginsAt(home) is var first && pair.Second.When.BeginsAt(home) is var second
        && (first < second || (first == second && string.CompareOrdinal(pair.First.Uid, pair.Second.Uid) <= 0)));
}
