using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Launches.Small;

namespace ContentPlanner.Tests.Launches;

public class BackwardPlanTests
{
    [Fact]
    public void Steps_stand_so_far_from_their_anchor_and_roll_to_a_working_day()
    {
        var days = House.Schedule().Milestones.Where(m => m.Launch == "the-book").Select(m => (m.Key, m.Day, m.Reason));

        Assert.Equal(
        [
            ("the-book/fix-date", new LocalDate(2026, 11, 12), "T-180 · fix-date"),
            ("the-book/offer", new LocalDate(2027, 3, 15), "2 days after Pre-order opens, moved from Sun 14 Mar to the next working day"),
            ("the-book/copies-out", new LocalDate(2027, 4, 9), "T-30, moved from Sun 11 Apr to the working day before"),
            ("the-book/final-file", new LocalDate(2027, 4, 30), "T-10, moved from Sat 1 May to the working day before"),
            ("the-book/day", new LocalDate(2027, 5, 11), "T · day"),
        ], days);
    }

    [Fact]
    public void A_given_day_wins_over_the_offset_of_an_anchor()
    {
        var launch = TheBook with { Anchors = [.. TheBook.Anchors, new("pre-order", new(2027, 2, 1))] };

        var schedule = House.With(launch).Schedule().Launch("the-book")!;

        Assert.True(schedule.Anchor("pre-order")!.IsGiven);
        Assert.Equal(new LocalDate(2027, 2, 1), schedule.Anchor("pre-order")!.Day);
        Assert.Equal(new LocalDate(2027, 2, 3), schedule.Milestones.Single(m => m.Key == "the-book/offer").Day);
    }

    [Fact]
    public void Anchors_that_hang_on_themselves_are_a_finding_and_their_steps_are_left_out()
    {
        var circular = Book with
        {
            Anchors = [Book.Anchors[0], new() { Name = "pre-order", Title = "Pre-order", Offset = Rule("offer-end", -5) }, new() { Name = "offer-end", Title = "Offer ends", Offset = Rule("pre-order", 5) }],
        };

        var schedule = Schedule.Of(House, Shelf with { Blueprints = [circular, Group] }, _ => new(), Sample.Today);

        Assert.Contains(schedule.Findings, f => f is { Kind: FindingKind.UnresolvedAnchor, Subject: "the-book" } && f.Message.EndsWith("pre-order → offer-end → pre-order", StringComparison.Ordinal));
        Assert.Null(schedule.Milestone("the-book/offer"));
        Assert.NotNull(schedule.Milestone("the-book/day"));
    }

    [Fact]
    public void A_launch_without_its_day_says_so_once()
    {
        var findings = House.With(TheBook with { Anchors = [] }).Schedule().Findings.Where(f => f.Kind == FindingKind.UnresolvedAnchor);

        Assert.Equal("“Publication day” of The Unhurried Author has no day: give the-book a day for publication", Assert.Single(findings).Message);
    }

    [Fact]
    public void A_launch_of_an_unknown_blueprint_is_left_out_and_told()
    {
        var schedule = House.With(TheBook with { BlueprintVersion = 7 }).Schedule();

        Assert.Null(schedule.Launch("the-book"));
        Assert.Contains(schedule.Findings, f => f is { Kind: FindingKind.UnknownBlueprint, Subject: "the-book" });
    }

    [Fact]
    public void A_launch_may_leave_a_step_out_change_another_and_add_its_own()
    {
        var launch = TheBook with
        {
            Overrides = [new() { Step = "offer", LeaveOut = true }, new() { Step = "copies-out", Offset = Rule("publication", -100), Title = "First copies out", Role = "editor", Time = new(10, 0), Roll = Roll.None }],
            Steps = [Step("party", "publication", 3) with { Title = "A small party", Roll = Roll.None }],
        };

        var schedule = House.With(launch).Schedule();

        Assert.Null(schedule.Milestone("the-book/offer"));
        Assert.Equal(new LocalDate(2027, 5, 14), schedule.Milestone("the-book/party")!.Day);
        var copies = schedule.Milestone("the-book/copies-out")!;
        Assert.Equal(("First copies out", "editor", new LocalTime(10, 0), new LocalDate(2027, 1, 31)), (copies.Title, copies.Owner, copies.Time, copies.Day));
    }

    [Fact]
    public void A_pinned_milestone_stays_and_shows_its_drift()
    {
        var copies = House.With(new MilestoneDecision { Key = "the-book/copies-out", Day = new(2027, 4, 17) }).Schedule().Milestone("the-book/copies-out")!;

        Assert.Equal((Link.Pinned, new LocalDate(2027, 4, 17), new LocalDate(2027, 4, 9)), (copies.Link, copies.Day, copies.Planned));
        Assert.Equal("pinned; planned T-30, now T-24", copies.Reason);
    }

