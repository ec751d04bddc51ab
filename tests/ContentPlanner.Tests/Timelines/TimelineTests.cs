using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;
using static ContentPlanner.Tests.Timelines.Rules;
using static ContentPlanner.Tests.Timelines.Year;

namespace ContentPlanner.Tests.Timelines;

public class TimelineTests
{
    [Fact]
    public void A_piece_takes_the_hour_of_its_slot_and_says_what_it_is_for()
    {
        var entry = Year.Workspace.Timeline().Entry("piece", "five-steps");
        Assert.Equal(new When.At(new(2027, 1, 12, 9, 0), Sample.Dublin, 20), entry.When);
        Assert.Equal("Five steps to finish · The blog", entry.Title);
        Assert.Equal("Blog post slot · every Tuesday", entry.Reason);
        Assert.Equal(
            "Blog post for The blog · drafting\nServes: Two thousand letter readers\nAnswers: A way to finish the first draft\nPart of: The Unhurried Author",
            entry.Description);
        Assert.Equal((EntryStatus.Confirmed, "drafting", Categories.Editorial, "coach"), (entry.Status, entry.State, entry.Category, entry.Owner));
        Assert.Equal($"piece-{Identity.Of(Year.Workspace, FiveSteps):N}-publish@{Identity.Of(Year.Workspace):N}", entry.Uid);
    }

    [Fact]
    public void A_publish_moment_wins_over_the_slot_and_a_day_without_a_slot_is_a_whole_day()
    {
        var newYork = DateTimeZoneProviders.Tzdb["America/New_York"];
        Assert.Equal(new When.At(new(2027, 1, 12, 7, 15), newYork, 20),
            Year.Workspace.With(FiveSteps with { Publish = new(new(2027, 1, 12, 7, 15), newYork) }).Timeline().Entry("piece", "five-steps").When);
        Assert.Equal(new When.AllDay(Day(2027, 1, 13)),
            Year.Workspace.With(FiveSteps with { PlannedOn = Day(2027, 1, 13) }).Timeline().Entry("piece", "five-steps").When);
    }

    [Theory]
    [InlineData(PieceStatus.Idea, EntryStatus.Tentative)]
    [InlineData(PieceStatus.Planned, EntryStatus.Confirmed)]
    [InlineData(PieceStatus.Scheduled, EntryStatus.Confirmed)]
    [InlineData(PieceStatus.Published, EntryStatus.Done)]
    public void A_piece_is_as_sure_as_its_status(PieceStatus status, EntryStatus shown) =>
        Assert.Equal(shown, Year.Workspace.With(FiveSteps with { Status = status }).Timeline().Entry("piece", "five-steps").Status);

    [Fact]
    public void A_retired_piece_and_one_without_a_day_are_not_there() =>
        Assert.DoesNotContain(Year.Workspace.With(FiveSteps with { Status = PieceStatus.Retired }, FiveSteps with { Key = "someday", PlannedOn = null }).Timeline().Entries, e => e.Type == "piece");

    [Fact]
    public void Each_slot_that_nobody_filled_is_a_gap_of_its_own()
    {
        var gaps = Year.Workspace.Timeline().Entries.Where(e => e.IsGap).ToArray();
        Assert.Equal([Day(2027, 1, 5), Day(2027, 1, 19), Day(2027, 2, 3), Day(2027, 2, 9), Day(2027, 2, 16), Day(2027, 2, 23)], gaps.Select(g => g.Day));
        Assert.All(gaps, g => Assert.Equal((EntryStatus.Tentative, "gap", "coach"), (g.Status, g.State, g.Owner)));
        Assert.Equal(("tuesday-post/2027-02-02", "Open slot · Blog post", "Blog post slot · every Tuesday, moved this time"), (gaps[2].Key, gaps[2].Title, gaps[2].Reason));
    }

