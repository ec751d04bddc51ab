using ContentPlanner.Formats.Jobs;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Tests.Jobs;

public class CronTextTests
{
    [Theory]
    [InlineData("* * * * *", "2026-11-25T18:00:30", "2026-11-25T18:01")]
    [InlineData("* * * * *", "2026-11-25T18:00:00", "2026-11-25T18:01")]
    [InlineData("*/15 * * * *", "2026-11-25T18:46:00", "2026-11-25T19:00")]
    [InlineData("0 6 * * mon", "2026-11-25T18:00:00", "2026-11-30T06:00")]
    [InlineData("0 6 * * 7", "2026-11-25T18:00:00", "2026-11-29T06:00")]
    [InlineData("0 6 * * 0", "2026-11-25T18:00:00", "2026-11-29T06:00")]
    [InlineData("30 2 1 * *", "2026-12-31T23:59:59", "2027-01-01T02:30")]
    [InlineData("0 0 29 2 *", "2026-11-25T18:00:00", "2028-02-29T00:00")]
    [InlineData("0 0 13 * fri", "2026-11-25T18:00:00", "2027-08-13T00:00")]
    [InlineData("5/20 8-18/5 * jan,jun *", "2026-11-25T18:00:00", "2027-01-01T08:05")]
    [InlineData("5/20 8-18/5 * jan,jun *", "2027-01-01T08:45:00", "2027-01-01T13:05")]
    public void The_next_time_is_the_first_after(string cron, string after, string next) =>
        Assert.Equal(At(next + ":00"), CronText.Next(cron, At(after)));

    [Fact]
    public void A_time_that_does_not_come_in_forty_years_does_not_come() => Assert.Null(CronText.Next("0 0 31 4 *", At("2026-11-25T18:00:00")));

    [Theory]
    [InlineData("* * * * *", "every minute")]
    [InlineData("*/15 * * * *", "every 15 minutes")]
    [InlineData("0 * * * *", "every hour")]
    [InlineData("20 * * * *", "every hour, 20 minutes past")]
    [InlineData("40 3 * * *", "every day at 03:40 UTC")]
    [InlineData("0 6 * * mon", "every Monday at 06:00 UTC")]
    [InlineData("0 6 * * 0", "every Sunday at 06:00 UTC")]
    [InlineData("25 */3 * * *", "every 3 hours, 25 minutes past")]
    [InlineData("0 */6 * * *", "every 6 hours")]
    [InlineData("0 6 * * mon-fri", null)]
    [InlineData("*/15 8-18 * * *", null)]
    [InlineData("0 6 1 * *", null)]
    public void What_words_say_shorter_than_five_fields_is_said_in_words(string cron, string? words) => Assert.Equal(words, CronText.InWords(cron));

    private static Instant At(string text) => LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss").Parse(text).Value.InUtc().ToInstant();
}
