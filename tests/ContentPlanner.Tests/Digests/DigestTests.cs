using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

public class DigestTests
{
    private static readonly LocalDate Today = Desk.Today;

    [Fact]
    public void A_week_without_anything_is_empty() =>
        Assert.True(Desk.Empty.OnMonday().DigestFor("assistant").IsEmpty);

    [Fact]
    public void Its_week_is_the_iso_week_where_the_reader_is()
    {
        var schedule = Desk.Empty.OnMonday();
        var lateSunday = Instant.FromUtc(2026, 11, 22, 23, 30);
        Digest At(string zone) => Digest.Of(schedule, Timeline.Of(schedule, new(Today, Today.PlusDays(30))),
            new() { Key = "d", Person = "coach", Zone = DateTimeZoneProviders.Tzdb[zone] }, lateSunday)!;

        Assert.Equal("2026-W47", At("Europe/Dublin").Week.ToString());
        Assert.Equal("2026-W48", At("Asia/Kolkata").Week.ToString());
    }

    [Fact]
    public void Done_skipped_and_cancelled_work_is_left_out()
    {
        var schedule = Desk.Empty.OnMonday(
                Desk.Task("a", Today) with { Status = ContentTaskStatus.Done },
                Desk.Task("b", Today) with { Status = ContentTaskStatus.Skipped },
                Desk.Task("c", Today) with { Status = ContentTaskStatus.Cancelled })
            .With(
                Desk.Step("done", Today) with { Status = MilestoneStatus.Done },
                Desk.Step("skipped", Today) with { Status = MilestoneStatus.Skipped },
                Desk.Step("cancelled", Today) with { Status = MilestoneStatus.Cancelled },
                Desk.Step("suspended", Today) with { Status = MilestoneStatus.Suspended });

        Assert.True(schedule.DigestFor("assistant").IsEmpty);
    }

    [Fact]
    public void A_cancelled_or_postponed_launch_is_left_out()
    {
        Assert.NotEmpty(Small.House.OnMonday().DigestFor("strategist", DigestSection.Launches).Launches.Shown);
        var off = Small.House.With(Small.TheBook with { Status = LaunchStatus.Cancelled }).With(Small.TheGroup with { Status = LaunchStatus.Postponed });
        Assert.True(off.OnMonday().DigestFor("strategist").Launches.IsEmpty);
    }

    [Fact]
    public void Late_work_stands_before_what_is_due_and_says_by_how_much()
    {
        var digest = Desk.Empty.OnMonday().With(Desk.Step("soon", Today.PlusDays(2)), Desk.Step("late", Today.PlusDays(-3))).DigestFor("assistant");

        Assert.Equal(3, Assert.Single(digest.Late.Shown).DaysLate);
        Assert.Equal("soon", Assert.Single(digest.Due.Shown).Title);
    }

    [Fact]
    public void A_critical_late_step_comes_before_one_that_is_later()
    {
        var digest = Desk.Empty.OnMonday().With(Desk.Step("old", Today.PlusDays(-20)), Desk.Step("critical", Today.PlusDays(-1)) with { Critical = true }).DigestFor("assistant");
        Assert.Equal(["critical", "old"], digest.Late.Shown.Select(d => d.Title));
    }

    [Fact]
    public void A_section_says_how_much_it_leaves_out()
    {
        var steps = Enumerable.Range(0, 20).Select(n => Desk.Step($"step-{n:00}", Today.PlusDays(1))).ToArray();
        var due = Desk.Empty.OnMonday().With(steps).DigestFor("assistant").Due;
        Assert.Equal((8, 12), (due.Shown.Count, due.More));
    }

    [Fact]
    public void Work_is_in_the_digest_of_who_owns_it_and_in_the_strategist_s_when_nobody_does()
    {
        var schedule = Desk.Empty.OnMonday().With(Desk.Step("mine", Today), Desk.Step("nobody-s", Today, owner: null));

        Assert.Equal(["mine"], schedule.DigestFor("assistant").Due.Shown.Select(d => d.Title));
        Assert.Equal(["nobody-s"], schedule.DigestFor("strategist").Due.Shown.Select(d => d.Title));
        Assert.True(schedule.DigestFor("coach").Due.IsEmpty);
    }

