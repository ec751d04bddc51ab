using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using static ContentPlanner.Tests.Timelines.Rules;
using static ContentPlanner.Tests.Timelines.Year;

namespace ContentPlanner.Tests.Timelines;

public class SlotsTests
{
    [Fact]
    public void A_cadence_gives_its_slots_without_the_skipped_and_with_the_moved_one_where_it_is_held()
    {
        var slots = Slots.Of(Year.Workspace.With(), Window(Day(2027, 1, 1), Day(2027, 2, 10)));
        Assert.Equal([Day(2027, 1, 5), Day(2027, 1, 12), Day(2027, 1, 19), Day(2027, 2, 3), Day(2027, 2, 9)], slots.Select(s => s.When.Day));
        Assert.All(slots, s => Assert.True(s.IsGap));
    }

    [Fact]
    public void A_piece_of_the_channel_and_format_fills_the_slot_of_its_day() =>
        Assert.Equal("five-steps", OnTwelfth(FiveSteps).Piece?.Key);

    [Theory]
    [InlineData("newsletter", "blog-post", PieceStatus.Planned)]
    [InlineData("blog", "newsletter", PieceStatus.Planned)]
    [InlineData("blog", "blog-post", PieceStatus.Retired)]
    public void Another_channel_another_format_or_a_retired_piece_fills_nothing(string channel, string format, PieceStatus status) =>
        Assert.True(OnTwelfth(FiveSteps with { Channel = channel, Format = format, Status = status }).IsGap);

    [Fact]
    public void An_idea_fills_a_slot_tentatively()
    {
        Assert.True(OnTwelfth(FiveSteps with { Status = PieceStatus.Idea }).IsTentative);
        Assert.False(OnTwelfth(FiveSteps).IsTentative);
    }

    [Fact]
    public void Of_two_pieces_on_a_day_the_surer_one_fills_the_slot() =>
        Assert.Equal("sure", OnTwelfth(FiveSteps with { Status = PieceStatus.Idea }, FiveSteps with { Key = "sure", Status = PieceStatus.Scheduled }).Piece?.Key);

    [Fact]
    public void One_piece_fills_one_slot_and_each_its_own_hour()
    {
        var evening = TuesdayPost with { Key = "evening-post", Format = null, Series = TuesdayPost.Series with { Time = new(18, 0) } };
        var atSix = FiveSteps with { Key = "at-six", Publish = new(new(2027, 1, 12, 18, 0)) };
        var twelfth = Window(Day(2027, 1, 12), Day(2027, 1, 12));
        var workspace = Year.Workspace with { Cadences = [evening, TuesdayPost] };

        Assert.Equal(["five-steps", "at-six"], Slots.Of(workspace.With(atSix, FiveSteps), twelfth).Select(s => s.Piece?.Key));
        Assert.Equal(["at-six", null], Slots.Of(workspace.With(atSix with { Publish = null }), twelfth).Select(s => s.Piece?.Key));
    }

    [Fact]
    public void A_slot_that_wants_a_format_chooses_before_one_that_takes_any()
    {
        var any = TuesdayPost with { Key = "any", Format = null };
        var slots = Slots.Of((Year.Workspace with { Cadences = [any, TuesdayPost] }).With(FiveSteps), Window(Day(2027, 1, 12), Day(2027, 1, 12)));
        Assert.Equal("tuesday-post", Assert.Single(slots, s => !s.IsGap).Cadence.Key);
    }

    [Fact]
    public void A_blackout_has_no_slots_and_a_holiday_keeps_them()
    {
        DaysOff week = new(Day(2027, 1, 11), Day(2027, 1, 13), "Quiet");
        var twelfth = Window(Day(2027, 1, 12), Day(2027, 1, 12));
        Assert.Empty(Slots.Of(Year.Workspace with { Blackouts = [week] }, twelfth));
        Assert.Single(Slots.Of(Year.Workspace with { Holidays = [week] }, twelfth));
    }

    [Fact]
    public void A_slot_keeps_its_identity_when_it_is_moved()
    {
        var still = TuesdayPost with { Series = TuesdayPost.Series with { Moved = [] } };
        var moved = TuesdayPost with { Series = still.Series.MoveOccurrence(Day(2027, 1, 12), new(2027, 1, 13, 9, 0)) };
        Assert.Equal(IdOf(still), IdOf(moved));

        static Guid IdOf(Cadence cadence) => Slots.Of(Year.Workspace with { Cadences = [cadence] }, Whole).Single(s => s.Day == Day(2027, 1, 12)).IdIn(Year.Workspace);
    }

    private static Slot OnTwelfth(params ContentPiece[] pieces) =>
        Assert.Single(Slots.Of(Year.Workspace.With(pieces), Window(Day(2027, 1, 12), Day(2027, 1, 12))));
}
