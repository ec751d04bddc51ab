using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Tests.Texts;

public class LinksAndTagsTests
{
    private static readonly Campaign LinkedIn = new("linkedin", "social");

    [Theory]
    [InlineData("https://example.com/a", "https://example.com/a?utm_source=linkedin&utm_medium=social&utm_campaign=five%20steps%20%26%20more")]
    [InlineData("https://example.com/a?b=1#top", "https://example.com/a?b=1&utm_source=linkedin&utm_medium=social&utm_campaign=five%20steps%20%26%20more#top")]
    [InlineData("https://example.com/a?", "https://example.com/a?utm_source=linkedin&utm_medium=social&utm_campaign=five%20steps%20%26%20more")]
    [InlineData("https://example.com/a#b?c", "https://example.com/a?utm_source=linkedin&utm_medium=social&utm_campaign=five%20steps%20%26%20more#b?c")]
    [InlineData("https://example.com/?utm_source=own&UTM_MEDIUM=x", "https://example.com/?utm_source=own&UTM_MEDIUM=x&utm_campaign=five%20steps%20%26%20more")]
    [InlineData("mailto:coach@example.com", "mailto:coach@example.com")]
    [InlineData("javascript:alert(1)", "javascript:alert(1)")]
    [InlineData("", "")]
    public void A_campaign_is_added_to_what_is_there(string url, string expected) => Assert.Equal(expected, CampaignLink.Of(url, LinkedIn, "five steps & more"));

    [Fact]
    public void Without_a_campaign_a_link_stays_as_it_is() => Assert.Equal("https://example.com/?", CampaignLink.Of("https://example.com/?", null, "piece"));

    [Fact]
    public void Several_links_to_one_page_are_told_apart() =>
        Assert.Equal("https://example.com/?utm_source=blog&utm_content=footer", CampaignLink.Of("https://example.com/", new Campaign("blog"), content: "footer"));

    [Fact]
    public void Hashtags_are_letters_and_digits_and_each_once()
    {
        Assert.Equal("#writing #slowWork #Büro2", Hashtags.Of(["#writing", "slow work", "Writing", "Büro-2", "12", "!"]));
        Assert.Equal("#a #b", Hashtags.Of(["a", "b", "c"], 2));
        Assert.Equal("#coachs", Hashtags.Of(["coach's"]));
        Assert.Equal("#हिन्दी", Hashtags.Of(["हिन्दी"]));
        Assert.Equal("", Hashtags.Of(["a"], 0));
    }
}
