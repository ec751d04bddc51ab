using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using static ContentPlanner.Core.Leverage.LeverageState;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class PieceLeverageTests
{
    [Fact]
    public void Each_step_of_the_recipe_says_how_far_it_is()
    {
        var house = House.With(
            new TaskDecision { Key = "five-steps/letter-section/newsletter/1", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 18) },
            new TaskDecision { Key = "five-steps/linkedin-post/linkedin/1", Status = ContentTaskStatus.InProgress },
            new TaskDecision { Key = "five-steps/re-share/linkedin/1", Status = ContentTaskStatus.Skipped });

        var leverage = Of(house, FiveSteps);

        Assert.Equal([("letter-section", Out, 1), ("linkedin-post", InProgress, 0), ("series", Planned, 0), ("re-share", Closed, 0)], leverage.Steps.Select(s => (s.Step.Key, s.State, s.Done)));
        Assert.Equal((1, 0.25m), (leverage.Out, leverage.Factor));
        Assert.Equal(new(2026, 11, 23), leverage.Steps[2].Day);
        Assert.Equal(3, leverage.Steps[2].Tasks.Count);
    }

    [Fact]
    public void Without_a_day_every_step_waits_and_an_old_piece_proposes()
    {
        Assert.All(Of(House.With(FiveSteps with { PlannedOn = null }), FiveSteps with { PlannedOn = null }).Steps, s => Assert.Equal(Waiting, s.State));
        var old = FiveSteps with { PlannedOn = new(2026, 3, 1) };
        Assert.All(Of(House.With(old), old).Steps, s => Assert.Equal(Proposed, s.State));
    }

    [Fact]
    public void Steps_to_channels_the_client_does_not_use_are_no_steps()
    {
        var leverage = Of(House with { Channels = [new() { Key = "blog" }, new() { Key = "x" }] }, FiveSteps);

        Assert.Equal("series", Assert.Single(leverage.Steps).Step.Key);
        Assert.Null(Of(House with { Channels = [new() { Key = "blog" }] }, FiveSteps).Factor);
    }

    [Fact]
    public void A_step_on_a_launch_waits_for_nothing_where_there_is_no_launch()
    {
        var story = FiveSteps with { Format = "case-study" };

        Assert.Equal(["linkedin-post"], Of(House.With(story), story).Steps.Select(s => s.Step.Key));
        Assert.Equal(["linkedin-post", "launch-mail"], Of(House.With(story).With(Circle), story).Steps.Select(s => s.Step.Key));
    }

    [Fact]
    public void An_outing_that_comes_back_stands_apart_from_the_steps()
    {
        var house = House.With(Wednesdays).With(Calm);

        var leverage = Of(house, Calm);

        Assert.Equal("calm-launch/linkedin-post/linkedin/e1", Assert.Single(leverage.Again).Key.ToString());
        Assert.Equal(new Outing("blog", new(2026, 3, 3)), Assert.Single(leverage.Outings));
    }

    private static PieceLeverage Of(Workspace workspace, ContentPiece piece) =>
        PieceLeverage.Of(workspace, Shelf, piece, workspace.Plan().Tasks.Where(t => t.Source.Key == piece.Key));
}
