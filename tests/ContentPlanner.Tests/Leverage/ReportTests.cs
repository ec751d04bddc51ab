using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

public class ReportTests
{
    private static readonly Plan Year = new()
    {
        Key = "year", Name = "The year", From = new(2027, 1, 1), To = new(2027, 12, 31),
        Environment =
        [
            new() { Key = "finish-draft", Kind = FactorKind.ClientNeed, Title = "An ending" },
            new() { Key = "reuse-work", Kind = FactorKind.ClientNeed, Title = "More reach" },
            new() { Key = "big-programmes", Kind = FactorKind.CompetitorOffer, Title = "Large programmes" },
        ],
        Focus =
        [
            new()
            {
                Key = "audience", Name = "An audience",
                Intentions = [new() { Key = "readers", Title = "Two thousand readers" }, new() { Key = "full-circles", Title = "Full circles" }],
            },
        ],
    };

    private static readonly Workspace Planned = House with { Periods = [Year] };

    [Fact]
    public void A_channel_is_short_of_what_its_cadence_wants_and_nobody_promised()
    {
        var idea = FiveSteps with { Key = "idea", Channel = "linkedin", Status = PieceStatus.Idea, PlannedOn = new(2026, 12, 2) };
        var house = House.With(Wednesdays).With(idea, FiveSteps with { PlannedOn = new(2026, 12, 7), Status = PieceStatus.Planned });
        var schedule = house.Plan();

        Assert.Equal([("linkedin", 1, 0, 0)], Shortfall.Within(schedule, 7).Select(s => (s.Channel.Key, s.Slots, s.Filled, s.Ideas)));
        Assert.Equal([("linkedin", 4, 1, 1)], Shortfall.Within(schedule, 28).Select(s => (s.Channel.Key, s.Slots, s.Filled, s.Ideas)));
        Assert.Contains(Report.Of(schedule).Findings, f => f.Message == "LinkedIn has 1 of 4 places filled in the next 28 days, and 1 idea");
    }

    [Theory]
    [InlineData(1, "LinkedIn has 0 of 1 place filled in the next 28 days")]
    [InlineData(2, "LinkedIn has 0 of 2 places filled in the next 28 days")]
    public void One_place_is_no_places(int count, string message)
    {
        var house = House.With(Wednesdays with { Series = Wednesdays.Series with { Rule = Wednesdays.Series.Rule with { Count = count, Until = null }, Start = new(2026, 12, 2) } });
        Assert.Contains(message, Report.Of(house.Plan()).Findings.Select(f => f.Message));
    }

    [Fact]
    public void A_role_that_nobody_plays_stands_once_however_many_launches_miss_it()
    {
        var house = Launches.Small.House with { Members = [.. Sample.Members.Where(m => m.Key is not ("assistant" or "strategist"))] };
        var both = house with { Launches = [Launches.Small.TheBook, Launches.Small.TheBook with { Key = "second", Title = "The second book" }] };

        Assert.Equal("Nobody plays the role assistant: “Advance copies out” has no owner in The Unhurried Author", Missed(house with { Launches = [Launches.Small.TheBook] }));
        Assert.Equal("Nobody plays the role assistant: 2 milestones have no owner in The second book, The Unhurried Author", Missed(both));

        static string Missed(Workspace workspace) => Assert.Single(Report.Of(Launches.Small.Schedule(workspace)).Findings, f => f is { Kind: FindingKind.UnheldRole, Subject: "assistant" }).Message;
    }

    [Fact]
    public void An_idea_without_a_day_that_fits_a_place_is_an_idea_for_it()
    {
        var idea = FiveSteps with { Key = "idea", Channel = "linkedin", Status = PieceStatus.Idea, PlannedOn = null };
        int Ideas(ContentPiece piece) => Shortfall.Within(House.With(Wednesdays).With(piece).Plan(), 28).Single().Ideas;
        Assert.Equal((1, 0), (Ideas(idea), Ideas(idea with { Channel = "x" })));
    }

    [Fact]
    public void Late_is_every_piece_and_task_whose_day_has_passed_and_that_is_not_out()
    {
        var yesterday = Today.PlusDays(-1);
        var house = House.With(FiveSteps with { Key = "draft", Title = "A draft", Status = PieceStatus.Drafting, PlannedOn = yesterday },
            FiveSteps with { Key = "idea", Title = "An idea", Status = PieceStatus.Idea, PlannedOn = yesterday });
        var late = Report.Of(house.Plan()).Late;
        Assert.Equal([1], late.Where(w => w.Title == "A draft").Select(w => w.DaysLate));
        Assert.DoesNotContain(late, w => w.Title == "An idea" || w.DaysLate <= 0);

        var schedule = House.With(FiveSteps).Plan();
        var task = schedule.Tasks.First(t => t.IsOpen);
        var overdue = schedule with { Tasks = [task with { Day = Today.PlusDays(-4) }] };
        Assert.Equal((task.Title, 4), Report.Of(overdue).Late.Select(w => (w.Title, w.DaysLate)).Single());
        Assert.True(Report.Of(overdue).Coverage.Cell(FiveSteps.Key, task.Channel)!.IsLate);
        Assert.Empty(Report.Of(schedule with { Tasks = [task with { Day = Today.PlusDays(-4), Status = ContentTaskStatus.Done }] }).Late);
    }

