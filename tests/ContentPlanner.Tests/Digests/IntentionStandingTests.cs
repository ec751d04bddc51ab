using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class IntentionStandingTests
{
    private static readonly LocalDate Start = new(2027, 1, 1), Middle = new(2027, 1, 31), End = new(2027, 4, 11);

    private static readonly Intention Readers = new() { Key = "i", Title = "Readers", Start = 1000, Target = 2000, By = End };

    private static IntentionStanding Of(Intention intention, LocalDate? asOf = null)
    {
        var period = new Plan { Key = "y", Name = "Y", From = Start, To = new(2027, 12, 31), Focus = [new() { Key = "f", Name = "Audience", Intentions = [intention] }] };
        return Assert.Single(IntentionStanding.Of(Desk.Empty, period, asOf ?? End));
    }

    [Fact]
    public void Without_a_reading_nothing_is_known()
    {
        var standing = Of(Readers);
        Assert.Equal((Pace.Unknown, null, null), (standing.Pace, standing.Latest, standing.Change));
    }

    [Fact]
    public void A_reading_on_the_planning_day_is_only_where_it_starts()
    {
        var standing = Of(Readers with { Readings = [new(Start, 1000)] });
        Assert.Equal((Pace.Unknown, null), (standing.Pace, standing.Change));
    }

    [Theory]
    [InlineData(2100, Pace.Reached)]
    [InlineData(1300, Pace.OnPace)]
    [InlineData(1299, Pace.Behind)]
    public void A_reading_is_compared_with_the_straight_line_on_its_own_day(int value, Pace pace)
    {
        var standing = Of(Readers with { Readings = [new(Middle, value)] });
        Assert.Equal((pace, 1300m), (standing.Pace, standing.Expected));
    }

    [Fact]
    public void Where_fewer_is_better_the_line_goes_down()
    {
        var hours = new Intention { Key = "i", Title = "Hours of editing", Start = 20, Target = 10, By = End, Readings = [new(Middle, 17)] };
        Assert.Equal(Pace.OnPace, Of(hours).Pace);
        Assert.Equal(Pace.Behind, Of(hours with { Readings = [new(Middle, 18)] }).Pace);
        Assert.Equal(Pace.Reached, Of(hours with { Readings = [new(Middle, 9)] }).Pace);
    }

    [Fact]
    public void What_is_counted_in_wholes_is_expected_in_wholes() =>
        Assert.Equal(0m, Of(new Intention { Key = "i", Title = "Seats", Start = 0, Target = 3, By = End, Readings = [new(Middle, 0)] }).Expected);

    [Fact]
    public void The_change_is_since_the_reading_before_and_later_readings_are_not_known_yet()
    {
        var three = Readers with { Readings = [new(new(2027, 2, 1), 1400), new(Start, 1000), new(new(2027, 1, 15), 1250)] };
        Assert.Equal(150m, Of(three).Change);
        Assert.Equal(250m, Of(three, new(2027, 1, 20)).Change);
    }
}