    [Fact]
    public void A_launch_shows_its_anchors_marks_and_steps()
    {
        var timeline = Year.Workspace.Timeline();
        Assert.Equal("The Unhurried Author: Publication day", timeline.Entry("anchor", "the-book/publication").Title);
        Assert.Equal(("The Unhurried Author: 30 days to go (T-30)", Day(2027, 4, 11)), (timeline.Entry("mark", "the-book/t-30").Title, timeline.Entry("mark", "the-book/t-30").Day));
        Assert.Equal("The Unhurried Author: the countdown ends (T-0)", timeline.Entry("mark", "the-book/t-0").Title);

        var copies = timeline.Entry("milestone", "the-book/copies-out");
        Assert.Equal(("The Unhurried Author: Advance copies out (T-30)", "assistant", "https://steadyground.example/book"), (copies.Title, copies.Owner, copies.Url));
        Assert.StartsWith("T-30", copies.Reason, StringComparison.Ordinal);
        Assert.True(timeline.Entry("milestone", "the-book/final-file").Critical);
        Assert.Contains("Keep in mind: the shop locks the file", timeline.Entry("milestone", "the-book/final-file").Description, StringComparison.Ordinal);
        Assert.Equal(new When.At(new(2027, 5, 11, 9, 0), Sample.Dublin, 30), timeline.Entry("milestone", "the-book/day").When);
        Assert.Equal("Steady Ground winter circle: recap (session 3)", timeline.Entry("milestone", "winter-circle/recap/3").Title);
    }

    [Fact]
    public void A_countdown_to_another_day_than_the_launch_s_own_says_to_which()
    {
        var timeline = Core.Timelines.Timeline.Of(Schedule.Of(Shipped.Plan("coaching-author").Value!, Shipped.Library, _ => KeyPoints.None, Sample.Today), Whole);
        Assert.Equal("Steady Ground winter circle: 3 days until booking closes (T-3)", timeline.Entry("mark", "winter-circle/t-3").Title);
        Assert.Equal("Steady Ground winter circle: 1 day until booking closes (T-1)", timeline.Entry("mark", "winter-circle/t-1").Title);
        Assert.Equal("Steady Ground winter circle: Booking closes, the day is here (T-0)", timeline.Entry("mark", "winter-circle/t-0").Title);
    }

    [Fact]
    public void A_pinned_step_no_longer_claims_its_distance_in_the_title()
    {
        var pinned = Year.Workspace.With(new MilestoneDecision { Key = "the-book/copies-out", Link = Link.Pinned, Day = Day(2027, 4, 20), Sequence = 3, Changed = Instant.FromUtc(2026, 11, 20, 8, 0) });
        var entry = pinned.Timeline().Entry("milestone", "the-book/copies-out");
        Assert.Equal(("The Unhurried Author: Advance copies out", Day(2027, 4, 20), 3), (entry.Title, entry.Day, entry.Sequence));
        Assert.Equal(Instant.FromUtc(2026, 11, 20, 8, 0), entry.Changed);
    }

    [Fact]
    public void An_anchor_late_at_night_ends_with_its_day()
    {
        var closing = Small.Book with { Anchors = [new() { Name = "publication", Title = "Cart closes", Time = new(23, 59) }] };
        var schedule = Schedule.Of(Year.Workspace, Small.Shelf with { Blueprints = [closing, Small.Group] }, _ => new(), Sample.Today);
        Assert.Equal(new When.At(new(2027, 5, 11, 23, 59), Sample.Dublin, 1), Timeline.Of(schedule, Whole).Entry("anchor", "the-book/publication").When);
    }

