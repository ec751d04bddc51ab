using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Calendars;

public class CadenceVerbsTests
{
    private static readonly LocalDate Tuesday = new(2026, 12, 1);

    [Fact]
    public void This_and_following_goes_on_another_weekday_and_hour_from_that_day_on()
    {
        var plan = Plan(new() { Frequency = Frequency.Weekly }).MoveFollowing("post", Tuesday.PlusWeeks(2), Tuesday.PlusWeeks(2).PlusDays(2) + new LocalTime(14, 0));

        Assert.Equal([Tuesday + At(9), Tuesday.PlusWeeks(1) + At(9), Tuesday.PlusWeeks(2).PlusDays(2) + At(14), Tuesday.PlusWeeks(3).PlusDays(2) + At(14)], Starts(plan).Take(4));
        Assert.Equal(["post", "post-2026-12-17"], plan.Cadences.Select(c => c.Key));
        Assert.Equal("post", plan.Cadences[1].Continues);
    }

    [Fact]
    public void From_the_first_day_on_it_is_the_same_cadence_moved()
    {
        var plan = Plan(new() { Frequency = Frequency.Weekly }).MoveFollowing("post", Tuesday, Tuesday.PlusDays(1) + At(9));

        Assert.Single(plan.Cadences);
        Assert.Equal([Tuesday.PlusDays(1) + At(9), Tuesday.PlusDays(8) + At(9)], Starts(plan).Take(2));
    }

    [Fact]
    public void Of_several_weekdays_only_the_one_that_was_taken_moves()
    {
        var plan = Plan(new() { Frequency = Frequency.Weekly, Weekdays = [new(IsoDayOfWeek.Tuesday), new(IsoDayOfWeek.Thursday)] }).MoveFollowing("post", Tuesday.PlusWeeks(1), Tuesday.PlusWeeks(1).PlusDays(1) + At(9));

        Assert.Equal([Tuesday, Tuesday.PlusDays(2), Tuesday.PlusDays(8), Tuesday.PlusDays(9), Tuesday.PlusDays(15)], Starts(plan).Take(5).Select(s => s.Date));
    }

    [Fact]
    public void A_day_of_the_month_becomes_another_and_the_first_tuesday_the_second_wednesday()
    {
        var byDay = Plan(new() { Frequency = Frequency.Monthly, DayOfMonth = 1 }).MoveFollowing("post", new(2027, 2, 1), new LocalDate(2027, 2, 10) + At(9));
        Assert.Equal([new(2026, 12, 1), new(2027, 1, 1), new(2027, 2, 10), new(2027, 3, 10)], Starts(byDay).Take(4).Select(s => s.Date));

        var byWeekday = Plan(new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Tuesday, 1)] }).MoveFollowing("post", new(2027, 1, 5), new LocalDate(2027, 1, 13) + At(9));
        Assert.Equal([new(2026, 12, 1), new(2027, 1, 13), new(2027, 2, 10)], Starts(byWeekday).Take(3).Select(s => s.Date));
    }

    [Fact]
    public void Exceptions_that_the_new_rule_does_not_have_are_forgotten_with_it()
    {
        var plan = Plan(new() { Frequency = Frequency.Weekly });
        plan = plan with { Cadences = [plan.Cadences[0] with { Series = plan.Cadences[0].Series.Skip(Tuesday.PlusWeeks(3)) }] };

        Assert.Empty(plan.MoveFollowing("post", Tuesday.PlusWeeks(2), Tuesday.PlusWeeks(2).PlusDays(1) + At(9)).Cadences[1].Series.Skipped);
    }

    [Fact]
    public void An_ended_cadence_keeps_what_was_before_and_one_that_never_was_goes()
    {
        Assert.Equal([Tuesday, Tuesday.PlusWeeks(1)], Starts(Plan(new() { Frequency = Frequency.Weekly }).EndBefore("post", Tuesday.PlusWeeks(2))).Select(s => s.Date));
        Assert.Empty(Plan(new() { Frequency = Frequency.Weekly }).EndBefore("post", Tuesday).Cadences);
    }

    private static LocalTime At(int hour) => new(hour, 0);

    private static IEnumerable<LocalDateTime> Starts(Workspace plan) => Slots.Of(plan, new DateInterval(Tuesday, Tuesday.PlusDays(120))).Select(s => s.When.WallTime);

    private static Workspace Plan(Recurrence rule) => new()
    {
        Key = "w",
        Name = "W",
        Zone = DateTimeZone.Utc,
        Cadences = [new() { Key = "post", Title = "Post", Channel = "blog", Series = new() { Start = Tuesday, Rule = rule, Time = new LocalTime(9, 0) } }],
    };
}