    [Fact]
    public void A_step_due_after_seven_days_waits_for_the_next_digest()
    {
        var digest = Desk.Empty.OnMonday().With(Desk.Step("sunday", Today.PlusDays(6)), Desk.Step("monday", Today.PlusDays(7))).DigestFor("assistant");
        Assert.Equal(["sunday"], digest.Due.Shown.Select(d => d.Title));
    }

    [Fact]
    public void A_piece_that_goes_out_this_week_and_is_not_ready_is_due_and_one_that_is_scheduled_is_not()
    {
        var draft = Desk.Piece("draft", Today.PlusDays(3)) with { Status = PieceStatus.Drafting };
        var ready = Desk.Piece("ready", Today.PlusDays(3)) with { Status = PieceStatus.Scheduled };
        var missed = Desk.Piece("missed", Today.PlusDays(-2)) with { Status = PieceStatus.Scheduled };
        var digest = (Desk.Empty with { Pieces = [draft, ready, missed] }).OnMonday().DigestFor("coach");

        Assert.Equal((DueKind.Unready, "About draft"), digest.Due.Shown.Select(d => (d.Kind, d.Title)).Single());
        Assert.Equal((DueKind.Unpublished, "About missed"), digest.Late.Shown.Select(d => (d.Kind, d.Title)).Single());
    }

    [Fact]
    public void On_a_Friday_the_seven_days_begin_on_Friday_and_what_has_passed_is_late()
    {
        var friday = Today.PlusDays(4);
        var fair = new CalendarNote { Key = "n", Title = "Book fair", From = Today.PlusDays(1), To = Today.PlusDays(1) };
        var schedule = ((Desk.Empty with { Notes = [fair] }).OnMonday() with { Today = friday }).With(Desk.Step("passed", Today.PlusDays(1)), Desk.Step("next week", Today.PlusDays(8)));
        var digest = Digest.Of(schedule, Timeline.Of(schedule, new(Today, Today.PlusDays(30))),
            new() { Key = "d", Person = "assistant", Weekday = IsoDayOfWeek.Friday }, Desk.Now + NodaTime.Duration.FromDays(4))!;

        Assert.Equal(new(friday, friday.PlusDays(6)), digest.Days);
        Assert.Equal(("passed", 3), digest.Late.Shown.Select(d => (d.Title, d.DaysLate)).Single());
        Assert.Equal(["next week"], digest.Due.Shown.Select(d => d.Title));
        Assert.True(digest.Calendar.IsEmpty);
    }

    [Fact]
    public void What_is_picked_is_not_due_as_well()
    {
        var workspace = Desk.Empty with { Pieces = [Desk.Piece("a", new(2026, 8, 4))] };
        var digest = workspace.OnMonday(Desk.Task("a", Today)).DigestFor("assistant");
        Assert.Single(digest.Picks);
        Assert.True(digest.Due.IsEmpty);
    }

    [Fact]
    public void A_person_reads_only_the_sections_they_chose_in_their_order()
    {
        var schedule = Desk.Empty.OnMonday().With(Desk.Step("late", Today.PlusDays(-1)));
        var digest = schedule.DigestFor("assistant", DigestSection.Calendar, DigestSection.Picks);

        Assert.Equal([DigestSection.Calendar, DigestSection.Picks], digest.Sections);
        Assert.True(digest.IsEmpty);
        Assert.Equal(Digest.UsualSections, schedule.DigestFor("assistant").Sections);
    }

    [Fact]
    public void Launches_are_for_the_strategist_their_owner_and_whoever_has_a_step_in_them()
    {
        var schedule = Small.House.OnMonday();
        Assert.Contains(schedule.DigestFor("strategist").Launches.Shown, l => l.Key == "the-book");
        Assert.Contains(schedule.DigestFor("coach").Launches.Shown, l => l.Key == "the-book");
        Assert.Contains(schedule.DigestFor("assistant").Launches.Shown, l => l.Key == "the-book");
        Assert.True(schedule.DigestFor("editor").Launches.IsEmpty);
    }

    [Fact]
    public void A_launch_counts_down_to_its_own_day_and_names_what_slipped()
    {
        var moved = Small.TheBook with { Anchors = [new("publication", new(2027, 5, 11), Announced: new(2027, 5, 4))] };
        var book = Small.House.With(moved).OnMonday().DigestFor("strategist").Launches.Shown.Single(l => l.Key == "the-book");

        Assert.Equal(Period.DaysBetween(Today, new(2027, 5, 11)), book.DaysLeft);
        Assert.Equal(("Publication day", 7, true), book.Slips.Shown.Select(s => (s.What, s.Days, s.IsAnnounced)).Single());
    }

