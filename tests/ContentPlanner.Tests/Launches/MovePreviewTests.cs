using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using NodaTime;
using static ContentPlanner.Tests.Launches.Small;

namespace ContentPlanner.Tests.Launches;

public class MovePreviewTests
{
    private static readonly LocalDate Published = new(2027, 5, 11);

    [Fact]
    public void A_move_shows_old_day_rule_and_day_after_rolling()
    {
        var row = Move(House, Published.PlusDays(7))[MoveGroup.Moves].Single(r => r.Key == "the-book/copies-out");

        Assert.Equal((new LocalDate(2027, 4, 9), new LocalDate(2027, 4, 18), new LocalDate(2027, 4, 16)), (row.OldDay, row.RuleDay, row.NewDay));
        Assert.Equal("T-30, moved from Sun 18 Apr to the working day before", row.Reason);
    }

    [Fact]
    public void Anchors_marks_and_their_steps_move_together()
    {
        var moves = Move(House, Published.PlusDays(7))[MoveGroup.Moves].Select(r => (r.Kind, r.Key)).ToList();

        Assert.Contains((MovedKind.Anchor, "the-book/publication"), moves);
        Assert.Contains((MovedKind.Anchor, "the-book/pre-order"), moves);
        Assert.Contains((MovedKind.Mark, "the-book/t-30"), moves);
        Assert.Contains((MovedKind.Milestone, "the-book/offer"), moves);
        Assert.Equal(["Countdown: 30 days to go", "The countdown ends"], Move(House, Published.PlusDays(7))[MoveGroup.Moves].Where(r => r.Kind == MovedKind.Mark).Select(r => r.Title));
        Assert.DoesNotContain(moves, m => m.Key.StartsWith("winter-circle", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_pinned_or_closed_stays_and_says_so()
    {
        var workspace = House.With(
            new() { Key = "the-book/copies-out", Day = new(2027, 4, 15) },
            new() { Key = "the-book/fix-date", Status = MilestoneStatus.Done });

        var preview = Move(workspace, Published.PlusDays(7));

        Assert.Equal("stays; the rule now gives Fri 16 Apr 2027", Assert.Single(preview[MoveGroup.StaysPinned]).Reason);
        var done = Assert.Single(preview[MoveGroup.StaysClosed]);
        Assert.Equal(("the-book/fix-date", new LocalDate(2026, 11, 12)), (done.Key, done.NewDay));
        Assert.Equal(new LocalDate(2026, 11, 12), preview.After.Workspace.Milestones.Single(d => d.Key == "the-book/fix-date").Day);
    }

    [Fact]
    public void A_person_in_the_middle_of_it_should_be_told()
    {
        var workspace = House.Begin(House.Schedule().Milestone("the-book/copies-out")!);

        Assert.EndsWith("; in progress, tell The assistant", Move(workspace, Published.PlusDays(7)).Rows.Single(r => r.Key == "the-book/copies-out").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_does_a_step_outside_is_named_in_every_row_about_it()
    {
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "studio", Role = "marketer", Name = "The press office" }, new() { Key = "helper", Role = "author", Name = "The ghost writer" }] };

        var rows = Move(House with { Periods = [period] }, new(2027, 4, 21)).Rows;

        Assert.Equal(("coach", "The press office"), Assert.Single(rows.Where(r => r.Key == "the-book/offer").Select(r => (r.Owner, r.Outside)).Distinct()));
        Assert.Equal("The ghost writer", Assert.Single(rows.Where(r => r.Key == "the-book/final-file").Select(r => r.Outside).Distinct()));
        Assert.All(rows.Where(r => r.Kind == MovedKind.Anchor), r => Assert.Null(r.Outside));
    }

    [Fact]
    public void Who_does_a_task_outside_is_named_as_well()
    {
        var shelf = Shelf with
        {
            Channels = [new() { Key = "linkedin", Name = "LinkedIn" }],
            Blueprints = [Book with { Countdown = new() { Anchor = "publication", Marks = [new() { DaysBefore = 30, Template = "book", Posts = [new("linkedin", "countdown-linkedin", "marketer")] }] } }, Group],
        };
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "studio", Role = "marketer", Name = "The press office" }] };

        var rows = MovePreview.Of(House with { Periods = [period] }, shelf, _ => new(), "the-book", "publication", Published.PlusDays(7), Sample.Today).Rows;

