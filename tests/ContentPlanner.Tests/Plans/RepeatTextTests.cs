using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Tests.Timelines;
using CsCheck;

namespace ContentPlanner.Tests.Plans;

public class RepeatTextTests
{
    [Theory]
    [InlineData("daily", "FREQ=DAILY")]
    [InlineData("every day", "FREQ=DAILY")]
    [InlineData("every 3 days", "FREQ=DAILY;INTERVAL=3")]
    [InlineData("weekly", "FREQ=WEEKLY")]
    [InlineData("weekly on tue, thu", "FREQ=WEEKLY;BYDAY=TU,TH")]
    [InlineData("Weekly on Tuesday and Thursday", "FREQ=WEEKLY;BYDAY=TU,TH")]
    [InlineData("every 2 weeks on mon", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO")]
    [InlineData("monthly or skip", "FREQ=MONTHLY")]
    [InlineData("monthly on day 15", "FREQ=MONTHLY;BYMONTHDAY=15")]
    [InlineData("monthly on day 31", "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1")]
    [InlineData("monthly on day 31 or skip", "FREQ=MONTHLY;BYMONTHDAY=31")]
    [InlineData("monthly on last day", "FREQ=MONTHLY;BYMONTHDAY=-1")]
    [InlineData("monthly on first tue", "FREQ=MONTHLY;BYDAY=1TU")]
    [InlineData("monthly on last fri", "FREQ=MONTHLY;BYDAY=-1FR")]
    [InlineData("monthly on second mon, fourth mon", "FREQ=MONTHLY;BYDAY=2MO,4MO")]
    [InlineData("every 3 months on day 15", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15")]
    [InlineData("yearly or skip", "FREQ=YEARLY")]
    [InlineData("yearly in feb or skip", "FREQ=YEARLY;BYMONTH=2")]
    [InlineData("yearly on day 14", "FREQ=YEARLY;BYMONTHDAY=14")]
    [InlineData("yearly on 14 feb", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14")]
    [InlineData("yearly on 14 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=14")]
    [InlineData("yearly on 29 feb or skip", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")]
    [InlineData("yearly on last fri of nov", "FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR")]
    [InlineData("yearly on last day of feb", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")]
    public void Words_and_rules_say_the_same(string words, string rule)
    {
        Assert.Equal(Sound(rule), Sound(words));
        Assert.Equal(RepeatText.Print(Sound(words)), RepeatText.Print(Sound(rule)));
        Assert.Equal(rule, RuleText.Print(Sound(words)));
    }

    [Theory]
    [InlineData("Every  2 WEEKS on Monday", "every 2 weeks on mon")]
    [InlineData("every week on fri", "weekly on fri")]
    [InlineData("monthly", "monthly")]
    [InlineData("every 2 years in november", "every 2 years in nov")]
    [InlineData("every 1 months on day 15 or skip", "monthly on day 15")]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "monthly on last fri")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU")]
    [InlineData("FREQ=MONTHLY;BYDAY=-2FR", "FREQ=MONTHLY;BYDAY=-2FR")]
    public void A_recurrence_is_written_in_one_way(string text, string written) => Assert.Equal(written, RepeatText.Print(Sound(text)));

    [Theory]
    [InlineData("every hour", "nothing recurs more often than daily")]
    [InlineData("FREQ=HOURLY", "nothing recurs more often than daily")]
    [InlineData("FREQ=SECONDLY;COUNT=5", "nothing recurs more often than daily")]
    [InlineData("fortnightly", "'fortnightly' is not understood: write one of daily, weekly on tue, every 2 weeks on mon, monthly on day 15, monthly on last fri, yearly on 14 feb")]
    [InlineData("every 0 days", "the interval must be 1 to 366, not 0")]
    [InlineData("FREQ=DAILY;INTERVAL=367", "INTERVAL=367 is not understood: 1 to 366")]
    [InlineData("FREQ=DAILY;COUNT=1001", "COUNT=1001 is not understood: 1 to 1000")]
    [InlineData("weekly on tuesdy", "'tuesdy' is not a weekday: write one of mon, tue, wed, thu, fri, sat, sun")]
    [InlineData("weekly on tue, tue", "a day stands here a second time: leave one out")]
    [InlineData("monthly on day 32", "the day of the month must be 1 to 31, or -1 for the last, not 32")]
    [InlineData("monthly on tue", "'tue' is not understood: write a day of the month as in monthly on day 15, or a weekday as in monthly on first tue")]
    [InlineData("yearly on 30 feb", "30 feb does not exist")]
    [InlineData("yearly on 14 fib", "'fib' is not a month: write one of jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec")]
    [InlineData("daily on tue", "a daily rule has no days to name: leave out what follows 'on', or write weekly on mon, wed")]
    [InlineData("weekly at nine", "'at nine' is not understood after 'weekly': 'on' and a day may follow")]
    [InlineData("FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not a part that all calendar programs understand alike: leave it out")]
    [InlineData("FREQ=WEEKLY;BYDAY=1TU", "a weekly rule names weekdays without a number")]
    [InlineData("FREQ=DAILY;UNTIL=20271231T000000Z", "UNTIL=20271231T000000Z is not a day such as 20271231: write the last day under until instead")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=1,15", "several days of the month are only understood as BYMONTHDAY=28,…,31;BYSETPOS=-1: write one rule for each day")]
    [InlineData("FREQ=DAILY;COUNT=3;UNTIL=20271231", "it ends either by count or by day: leave one of the two out")]
    public void What_is_not_understood_says_why(string text, string mistake) => Assert.Equal(mistake, RepeatText.TryParse(text, out _));

    [Fact]
    public void Every_rule_survives_being_written() => Rules.Any.Sample(any =>
    {
        var (start, rule) = any;
        var read = Sound(RepeatText.Print(rule));
        return read.Normalised(start) == (rule with { Count = null, Until = null }).Normalised(start) && RepeatText.Print(read) == RepeatText.Print(rule);
    });

    [Fact]
    public void Every_rule_survives_being_written_as_RFC_5545_says() => Rules.Any.Sample(any =>
    {
        var (start, rule) = any;
        return Sound(RuleText.Print(rule.Normalised(start))).Normalised(start) == rule.Normalised(start);
    });

    private static Recurrence Sound(string text)
    {
        Assert.Null(RepeatText.TryParse(text, out var rule));
        return rule;
    }
}
