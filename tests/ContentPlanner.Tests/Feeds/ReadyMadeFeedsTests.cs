using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

public class ReadyMadeFeedsTests
{
    private static readonly Entry[] Entries =
    [
        Written.Piece(),
        Written.Piece("book-post") with { Launch = "the-book" },
        Written.Piece("cover-final") with { Type = "milestone", Category = Categories.Launch, Launch = "the-book", State = "open", Owner = "designer" },
        Written.Piece("outline") with { Type = "milestone", Category = Categories.Plan, State = "open" },
        Written.Piece("publication") with { Type = "anchor", Category = Categories.Launch, Launch = "the-book" },
        Written.Task(),
        Written.Task("done") with { State = "done", Status = EntryStatus.Done },
        Written.Piece("call-printer") with { Type = "take-away", Category = Categories.Plan, Owner = "assistant" },
        Written.Sessions() with { Launch = "winter-circle", Description = "Bring the worksheet" },
    ];

    private static Written Feed(string slug)
    {
        var feed = Assert.Single(ReadyMadeFeeds.Of(Sample.SteadyGround), f => f.Slug == slug);
        return Written.Of(feed.Over(Entries, Sample.SteadyGround, FeedNames.Of(Sample.SteadyGround, []), Sample.Today, Instant.FromUtc(2026, 11, 23, 9, 0)));
    }

    private static IEnumerable<string> Shown(string slug) => Feed(slug).Events.Select(e => Entries.Single(entry => entry.Uid == e["UID"]).Key);

    [Fact]
    public void A_workspace_has_its_feeds_without_asking() =>
        Assert.Equal(
            [
                "calendar", "editorial", "launch-winter-circle", "launch-spring-circle", "launch-the-book", "milestones", "sessions", "sessions-winter-circle",
                "sessions-spring-circle", "tasks-coach", "tasks-assistant", "tasks-editor", "tasks-designer", "tasks-strategist", "leverage",
            ],
            ReadyMadeFeeds.Of(Sample.SteadyGround).Select(f => f.Slug));

    [Fact]
    public void Each_shows_what_it_is_named_after()
    {
        Assert.Equal(Entries.Length, Feed("calendar").Events.Count());
        Assert.Equal(["five-steps", "book-post"], Shown("editorial"));
        Assert.Equal(["book-post", "cover-final", "publication"], Shown("launch-the-book"));
        Assert.Equal(["cover-final", "outline", "publication"], Shown("milestones"));
        Assert.Equal(["winter-circle"], Shown("sessions"));
        Assert.Equal(["winter-circle"], Shown("sessions-winter-circle"));
        Assert.Empty(Shown("sessions-spring-circle"));
        Assert.Equal(["cover-final"], Shown("tasks-designer"));
        Assert.Equal(["five-steps/linkedin-post/linkedin/1", "done", "call-printer"], Shown("tasks-assistant"));
        Assert.Equal(["five-steps/linkedin-post/linkedin/1"], Shown("leverage"));
    }

    [Fact]
    public void Participants_see_titles_only()
    {
        var session = Feed("sessions").Event;
        Assert.False(session.Has("DESCRIPTION") || session.Has("LOCATION") || session.Has("URL") || session.Has("CATEGORIES"));
        Assert.False(Feed("calendar").Events.All(e => !e.Has("DESCRIPTION")));
    }

    [Fact]
    public void Each_has_a_name_a_description_and_a_colour()
    {
        Assert.All(ReadyMadeFeeds.Of(Sample.SteadyGround), f =>
        {
            Assert.NotEqual("", f.Definition.Name);
            Assert.NotNull(f.Description);
            Assert.True(CssColors.IsKnown(f.Definition.Options.Color!));
        });
        Assert.Distinct(ReadyMadeFeeds.Of(Sample.SteadyGround).Select(f => f.Definition.Name));
    }

    [Fact]
    public void The_plan_s_own_feeds_come_last_and_win_over_a_ready_made_one_of_their_name()
    {
        var own = new FeedDefinition { Key = "editorial", Name = "My editorial", Person = "editor", Filter = new() { Mine = true } };
        var feeds = ReadyMadeFeeds.Of(Sample.SteadyGround with { Feeds = [own] });
        Assert.Equal("My editorial", Assert.Single(feeds, f => f.Slug == "editorial").Definition.Name);
        Assert.Equal("editor", feeds[^1].Over([], Sample.SteadyGround, FeedNames.None, Sample.Today, default).Person);
        Assert.Equal("strategist", feeds[0].Over([], Sample.SteadyGround, FeedNames.None, Sample.Today, default).Person);
    }

    [Fact]
    public void One_timeline_serves_them_all()
    {
        var far = new FeedDefinition { Key = "far", Name = "Far", Options = new() { PastDays = 365, FutureDays = 1095 } };
        Assert.Equal(FeedWindow.Of(Sample.Today, new()), ReadyMadeFeeds.Days(ReadyMadeFeeds.Of(Sample.SteadyGround), Sample.Today));
        Assert.Equal(FeedWindow.Of(Sample.Today, far.Options), ReadyMadeFeeds.Days(ReadyMadeFeeds.Of(Sample.SteadyGround with { Feeds = [far] }), Sample.Today));
    }
}
