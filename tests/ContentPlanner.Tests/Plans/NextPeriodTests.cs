using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Plans;
using NodaTime;

namespace ContentPlanner.Tests.Plans;

public class NextPeriodTests
{
    private static readonly Workspace Year = Shipped.Plan("coaching-author").Value!;

    private static readonly NextPeriod Next = new()
    {
        After = "year-2027",
        Name = "The year after the book",
        From = new(2028, 1, 1),
        To = new(2028, 12, 31),
        Vision = "Rest, then readers.",
        Intentions = ["letter-readers"],
        Projects = ["leverage"],
        Cadences = ["tuesday-post"],
    };

    [Fact]
    public void It_begins_the_day_after_and_is_as_long_as_the_last()
    {
        Assert.Equal((new(2028, 1, 1), new(2028, 12, 31)), NextPeriod.Days(Year.Periods[0] with { From = new(2027, 1, 1) }));
        Assert.Equal((new(2028, 1, 1), new(2028, 12, 31)), NextPeriod.Days(Year.Periods[0]));
        Assert.Equal((new(2027, 4, 1), new(2027, 6, 30)), NextPeriod.Days(new() { Key = "q1", Name = "Q1", From = new(2027, 1, 1), To = new(2027, 3, 31) }));
        Assert.Equal((new(2027, 1, 15), new LocalDate(2027, 1, 28)), NextPeriod.Days(new() { Key = "two", Name = "Two weeks", From = new(2027, 1, 1), To = new(2027, 1, 14) }));
    }

    [Fact]
    public void A_chosen_intention_begins_from_its_last_reading_and_the_old_period_keeps_its_history()
    {
        var after = Year.Begin(Next);

        var begun = Assert.Single(after.Periods[1].Focus.SelectMany(f => f.Intentions));
        Assert.Equal(("letter-readers-2028", 1262m, new LocalDate(2028, 12, 31), 0), (begun.Key, begun.Start, begun.By, begun.Readings.Count));
        Assert.Equal(2, after.Periods[0].Focus[0].Intentions[0].Readings.Count);
    }

    [Fact]
    public void A_chosen_project_moves_with_its_work_so_that_nothing_stands_on_the_calendar_twice()
    {
        var after = Year.Begin(Next);

        Assert.DoesNotContain(after.Periods[0].Projects, p => p.Key == "leverage");
        var moved = Assert.Single(after.Periods[1].Projects);
        Assert.Equal(("leverage", "letter-readers-2028", new LocalDate(2028, 12, 31)), (moved.Key, moved.Intention, moved.Deadline));
        Assert.All(moved.Milestones, m => Assert.Equal(new LocalDate(2028, 1, 1), m.On));
        var schedule = Schedule.Of(after, Shipped.Library, _ => KeyPoints.None, new(2027, 12, 1));
        Assert.Equal(schedule.Milestones.Count, schedule.Milestones.DistinctBy(m => m.Key).Count());
    }

    [Fact]
    public void Projects_are_counted_anew_and_a_missing_role_whose_day_has_passed_is_wanted_from_the_first()
    {
        var after = Year.Begin(Next with { Projects = ["leverage", "spring-circle"] });

        Assert.Equal([2, 5], Year.Periods[0].Projects.Where(p => p.Key is "leverage" or "spring-circle").Select(p => p.Priority!.Value));
        Assert.Equal([1, 2], after.Periods[1].Projects.Select(p => p.Priority!.Value));
        Assert.Equal(Next.From, Assert.Single(after.Periods[1].OpenRoles).WantedBy);
    }

    [Fact]
    public void A_chosen_cadence_goes_on_and_the_others_end_with_the_old_period()
    {
        var after = Year.Begin(Next);

        Assert.Equal(new LocalDate(2028, 12, 31), Until("tuesday-post"));
        Assert.Equal(new LocalDate(2027, 12, 23), Until("thursday-letter"));
        Assert.True(Until("monthly-podcast") < Next.From);

        LocalDate? Until(string key) => after.Cadences.Single(c => c.Key == key).Series.Rule.Until;
    }

    [Fact]
    public void Reviews_go_on_in_the_same_rhythm_and_what_matters_going_forward_stays()
    {
        var after = Year.Begin(Next);

        var review = Assert.Single(after.Periods[1].Reviews);
        Assert.Equal("on the second Monday of every month", review.Series.Rule.InWords(review.Series.Start));
        Assert.Equal(Year.Periods[0].Environment.Count(f => f.Horizon == Horizon.GoingForward), after.Periods[1].Environment.Count);
        Assert.Equal(Year.Periods[0].Players.Count, after.Periods[1].Players.Count);
    }

    [Fact]
    public void What_takes_place_once_is_over_with_its_period_and_does_not_become_a_rhythm()
    {
        var once = new Series { Start = new(2027, 5, 7), Rule = new() { Frequency = Frequency.Weekly, Count = 1 } };
        var year = Year with
        {
            Cadences = [Year.Cadences.Single(c => c.Key == "tuesday-post") with { Series = once }],
            Periods = [Year.Periods[0] with { Reviews = [Year.Periods[0].Reviews[0] with { Series = once }] }],
        };

        var after = year.Begin(Next);

        Assert.Equal(year.Cadences, after.Cadences);
        Assert.Equal(year.Periods[0].Reviews, after.Periods[0].Reviews);
        Assert.Empty(after.Periods[1].Reviews);
    }

    [Fact]
    public void The_document_reads_and_keeps_every_id_that_was_there()
    {
        var named = Identity.WithIds(Year, fresh: false, Guid.NewGuid);

        var after = Identity.WithIds(named.Begin(Next), fresh: false, () => throw new InvalidOperationException("Two items have one id."));

        Assert.Equal(named.Periods[0].Projects.Single(p => p.Key == "leverage").Id, after.Periods[1].Projects[0].Id);
        var text = PlanFile.Write(after with { Pieces = [.. after.Pieces.Select(p => p with { BodyFile = null })] });
        Assert.NotNull(PlanFile.Read("plan.yaml", text, _ => null, Shipped.Library, Sample.Today).Value);
    }

    [Fact]
    public void Starting_again_with_all_chosen_gives_every_copy_a_key_of_its_own()
    {
        var all = Next with { Intentions = [.. Year.Intentions().Select(i => i.Key)] };
        var once = Year.Begin(all);
        var twice = once.Begin(all with { After = once.Periods[1].Key, Name = "Once more", Intentions = [.. once.Periods[1].Focus.SelectMany(f => f.Intentions).Select(i => i.Key)], From = new(2028, 6, 1) });

        var keys = twice.Intentions().Select(i => i.Key).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }
}
