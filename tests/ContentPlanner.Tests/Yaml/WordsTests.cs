using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Tests.Yaml;

public class WordsTests
{
    [Theory]
    [InlineData("2027-05-11", null)]
    [InlineData("2028-02-29", null)]
    [InlineData("2027-02-30", "2027-02-30 does not exist: February 2027 has 28 days")]
    [InlineData("2027-13-01", "2027-13-01 does not exist: the month is the middle number, 01 to 12")]
    [InlineData("11.05.2027", "'11.05.2027' can be read in two ways: write year-month-day as in 2027-05-11")]
    [InlineData("2027-5-11", "'2027-5-11' is not a day: write year-month-day as in 2027-05-11")]
    [InlineData("2027-05-11T09:00", "here should be a day without a time: 2027-05-11")]
    [InlineData("0207-05-11", "the year of 0207-05-11 is not one to plan in: 1900 to 2199")]
    [InlineData("tomorrow", "'tomorrow' is not a day: write year-month-day as in 2027-05-11")]
    public void A_day_exists_or_says_why_not(string text, string? mistake) => Assert.Equal(mistake, Mistake(DayWords.Day, text));

    [Theory]
    [InlineData("09:00", null)]
    [InlineData("23:59", null)]
    [InlineData("24:00", "24:00 belongs to the next day: write 00:00 there, or 23:59 here")]
    [InlineData("25:00", "25:00 does not exist: a day runs from 00:00 to 23:59")]
    [InlineData("09:60", "09:60 does not exist: a day runs from 00:00 to 23:59")]
    [InlineData("9:00", "'9:00' needs two digits for the hour: 09:00")]
    [InlineData("9am", "'9am' is not a time: write hours and minutes of a 24-hour clock as in 09:00 or 18:30")]
    public void A_time_exists_or_says_why_not(string text, string? mistake) => Assert.Equal(mistake, Mistake(DayWords.Time, text));

    [Theory]
    [InlineData("2027-05-11T09:00", null)]
    [InlineData("2027-05-11 09:00", null)]
    [InlineData("2027-05-11", "here should be a day with a time: 2027-05-11T09:00")]
    [InlineData("2027-05-11T09:00Z", "'2027-05-11T09:00Z' names an offset from UTC: write the time on the wall, 2027-05-11T09:00, and the zone beside it if it is not the workspace's")]
    [InlineData("2027-02-30T09:00", "2027-02-30 does not exist: February 2027 has 28 days")]
    public void A_moment_exists_or_says_why_not(string text, string? mistake) => Assert.Equal(mistake, Mistake(DayWords.Moment, text));

    [Theory]
    [InlineData("Europe/Dublin", "Europe/Dublin")]
    [InlineData("Europe/Amsterdam", "Europe/Amsterdam")]
    [InlineData("Asia/Calcutta", "Asia/Kolkata")]
    [InlineData("US/Eastern", "America/New_York")]
    [InlineData("Eire", "Europe/Dublin")]
    [InlineData("UTC", "UTC")]
    [InlineData("Etc/UTC", "UTC")]
    public void A_zone_is_written_by_its_name_of_today(string text, string written)
    {
        Assert.Null(Mistake(ZoneWords.Zone, text, out var zone));
        Assert.Equal(written, ((Scalar)ZoneWords.Zone.Write(zone)).Text);
    }

    [Fact]
    public void A_zone_under_an_old_name_is_written_by_its_name_of_today() =>
        Assert.Equal("Asia/Kolkata", ((Scalar)ZoneWords.Zone.Write(DateTimeZoneProviders.Tzdb["Asia/Calcutta"])).Text);

    [Theory]
    [InlineData("europe/dublin", "Europe/Dublin")]
    [InlineData("Dublin", "Europe/Dublin")]
    [InlineData("Ireland", "Europe/Dublin")]
    [InlineData("America/New York", "America/New_York")]
    [InlineData("Europe/Dubln", "Europe/Dublin")]
    [InlineData("Kolkatta", "Asia/Kolkata")]
    public void A_mistyped_zone_is_guessed(string text, string meant) =>
        Assert.Equal($"the time zone '{text}' is not known; did you mean '{meant}'?", Mistake(ZoneWords.Zone, text));

