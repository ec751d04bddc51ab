using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Drafts;

namespace ContentPlanner.Tests.Drafts;

public class DraftChecksTests
{
    private const string Address = "https://steadyground.example/five-steps";

    [Fact]
    public void A_draft_that_can_go_out_as_it_is_says_so_three_times() =>
        Assert.Equal(
            [new(true, "It fits: 87 of 280"), new(true, "No blank is left to fill in"), new(true, "It links to the piece")],
            Of($"Five steps, and the whole article: {Address}?utm_source=x", limit: 280));

    [Fact]
    public void What_is_too_long_says_by_how_much_and_a_thread_is_judged_by_its_longest_text()
    {
        Assert.Equal(new(false, "Shorten it by 20: LinkedIn takes 20"), Of(new string('a', 40), limit: 20)[0]);
        Assert.Equal(new(true, "Each of its 2 texts fits into 20"), Of("one\n---\ntwo", limit: 20)[0]);
        Assert.Equal(new(false, "Shorten it by 5: LinkedIn takes 20"), Of($"one\n---\n{new string('a', 25)}", limit: 20)[0]);
        Assert.Equal(new(true, "It fits: 1,200 of 3,000"), Of(new string('a', 1200), limit: 3000)[0]);
    }

    [Fact]
    public void Blanks_are_named_once_and_links_and_boxes_are_no_blanks()
    {
        Assert.Equal(new(false, "Fill in [day], [your sentence]"), Of("Until [day], or [day]. [your sentence] See [the page](https://x.example).")[0]);
        Assert.Equal(new(true, "No blank is left to fill in"), Of("- [x] done\n- [ ] open\n[note][1]\n\n[1]: https://x.example")[0]);
    }

    [Fact]
    public void Where_links_do_not_work_the_profile_is_named_and_a_missing_link_is_told()
    {
        Assert.Equal(new(true, $"The link belongs in the profile: {Address}"), Of("Words.", links: LinkHabit.InBio)[^1]);
        Assert.Equal(new(false, $"It does not link to the piece: {Address}"), Of("Words.")[^1]);
        Assert.Single(Of("Words.", url: null));
        Assert.Empty(Of(""));
    }

    private static ValueList<DraftCheck> Of(string text, int? limit = null, LinkHabit links = LinkHabit.Last, string? url = Address) =>
        DraftChecks.Of(
            new() { Text = text, Fingerprint = "", Limit = limit, Parts = DraftText.Texts(text).Select(t => new DraftPart(t, t.Length)).ToValueList() },
            new() { Key = "linkedin", Name = "LinkedIn", Links = links, Limit = limit }, url);
}
