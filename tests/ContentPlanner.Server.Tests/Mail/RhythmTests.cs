using ContentPlanner.Core.Digests;
using ContentPlanner.Server.Mail;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>Local weekdays and hours as instants: every week one, none twice, whatever zones and people do (reliability.md R20).</summary>
public class RhythmTests
{
    [Theory]
    // An ordinary week, and both sides of a change of the clock.
    [InlineData("Europe/London", IsoDayOfWeek.Monday, "08:00", "2026-W48", "2026-11-23T08:00:00Z")]
    [InlineData("Europe/London", IsoDayOfWeek.Monday, "08:00", "2026-W26", "2026-06-22T07:00:00Z")]
    // 01:30 does not exist on 29 March: shifted forward by the gap. On 25 October it exists twice: the earlier.
    [InlineData("Europe/London", IsoDayOfWeek.Sunday, "01:30", "2026-W13", "2026-03-29T01:30:00Z")]
    [InlineData("Europe/London", IsoDayOfWeek.Sunday, "01:30", "2026-W43", "2026-10-25T00:30:00Z")]
    // Lord Howe moves by half an hour.
    [InlineData("Australia/Lord_Howe", IsoDayOfWeek.Sunday, "02:15", "2026-W40", "2026-10-03T15:45:00Z")]
    [InlineData("Australia/Lord_Howe", IsoDayOfWeek.Sunday, "01:45", "2026-W14", "2026-04-04T14:45:00Z")]
    // Samoa had no 30 December 2011, a Friday: the same hour of the next day.
    [InlineData("Pacific/Apia", IsoDayOfWeek.Friday, "08:00", "2011-W52", "2011-12-30T18:00:00Z")]
    // The year of a week is not the year of its days.
    [InlineData("Europe/Berlin", IsoDayOfWeek.Friday, "09:00", "2026-W53", "2027-01-01T08:00:00Z")]
    public void A_local_hour_is_a_moment(string zone, IsoDayOfWeek weekday, string time, string week, string moment) =>
        Assert.Equal(At(moment), Weekly(zone, weekday, time).MomentOf(IsoWeek.Parse(week)!.Value));

    [Theory]
    [InlineData("Europe/London", "01:30")]
    [InlineData("Australia/Lord_Howe", "02:15")]
    [InlineData("Pacific/Apia", "08:00")]
    [InlineData("America/Santiago", "00:00")]
    [InlineData("Africa/Casablanca", "02:30")]
    public void Every_week_of_two_years_has_one(string zone, string time)
    {
        var rhythm = Weekly(zone, IsoDayOfWeek.Sunday, time);
        var (now, row) = (At("2011-01-03T00:00:00Z"), new SubscriptionRow());
        var weeks = new List<string>();
        for (var n = 0; n < 104; n++)
        {
            var next = rhythm.Next(now, row)!;
            weeks.Add(next.Period);
            (now, row) = (next.At, Sent(next));
        }
        Assert.Equal(Enumerable.Range(0, 104).Select(n => IsoWeek.Of(new LocalDate(2011, 1, 3).PlusWeeks(n)).ToString()), weeks);
    }

    [Fact]
    public void A_new_subscription_owes_nothing_that_has_passed()
    {
        var rhythm = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00");
        Assert.Equal("2026-W48", rhythm.Next(At("2026-11-23T07:59:59Z"), null)!.Period);
        Assert.Equal("2026-W49", rhythm.Next(At("2026-11-23T08:00:00Z"), null)!.Period);
    }

    [Fact]
    public void A_weekday_changed_to_one_that_has_passed_leaves_this_week_where_it_was()
    {
        var thursday = Weekly("Europe/London", IsoDayOfWeek.Thursday, "08:00");
        var row = Waiting(thursday.Next(At("2026-11-23T12:00:00Z"), null)!);

        var changed = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00").Next(At("2026-11-25T12:00:00Z"), row)!;

        Assert.Equal(("2026-W48", At("2026-11-26T08:00:00Z")), (changed.Period, changed.At));
    }

    [Fact]
    public void A_weekday_changed_to_one_still_to_come_moves_this_weeks()
    {
        var row = Waiting(Weekly("Europe/London", IsoDayOfWeek.Thursday, "08:00").Next(At("2026-11-23T12:00:00Z"), null)!);

        var changed = Weekly("Europe/London", IsoDayOfWeek.Friday, "09:00").Next(At("2026-11-25T12:00:00Z"), row)!;

        Assert.Equal(("2026-W48", At("2026-11-27T09:00:00Z")), (changed.Period, changed.At));
    }

