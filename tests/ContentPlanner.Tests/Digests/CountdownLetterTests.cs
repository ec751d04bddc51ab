using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class CountdownLetterTests
{
    private static readonly LocalDate Publication = new(2027, 5, 11);

    private static CountdownLetter Letter(Schedule schedule, int days) =>
        CountdownLetter.Of(schedule, schedule.Launch("the-book")!).Single(l => l.DaysLeft == days);

    [Fact]
    public void T_minus_30_says_thirty_days_whenever_it_is_written()
    {
        Assert.Equal(30, Letter(Small.House.Schedule(new(2026, 11, 23)), 30).DaysLeft);
        Assert.Equal(30, Letter(Small.House.Schedule(new(2027, 4, 20)), 30).DaysLeft);
    }

    [Fact]
    public void It_tells_what_comes_until_the_following_mark()
    {
        var letter = Letter(Small.House.Schedule(), 30);
        Assert.Equal(Publication, letter.NextMark);
        Assert.Equal(["final-file"], letter.Next.Shown.Select(g => g.Title));
    }

    [Fact]
    public void The_last_one_tells_the_two_weeks_after()
    {
        var letter = Letter(Small.House.Schedule(), 0);
        Assert.Null(letter.NextMark);
        Assert.Contains("day", letter.Next.Shown.Select(g => g.Title));
    }

    [Fact]
    public void What_is_done_is_neither_next_nor_late()
    {
        var done = Small.House.With(new MilestoneDecision { Key = "the-book/final-file", Status = MilestoneStatus.Done, ClosedOn = Sample.Today });
        Assert.DoesNotContain("final-file", Letter(done.Schedule(), 30).Next.Shown.Select(g => g.Title));
    }

    [Fact]
    public void A_letter_written_before_its_day_does_not_say_what_will_be_late()
    {
        var fixDate = Small.House.Schedule().Milestone("the-book/fix-date")!.Day;
        Assert.True(Letter(Small.House.Schedule(fixDate.PlusDays(1)), 30).Late.IsEmpty);
        Assert.True(Letter(Small.House.Schedule(Publication.PlusDays(-31)), 30).Late.IsEmpty);
    }

    [Fact]
    public void Late_is_counted_on_the_mark_s_own_day()
    {
        var onTheDay = Letter(Small.House.Schedule(Publication.PlusDays(-30)), 30);
        Assert.Contains(("Advance copies out", 2), onTheDay.Late.Shown.Select(g => (g.Title, g.DaysLate)));
    }

    [Fact]
    public void Posts_prepared_for_the_mark_come_with_it_until_they_are_out()
    {
        var schedule = Small.House.Schedule();
        var mark = schedule.Launch("the-book")!.Marks[0];
        var post = Desk.Task("the-book", mark.Day) with { Source = new(SourceKind.Mark, mark.Key, mark.Id, "The Unhurried Author") };

        Assert.Equal("The assistant", Assert.Single(Letter(schedule with { Tasks = [post] }, 30).Posts).Owner);
        Assert.Empty(Letter(schedule with { Tasks = [post] }, 0).Posts);
        Assert.Empty(Letter(schedule with { Tasks = [post with { Status = ContentTaskStatus.Done }] }, 30).Posts);
    }

    [Fact]
    public void A_cancelled_or_postponed_launch_has_no_letters()
    {
        foreach (var status in new[] { LaunchStatus.Cancelled, LaunchStatus.Postponed })
        {
            var schedule = Small.House.With(Small.TheBook with { Status = status, StatusSince = Sample.Today }).Schedule();
            Assert.Empty(CountdownLetter.Of(schedule, schedule.Launch("the-book")!));
        }
    }

    [Fact]
    public void It_goes_to_the_owner_and_the_strategist_unless_a_subscription_says_otherwise()
    {
        Assert.Equal(["coach", "strategist"], CountdownLetter.Readers(Small.House, Small.TheBook));
        var own = Small.House with { Countdowns = [new() { Key = "c", Launch = "the-book", People = ["assistant"] }] };
        Assert.Equal(["assistant"], CountdownLetter.Readers(own, Small.TheBook));
        Assert.Empty(CountdownLetter.Readers(own with { Countdowns = [own.Countdowns[0] with { People = [] }] }, Small.TheBook));
    }
}
