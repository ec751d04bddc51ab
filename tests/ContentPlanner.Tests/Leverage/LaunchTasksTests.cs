using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class LaunchTasksTests
{
    private static readonly Workspace Circles = House.With(Circle).With(pieces: []);

    [Fact]
    public void Each_session_runs_its_recipe_from_the_day_it_ends()
    {
        var recaps = Circles.Derive().Tasks.Where(t => t.Step == "recap").Select(t => (t.Key.ToString(), t.Day)).ToList();

        Assert.Equal(8, recaps.Count);
        Assert.Equal(("winter-circle/session-1/recap/newsletter/1", new LocalDate(2027, 1, 21)), recaps[0]);
        // Session 3 was moved to Thursday 4 February.
        Assert.Equal(("winter-circle/session-3/recap/newsletter/1", new LocalDate(2027, 2, 5)), recaps[2]);
    }

    [Fact]
    public void A_session_that_runs_past_midnight_ends_the_day_after()
    {
        var late = Circle with { Sessions = Circle.Sessions! with { Time = new(23, 0), DurationMinutes = 90 } };

        Assert.Equal(new(2027, 1, 22), House.With(late).Task("winter-circle/session-1/recap/newsletter/1").Day);
    }

    [Fact]
    public void A_cancelled_session_asks_for_nothing_any_more()
    {
        var without = Circle with { Sessions = Circle.Sessions! with { Changes = [new() { Session = 2, Cancelled = true }] } };
        var tasks = House.With(without).Derive().Tasks.Where(t => t.Source.Number == 2 && t.Source.Kind == SourceKind.Session).ToList();

        Assert.Equal([ContentTaskStatus.Cancelled, ContentTaskStatus.Cancelled], tasks.Select(t => t.Status));
    }

    [Fact]
    public void Posts_of_a_mark_are_due_on_its_day_even_on_one_nobody_works()
    {
        // Cart opens on 6 January; the mark a week before falls into the Christmas break.
        var post = Circles.Task("winter-circle/t-7/linkedin/1");

        Assert.Equal((new LocalDate(2026, 12, 30), "assistant", "T-7 of Steady Ground winter circle"), (post.Day, post.Owner, post.Reason));
        Assert.Equal(("LinkedIn post, 7 days to go: Steady Ground winter circle", "few-group@1", 15), (post.Title, post.Recipe, post.EffortMinutes));
        Assert.Equal("X post, the day itself: Steady Ground winter circle", Circles.Task("winter-circle/t-0/x/1").Title);
        Assert.DoesNotContain(Circles.Derive().Tasks, t => t.Channel == "podcast");
    }

    [Fact]
    public void Restarting_a_countdown_gives_new_posts() =>
        Assert.Contains("winter-circle/t-7/linkedin/2", House.With(Circle with { CountdownRun = 2 }).Derive().Keys());

    [Fact]
    public void A_step_on_a_launch_s_anchor_runs_once_for_each_launch_that_has_it_and_comes_after_the_piece()
    {
        var study = FiveSteps with { Key = "study", Format = "case-study" };
        var spring = Sample.SpringCircle with { Blueprint = Group.Key };
        var past = spring with { Key = "past-circle", Anchors = [new("cohort-start", new(2026, 4, 15))] };
        var house = House.With(Circle, spring, past);

        Assert.Equal(["study/launch-mail/newsletter/winter-circle", "study/launch-mail/newsletter/spring-circle"], Mails(house.With(study)));
        Assert.Equal(["study/launch-mail/newsletter/spring-circle"], Mails(house.With(study with { Launch = "spring-circle" })));
        Assert.Equal(["study/launch-mail/newsletter/past-circle"], Mails(house.With(study with { Launch = "past-circle" })));
        Assert.Equal("2 days after Cart opens, Steady Ground winter circle", house.With(study).Task("study/launch-mail/newsletter/winter-circle").Reason);

        static IEnumerable<string> Mails(Workspace workspace) => workspace.Derive().Tasks.Where(t => t.Step == "launch-mail").Select(t => t.Key.ToString());
    }

    [Theory]
    [InlineData(8, true)]
    [InlineData(9, false)]
    public void A_piece_runs_for_a_launch_whose_step_falls_on_its_own_day_and_for_none_before(int day, bool runs)
    {
        // Two days after the cart opens is Friday 8 January.
        var study = FiveSteps with { Key = "study", Format = "case-study", Status = PieceStatus.Scheduled, PlannedOn = new(2027, 1, day) };

        Assert.Equal(runs, House.With(Circle).With(study).Derive().Keys().Contains("study/launch-mail/newsletter/winter-circle"));
    }

    [Fact]
    public void A_cancelled_launch_cancels_what_is_open_and_keeps_what_is_done()
    {
        var cancelled = Circle with { Status = LaunchStatus.Cancelled, StatusSince = new(2026, 12, 1) };
        var house = House.With(cancelled).With(new TaskDecision { Key = "winter-circle/t-7/linkedin/1", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 20) });

        Assert.Equal(ContentTaskStatus.Done, house.Task("winter-circle/t-7/linkedin/1").Status);
        Assert.Equal((ContentTaskStatus.Cancelled, new LocalDate(2026, 12, 1)), (house.Task("winter-circle/t-0/x/1").Status, house.Task("winter-circle/t-0/x/1").ClosedOn));
        Assert.Equal(ContentTaskStatus.Cancelled, house.Task("winter-circle/session-1/recap/newsletter/1").Status);
    }

    [Fact]
    public void A_postponed_launch_takes_its_open_tasks_away_and_keeps_what_was_decided()
    {
        var decisions = new TaskDecision[]
        {
            new() { Key = "winter-circle/t-7/linkedin/1", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 20) },
            new() { Key = "winter-circle/t-0/x/1", Owner = "editor" },
        };
        var derived = House.With(pieces: []).With(Circle with { Status = LaunchStatus.Postponed }).With(decisions).Derive();

        Assert.Equal(["winter-circle/t-7/linkedin/1"], derived.Keys());
        Assert.Empty(derived.Findings);
    }

    [Fact]
    public void What_a_launch_is_for_its_tasks_are_for()
    {
        var post = Circles.Task("winter-circle/t-7/linkedin/1");

        Assert.Equal(("full-circles", "finish", "winter-circle"), (post.Intention, post.Pillar, post.Launch));
    }
}