    [Fact]
    public void The_calendar_shows_the_reader_s_own_clock()
    {
        var sydney = DateTimeZoneProviders.Tzdb["Australia/Sydney"];
        var piece = Desk.Piece("post", Today.PlusDays(1)) with { Status = PieceStatus.Scheduled, Publish = new(new(2026, 11, 24, 18, 0)) };
        var schedule = (Desk.Empty with { Pieces = [piece] }).OnMonday();
        var day = Assert.Single(schedule.DigestFor(new DigestSubscription { Key = "d", Person = "coach", Zone = sydney }).Calendar.Shown);

        Assert.Equal((new LocalDate(2026, 11, 25), new LocalTime(5, 0)), (day.Day, day.Lines.Single().Time!.Value));
    }

    [Fact]
    public void A_private_note_is_not_told_to_others()
    {
        var note = new CalendarNote { Key = "n", Title = "Dentist", From = Today, To = Today };
        Assert.False((Desk.Empty with { Notes = [note] }).OnMonday().DigestFor("coach").Calendar.IsEmpty);
        Assert.True((Desk.Empty with { Notes = [note with { Private = true }] }).OnMonday().DigestFor("coach").Calendar.IsEmpty);
    }

    [Fact]
    public void A_span_is_told_once_with_its_end()
    {
        var fair = new CalendarNote { Key = "n", Title = "Book fair", From = Today.PlusDays(-2), To = Today.PlusDays(2) };
        var day = Assert.Single((Desk.Empty with { Notes = [fair] }).OnMonday().DigestFor("coach").Calendar.Shown);
        Assert.Equal((Today, Today.PlusDays(2)), (day.Day, day.Lines.Single().Until));
    }

    [Fact]
    public void Gaps_are_grouped_by_cadence_and_name_an_idea_that_fits()
    {
        var cadence = new Cadence
        {
            Key = "post", Title = "Blog post", Channel = "blog", Format = "blog-post", Owner = "coach",
            Series = new() { Start = Today, Rule = new() { Frequency = Frequency.Weekly }, Time = new(9, 0) },
        };
        var idea = Desk.Piece("pricing", Today) with { Status = PieceStatus.Idea, PlannedOn = null };
        var filled = Desk.Piece("filled", Today.PlusDays(7)) with { Status = PieceStatus.Planned };
        var gap = Assert.Single((Desk.Empty with { Cadences = [cadence], Pieces = [idea, filled] }).OnMonday().DigestFor("coach").Gaps.Shown);

        Assert.Equal((3, 4, "About pricing"), (gap.Days.Count, gap.Places, gap.Idea));
    }

    [Fact]
    public void Take_aways_stay_until_they_are_closed()
    {
        TakeAway takeAway = new() { Key = "t", What = "Ask the printer", Who = "coach", By = Today.PlusDays(-2) };
        Workspace With(TakeAway t) => Desk.Empty with { Periods = [new() { Key = "y", Name = "Y", From = Today.PlusDays(-7), To = Today.PlusDays(300), TakeAways = [t] }] };

        Assert.Equal(2, Assert.Single(With(takeAway).OnMonday().DigestFor("coach").TakeAways.Shown).DaysLate);
        Assert.True(With(takeAway with { ClosedOn = Today }).OnMonday().DigestFor("coach").TakeAways.IsEmpty);
    }

    [Fact]
    public void An_evergreen_piece_is_asked_about_after_half_a_year_unless_it_says_otherwise()
    {
        var old = Desk.Piece("old", Today.PlusDays(-200)) with { Evergreen = new() };
        StillTrue[] Asked(ContentPiece piece) => [.. (Desk.Empty with { Pieces = [piece] }).OnMonday().DigestFor("coach").Stale.Shown];

        Assert.Equal(200, Assert.Single(Asked(old)).Age);
        Assert.Empty(Asked(old with { Evergreen = new() { RefreshAfterDays = 365 } }));
        Assert.Empty(Asked(old with { Evergreen = new() { ExpiresOn = Today.PlusDays(-1) } }));
    }
}