    [Theory]
    [InlineData("2026-11-23", PieceStatus.Planned, false)]
    [InlineData("2027-03-01", PieceStatus.Planned, false)]
    [InlineData("2027-03-02", PieceStatus.Planned, true)]
    [InlineData("2027-01-12", PieceStatus.Idea, true)]
    public void An_intention_is_starved_when_nothing_that_serves_it_goes_out_in_the_first_sixty_days(string day, PieceStatus status, bool starved)
    {
        var piece = FiveSteps with { Intention = "readers", Status = status, Recipes = ["none"], PlannedOn = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value };

        Assert.Equal(starved, Purpose.Starved(Planned.With(piece).Plan()).Any(s => s.Intention.Key == "readers"));
    }

    [Fact]
    public void Tasks_and_launches_serve_an_intention_too_and_the_last_time_is_told()
    {
        Assert.DoesNotContain(Purpose.Starved(Planned.With(Circle).Plan()), s => s.Intention.Key == "full-circles");

        var starved = Assert.Single(Purpose.Starved(Planned.With(Circle).With(FiveSteps with { Intention = "readers", Recipes = ["none"] }).Plan()));
        Assert.Equal(("readers", new LocalDate(2026, 11, 17)), (starved.Intention.Key, starved.LastServed));
    }

    [Fact]
    public void A_period_that_is_over_starves_nobody() =>
        Assert.Empty(Purpose.Starved((House with { Periods = [Year with { From = new(2026, 1, 1), To = new(2026, 11, 22) }] }).Plan()));

    [Fact]
    public void A_client_need_without_a_piece_is_unmet_and_an_idea_is_no_answer_yet()
    {
        var house = Planned.With(FiveSteps with { Need = "finish-draft" }, FiveSteps with { Key = "idea", Title = "Use it twice", Status = PieceStatus.Idea, Need = "reuse-work" });

        Assert.Equal([("reuse-work", "Use it twice")], Purpose.Unmet(house.Plan()).Select(u => (u.Need.Key, u.Idea)));
    }

    [Fact]
    public void A_piece_that_serves_nothing_is_an_orphan()
    {
        var house = Planned.With(Circle).With(FiveSteps, FiveSteps with { Key = "for-a-need", Need = "finish-draft" }, FiveSteps with { Key = "for-a-launch", Launch = Circle.Key },
            FiveSteps with { Key = "idea", Status = PieceStatus.Idea });

        Assert.Equal(["five-steps"], Purpose.Orphans(house.Plan()).Select(p => p.Key));
    }

    [Fact]
    public void The_report_gathers_everything_gravest_first()
    {
        var house = (Planned with { Cadences = [Wednesdays] }).With(FiveSteps, Calm).With(new TaskDecision { Key = "gone/step/linkedin/1", Owner = "coach" });

        var report = Report.Of(house.Plan());

        Assert.Equal(
        [
            (FindingKind.CadenceShortfall, "linkedin"),
            (FindingKind.StarvedIntention, "full-circles"),
            (FindingKind.StarvedIntention, "readers"),
            (FindingKind.UnmetNeed, "finish-draft"),
            (FindingKind.UnmetNeed, "reuse-work"),
            (FindingKind.OrphanContent, "calm-launch"),
            (FindingKind.OrphanContent, "five-steps"),
            (FindingKind.OnePlaceOnly, "calm-launch"),
            (FindingKind.OnePlaceOnly, "five-steps"),
            (FindingKind.Stale, "calm-launch"),
            (FindingKind.OrphanDecision, "gone/step/linkedin/1"),
        ], report.Findings.Where(f => f.Kind != FindingKind.Overload).Select(f => (f.Kind, f.Subject)));
        Assert.Equal(2, report.Coverage.Rows.Count);
    }

    [Fact]
    public void Weeks_with_more_work_than_hours_are_in_the_report()
    {
        var busy = Planned with { Members = [Planned.Members[1] with { WeeklyHours = 0.5m }] };

        Assert.Contains(Report.Of(busy.Plan()).Overload, w => w is { Member: "assistant", MinutesOver: > 0 });
    }
}
