using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class PicksTests
{
    private static readonly LocalDate Today = Desk.Today, LongAgo = new(2026, 6, 1);

    private static ValueList<Pick> PicksOf(Workspace workspace, params ContentTask[] tasks) =>
        [.. workspace.OnMonday(tasks).DigestFor("assistant").Picks];

    private static Workspace House(params string[] pieces) => Desk.Empty with { Pieces = [.. pieces.Select(p => Desk.Piece(p, LongAgo))] };

    [Fact]
    public void Each_pick_says_why_it_was_chosen()
    {
        var pick = Assert.Single(PicksOf(House("a"), Desk.Task("a", Today)));
        Assert.Equal(new PickReason(PickReasonKind.NeverUsedAgain, Day: LongAgo), Assert.Single(pick.Reasons));
        Assert.Equal(("Post", "About a", "LinkedIn"), (pick.What, pick.Source, pick.Channel));
    }

    [Fact]
    public void What_has_been_out_elsewhere_is_no_longer_never_used_again()
    {
        var used = Desk.Empty with { Pieces = [Desk.Piece("a", LongAgo) with { Outlets = [new("newsletter", LongAgo)], Intention = "i" }] };
        Assert.Empty(PicksOf(used, Desk.Task("a", Today)));
    }

    [Fact]
    public void An_evergreen_outing_says_how_long_the_piece_has_rested()
    {
        var rested = Desk.Empty with { Pieces = [Desk.Piece("a", LongAgo) with { Outlets = [new("newsletter", Today.PlusDays(-100))] }] };
        var outing = Desk.Task("a", Today) with { Key = new("a", "linkedin-post", "linkedin", TaskKey.EvergreenCycle(1)), Status = ContentTaskStatus.Proposed };
        Assert.Equal([new PickReason(PickReasonKind.Rested, Number: 100)], Assert.Single(PicksOf(rested, outing)).Reasons);
    }

    [Theory]
    [InlineData(59, true)]
    [InlineData(0, true)]
    [InlineData(60, false)]
    [InlineData(-1, false)]
    public void A_launch_speaks_for_its_tasks_in_the_sixty_days_before_it(int days, bool speaks)
    {
        var house = House("a") with { Launches = [Small.TheBook with { Anchors = [new("publication", Today.PlusDays(days))] }] };

        var pick = Assert.Single(PicksOf(house, Desk.Task("a", Today) with { Launch = "the-book" }));

        Assert.Equal(speaks, pick.Reasons.Contains(new PickReason(PickReasonKind.LaunchNear, "The Unhurried Author", days)));
        Assert.Equal(speaks, pick.Reasons.Any(r => r.Kind == PickReasonKind.LaunchNear));
    }

    [Fact]
    public void There_are_at_most_seven_and_one_of_each_source()
    {
        var names = Enumerable.Range(0, 12).Select(n => $"p{n:00}").ToArray();
        var tasks = names.SelectMany((n, i) => new[] { Desk.Task(n, Today, $"c{i / 2}"), Desk.Task(n, Today, $"d{i / 2}") }).ToArray();
        var picks = PicksOf(House(names), tasks);

        Assert.Equal(7, picks.Count);
        Assert.Equal(7, picks.Select(p => p.Source).Distinct().Count());
    }

    [Fact]
    public void A_channel_gets_two_at_most()
    {
        var picks = PicksOf(House("a", "b", "c", "d"), Desk.Task("a", Today), Desk.Task("b", Today), Desk.Task("c", Today), Desk.Task("d", Today, "x"));
        Assert.Equal(["linkedin", "linkedin", "x"], picks.Select(p => p.Task.Channel));
    }

    [Fact]
    public void One_source_gives_three_when_there_is_nothing_else()
    {
        var tasks = new[] { "linkedin", "x", "instagram", "blog" }.Select(c => Desk.Task("a", Today, c)).ToArray();
        Assert.Equal(3, PicksOf(House("a"), tasks).Count);
    }

    [Fact]
    public void Beyond_three_they_fit_into_the_person_s_week()
    {
        var names = Enumerable.Range(0, 7).Select(n => $"p{n}").ToArray();
        var tasks = names.Select((n, i) => Desk.Task(n, Today, $"c{i}") with { EffortMinutes = 180 }).ToArray();
        Assert.Equal(4, PicksOf(House(names), tasks).Count);
    }

    [Fact]
    public void Somebody_else_s_channel_is_somebody_else_s_pick() =>
        Assert.Empty(PicksOf(House("a"), Desk.Task("a", Today) with { Owner = "coach" }));

    [Fact]
    public void A_launch_s_countdown_post_is_due_and_not_picked()
    {
        var post = Desk.Task("a", Today) with { Source = new(SourceKind.Mark, "the-book/t-30", Identity.FromName("mark"), "The Unhurried Author") };
        var digest = House("a").OnMonday(post).DigestFor("assistant");
        Assert.Empty(digest.Picks);
        Assert.Single(digest.Due.Shown);
    }

    [Fact]
    public void An_empty_place_in_the_channel_speaks_for_a_pick_more_than_freshness()
    {
        var cadence = new Core.Timelines.Cadence
        {
            Key = "wednesdays", Title = "LinkedIn post", Channel = "linkedin", Owner = "assistant",
            Series = new() { Start = Today, Rule = new() { Frequency = Core.Timelines.Frequency.Weekly }, Time = new(12, 0) },
        };
        var used = new Outlet("newsletter", Today.PlusDays(-5));
        var workspace = Desk.Empty with
        {
            Cadences = [cadence],
            Pieces = [Desk.Piece("fresh", Today.PlusDays(-6)) with { Outlets = [used] }, Desk.Piece("old", LongAgo) with { Outlets = [used] }],
        };
        var picks = PicksOf(workspace, Desk.Task("fresh", Today, "x"), Desk.Task("old", Today));

        Assert.Equal(["About old", "About fresh"], picks.Select(p => p.Source));
        // Four places in four weeks; the old piece’s own task fills the first.
        Assert.Equal([new PickReason(PickReasonKind.ChannelShort, "LinkedIn", 3)], picks[0].Reasons);
    }

    [Fact]
    public void A_place_that_asks_for_a_piece_does_not_speak_for_a_task()
    {
        var cadence = new Core.Timelines.Cadence
        {
            Key = "posts", Title = "Blog post", Channel = "blog", Format = "blog-post",
            Series = new() { Start = Today, Rule = new() { Frequency = Core.Timelines.Frequency.Weekly } },
        };
        var picks = PicksOf(House("a") with { Cadences = [cadence] }, Desk.Task("a", Today, "blog"));
        Assert.Equal([PickReasonKind.NeverUsedAgain], picks.Single().Reasons.Select(r => r.Kind));
    }

    [Fact]
    public void A_piece_that_came_out_last_week_is_fresh_and_not_forgotten()
    {
        var house = Desk.Empty with { Pieces = [Desk.Piece("a", Today.PlusDays(-7))] };
        Assert.Equal([PickReasonKind.Fresh], PicksOf(house, Desk.Task("a", Today)).Single().Reasons.Select(r => r.Kind));
    }

    [Fact]
    public void An_intention_that_is_behind_speaks_louder_than_one_on_pace()
    {
        Intention Letter(decimal read) => new()
        {
            Key = "letter", Title = "Two thousand readers", Start = 1000, Target = 2000, By = Today.PlusDays(50), Readings = [new(Today, read)],
        };
        Workspace With(Intention intention) => House("a") with
        {
            Periods = [new() { Key = "y", Name = "Y", From = Today.PlusDays(-50), To = Today.PlusDays(300), Focus = [new() { Key = "f", Name = "F", Intentions = [intention] }] }],
        };
        var task = Desk.Task("a", Today) with { Intention = "letter" };

        Assert.Contains(new(PickReasonKind.IntentionBehind, "Two thousand readers"), PicksOf(With(Letter(1100)), task).Single().Reasons);
        Assert.Contains(new(PickReasonKind.ServesIntention, "Two thousand readers"), PicksOf(With(Letter(1600)), task).Single().Reasons);
    }
}