    [Fact]
    public void Sessions_are_one_series_with_what_differs_by_session_number()
    {
        var changed = Small.TheGroup with { Sessions = Small.TheGroup.Sessions! with { Changes = [.. Small.TheGroup.Sessions!.Changes, new() { Session = 5, Cancelled = true }, new() { Session = 8, Title = "Last session", Place = "The old mill" }] } };
        var timeline = Year.Workspace.With(changed).Timeline();
        var entry = timeline.Entry("session", "winter-circle");

        Assert.Equal(("Steady Ground winter circle: live session", Categories.Coaching, "coach"), (entry.Title, entry.Category, entry.Owner));
        Assert.Equal(new When.At(new(2027, 1, 20, 18, 30), Sample.Dublin, 75), entry.When);
        Assert.Equal(8, entry.Rule!.Count);
        Assert.Equal([Day(2027, 2, 17)], entry.Skipped);
        Assert.Equal([Day(2027, 2, 3), Day(2027, 3, 10)], entry.Variations.Select(v => v.Day));
        Assert.Equal("8 sessions, every Wednesday", entry.Reason);
        Assert.Equal("https://steadyground.example/circle/room", entry.Location);
        Assert.Contains("Join: https://steadyground.example/circle/room", entry.Description, StringComparison.Ordinal);

        var held = timeline.Occurrences(Whole).Where(o => o.Entry == entry).ToArray();
        Assert.Equal([20, 27, 4, 10, 24, 3, 10], held.Select(o => o.Day.Day));
        Assert.Equal(("Steady Ground winter circle: Last session", "The old mill"), (held[^1].Title, held[^1].Location));
        Assert.Equal(("Steady Ground winter circle: live session", entry.Location), (held[2].Title, held[2].Location));
    }

    [Fact]
    public void A_launch_called_off_midway_keeps_the_sessions_that_were_held()
    {
        var timeline = Year.Workspace.With(Small.TheGroup with { Status = LaunchStatus.Cancelled, StatusSince = Day(2027, 2, 1) }).Timeline();
        Assert.Equal([Day(2027, 1, 20), Day(2027, 1, 27)], timeline.Occurrences(Whole).Where(o => o.Entry.Type == "session").Select(o => o.Day));
        Assert.Equal(EntryStatus.Confirmed, timeline.Entry("session", "winter-circle").Status);
        Assert.Equal((EntryStatus.Cancelled, Day(2027, 2, 1)), (timeline.Entry("milestone", "winter-circle/pulse").Status, timeline.Entry("milestone", "winter-circle/pulse").ClosedOn));
    }

    [Fact]
    public void A_launch_called_off_before_it_began_is_cancelled_whole()
    {
        var entry = Year.Workspace.With(Small.TheGroup with { Status = LaunchStatus.Cancelled, StatusSince = Day(2027, 1, 4) }).Timeline().Entry("session", "winter-circle");
        Assert.Equal((EntryStatus.Cancelled, "cancelled", Day(2027, 1, 4)), (entry.Status, entry.State, entry.ClosedOn));
        Assert.Equal(8, entry.OccurrencesWithin(Whole).Count());
    }

    [Fact]
    public void A_postponed_launch_is_off_the_calendar() =>
        Assert.DoesNotContain(Year.Workspace.With(Small.TheBook with { Status = LaunchStatus.Postponed, StatusSince = Day(2026, 11, 1) }).Timeline().Entries,
            e => e.Launch == "the-book" && e.Type is not "piece");