    [Fact]
    public void Two_are_at_least_72_hours_apart()
    {
        // Sunday's was sent, and from now on it is Mondays.
        var row = Sent(new("2026-W48", At("2026-11-29T08:00:00Z"), Instant.MaxValue));

        var next = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00").Next(At("2026-11-29T09:00:00Z"), row)!;

        Assert.Equal(("2026-W49", At("2026-12-02T08:00:00Z")), (next.Period, next.At));
        var following = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00").Next(next.At, Sent(next))!;
        Assert.Equal(("2026-W50", At("2026-12-07T08:00:00Z")), (following.Period, following.At));
    }

    [Theory]
    // On Sunday evening in Los Angeles it is Monday in Auckland; both ways, at every hour of the week.
    [InlineData("America/Los_Angeles", "Pacific/Auckland")]
    [InlineData("Pacific/Auckland", "America/Los_Angeles")]
    [InlineData("Pacific/Kiritimati", "Pacific/Pago_Pago")]
    public void A_zone_changed_in_the_middle_of_a_week_gives_neither_two_nor_none(string from, string to)
    {
        foreach (var weekday in new[] { IsoDayOfWeek.Monday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Sunday })
            for (var hour = 0; hour < 7 * 24; hour++)
            {
                var (before, after) = (Weekly(from, weekday, "22:00"), Weekly(to, weekday, "22:00"));
                var change = At("2026-11-23T00:30:00Z") + Duration.FromHours(hour);
                var sent = Run(before, At("2026-11-01T00:00:00Z"), change, null, out var row);
                row.NextPeriod = null;
                var pending = before.Next(change, row)!;
                (row.NextPeriod, row.NextDueAt) = (pending.Period, pending.At);
                var moved = after.Next(change, row)!;
                (row.NextPeriod, row.NextDueAt) = (moved.Period, moved.At);
                sent.AddRange(Run(after, change, At("2027-01-10T00:00:00Z"), row, out _));

                var weeks = sent.ConvertAll(o => o.Period);
                Assert.Equal(weeks.Distinct().Order(StringComparer.Ordinal), weeks);
                Assert.Equal(Enumerable.Range(0, weeks.Count).Select(n => IsoWeek.Of(IsoWeek.Parse(weeks[0])!.Value.Monday.PlusWeeks(n)).ToString()), weeks);
                foreach (var (one, other) in sent.Zip(sent.Skip(1))) Assert.True(other.At - one.At >= WeeklyRhythm.LeastGap, $"{from} to {to} at {change}: {one.At} and {other.At}");
            }
    }

    [Fact]
    public void While_paused_nothing_is_owed_and_afterwards_the_next_week_is()
    {
        var paused = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00") with { PausedUntil = new LocalDate(2026, 12, 15) };
        var row = Waiting(new("2026-W49", At("2026-11-30T08:00:00Z"), Instant.MaxValue));

        Assert.Equal("2026-W52", paused.Next(At("2026-11-26T08:00:00Z"), row)!.Period);
        Assert.Equal("2026-W50", (paused with { PausedUntil = null }).Next(At("2026-12-01T08:00:00Z"), new() { LastPeriod = "2026-W48" })!.Period);
    }

    [Fact]
    public void After_a_downtime_every_week_that_waited_is_named_and_the_newest_is_last()
    {
        var rhythm = Weekly("Europe/London", IsoDayOfWeek.Monday, "08:00");
        var row = Waiting(new("2026-W45", At("2026-11-02T08:00:00Z"), Instant.MaxValue));

        var waiting = rhythm.Waiting(row, At("2026-11-24T08:00:00Z"));

        Assert.Equal(["2026-W45", "2026-W46", "2026-W47", "2026-W48"], waiting.Select(w => w.Period));
        Assert.Equal(At("2026-11-25T08:00:00Z"), waiting[^1].NotAfter);
    }

    /// <summary>What is sent when somebody looks at every moment.</summary>
    private static List<Owed> Run(WeeklyRhythm rhythm, Instant from, Instant to, SubscriptionRow? row, out SubscriptionRow last)
    {
        var sent = new List<Owed>();
        last = row ?? new();
        for (var next = rhythm.Next(from, row); next!.At <= to; next = rhythm.Next(next.At, last))
        {
            sent.Add(next);
            last = Sent(next);
        }
        return sent;
    }

    private static SubscriptionRow Waiting(Owed owed) => new() { NextPeriod = owed.Period, NextDueAt = owed.At };

    private static SubscriptionRow Sent(Owed owed) => new() { LastPeriod = owed.Period, LastAt = owed.At };

    private static WeeklyRhythm Weekly(string zone, IsoDayOfWeek weekday, string time) =>
        new(weekday, LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value, DateTimeZoneProviders.Tzdb[zone], null, Subscription.DigestGrace);

    private static Instant At(string text) => InstantPattern.ExtendedIso.Parse(text).Value;
}
