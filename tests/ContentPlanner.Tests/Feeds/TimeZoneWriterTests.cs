using System.Text;
using ContentPlanner.Formats.Feeds;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

public class TimeZoneWriterTests
{
    private static readonly IDateTimeZoneProvider Zones = DateTimeZoneProviders.Tzdb;

    private static List<string> Lines(DateTimeZone zone, int from, int through) => IcsText.ContentLines(TimeZoneWriter.Of(zone, from, through).ToArray());

    /// <summary>A feed begins a year before its first entry: this year's, and when CI asks for all, those that reach far back.</summary>
    public static TheoryData<int, int> Ranges => Full.IsAsked ? new() { { 2025, 2036 }, { 2015, 2036 }, { 1990, 2036 } } : new() { { 2025, 2036 } };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void R7_Every_zone_equals_the_database_a_second_before_and_after_each_transition(int from, int through)
    {
        foreach (var id in Zones.Ids)
        {
            var zone = Zones[id];
            var written = VTimeZone.Read(Lines(zone, from, through), through);
            Assert.Equal(id, written.Id);
            foreach (var moment in Transitions(zone, from, through).SelectMany(t => new[] { t - Duration.FromSeconds(1), t, t + Duration.FromSeconds(1) }))
                if (zone.GetUtcOffset(moment) != written.At(moment)) Assert.Fail($"{id} at {moment}: {written.At(moment)}, the database says {zone.GetUtcOffset(moment)}");
        }
    }

    [Fact]
    public void R7_Every_zone_equals_the_database_at_every_hour()
    {
        // Hour by hour takes minutes: every third week here, every hour when CI asks for all.
        var step = Full.IsAsked ? Duration.FromHours(1) : Duration.FromHours(503);
        var (from, to) = (Instant.FromUtc(2025, 1, 1, 0, 0), Instant.FromUtc(2037, 1, 1, 0, 0));
        Parallel.ForEach(Zones.Ids, id =>
        {
            var zone = Zones[id];
            var written = VTimeZone.Read(Lines(zone, 2025, 2036), 2036);
            for (var at = from; at < to; at += step)
                if (zone.GetUtcOffset(at) != written.At(at)) Assert.Fail($"{id} at {at}: {written.At(at)}, the database says {zone.GetUtcOffset(at)}");
        });
    }

    private static IEnumerable<Instant> Transitions(DateTimeZone zone, int from, int through)
    {
        var (start, end) = (Instant.FromUtc(from, 1, 1, 0, 0), Instant.FromUtc(through + 1, 1, 1, 0, 0));
        return zone.GetZoneIntervals(start, end).Where(i => i.HasEnd).Select(i => i.End).Where(t => t < end).Prepend(start + Duration.FromSeconds(1)).Append(end - Duration.FromSeconds(2));
    }

    [Theory]
    [InlineData("Europe/Dublin")]
    [InlineData("Africa/Casablanca")]
    [InlineData("America/New_York")]
    [InlineData("Australia/Sydney")]
    public void R7_Daylight_is_when_clocks_go_forward(string id)
    {
        var zone = VTimeZone.Read(Lines(Zones[id], 2026, 2036), 2036);
        Assert.Contains(zone.Observances, o => o.IsDaylight);
        Assert.All(zone.Observances, o => Assert.Equal(o.To > o.From, o.IsDaylight));
    }

    [Theory]
    [InlineData("Europe/Dublin", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU")]
    [InlineData("America/New_York", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU")]
    [InlineData("Australia/Sydney", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU")]
    public void R7_Regular_zones_are_two_yearly_rules(string id, string forward, string back)
    {
        var lines = Lines(Zones[id], 2026, 2036);
        Assert.Equal(new[] { back, forward }.Order(StringComparer.Ordinal), lines.Where(l => l.StartsWith("RRULE", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(2, lines.Count(l => l.StartsWith("DTSTART", StringComparison.Ordinal)));
    }

    [Fact]
    public void R7_A_zone_without_changes_is_one_observance_without_a_rule() =>
        Assert.Equal(
            ["BEGIN:VTIMEZONE", "TZID:Asia/Kolkata", "BEGIN:STANDARD", "DTSTART:20250101T000000", "TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "TZNAME:IST", "END:STANDARD", "END:VTIMEZONE"],
            Lines(Zones["Asia/Kolkata"], 2026, 2036));

    [Fact]
    public void R7_A_zone_that_follows_the_moon_is_written_change_by_change()
    {
        var lines = Lines(Zones["Asia/Gaza"], 2026, 2036);
        Assert.DoesNotContain(lines, l => l.StartsWith("RRULE", StringComparison.Ordinal));
        Assert.True(lines.Count(l => l.StartsWith("DTSTART", StringComparison.Ordinal)) >= 20);
    }

    [Fact]
    public void R7_A_rule_that_came_later_begins_when_it_came()
    {
        var lines = Lines(Zones["America/New_York"], 2005, 2036);
        Assert.Contains("DTSTART:20070311T020000", lines);
        Assert.Contains("DTSTART:20060402T020000", lines);
        Assert.Equal(2, lines.Count(l => l.StartsWith("RRULE", StringComparison.Ordinal)));
    }

    [Fact]
    public void R7_Zones_stay_small()
    {
        var sizes = Zones.Ids.Select(id => TimeZoneWriter.Of(Zones[id], 2025, 2036).Length).ToList();
        Assert.True(sizes.Average() < 400, $"{sizes.Average():0} octets on average");
        Assert.True(sizes.Max() < 4000, $"{sizes.Max()} octets at most");
    }

    [Fact]
    public void R7_R21_The_same_years_give_the_same_octets_again()
    {
        var first = TimeZoneWriter.Of(Sample.Dublin, 2026, 2036);
        Assert.Equal(Encoding.UTF8.GetString(first), Encoding.UTF8.GetString(TimeZoneWriter.Of(Zones["Europe/Dublin"], 2026, 2036)));
    }
}