        Assert.Equal("The press office", Assert.Single(rows, r => r.Kind == MovedKind.Task).Outside);
    }

    [Fact]
    public void What_lands_in_the_past_comes_first_and_three_ways_out_are_offered()
    {
        var today = new LocalDate(2027, 4, 1);
        var preview = MovePreview.Of(House, Shelf, _ => new(), "the-book", "publication", new(2027, 4, 21), today);

        Assert.Equal(MoveGroup.LandsInThePast, preview.Rows[0].Group);
        Assert.Equal([("the-book/fix-date", 160), ("the-book/pre-order", 40), ("the-book/offer", 38), ("the-book/copies-out", 10)],
            preview[MoveGroup.LandsInThePast].Select(r => (r.Key, r.DaysLate)));
        Assert.All(preview[MoveGroup.LandsInThePast], r => Assert.StartsWith($"late by {r.DaysLate} days · ", r.Reason, StringComparison.Ordinal));

        var clamped = preview.ClampLate().Schedule(today);
        Assert.Equal((today, Link.Pinned), (clamped.Milestone("the-book/copies-out")!.Day, clamped.Milestone("the-book/copies-out")!.Link));

        var skipped = preview.SkipLate().Schedule(today);
        Assert.Equal(MilestoneStatus.Skipped, skipped.Milestone("the-book/copies-out")!.Status);
        Assert.Equal(MilestoneStatus.Open, skipped.Milestone("the-book/final-file")!.Status);
    }

    [Fact]
    public void What_is_done_already_is_done_on_its_own_day_and_a_choice_is_about_the_rest()
    {
        var today = new LocalDate(2027, 4, 1);
        var preview = MovePreview.Of(House, Shelf, _ => new(), "the-book", "publication", new(2027, 4, 21), today);

        var begun = preview.WithDone(new HashSet<string> { "the-book/fix-date", "the-book/final-file" }, _ => new());
        var skipped = begun.With(LateChoice.Skip, _ => new()).After;

        Assert.DoesNotContain(begun[MoveGroup.LandsInThePast], r => r.Key == "the-book/fix-date");
        var done = skipped.Milestone("the-book/fix-date")!;
        Assert.Equal((MilestoneStatus.Done, new LocalDate(2026, 10, 23), new LocalDate(2026, 10, 23)), (done.Status, done.Day, done.ClosedOn!.Value));
        Assert.Equal(MilestoneStatus.Skipped, skipped.Milestone("the-book/copies-out")!.Status);
        // What is not late is not done by this.
        Assert.Equal(MilestoneStatus.Open, skipped.Milestone("the-book/final-file")!.Status);
    }

    [Fact]
    public void On_a_day_off_what_is_late_is_put_on_the_next_working_day()
    {
        var saturday = new LocalDate(2027, 4, 3);
        var preview = MovePreview.Of(House, Shelf, _ => new(), "the-book", "publication", new(2027, 4, 21), saturday);

        Assert.Equal(new(2027, 4, 5), preview.ClampLate().Schedule(saturday).Milestone("the-book/copies-out")!.Day);
    }

    [Fact]
    public void Posts_of_a_countdown_that_are_late_are_put_on_today_or_skipped_like_milestones()
    {
        var today = new LocalDate(2027, 4, 1);
        var mark = new CountdownMark { DaysBefore = 30, Template = "book", Posts = [new("x", "countdown-x.md")] };
        var library = Shelf with { Blueprints = [Book with { Countdown = new() { Anchor = "publication", Marks = [mark] } }, Group], Channels = [new() { Key = "x", Name = "X" }] };
        var workspace = House with { Channels = [new() { Key = "x" }] };
        var preview = MovePreview.Of(workspace, library, _ => new(), "the-book", "publication", new(2027, 4, 21), today);

        var late = Assert.Single(preview[MoveGroup.LandsInThePast], r => r.Kind == MovedKind.Task);
        Assert.Equal(("the-book/t-30/x/1", 10), (late.Key, late.DaysLate));

        ContentTask After(Workspace w) => Core.Timelines.Schedule.Of(w, library, _ => new(), today).Tasks.Single();
        Assert.Equal(today, After(preview.ClampLate()).Day);
        Assert.Equal(ContentTaskStatus.Skipped, After(preview.SkipLate()).Status);
    }

    [Fact]
    public void Compressing_keeps_order_and_proportion_between_today_and_the_anchor()
    {
        var today = new LocalDate(2027, 3, 2);
        var everyDay = House with { WorkingWeek = [.. Enum.GetValues<IsoDayOfWeek>().Skip(1)], Holidays = [] };

        var compressed = MovePreview.Of(everyDay, Shelf, _ => new(), "the-book", "publication", today.PlusDays(90), today).Compress().Schedule(today);

        Assert.Equal(today, compressed.Milestone("the-book/fix-date")!.Day);
        Assert.Equal(today.PlusDays(90 - 15), compressed.Milestone("the-book/copies-out")!.Day);
        Assert.Equal(today.PlusDays(90 - 5), compressed.Milestone("the-book/final-file")!.Day);
        Assert.Equal(Link.Linked, compressed.Milestone("the-book/day")!.Link);
    }

    [Fact]
    public void Nothing_late_leaves_nothing_to_compress_clamp_or_skip()
    {
        var preview = MovePreview.Of(House, Shelf, _ => new(), "the-book", "publication", Published.PlusDays(60), Sample.Today);

        Assert.Empty(preview[MoveGroup.LandsInThePast]);
        Assert.All([preview.ClampLate(), preview.SkipLate(), preview.Compress()], w => Assert.Equal(preview.After.Workspace, w));
    }

    [Fact]
    public void Moving_the_start_of_a_group_moves_its_sessions_and_lists_those_moved_by_hand()
    {
        var preview = MovePreview.Of(House, Shelf, _ => new(), "winter-circle", "cohort-start", new(2027, 2, 3), Sample.Today);

        Assert.Equal("stays; the rule now gives Wed 17 Feb 2027", Assert.Single(preview[MoveGroup.StaysPinned]).Reason);
        var last = preview[MoveGroup.Moves].Single(r => r.Key == "winter-circle/session-8");
        Assert.Equal((new LocalDate(2027, 3, 10), new LocalDate(2027, 3, 31)), (last.OldDay, last.NewDay));
        Assert.Equal(new LocalDate(2027, 4, 7), preview[MoveGroup.Moves].Single(r => r.Key == "winter-circle/debrief").NewDay);
    }

    [Fact]
    public void A_day_given_to_another_anchor_stays_and_shows_what_its_rule_would_give()
    {
        var given = House.With(TheBook with { Anchors = [.. TheBook.Anchors, new("pre-order", new(2027, 3, 1))] });

        var row = Assert.Single(Move(given, Published.PlusDays(7))[MoveGroup.StaysPinned]);

        Assert.Equal(("the-book/pre-order", "stays; the rule now gives Fri 19 Mar 2027"), (row.Key, row.Reason));
    }

    [Fact]
    public void A_blackout_and_a_persons_full_day_are_collisions()
    {
        var summer = Move(House, new(2027, 8, 5))[MoveGroup.Collides].ToList();
        Assert.Contains(summer, r => r is { Kind: MovedKind.Anchor, Key: "the-book/publication", Reason: "falls in “Summer quiet”" });

        var evening = Move(House, new(2027, 3, 10))[MoveGroup.Collides].ToList();
        Assert.Contains(evening, r => r is { Key: "the-book/day", Reason: "The coach has “Session 8 of 8” that day" });
    }

    [Fact]
    public void What_somebody_outside_does_fills_nobodys_day()
    {
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "writer", Role = "author", Name = "A ghost writer" }] };

        var evening = Move(House with { Periods = [period] }, new(2027, 3, 10))[MoveGroup.Collides];

        Assert.DoesNotContain(evening, r => r.Key == "the-book/day");
    }

    [Fact]
    public void Running_into_another_launchs_weeks_is_a_collision_once()
    {
        var spring = TheGroup with { Key = "spring-circle", Title = "Spring circle", Anchors = [new("cohort-start", new(2027, 8, 25))], Sessions = null };
        var workspace = House with { Launches = [TheBook, spring] };

        var row = Assert.Single(Move(workspace, new(2027, 8, 30))[MoveGroup.Collides], r => r.Key == "the-book/publication");
        Assert.Equal("asks for the same 45 days, 19 Jul 2027 to 1 Sep 2027 as Spring circle", row.Reason);
    }

    [Fact]
    public void A_rule_that_breaks_needs_a_written_reason()
    {
        var announced = House.Change("the-book", l => l.Announce("publication"));

        var broken = Move(announced, Published.PlusDays(31));
        Assert.True(broken.NeedsOverride);
        Assert.StartsWith("“Publication day” is 1 day after Thu 10 Jun 2027, the farthest it may slip", broken[MoveGroup.BreaksConstraint].Single().Reason, StringComparison.Ordinal);

        var accepted = MovePreview.Of(announced, Shelf, _ => new(), "the-book", "publication", Published.PlusDays(31), Sample.Today, "The printer burned down.");
        Assert.False(accepted.NeedsOverride);
        Assert.Equal("The printer burned down.", accepted.After.Workspace.Launches[0].Anchors[0].OverrideReason);
        Assert.False(Move(announced, Published.PlusDays(30)).NeedsOverride);
    }

    [Fact]
    public void A_reason_given_for_one_move_does_not_cover_the_next()
    {
        var slipped = House.Change("the-book", l => l.Announce("publication")).Move(Shelf, "the-book", "publication", Published.PlusDays(31), "The printer burned down.");

        var farther = Move(slipped, Published.PlusDays(40))[MoveGroup.BreaksConstraint].ToList();
        Assert.Equal(2, farther.Count);
        Assert.All(farther, r => Assert.False(r.IsAccepted));
    }

    [Fact]
    public void A_second_slip_breaks_the_rule_that_allows_one()
    {
        var slipped = House.Change("the-book", l => l.Announce("publication")).Move(Shelf, "the-book", "publication", Published.PlusDays(10));

        Assert.Contains(Move(slipped, Published.PlusDays(20))[MoveGroup.BreaksConstraint],
            r => r.Reason.StartsWith("“Publication day” has slipped once already, from Tue 11 May 2027 to Fri 21 May 2027", StringComparison.Ordinal));
        Assert.False(Move(slipped, Published.PlusDays(3)).NeedsOverride);
    }

    [Fact]
    public void A_frozen_day_does_not_move_without_a_reason()
    {
        var blueprint = Group with { Anchors = [Group.Anchors[0] with { Constraints = [new() { Kind = ConstraintKind.Frozen, Why = "people have enrolled" }] }, .. Group.Anchors.Skip(1)] };
        var library = Shelf with { Blueprints = [Book, blueprint] };
        var frozen = House.Change("winter-circle", l => l.Freeze(new(2026, 11, 20)));

        var preview = MovePreview.Of(frozen, library, _ => new(), "winter-circle", "cohort-start", new(2027, 1, 27), Sample.Today);
        Assert.Equal("“The group starts” has been frozen on Wed 20 Jan 2027 since Fri 20 Nov 2026: people have enrolled", preview[MoveGroup.BreaksConstraint].Single().Reason);

        Assert.True(MovePreview.Of(House.Change("winter-circle", l => l.Freeze(Sample.Today)), library, _ => new(), "winter-circle", "cohort-start", new(2027, 1, 27), Sample.Today).NeedsOverride);
        Assert.False(MovePreview.Of(House.Change("winter-circle", l => l.Freeze(new(2026, 12, 20))), library, _ => new(), "winter-circle", "cohort-start", new(2027, 1, 27), Sample.Today).NeedsOverride);
    }

    [Fact]
    public void Creating_a_launch_shows_first_what_would_be_late()
    {
        var preview = MovePreview.OfCreating(House with { Launches = [TheGroup] }, Shelf, _ => new(), TheBook with { Anchors = [new("publication", Sample.Today.PlusDays(60))] }, Sample.Today);

        Assert.Equal(["the-book/fix-date"], preview[MoveGroup.LandsInThePast].Select(r => r.Key));
        Assert.Null(preview.Rows[0].OldDay);
        Assert.DoesNotContain(preview.Rows, r => r.Key.StartsWith("winter-circle", StringComparison.Ordinal));
    }

    [Fact]
    public void The_weeks_whose_digests_change_run_from_this_one_on()
    {
        var preview = MovePreview.Of(House, Shelf, _ => new(), "the-book", "publication", Published.PlusDays(7), new(2027, 5, 5));

        Assert.Equal(["2027-W18", "2027-W19", "2027-W20"], preview.Weeks);
    }

    [Fact]
    public void The_lines_of_the_calendar_that_change_are_those_of_the_launch()
    {
        var changed = Move(House, Published.PlusDays(7)).Entries(new(new(2026, 11, 1), new(2027, 12, 31))).ToList();

        Assert.NotEmpty(changed);
        Assert.All(changed, c => Assert.Equal("the-book", c.After!.Launch));
        Assert.Equal((new LocalDate(2027, 5, 11), new LocalDate(2027, 5, 18)), changed.Where(c => c.After!.Key == "the-book/day").Select(c => (c.Before!.Day, c.After!.Day)).Single());
    }

    [Fact]
    public void A_preview_is_a_value() => Assert.Equal(Move(House, Published.PlusDays(7)), Move(House, Published.PlusDays(7)));

    [Fact]
    public void A_launch_that_is_not_there_cannot_move() =>
        Assert.Throws<ArgumentException>(() => MovePreview.Of(House, Shelf, _ => new(), "no-launch", "publication", Published, Sample.Today));

    private static MovePreview Move(Workspace workspace, LocalDate to) => MovePreview.Of(workspace, Shelf, _ => new(), "the-book", "publication", to, Sample.Today);
}
