using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Launches;

public class OffsetTests
{
    /// <summary>Monday to Friday, without the first week of May.</summary>
    private static readonly WorkCalendar Calendar = new(
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday],
        [], [new(new(2027, 5, 3), new(2027, 5, 7), "Away")]);

    [Theory]
    [InlineData(-1, OffsetUnit.Months, 2027, 4, 11)]
    [InlineData(-3, OffsetUnit.Months, 2027, 2, 11)]
    [InlineData(2, OffsetUnit.Weeks, 2027, 5, 25)]
    [InlineData(-30, OffsetUnit.Days, 2027, 4, 11)]
    [InlineData(-3, OffsetUnit.WorkingDays, 2027, 4, 29)]
    [InlineData(0, OffsetUnit.WorkingDays, 2027, 5, 11)]
    public void It_counts_as_people_do(int amount, OffsetUnit unit, int year, int month, int day) =>
        Assert.Equal(new LocalDate(year, month, day), new Core.Launches.Offset(amount, unit).From(new(2027, 5, 11), Calendar));

    [Fact]
    public void A_month_from_the_last_of_a_long_one_is_the_last_of_the_short_one() =>
        Assert.Equal(new LocalDate(2027, 2, 28), new Core.Launches.Offset(-1, OffsetUnit.Months).From(new(2027, 3, 31), Calendar));
}