    [Fact]
    public void A_closed_milestone_stands_where_it_stood_or_on_the_day_it_was_closed()
    {
        var schedule = House.With(
            new() { Key = "the-book/fix-date", Status = MilestoneStatus.Done, Day = new(2026, 11, 10), ClosedOn = new(2026, 11, 19) },
            new() { Key = "the-book/copies-out", Status = MilestoneStatus.Skipped, ClosedOn = new(2027, 4, 2) }).Schedule();

        Assert.Equal(new LocalDate(2026, 11, 10), schedule.Milestone("the-book/fix-date")!.Day);
        Assert.Equal(new LocalDate(2027, 4, 2), schedule.Milestone("the-book/copies-out")!.Day);
    }

    [Fact]
    public void Cancelling_a_launch_cancels_what_is_open_and_keeps_what_is_closed()
    {
        var schedule = House
            .With(TheBook with { Status = LaunchStatus.Cancelled, StatusSince = new(2027, 1, 8) })
            .With(new MilestoneDecision { Key = "the-book/fix-date", Status = MilestoneStatus.Done, ClosedOn = new(2026, 11, 12) })
            .Schedule();

        Assert.Equal(MilestoneStatus.Done, schedule.Milestone("the-book/fix-date")!.Status);
        Assert.All(schedule.Milestones.Where(m => m.Launch == "the-book" && m.Key != "the-book/fix-date"),
            m => Assert.Equal((MilestoneStatus.Cancelled, new LocalDate(2027, 1, 8)), (m.Status, m.ClosedOn)));
        Assert.All(schedule.Launch("the-book")!.Marks, m => Assert.Equal(LaunchStatus.Cancelled, m.Status));
    }

    [Fact]
    public void A_postponed_launch_keeps_its_offsets_off_the_calendar()
    {
        var schedule = House.With(TheBook with { Status = LaunchStatus.Postponed }).Schedule();

        Assert.All(schedule.Milestones.Where(m => m.Launch == "the-book"), m => Assert.Equal(MilestoneStatus.Suspended, m.Status));
        Assert.DoesNotContain(schedule.Findings, f => f.Subject.StartsWith("the-book", StringComparison.Ordinal));
    }