    [Fact]
    public void A_task_stands_on_the_day_it_is_snoozed_until_and_a_closed_one_on_the_day_it_was_closed()
    {
        var entry = Year.Workspace.Timeline(null, LinkedInPost).Entry("task", "five-steps/linkedin-post/linkedin/1");
        Assert.Equal((new When.AllDay(Day(2027, 1, 14)), EntryStatus.Confirmed, "open"), (entry.When, entry.Status, entry.State));
        Assert.Equal("One idea, in the first person.\nFrom: Five steps to finish\nFor: linkedin\nAbout 30 min of work", entry.Description);

        Assert.Equal(Day(2027, 2, 1), Year.Workspace.Timeline(null, LinkedInPost with { SnoozedUntil = Day(2027, 2, 1) }).Entry("task", entry.Key).Day);
        Assert.Equal(Day(2027, 1, 14), Year.Workspace.Timeline(null, LinkedInPost with { SnoozedUntil = Day(2027, 2, 1), Status = ContentTaskStatus.Done }).Entry("task", entry.Key).Day);
        Assert.Equal(EntryStatus.Tentative, Year.Workspace.Timeline(null, LinkedInPost with { Status = ContentTaskStatus.Proposed }).Entry("task", entry.Key).Status);
        Assert.Equal(("in-progress", EntryStatus.InProgress), Shown(ContentTaskStatus.InProgress));
        Assert.Equal(("skipped", EntryStatus.Cancelled), Shown(ContentTaskStatus.Skipped));

        (string, EntryStatus) Shown(ContentTaskStatus status)
        {
            var shown = Year.Workspace.Timeline(null, LinkedInPost with { Status = status }).Entry("task", entry.Key);
            return (shown.State, shown.Status);
        }
    }

    [Fact]
    public void The_planning_day_has_its_dates_on_the_calendar()
    {
        var timeline = Year.Workspace.Timeline();
        Assert.Equal("Take-away: Ask three clients for their story", timeline.Entry("take-away", "ask-clients").Title);
        Assert.Equal("Role to fill: Podcast editor", timeline.Entry("role", "podcast-editor").Title);
        Assert.Equal((EntryStatus.Done, Day(2027, 1, 7)), (timeline.Entry("communication", "tell-team").Status, timeline.Entry("communication", "tell-team").ClosedOn));
        Assert.Equal(("The new site: deadline", Day(2027, 9, 30)), (timeline.Entry("project", "new-site").Title, timeline.Entry("project", "new-site").Day));
        Assert.Equal(("The new site: Texts agreed", Categories.Plan), (timeline.Entry("milestone", "new-site/texts").Title, timeline.Entry("milestone", "new-site/texts").Category));
        Assert.Equal("Target: 2000 subscribers\nFocus: Readers", timeline.Entry("intention", "letter-2000").Description);

        var regroup = timeline.Entry("review", "regroup");
        Assert.Equal((new When.At(new(2027, 1, 29, 11, 0), Sample.Dublin, 90), "Review · on the last Friday of every month", "strategist"), (regroup.When, regroup.Reason, regroup.Owner));
        Assert.Equal(12, timeline.Occurrences(Whole).Count(o => o.Entry.Type == "review"));
    }

    [Fact]
    public void Notes_and_days_off_span_their_days_and_show_as_soon_as_one_of_them_does()
    {
        var timeline = Year.Workspace.Timeline();
        Assert.Equal(new When.AllDay(Day(2026, 12, 30), 5), timeline.Entry("note", "retreat").When);
        Assert.Equal(new When.AllDay(Day(2027, 8, 2), 12), Assert.Single(timeline.Entries, e => e.Type == "blackout").When);
        Assert.Equal(["Christmas break", "St Brigid’s Day", "St Patrick’s Day", "Easter", "May bank holiday"], timeline.Entries.Where(e => e.Type == "holiday").Select(e => e.Title));
    }

    [Fact]
    public void No_members_mail_address_is_on_the_calendar()
    {
        var talkative = Year.Workspace with
        {
            Pieces = [FiveSteps with { Title = "Write to Coach@SteadyGround.example" }],
            Periods = [Year.Workspace.Periods[0] with { TakeAways = [new() { Key = "mail", What = "Mail strategist@planningday.example", By = Day(2027, 1, 5) }] }],
        };
        var place = Small.TheGroup with { Sessions = Small.TheGroup.Sessions! with { Place = "Ask assistant@steadyground.example", Changes = [new() { Session = 2, Place = "Ask coach@steadyground.example" }] } };
        var timeline = talkative.With(place).Timeline(null, LinkedInPost with { Reason = "asked by coach@steadyground.example" });

        Assert.Equal("Bring the The assistant list", timeline.Entry("note", "retreat").Description);
        Assert.All(timeline.Entries, e => Assert.DoesNotContain("@", $"{e.Title}{e.Description}{e.Reason}{e.Location}{string.Concat(e.Variations.Select(v => v.Title + v.Location))}", StringComparison.Ordinal));
    }

