using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;
using static ContentPlanner.Tests.Feeds.Written;

namespace ContentPlanner.Tests.Feeds;

/// <summary>Requirement 17: a feed is never larger than its cap, and loses the least first.</summary>
public class FeedCapTests
{
    /// <summary>One piece a day over the whole window, each with a long description.</summary>
    private static readonly Entry[] Year =
    [
        .. Enumerable.Range(0, Period.DaysBetween(new(2026, 9, 21), new(2028, 1, 2)) + 1).Select(i => Piece($"p{i}") with
        {
            When = new When.AllDay(new LocalDate(2026, 9, 21).PlusDays(i)),
            Description = string.Concat(Enumerable.Repeat("What this piece is for, said at length. ", 30)).TrimEnd(),
            Reason = "Tuesday slot",
            Url = $"https://steadyground.example/blog/p{i}",
        }),
    ];

    private static Written Capped(int octets) => Of(new() { MaxBytes = octets }, Year);

    private static LocalDate First(Written feed) => Day(feed.Events.First());

    private static LocalDate Last(Written feed) => Day(feed.Events.Last());

    private static LocalDate Day(Component entry) => NodaTime.Text.LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd").Parse(entry["DTSTART"]!).Value;

    [Fact]
    public void R17_What_fits_is_not_cut()
    {
        var whole = Capped(0);
        Assert.Equal(FeedCut.None, whole.Report.Cut);
        Assert.False(whole.Calendar.Has("X-WR-CALDESC"));
        Assert.Equal(whole.Octets, Capped(whole.Octets.Length).Octets);
        Assert.NotEqual(FeedCut.None, Capped(whole.Octets.Length - 1).Report.Cut);
    }

    [Fact]
    public void R17_First_descriptions_are_shortened()
    {
        var feed = Capped(Capped(0).Octets.Length - 1);
        Assert.Equal(new FeedCut(DescriptionLimit: 500), feed.Report.Cut);
        Assert.Equal(Year.Length, feed.Events.Count());
        var text = feed.Events.First().Text("DESCRIPTION")!.Split('\n');
        Assert.Equal("Tuesday slot", text[0]);
        Assert.EndsWith("What this piece is…", text[1], StringComparison.Ordinal);
        Assert.InRange(text[1].Length, 450, 500);
        Assert.Equal("https://steadyground.example/blog/p0", text[2]);
        Assert.Equal("Descriptions are shortened to 500 characters, to keep this calendar small enough for every calendar program.", feed.Calendar.Text("X-WR-CALDESC"));
    }

    [Fact]
    public void R17_A_text_without_words_is_cut_between_characters()
    {
        var feed = Of(Request(Piece() with { Description = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦", 300)) }) with { Options = new() { MaxBytes = 7000 } });
        Assert.Equal(500, feed.Report.Cut.DescriptionLimit);
        var text = feed.Event.Text("DESCRIPTION")!;
        Assert.EndsWith("👩‍👩‍👧‍👦…", text, StringComparison.Ordinal);
        Assert.InRange(text.Length, 480, 500);
    }

    [Fact]
    public void R17_A_text_of_one_long_word_is_cut_to_the_limit_with_its_ellipsis()
    {
        var feed = Of(Request(Enumerable.Range(0, 9).Select(i => Piece($"p{i}") with { Description = new('x', 900), Reason = null, Url = null, Owner = null }).ToArray()) with { Options = new() { MaxBytes = 9_000 } });
        Assert.Equal(500, feed.Report.Cut.DescriptionLimit);
        Assert.Equal(new string('x', 499) + "…", feed.Events.First().Text("DESCRIPTION"));
    }

    [Fact]
    public void R17_Then_there_are_none()
    {
        var feed = Capped(400_000);
        Assert.Equal(new FeedCut(DescriptionLimit: 0), feed.Report.Cut);
        Assert.Equal(Year.Length, feed.Events.Count());
        Assert.All(feed.Events, e => Assert.False(e.Has("DESCRIPTION")));
        Assert.All(feed.Events, e => Assert.True(e.Has("URL")));
    }

    [Fact]
    public void R17_Then_the_past_goes_from_its_oldest_week()
    {
        var none = Of(new() { MaxBytes = 400_000 }, Year).Octets.Length;
        var feed = Capped(none - 10_000);
        Assert.Equal(feed.Report.Cut.From, First(feed));
        Assert.Equal(IsoDayOfWeek.Monday, First(feed).DayOfWeek);
        Assert.InRange(First(feed), new(2026, 9, 22), Sample.Today);
        Assert.Equal(new(2028, 1, 2), Last(feed));
        Assert.InRange(feed.Octets.Length, none - 14_000, none - 10_000);
        Assert.Contains($"nothing before {First(feed):d MMMM uuuu} is shown", feed.Calendar.Text("X-WR-CALDESC"), StringComparison.Ordinal);
    }

    [Fact]
    public void R17_Then_the_future_goes_from_its_furthest_week()
    {
        var feed = Capped(100_000);
        Assert.Equal(new FeedCut(0, Sample.Today, Last(feed)), feed.Report.Cut);
        Assert.Equal(Sample.Today, First(feed));
        Assert.Equal(IsoDayOfWeek.Sunday, Last(feed).DayOfWeek);
        Assert.InRange(feed.Octets.Length, 95_000, 100_000);
        Assert.StartsWith("Descriptions are left out; only 23 November 2026 to ", feed.Calendar.Text("DESCRIPTION"), StringComparison.Ordinal);
    }

    [Fact]
    public void R17_This_week_always_stays()
    {
        var feed = Capped(1000);
        Assert.True(feed.Report.Cut.StillTooLarge);
        Assert.Equal(7, feed.Events.Count());
        Assert.Equal((Sample.Today, Sample.Today.PlusDays(6)), (First(feed), Last(feed)));
    }

    [Theory]
    [InlineData(900_000)]
    [InlineData(500_000)]
    [InlineData(250_000)]
    [InlineData(60_000)]
    [InlineData(20_000)]
    public void R17_Every_cap_is_kept(int octets)
    {
        var feed = Capped(octets);
        Assert.InRange(feed.Octets.Length, 1, octets);
        Assert.Equal(feed.Events.Count(), feed.Report.Entries);
        Assert.Equal(feed.Octets, Capped(octets).Octets);
    }

    [Fact]
    public void R17_A_window_of_one_s_own_can_be_cut_as_well()
    {
        foreach (var (from, to) in new[] { (new LocalDate(2026, 9, 23), new LocalDate(2026, 10, 29)), (new(2027, 6, 2), new(2027, 8, 31)) })
        {
            var feed = Of(Request(Year) with { Window = new DateInterval(from, to), Options = new() { MaxBytes = 8000 } });
            Assert.InRange(feed.Octets.Length, 1, 8000);
            Assert.NotEmpty(feed.Events);
            Assert.True(First(feed) >= from && Last(feed) <= to);
        }
    }
}
