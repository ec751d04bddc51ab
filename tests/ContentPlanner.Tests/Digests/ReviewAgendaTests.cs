using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class ReviewAgendaTests
{
    private static readonly LocalDate Today = Desk.Today, Planned = new(2026, 11, 16), First = new(2026, 12, 14), Second = new(2027, 1, 11);

    private static readonly Workspace House = Desk.Empty with
    {
        Periods =
        [
            new()
            {
                Key = "y", Name = "Y", From = Planned, To = new(2027, 12, 31), PlannedOn = Planned,
                Reviews =
                [
                    new()
                    {
                        Key = "regroup", Title = "Regroup", Participants = ["coach", "strategist"],
                        Series = new() { Start = First, Rule = new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Monday, 2)] }, Time = new(10, 0) },
                    },
                ],
            },
        ],
    };

    private static Workspace WithPeriod(Func<Plan, Plan> change) => House with { Periods = [change(House.Periods[0])] };

    [Fact]
    public void The_first_looks_back_to_the_planning_day_and_the_next_to_the_review_before()
    {
        Assert.Equal((First, Planned), (ReviewAgenda.OfNext(House.OnMonday())!.Review.Day, ReviewAgenda.OfNext(House.OnMonday())!.Since));
        var second = ReviewDate.After(House, First.PlusDays(1)).First();
        Assert.Equal((Second, First), (second.Day, second.Since(House)));
    }

    [Fact]
    public void A_launch_is_late_only_by_what_is_late_today_however_far_ahead_the_review_is()
    {
        var step = Desk.Step("soon", Today.PlusDays(3));
        var schedule = (House with { Launches = [Small.TheBook] }).OnMonday();
        var book = schedule.Launches[0] with { Milestones = [step, Desk.Step("old", Today.PlusDays(-3))] };
        var outlook = Assert.Single(ReviewAgenda.OfNext(schedule with { Launches = [book] })!.Launches);
        Assert.Equal(["old"], outlook.Late.Shown.Select(g => g.Title));
        Assert.Equal(Period.DaysBetween(First, new(2027, 5, 11)), outlook.DaysLeft);
        Assert.Equal(1, outlook.DueBefore);

        var onTheDay = Assert.Single(ReviewAgenda.OfNext(schedule with { Launches = [book], Today = First })!.Launches);
        Assert.Equal((0, 2), (onTheDay.DueBefore, onTheDay.Late.Count));
    }

    [Fact]
    public void A_workspace_without_reviews_has_no_agenda() => Assert.Null(ReviewAgenda.OfNext(Desk.Empty.OnMonday()));

    [Fact]
    public void It_names_the_people_and_the_review_after()
    {
        var agenda = ReviewAgenda.OfNext(House.OnMonday())!;
        Assert.Equal(["The coach", "The strategist"], agenda.Review.Participants);
        Assert.Equal(Second, agenda.Next!.Day);
    }

    [Fact]
    public void What_was_finished_since_is_told_and_what_was_before_is_not()
    {
        var house = WithPeriod(p => p with
        {
            TakeAways = [new() { Key = "t", What = "Confirm the day", Who = "coach", ClosedOn = Today.PlusDays(-1), Outcome = "By mail" }],
        }) with
        { Pieces = [Desk.Piece("new", Today.PlusDays(-2)), Desk.Piece("old", Planned.PlusDays(-1))] };
        var schedule = house.OnMonday(Desk.Task("old", Today) with { Status = ContentTaskStatus.Done, ClosedOn = Today })
            .With(Desk.Step("cover", Today) with { Status = MilestoneStatus.Done, ClosedOn = Today.PlusDays(-3) });

        Assert.Equal(["cover", "About new", "Confirm the day", "Post: About old"], ReviewAgenda.OfNext(schedule)!.Done.Shown.Select(h => h.Title));
    }

    [Fact]
    public void Before_the_day_it_tells_what_is_still_due_and_on_the_day_what_became_late()
    {
        var step = Desk.Step("proofs", First.PlusDays(-4));
        var before = ReviewAgenda.OfNext(House.OnMonday().With(step))!;
        Assert.Equal(["proofs"], before.BeforeWeMeet.Shown.Select(h => h.Title));
        Assert.True(before.Late.IsEmpty);

        var onTheDay = ReviewAgenda.OfNext(House.OnMonday().With(step) with { Today = First })!;
        Assert.Equal(["proofs"], onTheDay.Late.Shown.Select(h => h.Title));
        Assert.True(onTheDay.BeforeWeMeet.IsEmpty);
    }

    [Fact]
    public void An_agenda_of_the_past_knows_only_what_was_known_then()
    {
        var schedule = House.OnMonday().With(Desk.Step("later", First.PlusDays(5)) with { Status = MilestoneStatus.Done, ClosedOn = First.PlusDays(5) }) with { Today = Second };
        var past = ReviewDate.After(House, First).First();
        Assert.Equal(First, ReviewAgenda.Of(schedule, past).AsOf);
        Assert.True(ReviewAgenda.Of(schedule, past).Done.IsEmpty);
    }

    [Fact]
    public void Decisions_are_the_serious_findings_first_and_what_stands_elsewhere_is_left_out()
    {
        var schedule = House.OnMonday() with
        {
            Findings =
            [
                new(FindingKind.UnheldRole, FindingSeverity.Warning, "sound", "Nobody holds the role “sound”"),
                new(FindingKind.Late, FindingSeverity.Serious, "x", "Late"),
                new(FindingKind.OrphanContent, FindingSeverity.Note, "y", "Serves nothing"),
                new(FindingKind.RunwayOverlap, FindingSeverity.Serious, "the-book", "Two launches want the same weeks"),
            ],
        };
        Assert.Equal([FindingKind.RunwayOverlap, FindingKind.UnheldRole], ReviewAgenda.OfNext(schedule)!.Decisions.Shown.Select(d => d.Finding.Kind));
    }

    [Fact]
    public void Five_full_weeks_of_one_person_are_one_question()
    {
        var weeks = Enumerable.Range(0, 5).Select(n => new Finding(FindingKind.Overload, FindingSeverity.Warning, "coach", $"Week {n}", Today.PlusDays(7 * n)));
        var decision = Assert.Single(ReviewAgenda.OfNext(House.OnMonday() with { Findings = [.. weeks.Reverse()] })!.Decisions.Shown);
        Assert.Equal(("Week 0", 4), (decision.Finding.Message, decision.More));
    }

    [Fact]
    public void What_matters_most_until_the_next_review_is_told_in_the_order_it_comes()
    {
        var many = Enumerable.Range(0, 20).Select(n => Desk.Step($"step-{n:00}", First.PlusDays(n % 20)));
        var last = Desk.Step("the-critical-one", Second.PlusDays(-1)) with { Critical = true };
        var ahead = ReviewAgenda.OfNext(House.OnMonday().With([.. many, last]))!.Ahead;

        Assert.Equal((14, 7), (ahead.Shown.Count, ahead.More));
        Assert.Equal("the-critical-one", ahead.Shown[^1].Title);
        Assert.Equal(ahead.Shown.OrderBy(h => h.Day), ahead.Shown);
    }
}
