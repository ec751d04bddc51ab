using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class ContentTasksTests
{
    private const string Post = "five-steps/linkedin-post/linkedin/1";

    [Fact]
    public void Each_step_gives_a_task_so_far_from_the_day_and_a_list_gives_a_series()
    {
        var tasks = House.Derive().Tasks.Select(t => (t.Key.ToString(), t.Day, t.Owner, t.Reason));

        Assert.Equal(
        [
            ("five-steps/letter-section/newsletter/1", new LocalDate(2026, 11, 18), "coach", "1 day after “Five steps”"),
            (Post, new(2026, 11, 19), "assistant", "2 days after “Five steps”"),
            ("five-steps/series/x/1/1", new(2026, 11, 23), "assistant", "part 1 of 3, from 4 days after “Five steps” on"),
            ("five-steps/series/x/1/2", new(2026, 11, 24), "assistant", "part 2 of 3, from 4 days after “Five steps” on"),
            ("five-steps/series/x/1/3", new(2026, 11, 25), "assistant", "part 3 of 3, from 4 days after “Five steps” on"),
            ("five-steps/re-share/linkedin/1", new(2027, 2, 15), "assistant", "90 days after “Five steps”"),
        ], tasks);
    }

    [Fact]
    public void A_day_nobody_works_rolls_on_and_the_reason_says_so()
    {
        var task = House.With(FiveSteps with { PlannedOn = new(2026, 11, 26) }).Task(Post);

        Assert.Equal((new LocalDate(2026, 11, 30), "2 days after “Five steps”, moved from Sat 28 Nov to the next working day"), (task.Day, task.Reason));
    }

    [Fact]
    public void A_body_without_a_list_gives_one_task_whose_key_a_later_list_keeps()
    {
        var task = House.With(FiveSteps with { Body = null }).Task("five-steps/series/x/1/1");

        Assert.Equal((null, null, "series: Five steps"), (task.Part, task.Parts, task.Title));
        Assert.Equal("series (1 of 3): Five steps", House.Task("five-steps/series/x/1/1").Title);
        Assert.Equal(task.Id, House.Task("five-steps/series/x/1/1").Id);
    }

    [Fact]
    public void Bodies_are_read_only_for_series() =>
        ContentTasks.Of(House.With(FiveSteps with { Recipes = ["case-study"] }), Shelf, [], _ => throw new InvalidOperationException("read"), Today);

    [Theory]
    [InlineData(PieceStatus.Idea, 0)]
    [InlineData(PieceStatus.Planned, 6)]
    [InlineData(PieceStatus.Published, 6)]
    public void An_idea_asks_for_nothing_yet(PieceStatus status, int tasks) =>
        Assert.Equal(tasks, House.With(FiveSteps with { Status = status }).Derive().Tasks.Count);

    [Fact]
    public void A_piece_without_a_day_asks_for_nothing_yet() => Assert.Empty(House.With(FiveSteps with { PlannedOn = null }).Derive().Tasks);

    [Fact]
    public void Recipes_a_piece_names_win_over_its_format_and_none_means_none()
    {
        Assert.Empty(House.With(FiveSteps with { Recipes = ["none"] }).Derive().Tasks);
        Assert.Equal(["five-steps/linkedin-post/linkedin/1"], House.With(FiveSteps with { Recipes = ["case-study"] }).Derive().Keys());
        Assert.Equal(6, House.With(FiveSteps with { Recipes = ["blog-post", "case-study"] }).Derive().Tasks.Count);
    }

    [Fact]
    public void Channels_the_client_does_not_use_get_nothing()
    {
        Assert.DoesNotContain((House with { Channels = [new() { Key = "linkedin" }] }).Derive().Tasks, t => t.Channel != "linkedin");
        Assert.Equal(6, (House with { Channels = [] }).Derive().Tasks.Count);
    }

    [Fact]
    public void Retiring_a_piece_cancels_what_is_open_and_keeps_what_is_done()
    {
        var house = House.With(FiveSteps with { Status = PieceStatus.Retired }).With(new TaskDecision { Key = Post, Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 20) });

        Assert.Equal(ContentTaskStatus.Done, house.Task(Post).Status);
        Assert.All(house.Derive().Tasks.Where(t => t.Key.ToString() != Post), t => Assert.Equal(ContentTaskStatus.Cancelled, t.Status));
    }

    [Fact]
    public void What_is_done_stands_on_the_day_it_was_done_when_its_source_moves()
    {
        var decided = new TaskDecision { Key = Post, Status = ContentTaskStatus.Done, Day = new(2026, 11, 19), ClosedOn = new(2026, 11, 20), Url = "https://linkedin.example/1" };
        var moved = House.With(FiveSteps with { PlannedOn = new(2026, 12, 8) }).With(decided);

        Assert.Equal(new(2026, 11, 20), moved.Task(Post).Day);
        Assert.Equal("https://linkedin.example/1", moved.Task(Post).Url);
        Assert.Equal(new(2026, 12, 9), moved.Task("five-steps/letter-section/newsletter/1").Day);
    }

    [Fact]
    public void A_day_set_by_hand_stays_and_tells_what_was_planned()
    {
        var task = House.With(new TaskDecision { Key = Post, Day = new(2026, 12, 1), Owner = "editor" }).Task(Post);

        Assert.Equal((new LocalDate(2026, 12, 1), new LocalDate(2026, 11, 19), "editor"), (task.Day, task.Planned, task.Owner));
        Assert.Equal("set by hand; planned for Thu 19 Nov, 2 days after “Five steps”", task.Reason);
    }

    [Fact]
    public void A_snoozed_task_wants_attention_on_that_day_and_is_not_late_before()
    {
        var task = House.With(new TaskDecision { Key = Post, SnoozedUntil = new(2026, 11, 30) }).Task(Post);

        Assert.Equal(new(2026, 11, 30), task.Due);
        Assert.False(task.IsLate(Today));
        Assert.True(House.Task(Post).IsLate(Today));
    }

    [Fact]
    public void Work_nobody_took_up_for_four_weeks_is_a_proposal_and_no_debt()
    {
        var day = House.Task(Post).Planned;

        Assert.Equal(ContentTaskStatus.Open, House.Task(Post, day.PlusDays(28)).Status);
        Assert.Equal(ContentTaskStatus.Proposed, House.Task(Post, day.PlusDays(29)).Status);
        Assert.Equal(ContentTaskStatus.Open, House.With(new TaskDecision { Key = Post, Owner = "assistant" }).Task(Post, day.PlusDays(29)).Status);
    }

    [Fact]
    public void Work_that_fell_due_before_anybody_planned_is_a_proposal()
    {
        var house = House with { Periods = [new() { Key = "year", Name = "The year", From = new(2027, 1, 1), To = new(2027, 12, 31), PlannedOn = new(2026, 11, 19) }] };

        Assert.Equal(ContentTaskStatus.Proposed, house.Task("five-steps/letter-section/newsletter/1").Status);
        Assert.Equal(ContentTaskStatus.Open, house.Task(Post).Status);
    }

    [Fact]
    public void An_outlet_is_a_step_already_done()
    {
        var piece = FiveSteps with { Outlets = [new("linkedin", new(2026, 11, 20), "https://linkedin.example/2"), new("linkedin", new(2026, 10, 1)), new("blog", new(2026, 11, 17))] };
        var house = House.With(piece);

        var post = house.Task(Post);

        Assert.Equal((ContentTaskStatus.Done, new LocalDate(2026, 11, 20), "https://linkedin.example/2", "already out on 20 Nov 2026"), (post.Status, post.Day, post.Url, post.Reason));
        Assert.Equal(ContentTaskStatus.Open, house.Task("five-steps/re-share/linkedin/1").Status);
    }

    [Fact]
    public void An_outlet_that_repeats_a_done_task_is_not_counted_twice()
    {
        var house = House.With(FiveSteps with { Outlets = [new("linkedin", new(2026, 11, 20))] })
            .With(new TaskDecision { Key = Post, Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 20) });

        Assert.Equal(ContentTaskStatus.Open, house.Task("five-steps/re-share/linkedin/1").Status);
        Assert.Equal(ContentTaskStatus.Open, house.With(new TaskDecision { Key = "five-steps/re-share/linkedin/e1", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 11, 20) }).Task(Post).Status);
    }

    [Fact]
    public void A_decision_whose_task_is_gone_is_kept_and_reported()
    {
        var findings = House.With(new TaskDecision { Key = "five-steps/old-step/linkedin/1", Status = ContentTaskStatus.Done }).Derive().Findings;

        Assert.Equal(("five-steps/old-step/linkedin/1", FindingKind.OrphanDecision), (Assert.Single(findings).Subject, findings[0].Kind));
        Assert.Empty(House.With(new TaskDecision { Key = Post, Status = ContentTaskStatus.Done }).Derive().Findings);
    }

    [Fact]
    public void A_role_nobody_holds_leaves_tasks_unassigned_and_is_one_finding()
    {
        var recipe = Few.Post with { Steps = Few.Post.Steps.Select(s => s with { Channel = "podcast", Role = "narrator" }).ToValueList() };
        var house = House with { Channels = [new() { Key = "podcast" }] };

        var derived = ContentTasks.Of(house, Shelf with { Recipes = [recipe] }, [], Read, Today);

        Assert.All(derived.Tasks, t => Assert.Null(t.Owner));
        Assert.Equal("Nobody holds the role “narrator”, so 6 content tasks have no owner", Assert.Single(derived.Findings).Message);
    }

    [Fact]
    public void Where_nobody_holds_a_step_s_role_whoever_holds_the_channel_s_does_it()
    {
        var recipe = Few.Post with { Steps = [Step("linkedin-post", "linkedin", "publish", 2) with { Role = "narrator" }] };

        var derived = ContentTasks.Of(House, Shelf with { Recipes = [recipe] }, [], Read, Today);

        Assert.Equal(("narrator", "assistant"), (Assert.Single(derived.Tasks).Role, derived.Tasks[0].Owner));
        Assert.DoesNotContain(derived.Findings, f => f.Kind == FindingKind.UnheldRole && f.Subject == "assistant");
    }

    [Fact]
    public void Who_was_given_the_channel_does_it_before_any_role_and_without_a_role_the_piece_s_owner_does()
    {
        Assert.Equal("editor", (House with { Channels = [new() { Key = "linkedin", Owner = "editor" }] }).Task(Post).Owner);
        Assert.Equal("coach", House.With(FiveSteps with { Recipes = ["coaching-call"] }).Derive().Tasks.Single(t => t.Channel == "newsletter").Owner);
    }

    [Fact]
    public void An_edited_draft_notices_that_its_source_changed()
    {
        var task = House.Task(Post);
        var edited = House.With(new TaskDecision { Key = Post, Draft = "My own words", DraftSource = SourceFingerprint.Of(task, FiveSteps.Body) });

        Assert.False(edited.Task(Post).SourceChanged);
        Assert.True(edited.With(FiveSteps with { Body = new(BodyFormat.Markdown, "Rewritten") }).Task(Post).SourceChanged);
        Assert.True(edited.With(FiveSteps with { Title = "Six steps" }).Task(Post).SourceChanged);
    }

    [Fact]
    public void A_renamed_piece_with_an_id_keeps_the_ids_of_its_tasks()
    {
        var id = Guid.Parse("6b1f6d0e-7f0a-4c56-9a3e-0d6f2a5c1b11");

        var before = House.With(FiveSteps with { Id = id }).Derive().Tasks.Select(t => t.Id);
        var after = House.With(FiveSteps with { Id = id, Key = "five-calm-steps" }).Derive().Tasks.Select(t => t.Id);

        Assert.Equal(before, after);
    }
}