    [Fact]
    public void A_stored_stamp_wins_over_what_the_document_says()
    {
        var schedule = Year.Workspace.With(FiveSteps with { Sequence = 2, Changed = Instant.FromUtc(2026, 11, 1, 9, 0) }).Schedule();
        var entry = Timeline.Of(schedule, Whole).Entry("piece", "five-steps");
        Assert.Equal((2, Instant.FromUtc(2026, 11, 1, 9, 0)), (entry.Sequence, entry.Changed));

        var stamp = new Stamp(7, Instant.FromUtc(2026, 11, 22, 9, 0));
        var stamped = Timeline.Of(schedule, Whole, new Dictionary<string, Stamp> { [entry.Uid] = stamp }).Entry("piece", "five-steps");
        Assert.Equal((7, stamp.Changed), (stamped.Sequence, stamped.Changed));
        Assert.Equal((0, (Instant?)null), (Timeline.Of(schedule, Whole).Entry("note", "retreat").Sequence, Timeline.Of(schedule, Whole).Entry("note", "retreat").Changed));
    }

    [Fact]
    public void A_derived_line_carries_the_latest_change_of_what_it_follows_from()
    {
        var moved = Small.TheBook with { Sequence = 4, Changed = Instant.FromUtc(2026, 11, 2, 9, 0) };
        var done = new MilestoneDecision { Key = "the-book/copies-out", Status = MilestoneStatus.InProgress, Sequence = 1, Changed = Instant.FromUtc(2026, 11, 21, 9, 0) };
        var entry = Year.Workspace.With(moved).With(done).Timeline().Entry("milestone", "the-book/copies-out");
        Assert.Equal((4, Instant.FromUtc(2026, 11, 21, 9, 0)), (entry.Sequence, entry.Changed));

        var movedSince = moved with { Changed = Instant.FromUtc(2026, 11, 22, 9, 0) };
        Assert.Equal(movedSince.Changed, Year.Workspace.With(movedSince).With(done).Timeline().Entry("milestone", "the-book/copies-out").Changed);
    }

    [Fact]
    public void A_series_tells_only_exceptions_of_days_it_has_and_a_skipped_one_is_not_moved_as_well()
    {
        var regroup = Year.Workspace.Periods[0].Reviews[0];
        var slips = regroup.Series with
        {
            Skipped = [Day(2027, 1, 28), Day(2027, 2, 26)],
            Moved = [new(Day(2027, 2, 26), new(2027, 2, 25, 11, 0)), new(Day(2027, 3, 25), new(2027, 3, 24, 11, 0)), new(Day(2027, 4, 30), new(2027, 4, 29, 15, 0))],
        };
        var workspace = Year.Workspace with { Periods = [Year.Workspace.Periods[0] with { Reviews = [regroup with { Series = slips }] }] };
        var entry = workspace.Timeline().Entry("review", "regroup");
        Assert.Equal([Day(2027, 2, 26)], entry.Skipped);
        Assert.Equal([new Variation(Day(2027, 4, 30), new When.At(new(2027, 4, 29, 15, 0), Sample.Dublin, 90))], entry.Variations);
    }

    [Fact]
    public void Occurrences_are_known_within_the_timelines_own_window_only()
    {
        var january = Year.Workspace.Timeline(Window(Day(2027, 1, 1), Day(2027, 1, 31)));
        Assert.Empty(january.Occurrences(Window(Day(2027, 2, 1), Day(2027, 2, 28))));
        Assert.All(january.Occurrences(Whole), o => Assert.True(o.When.Overlaps(january.Window)));
    }
}
