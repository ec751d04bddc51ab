using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Launches.Small;

namespace ContentPlanner.Tests.Launches;

public class SessionScheduleTests
{
    [Fact]
    public void Eight_wednesdays_pass_over_a_holiday_and_end_a_week_later()
    {
        var sessions = Of(TheGroup);

        Assert.Equal([20, 27, 3, 10, 17, 24, 3, 10], sessions.Sessions.Select(s => s.RuleDay.Day));
        Assert.Empty(sessions.SkippedDays);

        var later = Of(TheGroup with { Anchors = [new("cohort-start", new(2027, 2, 3))], Sessions = TheGroup.Sessions! with { Changes = [] } });
        Assert.Equal([new SkippedDay(new(2027, 3, 17), "St Patrick’s Day")], later.SkippedDays);
        Assert.Equal(new LocalDate(2027, 3, 31), later.Ends);
        Assert.Equal(9, later.Series!.Rule.Count);
        Assert.Equal([new LocalDate(2027, 3, 17)], later.Series.Skipped);
    }

    [Fact]
    public void A_skipped_day_keeps_the_number_of_sessions_and_a_cancelled_one_loses_it()
    {
        var sessions = Of(TheGroup with { Sessions = TheGroup.Sessions! with { Skipped = [new(2027, 1, 27)], Changes = [new() { Session = 2, Cancelled = true }] } });

        Assert.Equal(8, sessions.Sessions.Count);
        Assert.Equal(7, sessions.Sessions.Count(s => s.IsHeld));
        Assert.Equal(new LocalDate(2027, 2, 3), sessions.Sessions[1].RuleDay);
        Assert.Equal([new LocalDate(2027, 1, 27), new LocalDate(2027, 2, 3), new LocalDate(2027, 3, 17)], sessions.Series!.Skipped);
        Assert.Equal("Session 3 of 8", sessions.Sessions[2].Title);
    }

    [Fact]
    public void A_moved_session_keeps_its_number_and_its_day_when_the_start_moves()
    {
        var moved = Of(TheGroup with { Anchors = [new("cohort-start", new(2027, 1, 27))] }).Sessions[2];

        Assert.True(moved.IsMoved);
        Assert.Equal(new LocalDateTime(2027, 2, 4, 18, 30), moved.When.Start);
        Assert.Equal(new LocalDate(2027, 2, 10), moved.RuleDay);
    }

    [Fact]
    public void The_wall_time_stays_when_the_clocks_change()
    {
        var times = Of(TheGroup with { Anchors = [new("cohort-start", new(2027, 3, 10))], Sessions = TheGroup.Sessions! with { Changes = [] } }).Sessions;

        Assert.All(times, s => Assert.Equal(new LocalTime(18, 30), s.When.Start.TimeOfDay));
        Assert.Equal([NodaTime.Offset.FromHours(0), NodaTime.Offset.FromHours(1)], times.Select(s => s.When.Zone.GetUtcOffset(s.When.Instant)).Distinct());
    }

    [Fact]
    public void The_series_alone_gives_the_days_of_all_sessions_that_were_not_moved()
    {
        var plan = TheGroup.Sessions! with { Weekdays = [IsoDayOfWeek.Thursday, IsoDayOfWeek.Monday], EveryWeeks = 2, Skipped = [new(2027, 1, 21)], Changes = [new() { Session = 4, Cancelled = true }] };

        var sessions = Of(TheGroup with { Sessions = plan });

        Assert.Equal(sessions.Sessions.Where(s => s.IsHeld).Select(s => s.RuleDay), sessions.Series!.Rule.Occurrences(sessions.Series.Start, new DateInterval(new(2026, 1, 1), new(2028, 1, 1))).Except(sessions.Series.Skipped));
        Assert.Equal(new LocalDate(2027, 2, 4), sessions.Series.Start);
    }

    [Fact]
    public void Steps_of_each_session_follow_the_day_it_is_held_and_fall_with_a_cancelled_one()
    {
        var schedule = House.With(TheGroup with { Sessions = TheGroup.Sessions! with { Changes = [.. TheGroup.Sessions!.Changes, new() { Session = 5, Cancelled = true }] } }).Schedule();

        var recap = schedule.Milestone("winter-circle/recap/3")!;
        Assert.Equal((new LocalDate(2027, 2, 5), "1 day after session 3 · recap (session 3)"), (recap.Day, recap.Reason));
        Assert.Equal("Prepare session 3", schedule.Milestone("winter-circle/prepare/3")!.Title);
        Assert.Equal(MilestoneStatus.Cancelled, schedule.Milestone("winter-circle/recap/5")!.Status);
    }

    [Fact]
    public void Dates_may_hang_on_the_middle_and_the_last_session()
    {
        var schedule = House.Schedule();

        Assert.Equal(new LocalDate(2027, 2, 10), schedule.Milestone("winter-circle/pulse")!.Day);
        Assert.Equal(new LocalDate(2027, 3, 17), schedule.Milestone("winter-circle/debrief")!.Day);
    }

    [Fact]
    public void Sessions_held_before_a_group_is_cancelled_have_been_held()
    {
        var sessions = Of(TheGroup with { Status = LaunchStatus.Cancelled, StatusSince = new(2027, 2, 1) });

        Assert.Equal([1, 2], sessions.Sessions.Where(s => s.IsHeld).Select(s => s.Number));
    }

    [Fact]
    public void A_year_of_blackouts_leaves_no_room_and_says_so()
    {
        var workspace = House with { Blackouts = [new(new(2027, 1, 1), new(2099, 12, 31), "A long rest")] };

        var schedule = workspace.Schedule();

        Assert.Empty(schedule.Launch("winter-circle")!.Sessions!.Sessions);
        Assert.Null(schedule.Launch("winter-circle")!.Sessions!.Series);
        Assert.Contains(schedule.Findings, f => f is { Kind: FindingKind.SessionsCutShort, Subject: "winter-circle" });
    }

    private static SessionSchedule Of(Launch group) => House.With(group).Schedule().Launch(group.Key)!.Sessions!;
}