    /// <summary>R21: what Windows calls a zone, and what nobody does.</summary>
    [Theory]
    [InlineData("W. Europe Standard Time")]
    [InlineData("GMT Standard Time")]
    [InlineData("Eastern Standard Time")]
    [InlineData("Europe/Atlantis")]
    public void A_zone_of_Windows_or_of_nobody_is_refused(string text) => Assert.Contains("is not known", Mistake(ZoneWords.Zone, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("EST")]
    [InlineData("CET")]
    [InlineData("Etc/GMT+5")]
    public void An_abbreviation_is_no_zone(string text) => Assert.Contains("is no place", Mistake(ZoneWords.Zone, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("publication - 30d", "publication - 30d")]
    [InlineData("cart-open + 6d", "cart-open + 6d")]
    [InlineData("publication", "publication")]
    [InlineData("publication + 0w", "publication")]
    [InlineData("publication -  5 wd", "publication - 5wd")]
    public void An_offset_is_read_and_written(string text, string written)
    {
        Assert.Null(Mistake(SpanWords.Rule, text, out var rule));
        Assert.Equal(written, ((Scalar)SpanWords.Rule.Write(rule)).Text);
    }

    [Theory]
    [InlineData("publication-30d -", "is not an anchor")]
    [InlineData("publication- 30d", "needs spaces around its sign: publication - 30d")]
    [InlineData("publication - 30", "is not an anchor with an offset")]
    [InlineData("publication - 9999d", "farther than ten years")]
    public void A_strange_offset_is_refused(string text, string says) => Assert.Contains(says, Mistake(SpanWords.Rule, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("30m", 30, "30m")]
    [InlineData("1h30m", 90, "1h30m")]
    [InlineData("90m", 90, "1h30m")]
    [InlineData("2h", 120, "2h")]
    [InlineData("0m", 0, "0m")]
    public void A_length_of_time_is_read_and_written(string text, int minutes, string written)
    {
        Assert.Null(Mistake(SpanWords.Minutes, text, out var value));
        Assert.Equal(minutes, value);
        Assert.Equal(written, ((Scalar)SpanWords.Minutes.Write(value)).Text);
    }

    [Theory]
    [InlineData("-30m", "is negative")]
    [InlineData("30", "write 30m for minutes or 30h for hours")]
    [InlineData("", "is not a length of time")]
    [InlineData("999h", "too long")]
    public void A_strange_length_of_time_is_refused(string text, string says) => Assert.Contains(says, Mistake(SpanWords.Minutes, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("Five Steps", "five-steps")]
    [InlineData("fiveSteps", "five-steps")]
    [InlineData("five_steps", "five-steps")]
    public void A_key_is_mended(string text, string mended) => Assert.Contains($"as in {mended}", Mistake(Words.Key, text), StringComparison.Ordinal);

    [Theory]
    [InlineData("coach@steadyground.example", true)]
    [InlineData("o'brien+list@sub.example.org", true)]
    [InlineData("coach@", false)]
    [InlineData("coach at example.org", false)]
    [InlineData("coach@localhost", false)]
    [InlineData("Coach <coach@example.org>", false)]
    public void A_mail_address_looks_like_one(string text, bool sound) => Assert.Equal(sound, Mistake(Words.Email, text) is null);

    [Theory]
    [InlineData("https://steadyground.example/letter", null)]
    [InlineData("javascript:alert(1)", "is not a web address")]
    [InlineData("file:///etc/passwd", "is not a web address")]
    [InlineData("steadyground.example", "write https://steadyground.example")]
    [InlineData("https://two words.example", "is not a web address")]
    public void A_link_leads_to_the_web(string text, string? says)
    {
        var mistake = Mistake(Words.Url, text);
        if (says is null) Assert.Null(mistake);
        else Assert.Contains(says, mistake, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mistyped_choice_is_guessed() =>
        Assert.Equal("'previuos' is not none, previous or next; did you mean 'previous'?", Mistake(Words.Choice<Core.Plans.Roll>(), "previuos"));

    [Fact]
    public void Swapped_letters_are_one_slip() => Assert.Equal("linkedin", Nearest.To("linkedni", ["linkedin", "blog", "newsletter"]));

    [Fact]
    public void What_is_far_from_everything_is_not_guessed() => Assert.Null(Nearest.To("tiktok", ["linkedin", "blog", "newsletter"]));

    private static string? Mistake<T>(Word<T> word, string text) => Mistake(word, text, out _);

    private static string? Mistake<T>(Word<T> word, string text, out T value)
    {
        var proof = new Proof("plan.yaml");
        word.Read(new Scalar(text, Style.Plain, new(1, 1)), proof, out value!);
        return proof.Problems.Count == 0 ? null : Assert.Single(proof.Problems).Message;
    }
}
