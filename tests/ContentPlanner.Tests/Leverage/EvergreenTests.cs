using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class EvergreenTests
{
    private const string First = "calm-launch/linkedin-post/linkedin/e1";

    private static readonly Workspace Quiet = House.With(Wednesdays).With(Calm);

    [Fact]
    public void A_rested_piece_is_proposed_for_the_first_empty_slot_with_its_reason()
    {
        var proposal = Assert.Single(Proposals(Quiet));

        Assert.Equal((First, new LocalDate(2026, 11, 25), ContentTaskStatus.Proposed), (proposal.Key.ToString(), proposal.Day, proposal.Status));
        Assert.Equal("rested 267 days; slot Wed 25 Nov is empty", proposal.Reason);
        Assert.Equal(("assistant", "linkedin-post"), (proposal.Owner, proposal.Step));
    }

    [Fact]
    public void A_week_away_ends_in_no_burst()
    {
        var later = Proposals(Quiet, Today.PlusWeeks(2));

        Assert.Equal(new(2026, 12, 9), Assert.Single(later).Day);
        Assert.Equal(First, later[0].Key.ToString());
    }

    [Fact]
    public void The_longest_rested_goes_first_then_the_more_important_then_by_key()
    {
        var house = Quiet.With(
            Calm with { Key = "newer", PlannedOn = new(2026, 4, 1) },
            Calm with { Key = "b-same-day" },
            Calm with { Key = "important", Evergreen = Calm.Evergreen! with { Priority = 1 } },
            Calm with { Key = "a-same-day" });

        Assert.Equal(["important", "a-same-day", "b-same-day", "newer"], Proposals(house).Select(t => t.Source.Key));
        Assert.Equal([25, 2, 9, 16], Proposals(house).Select(t => t.Day.Day));
    }

    [Fact]
    public void A_filled_slot_is_left_alone_whether_a_piece_or_a_task_fills_it()
    {
        var post = Calm with { Key = "own-post", Status = PieceStatus.Planned, Channel = "linkedin", PlannedOn = new(2026, 11, 25), Evergreen = null, Recipes = ["none"] };
        // Its LinkedIn post is due on Friday the 27th, which fills that week's slot.
        var fresh = FiveSteps with { PlannedOn = new(2026, 11, 25), Status = PieceStatus.Scheduled };

        Assert.Equal(new(2026, 12, 2), Assert.Single(Proposals(Quiet.With(post, Calm))).Day);
        Assert.Equal(new(2026, 12, 2), Assert.Single(Proposals(Quiet.With(fresh, Calm))).Day);
    }

    [Fact]
    public void A_cadence_that_wants_no_evergreens_gets_none() => Assert.Empty(Proposals(Quiet.With(Wednesdays with { Evergreen = false })));

    [Fact]
    public void A_slot_that_asks_for_a_format_or_pillar_gets_only_that()
    {
        Assert.Empty(Proposals(Quiet.With(Wednesdays with { Format = "podcast" })));
        Assert.Empty(Proposals(Quiet.With(Wednesdays with { Pillar = "finish" })));
        Assert.Single(Proposals(Quiet.With(Wednesdays with { Format = "blog-post", Pillar = "finish" }).With(Calm with { Pillar = "finish" })));
    }

    [Fact]
    public void Two_slots_of_a_channel_on_one_day_get_one_outing()
    {
        var house = Quiet.With(Wednesdays, Wednesdays with { Key = "evening" }).With(Calm, Calm with { Key = "other" });

        Assert.Equal([25, 2], Proposals(house).Select(t => t.Day.Day));
    }

    [Theory]
    [InlineData("2026-12-02", null, "2026-12-02")]
    [InlineData("2027-01-01", null, null)]
    [InlineData(null, "2026-11-25", "2026-11-25")]
    [InlineData(null, "2026-11-24", null)]
    public void Hold_until_and_expiry_are_kept(string? holdUntil, string? expires, string? day)
    {
        var rule = Calm.Evergreen! with { HoldUntil = Day(holdUntil), ExpiresOn = Day(expires) };

        Assert.Equal(Day(day), Proposals(Quiet.With(Calm with { Evergreen = rule })).SingleOrDefault()?.Day);
    }

    [Fact]
    public void Only_in_season_and_only_in_channels_the_rule_names()
    {
        Assert.Equal(new(2026, 12, 9), Assert.Single(Proposals(Quiet.With(Ruled(r => r with { Seasons = [new(new(12, 5), new(1, 31))] })))).Day);
        Assert.Empty(Proposals(Quiet.With(Ruled(r => r with { Channels = ["newsletter"] }))));
    }

    [Fact]
    public void Unless_published_with_a_rule_and_out_once_nothing_comes_back()
    {
        Assert.Empty(Proposals(Quiet.With(Calm with { Status = PieceStatus.Scheduled })));
        Assert.Empty(Proposals(Quiet.With(Calm with { Evergreen = null })));
        Assert.Empty(Proposals(Quiet.With(Calm with { PlannedOn = null })));
    }

    [Fact]
    public void It_rests_from_every_outing_and_from_work_still_open()
    {
        Assert.Equal(new(2026, 12, 2), Assert.Single(Proposals(Quiet.With(Calm with { Outlets = [new("x", new(2026, 9, 3))] }))).Day);
        Assert.Empty(Proposals(Quiet.With(new TaskDecision { Key = "calm-launch/series/x/1/1", Day = new(2027, 1, 20) })));
        Assert.Empty(Proposals(Quiet.With(new TaskDecision { Key = "calm-launch/series/x/1/1", Status = ContentTaskStatus.Done, ClosedOn = new(2026, 10, 20) })));
    }

    [Fact]
    public void The_same_network_is_left_alone_for_longer_than_the_piece_needs_to_rest()
    {
        var threads = Wednesdays with { Channel = "threads" };
        var recipe = Few.Post with { Steps = [Step("thread", "threads", "publish", 0)] };
        var piece = Ruled(r => r with { CooldownDays = 5, NetworkGapDays = 60 });
        var house = (House with { Channels = [] }).With(threads);

        Assert.Empty(With(new("x", new(2026, 11, 10))));
        Assert.Single(With(new("linkedin", new(2026, 11, 10))));

        IEnumerable<ContentTask> With(Outlet outlet) =>
            Schedule.Of(house.With(piece with { Outlets = [outlet] }), Shelf with { Recipes = [recipe] }, Read, Today).Tasks.Where(t => t.Key.Outing is not null);
    }

    [Theory]
    [InlineData("x", false)]
    [InlineData("linkedin", true)]
    public void The_same_network_is_left_alone_before_what_is_to_go_out_there_too(string channel, bool comesBack)
    {
        var recipe = Few.Post with { Steps = [Step("thread", "threads", "publish", 0), Step("post", channel, "publish", 1)] };
        var piece = Ruled(r => r with { CooldownDays = 5, NetworkGapDays = 60 });
        var house = (House with { Channels = [] }).With(Wednesdays with { Channel = "threads" }).With(piece)
            .With(new TaskDecision { Key = $"{piece.Key}/post/{channel}/1", Day = Today.PlusDays(40) });

        var outings = Schedule.Of(house, Shelf with { Recipes = [recipe] }, Read, Today).Tasks.Where(t => t.Key.Outing is not null);

        Assert.Equal(comesBack, outings.Any());
    }

    [Fact]
    public void Cycles_and_openings_run_out_and_the_shelf_says_so()
    {
        var done = new TaskDecision { Key = First, Status = ContentTaskStatus.Done, Day = new(2026, 6, 3), ClosedOn = new(2026, 6, 3) };
        var once = Quiet.With(Ruled(r => r with { Cycles = 1 }));
        var opening = Quiet.With(Ruled(r => r with { Variants = ["A new opening"] }));

        Assert.Equal("A new opening", Assert.Single(Proposals(opening)).Variant);
        Assert.Empty(Proposals(once.With(done)));
        Assert.Empty(Proposals(opening.With(done)));
        Assert.Equal(ShelfReason.CyclesUsed, Assert.Single(ShelfOf(once.With(done))).Reason);
        Assert.Equal(ShelfReason.VariantsUsed, Assert.Single(ShelfOf(opening.With(done))).Reason);
        Assert.Equal(new(Ruled(r => r with { ExpiresOn = new(2026, 10, 31) }), ShelfReason.Expired, new(2026, 10, 31)), Assert.Single(ShelfOf(Quiet.With(Ruled(r => r with { ExpiresOn = new(2026, 10, 31) })))));
        Assert.Equal(ShelfReason.NoWayOut, Assert.Single(ShelfOf(Quiet.With(Ruled(r => r with { Channels = ["podcast"] })))).Reason);
        Assert.Empty(ShelfOf(Quiet));
    }

    [Fact]
    public void After_an_outing_the_next_one_has_a_number_and_a_hook_of_its_own()
    {
        var house = Quiet.With(Ruled(r => r with { Variants = ["first", "second"] }))
            .With(new TaskDecision { Key = First, Status = ContentTaskStatus.Done, ClosedOn = new(2026, 6, 3) });

        var next = Assert.Single(house.Plan().Tasks, t => t is { Key.Outing: not null, Status: ContentTaskStatus.Proposed });

        Assert.Equal(("calm-launch/re-share/linkedin/e2", "second"), (next.Key.ToString(), next.Variant));
        Assert.Equal(("first", new LocalDate(2026, 6, 3)), (house.Plan().Tasks.Single(t => t.Key.ToString() == First).Variant, house.Plan().Tasks.Single(t => t.Key.ToString() == First).Day));
    }

    [Fact]
    public void Taking_up_a_proposal_makes_it_work_that_keeps_its_day_and_fills_its_slot()
    {
        var house = Quiet.With(Calm, Calm with { Key = "other", PlannedOn = new(2026, 4, 1) })
            .With(new TaskDecision { Key = First, Status = ContentTaskStatus.Open, Day = new(2026, 11, 25) });

        var outings = house.Plan().Tasks.Where(t => t.Key.Outing is not null).Select(t => (t.Key.ToString(), t.Status, t.Day.Day));

        Assert.Equal([(First, ContentTaskStatus.Open, 25), ("other/linkedin-post/linkedin/e1", ContentTaskStatus.Proposed, 2)], outings);
        Assert.Equal(First, Assert.Single(house.Plan().Slots(new(new(2026, 11, 25), new(2026, 11, 25)))).Task?.Key.ToString());
    }

    [Fact]
    public void Taking_up_begins_or_completes_the_outing_on_the_day_it_was_proposed_for()
    {
        var proposal = Assert.Single(Proposals(Quiet));

        Assert.Equal((ContentTaskStatus.Open, proposal.Day), Decided(Quiet.TakeUp(proposal, proposal.Day)));
        Assert.Equal((ContentTaskStatus.InProgress, proposal.Day), Decided(Quiet.Begin(proposal)));
        Assert.Equal((ContentTaskStatus.Done, new LocalDate(2026, 11, 24)), Decided(Quiet.Begin(proposal).Complete(proposal, new(2026, 11, 24))));

        static (ContentTaskStatus, LocalDate) Decided(Workspace workspace) => (workspace.Task(First, Today.PlusWeeks(1)).Status, workspace.Task(First, Today.PlusWeeks(1)).Day);
    }

    [Fact]
    public void While_an_outing_is_under_way_no_other_is_proposed_however_short_the_rest()
    {
        var house = Quiet.With(Ruled(r => r with { CooldownDays = 1, NetworkGapDays = 1 }));

        Assert.Equal(new(2026, 11, 25), Assert.Single(Proposals(house)).Day);
        Assert.Equal(ContentTaskStatus.Open, Assert.Single(Proposals(house.With(new TaskDecision { Key = First, Day = new(2026, 12, 16) }))).Status);
    }

    [Fact]
    public void Taken_up_without_a_day_it_gets_the_first_slot_that_fits()
    {
        var house = Quiet.With(Calm, Calm with { Key = "other", PlannedOn = new(2026, 2, 1) }).With(new TaskDecision { Key = First, Status = ContentTaskStatus.Open });

        Assert.Equal((First, ContentTaskStatus.Open, 25), Proposals(house).Select(t => (t.Key.ToString(), t.Status, t.Day.Day)).First());
    }

    [Fact]
    public void Not_this_one_is_an_answer_for_as_long_as_the_piece_rests()
    {
        var skipped = Quiet.With(new TaskDecision { Key = First, Status = ContentTaskStatus.Skipped, ClosedOn = new(2026, 11, 20) });

        Assert.Empty(Proposals(skipped));
        Assert.Equal("calm-launch/linkedin-post/linkedin/e2", Assert.Single(Proposals(skipped, new(2027, 2, 15))).Key.ToString());
    }

    [Fact]
    public void A_proposal_put_off_comes_back_on_that_day_and_its_decision_is_no_orphan()
    {
        var house = Quiet.With(new TaskDecision { Key = First, SnoozedUntil = new(2026, 12, 3) });

        Assert.Equal((First, new LocalDate(2026, 12, 9), ContentTaskStatus.Proposed), Proposals(house).Select(t => (t.Key.ToString(), t.Day, t.Status)).Single());
        Assert.DoesNotContain(house.Plan().Findings, f => f.Kind == FindingKind.OrphanDecision);
    }

    [Fact]
    public void Outlets_tasks_and_the_publication_are_outings_each_counted_once()
    {
        var piece = Calm with { Outlets = [new("linkedin", new(2026, 3, 5), "https://one.example"), new("linkedin", new(2026, 9, 1)), new("x", new(2026, 3, 9)), new("blog", new(2026, 3, 3))] };
        var done = Quiet.Task("calm-launch/linkedin-post/linkedin/1") with { Status = ContentTaskStatus.Done, Day = new(2026, 3, 6), Url = "https://one.example" };

        Assert.Equal(
        [
            new("blog", new(2026, 3, 3)),
            new("linkedin", new(2026, 3, 6), "https://one.example"),
            new("x", new(2026, 3, 9)),
            new("linkedin", new(2026, 9, 1), Again: true),
        ], piece.OutingsWith([done]));
    }

    [Fact]
    public void What_has_been_out_too_long_asks_whether_it_is_still_true()
    {
        var house = Quiet.With(Calm with { Key = "old", PlannedOn = new(2026, 5, 26) }, Calm with { Key = "just-right", PlannedOn = new(2026, 5, 27) },
            Calm with { Key = "renewed", Outlets = [new("blog", new(2026, 9, 1))] }, Ruled(r => r with { RefreshAfterDays = 365 }));

        Assert.Equal([("old", 181, 180)], Freshness.Stale(house, Shelf, Today).Select(s => (s.Piece.Key, s.AgeDays, s.RefreshAfterDays)));
        Assert.Equal(["renewed", "just-right", "old"], Freshness.Stale(house, Shelf with { Channels = [Shelf.Channels[0] with { RefreshAfterDays = 10 }] }, Today).Reverse().Select(s => s.Piece.Key));
    }

    private static ContentPiece Ruled(Func<EvergreenRule, EvergreenRule> rule) => Calm with { Evergreen = rule(Calm.Evergreen!) };

    private static IReadOnlyList<ContentTask> Proposals(Workspace workspace, LocalDate? today = null) =>
        [.. workspace.Plan(today).Tasks.Where(t => t.Key.Outing is not null && !t.Status.IsClosed())];

    private static IReadOnlyList<ShelvedPiece> ShelfOf(Workspace workspace) =>
        Evergreen.Shelf(workspace, Shelf, [], workspace.Plan().Tasks, Today);

    private static LocalDate? Day(string? text) => text is null ? null : NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
