using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Blueprints;
using NodaTime;
using Offset = ContentPlanner.Core.Launches.Offset;
using static ContentPlanner.Tests.Launches.Small;

namespace ContentPlanner.Tests.Launches;

public class DebriefTests
{
    private static readonly LocalDate Published = new(2027, 5, 11);

    [Fact]
    public void Each_step_is_told_as_it_was_planned_and_as_it_was_done_counted_from_its_anchor()
    {
        var copies = Outcomes(("copies-out", MilestoneStatus.Done, Published.PlusDays(-24))).Single(o => o.Step == "copies-out");

        Assert.Equal(("T-30", "T-24", new Offset(-24, OffsetUnit.Days)), (copies.Planned, copies.Actual, copies.Right!.Value));
        Assert.True(copies.IsOff);
        Assert.Equal(8, copies.DaysOff);
    }

    [Fact]
    public void What_was_done_within_two_days_or_not_at_all_asks_for_no_other_offset()
    {
        var outcomes = Outcomes(("copies-out", MilestoneStatus.Done, Published.PlusDays(-32)), ("final-file", MilestoneStatus.Skipped, Published));

        Assert.All(outcomes, o => Assert.False(o.IsOff, o.Title));
        Assert.Null(outcomes.Single(o => o.Step == "final-file").Right);
    }

    [Fact]
    public void The_next_version_has_the_offsets_that_were_right_and_reads_as_a_file()
    {
        var launch = Schedule(("copies-out", MilestoneStatus.Done, Published.PlusDays(-24)), ("offer", MilestoneStatus.Done, Published.PlusDays(-50)));

        var next = Book.After(launch, 2, adjust: new HashSet<string> { "copies-out" }, leaveOut: new HashSet<string> { "fix-date" }, adopt: new HashSet<string>());

        Assert.Equal((2, new OffsetRule("publication", new(-24, OffsetUnit.Days))), (next.Version, next.Steps.Single(s => s.Key == "copies-out").Offset));
        Assert.DoesNotContain(next.Steps, s => s.Key == "fix-date");
        Assert.Equal(Book.Steps.Single(s => s.Key == "offer"), next.Steps.Single(s => s.Key == "offer"));
        Assert.Equal(next, BlueprintFile.Read("small-book@2.yaml", BlueprintFile.Write(next)).Value);
    }

    [Fact]
    public void Every_shipped_blueprint_is_the_same_after_writing_and_reading() =>
        Assert.All(Shipped.Library.Blueprints, b => Assert.Equal(b, BlueprintFile.Read("b.yaml", BlueprintFile.Write(b)).Value));

    [Fact]
    public void Two_launches_are_compared_step_by_step_each_from_its_own_day()
    {
        var one = Schedule(("copies-out", MilestoneStatus.Done, Published.PlusDays(-24)));
        var other = Schedule(("copies-out", MilestoneStatus.Done, Published.PlusDays(-31)));

        var copies = LaunchComparison.Of(one, other).Steps.Single(s => s.One?.Step == "copies-out");

        Assert.Equal(("T-24", "T-31", 7), (copies.One!.Actual, copies.Other!.Actual, copies.Later));
    }

    [Fact]
    public void A_step_the_launch_added_can_be_adopted()
    {
        var party = new BlueprintStep { Key = "party", Title = "Party", Offset = new("publication", new(2, OffsetUnit.Days)) };
        var workspace = House with { Launches = [.. House.Launches.Select(l => l.Key == "the-book" ? l with { Steps = [party] } : l)] };
        var launch = LaunchSchedule.Of(workspace, Shelf, "the-book")!;

        Assert.Contains(party, Book.After(launch, 2, new HashSet<string>(), new HashSet<string>(), new HashSet<string> { "party" }).Steps);
        Assert.DoesNotContain(Book.After(launch, 2, new HashSet<string>(), new HashSet<string>(), new HashSet<string>()).Steps, s => s.Key == "party");
    }

    private static LaunchSchedule Schedule(params (string Step, MilestoneStatus Status, LocalDate On)[] closed) =>
        LaunchSchedule.Of(House.With([.. closed.Select(c => new Core.Plans.MilestoneDecision { Key = $"the-book/{c.Step}", Status = c.Status, ClosedOn = c.On })]), Shelf, "the-book")!;

    private static IReadOnlyList<StepOutcome> Outcomes(params (string Step, MilestoneStatus Status, LocalDate On)[] closed) => StepOutcome.Of(Schedule(closed));
}