    [Fact]
    public void Work_done_by_somebody_outside_stays_in_the_eye_of_the_launchs_owner()
    {
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "studio", Role = "marketer", Name = "The press office" }] };

        var offer = (House with { Periods = [period] }).Schedule().Milestone("the-book/offer")!;

        Assert.Equal(("coach", "The press office"), (offer.Owner, offer.Outside));
    }

    [Fact]
    public void A_role_played_outside_is_played_even_while_nobody_leads_the_launch()
    {
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Players = [new() { Key = "studio", Role = "marketer", Name = "The press office" }] };

        var schedule = (House.With(TheBook with { Owner = null }) with { Periods = [period] }).Schedule();

        Assert.Equal((null, "The press office"), (schedule.Milestone("the-book/offer")!.Owner, schedule.Milestone("the-book/offer")!.Outside));
        Assert.DoesNotContain(schedule.Findings, f => f is { Kind: FindingKind.UnheldRole, Subject: "marketer" });
    }

    [Fact]
    public void A_role_nobody_plays_leaves_the_milestone_unowned_and_is_a_finding()
    {
        var alone = House with { Members = House.Members.Where(m => m.Key != "strategist").ToValueList() };

        var schedule = alone.Schedule();

        Assert.Null(schedule.Milestone("the-book/offer")!.Owner);
        Assert.Equal("Nobody plays the role marketer: “offer” has no owner in The Unhurried Author",
            Assert.Single(schedule.Findings, f => f.Kind == FindingKind.UnheldRole).Message);
    }

    [Fact]
    public void What_belongs_before_a_day_and_is_pinned_behind_it_is_a_finding()
    {
        Assert.DoesNotContain(Findings(pinned: new(2027, 5, 11)), f => f.Kind == FindingKind.PinnedPastAnchor);
        Assert.Equal("“Advance copies out” of The Unhurried Author is pinned 1 day after Publication day, but belongs before it",
            Findings(pinned: new(2027, 5, 12)).Single(f => f.Kind == FindingKind.PinnedPastAnchor).Message);

        static IEnumerable<Finding> Findings(LocalDate pinned) => House.With(new MilestoneDecision { Key = "the-book/copies-out", Day = pinned }).Schedule().Findings;
    }

    [Fact]
    public void Late_is_open_with_its_day_behind_it()
    {
        var late = House.Schedule(new LocalDate(2026, 11, 23)).Findings.Single(f => f.Kind == FindingKind.Late);

        Assert.Equal(("the-book/fix-date", "“fix-date” of The Unhurried Author is late by 11 days"), (late.Subject, late.Message));
    }

    [Fact]
    public void A_broken_rule_says_by_how_much_and_why_until_somebody_writes_down_that_it_is_accepted()
    {
        var pinned = new MilestoneDecision { Key = "the-book/final-file", Day = new(2027, 5, 9) };

        var broken = House.With(pinned).Schedule().Findings.Single(f => f.Kind == FindingKind.ConstraintBroken);
        Assert.Equal("“final-file” is 2 days after Fri 7 May 2027, the last day allowed: the shop locks the file", broken.Message);

        var accepted = House.With(pinned with { OverrideReason = "The shop agreed by mail." }).Schedule();
        Assert.DoesNotContain(accepted.Findings, f => f.Kind == FindingKind.ConstraintBroken);
        Assert.EndsWith("Accepted: The shop agreed by mail.", accepted.Findings.Single(f => f.Kind == FindingKind.ConstraintOverridden).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_counts_from_the_day_that_was_announced()
    {
        var slipped = House.With(TheBook with { Anchors = [new("publication", new(2027, 6, 15), Announced: new(2027, 5, 11))] }).Schedule();

        Assert.Equal("“Publication day” is 5 days after Thu 10 Jun 2027, the farthest it may slip: a title may be delayed once by at most 30 days (the shop, checked 2026-11-01)",
            slipped.Findings.Single(f => f.Kind == FindingKind.ConstraintBroken).Message);
        Assert.DoesNotContain(House.Schedule().Launch("the-book")!.Checks, c => c.Constraint.Kind == ConstraintKind.MaxSlipOnce);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_frozen_day_stands_where_it_was_announced_from_the_day_it_is_frozen(int inDays, bool frozen)
    {
        var blueprint = Group with { Anchors = [Group.Anchors[0] with { Constraints = [new() { Kind = ConstraintKind.Frozen, Why = "people have enrolled" }] }, .. Group.Anchors.Skip(1)] };
        var circle = TheGroup with { Anchors = [new("cohort-start", new(2027, 1, 27), Announced: new(2027, 1, 20))], FrozenOn = Sample.Today.PlusDays(inDays) };

        var broken = Schedule.Of(House.With(circle), Shelf with { Blueprints = [Book, blueprint] }, _ => new(), Sample.Today).Findings.Where(f => f.Kind == FindingKind.ConstraintBroken);

        Assert.Equal(frozen ? ["“The group starts” is 7 days away from Wed 20 Jan 2027, where it is frozen: people have enrolled"] : [], broken.Select(f => f.Message));
    }

    [Fact]
    public void A_projects_milestones_hang_on_its_deadline()
    {
        var project = new Project
        {
            Key = "manuscript",
            Title = "Finish the manuscript",
            Owner = "coach",
            Deadline = new(2027, 1, 31),
            Milestones =
            [
                new() { Key = "draft", Title = "All chapters drafted", Offset = new("deadline", new(-6, OffsetUnit.Weeks)) },
                new() { Key = "reading", Title = "First reading", On = new(2027, 1, 10), Owner = "editor" },
            ],
        };
        var period = new Plan { Key = "year", Name = "2027", From = new(2026, 11, 1), To = new(2027, 12, 31), Projects = [project] };

        var schedule = (House with { Periods = [period] }).Schedule();

        var draft = schedule.Milestone("manuscript/draft")!;
        Assert.Equal((new LocalDate(2026, 12, 18), "coach", "6 weeks before the deadline, moved from Sun 20 Dec to the working day before"), (draft.Day, draft.Owner, draft.Reason));
        Assert.Equal((new LocalDate(2027, 1, 10), "editor"), (schedule.Milestone("manuscript/reading")!.Day, schedule.Milestone("manuscript/reading")!.Owner));
    }

    [Fact]
    public void Two_runways_at_once_are_a_finding()
    {
        var spring = TheGroup with { Key = "spring-circle", Title = "Spring circle", Anchors = [new("cohort-start", new(2027, 4, 14))] };

        var overlap = (House with { Launches = [TheBook, spring] }).Schedule().Findings.Single(f => f.Kind == FindingKind.RunwayOverlap);

        Assert.Equal("The Unhurried Author and Spring circle ask for the same 23 days, 30 Mar 2027 to 21 Apr 2027", overlap.Message);
    }

    [Theory]
    [InlineData(LaunchStatus.Cancelled)]
    [InlineData(LaunchStatus.Postponed)]
    public void A_launch_that_does_not_take_place_asks_for_nobody_s_weeks(LaunchStatus status)
    {
        var spring = TheGroup with { Key = "spring-circle", Title = "Spring circle", Anchors = [new("cohort-start", new(2027, 4, 14))] };

        foreach (var launches in (Launch[][])[[TheBook with { Status = status }, spring], [TheBook, spring with { Status = status }]])
            Assert.DoesNotContain((House with { Launches = [.. launches] }).Schedule().Findings, f => f.Kind == FindingKind.RunwayOverlap);
    }

    [Fact]
    public void Countdown_marks_stand_before_their_anchor_whatever_day_of_the_week_that_is()
    {
        var marks = House.Schedule().Launch("the-book")!.Marks;

        Assert.Equal([("the-book/t-30", new LocalDate(2027, 4, 11)), ("the-book/t-0", new LocalDate(2027, 5, 11))], marks.Select(m => (m.Key, m.Day)));
    }
}
