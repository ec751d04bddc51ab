using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using static ContentPlanner.Core.Leverage.CoverageState;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class CoverageTests
{
    private const string Section = "five-steps/letter-section/newsletter/1", Post = "five-steps/linkedin-post/linkedin/1", Series = "five-steps/series/x/1/1";

    [Fact]
    public void Each_piece_stands_in_each_channel_in_one_of_seven_states()
    {
        var house = (House with { Channels = [.. House.Channels, new() { Key = "podcast" }] }).With(
            new TaskDecision { Key = Section, Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 18), Url = "https://letter.example" },
            new TaskDecision { Key = Post, Status = ContentTaskStatus.InProgress });

        var row = Assert.Single(Coverage.Of(house.Plan()).Rows);

        Assert.Equal(
        [
            new(Published, new(2026, 11, 17), 6, "https://steadyground.example/five-steps"),
            new(Published, new(2026, 11, 18), 5, "https://letter.example"),
            new(InProgress, new(2026, 11, 19), 4, Task: Post),
            new(Planned, new(2026, 11, 23), 0, Task: Series),
            new(NotApplicable),
        ], row.Cells);
    }

    [Fact]
    public void What_nobody_took_up_is_missing_and_names_the_task_to_take_up() =>
        Assert.Equal(new(Missing, Task: Post), Cell(House.With(FiveSteps with { PlannedOn = new(2026, 6, 1) }).With(
            new TaskDecision { Key = "five-steps/re-share/linkedin/1", Status = ContentTaskStatus.Skipped }), "linkedin"));

    [Fact]
    public void What_somebody_decided_against_is_not_missing()
    {
        var skipped = House.With(
            new TaskDecision { Key = Post, Status = ContentTaskStatus.Skipped },
            new TaskDecision { Key = "five-steps/re-share/linkedin/1", Status = ContentTaskStatus.Skipped });

        Assert.Equal(new(NotApplicable), Cell(skipped, "linkedin"));
    }

    [Fact]
    public void What_was_out_long_ago_is_stale_until_its_renewal_is_planned()
    {
        var old = FiveSteps with { PlannedOn = new(2026, 5, 1), Outlets = [new("linkedin", new(2026, 5, 4)), new("linkedin", new(2026, 5, 20))] };

        Assert.Equal(new(Stale, new(2026, 5, 20), 187), Cell(House.With(old), "linkedin"));
        Assert.Equal(new(Stale, new(2026, 5, 1), 206, old.Url), Cell(House.With(old), "blog"));
        Assert.Equal(Published, Cell(House.With(old with { Evergreen = new() { RefreshAfterDays = 365 } }), "blog")!.State);
        Assert.Equal(Stale, Cell(House.With(old with { Evergreen = new() { RefreshAfterDays = 365 } }), "linkedin")!.State);
        Assert.Equal(new(Planned, new(2026, 12, 1), -8, Task: "five-steps/linkedin-post/linkedin/e1"),
            Cell(House.With(old).With(new TaskDecision { Key = "five-steps/linkedin-post/linkedin/e1", Day = new(2026, 12, 1) }), "linkedin"));
    }

    [Theory]
    [InlineData(180, Published)]
    [InlineData(181, Stale)]
    public void What_was_out_half_a_year_ago_holds_to_that_day(int days, CoverageState state) =>
        Assert.Equal(state, Cell(House.With(FiveSteps with { PlannedOn = Today.PlusDays(-days), Recipes = ["none"] }), "blog")!.State);

    [Fact]
    public void A_piece_that_was_out_twice_in_one_channel_stands_in_one_place() =>
        Assert.True(Assert.Single(Coverage.Of(House.With(FiveSteps with { Outlets = [new("blog", new(2026, 11, 20))] }).Plan()).Rows).IsInOnePlaceOnly);

    [Theory]
    [InlineData(PieceStatus.Planned, Planned)]
    [InlineData(PieceStatus.Drafting, InProgress)]
    [InlineData(PieceStatus.Scheduled, InProgress)]
    [InlineData(PieceStatus.Published, Published)]
    [InlineData(PieceStatus.Retired, Retired)]
    public void A_piece_counts_in_its_home_channel_as_far_as_it_is(PieceStatus status, CoverageState state) =>
        Assert.Equal(state, Cell(House.With(FiveSteps with { Status = status }), "blog")!.State);

    [Fact]
    public void Ideas_and_pieces_without_day_and_body_have_no_row()
    {
        var rows = Coverage.Of(House.With(FiveSteps with { Status = PieceStatus.Idea }, FiveSteps with { Key = "body-only", Status = PieceStatus.Planned, PlannedOn = null },
            FiveSteps with { Key = "title-only", Status = PieceStatus.Planned, PlannedOn = null, Body = null }).Plan()).Rows;

        Assert.Equal("body-only", Assert.Single(rows).Piece.Key);
        Assert.Equal([Planned, Missing, Missing, Missing], rows[0].Cells.Select(c => c.State));
    }

    [Fact]
    public void The_factor_is_the_share_of_recipe_steps_that_have_been_out()
    {
        var house = House.With(FiveSteps, FiveSteps with { Key = "other" }).With(
            new TaskDecision { Key = Section, Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 18) },
            new TaskDecision { Key = "five-steps/series/x/1/2", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 18) });

        var coverage = Coverage.Of(house.Plan());

        Assert.Equal((2, 4, 0.5m), (coverage.Rows[0].Published, coverage.Rows[0].Steps, coverage.Rows[0].Factor));
        Assert.Equal(0.25m, coverage.Factor);
        Assert.Equal("other", Assert.Single(coverage.OnePlaceOnly).Piece.Key);
        Assert.Null(Coverage.Of(House.With(FiveSteps with { Recipes = ["none"] }).Plan()).Rows[0].Factor);
    }

    private static CoverageCell? Cell(Workspace workspace, string channel) => Coverage.Of(workspace.Plan()).Cell("five-steps", channel);
}
