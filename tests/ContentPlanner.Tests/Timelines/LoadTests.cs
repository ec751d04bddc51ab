using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using static ContentPlanner.Tests.Timelines.Rules;
using static ContentPlanner.Tests.Timelines.Year;

namespace ContentPlanner.Tests.Timelines;

public class LoadTests
{
    private static readonly ContentTask Long = LinkedInPost with { EffortMinutes = 500 };

    [Fact]
    public void A_week_holds_the_effort_of_tasks_and_steps_from_monday_to_sunday()
    {
        var schedule = Small.House.Schedule() with
        {
            Milestones = [Step("coach", Day(2027, 1, 17), 60), Step("assistant", Day(2027, 1, 24), 45)],
            Tasks = [LinkedInPost, LinkedInPost with { Day = Day(2027, 1, 11) }, LinkedInPost with { Owner = "coach" }],
        };
        Assert.Equal(
            [new("coach", Day(2027, 1, 11), 90, 600), new("assistant", Day(2027, 1, 11), 60, 720), new WeekLoad("assistant", Day(2027, 1, 18), 45, 720)],
            Load.PerWeek(schedule, Window(Day(2027, 1, 13), Day(2027, 1, 18))));
    }

    [Fact]
    public void What_is_done_took_its_time_in_the_week_too()
    {
        var schedule = Small.House.Schedule() with
        {
            Milestones = [Step("assistant", Day(2027, 1, 12), 60) with { Status = MilestoneStatus.Done }],
            Tasks = [LinkedInPost with { Status = ContentTaskStatus.Done, ClosedOn = LinkedInPost.Day, EffortMinutes = 25 }],
        };
        Assert.Equal(85, Load.PerWeek(schedule, Whole).Where(w => w.Member == "assistant").Sum(w => w.Minutes));
    }

    [Fact]
    public void Proposals_what_was_dropped_and_work_of_others_do_not_count()
    {
        var schedule = Small.House.Schedule() with
        {
            Milestones = [Step("coach", Day(2027, 1, 12), 60) with { Outside = "the studio" }, Step("coach", Day(2027, 1, 12), 60) with { Status = MilestoneStatus.Skipped }],
            Tasks = [LinkedInPost with { Status = ContentTaskStatus.Proposed }, LinkedInPost with { Status = ContentTaskStatus.Cancelled }, LinkedInPost with { Owner = null }],
        };
        Assert.Empty(Load.PerWeek(schedule, Whole));
    }

    [Fact]
    public void A_week_over_the_hours_of_its_member_is_a_finding_and_one_that_fits_is_not()
    {
        var schedule = Small.House.Schedule() with { Milestones = [], Tasks = [Long, Long with { Day = Day(2027, 1, 15) }, Long with { Owner = "editor" }, Long with { Day = Day(2027, 1, 20) }] };
        var finding = Assert.Single(Load.Overloads(schedule, Whole));
        Assert.Equal(
            new Finding(FindingKind.Overload, FindingSeverity.Warning, "assistant", "The assistant has 16 h 40 min of work in the week of 11 Jan 2027, 4 h 40 min more than their 12 h", Day(2027, 1, 11)),
            finding);
        Assert.Empty(Load.Overloads(schedule with { Today = Day(2027, 1, 18) }, Whole));
    }

    private static Milestone Step(string owner, NodaTime.LocalDate day, int effort) =>
        new() { Id = Guid.Empty, Key = "the-book/step", Title = "Step", RuleDay = day, Planned = day, Day = day, Reason = "T", Owner = owner, EffortMinutes = effort };
}
