using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Tests.Launches;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Feeds;

public class AffectedFeedsTests
{
    private static readonly LocalDate Published = new(2027, 5, 11);
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public void A_book_that_moves_changes_its_own_feed_and_leaves_the_sessions_alone()
    {
        var affected = Affected(Small.House, Published.PlusDays(7));

        Assert.Equal(["calendar", "launch-the-book", "milestones", "tasks-coach", "tasks-assistant", "tasks-strategist"], affected.Select(f => f.Slug));
        Assert.Equal("The Unhurried Author", affected.Single(f => f.Slug == "launch-the-book").Name);
    }

    [Fact]
    public void Each_says_how_many_of_its_lines_move()
    {
        // Of the assistant's, only the advance copies hang on the book; the group's own steps stay.
        Assert.Equal(new("tasks-assistant", "Steady Ground Coaching: The assistant", 1, 0, 0, 0), Affected(Small.House, Published.PlusDays(7)).Single(f => f.Slug == "tasks-assistant"));
    }

    [Fact]
    public void What_leaves_the_days_a_feed_covers_vanishes_and_what_enters_them_appears()
    {
        var near = new FeedDefinition { Key = "near", Name = "The next weeks", Filter = new() { Types = ["milestone"], Launches = ["the-book"] }, Options = new() { PastDays = 0, FutureDays = 6 } };
        var workspace = Small.House with { Feeds = [near] };

        // "Fix the date" stands 180 days before: on Thursday of this week for 24 May, outside of it for 24 June.
        Assert.Equal((0, 1, 0), Counts(Affected(workspace, new(2027, 5, 24)).Single(f => f.Slug == "near")));
        var back = workspace.Move(Small.Shelf, "the-book", "publication", new(2027, 5, 24));
        Assert.Equal((0, 0, 1), Counts(Affected(back, new(2027, 6, 24)).Single(f => f.Slug == "near")));
    }

    [Fact]
    public void A_line_that_only_reads_differently_does_not_count_as_moved()
    {
        var own = new FeedDefinition { Key = "own", Name = "Own", Filter = new() { Types = ["milestone"], Launches = ["the-book"] } };
        var pinned = (Small.House with { Feeds = [own] }).With(
            [.. Small.House.Schedule().Milestones.Where(m => m.Launch == "the-book").Select(m => new MilestoneDecision { Key = m.Key, Day = m.Day, Link = Link.Pinned })]);

        // All are pinned: they stay, and say how far from the day they now are.
        var feed = Affected(pinned, Published.PlusDays(7)).Single(f => f.Slug == "own");

        Assert.Equal(0, feed.Moved);
        Assert.True(feed.Changed > 0);
        Assert.Equal((0, 0), (feed.Appearing, feed.Vanishing));
    }

    [Fact]
    public void Participants_who_see_titles_only_are_not_affected_by_a_reason_they_never_see()
    {
        FeedDefinition Own(string key, bool titlesOnly) => new() { Key = key, Name = key, Filter = new() { Types = ["milestone"], Launches = ["the-book"] }, Options = new() { TitlesOnly = titlesOnly } };
        var pinned = (Small.House with { Feeds = [Own("all", false), Own("titles", true)] }).With(
            [.. Small.House.Schedule().Milestones.Where(m => m.Launch == "the-book").Select(m => new MilestoneDecision { Key = m.Key, Day = m.Day, Link = Link.Pinned })]);

        Assert.Equal(["all"], Affected(pinned, Published.PlusDays(7)).Select(f => f.Slug).Where(slug => slug is "all" or "titles"));
    }

    [Fact]
    public void A_launch_that_is_made_brings_a_feed_in_which_every_line_is_new()
    {
        var preview = MovePreview.OfCreating(Small.House with { Launches = [Small.TheGroup] }, Small.Shelf, _ => new(), Small.TheBook, Sample.Today);

        var feed = Of(preview).Single(f => f.Slug == "launch-the-book");

        Assert.Equal((0, 0, 0), (feed.Moved, feed.Changed, feed.Vanishing));
        Assert.True(feed.Appearing > 5);
    }

    [Fact]
    public void It_is_told_in_a_few_words()
    {
        Assert.Equal("12 lines move, 1 appears", new AffectedFeed("a", "A", 12, 0, 1, 0).Words);
        Assert.Equal("1 line reads differently, 2 vanish", new AffectedFeed("a", "A", 0, 1, 0, 2).Words);
        Assert.Equal("1 line moves", new AffectedFeed("a", "A", 1, 0, 0, 0).Words);
    }

    private static readonly Gen<FeedDefinition> AnyFeed =
        Gen.Select(Gen.Int[0, 255], Gen.Int[0, 120], Gen.Int[1, 400], Gen.Int[0, 2].Select(n => new[] { 0, 1_500, 4_000 }[n]), Gen.Enum<TaskForm>(), (bits, past, future, cap, tasks) => new FeedDefinition
        {
            Key = "own",
            Name = "Own",
            Person = (bits & 1) == 0 ? "assistant" : "coach",
            Filter = new()
            {
                Mine = (bits & 2) == 0,
                Types = (bits & 4) == 0 ? [] : ["milestone", "session"],
                Launches = (bits & 8) == 0 ? [] : ["the-book"],
            },
            Options = new()
            {
                PastDays = past,
                FutureDays = future,
                MaxBytes = cap,
                Tasks = tasks,
                TitlesOnly = (bits & 16) != 0,
                AllDay = (bits & 32) != 0,
                ShowCancelled = (bits & 64) == 0,
            },
        });

    [Fact]
    public void A_feed_is_affected_when_its_octets_differ_and_not_otherwise_and_the_lines_counted_are_those_a_reader_sees_differ() =>
        Gen.Select(AnyFeed, Gen.Int[-400, 400], Gen.Bool, Gen.Int[0, 3]).Sample((own, days, group, closed) =>
        {
            var milestones = Small.House.Schedule().Milestones.Take(closed).Select(m => new MilestoneDecision { Key = m.Key, Day = m.Day, Status = MilestoneStatus.Done, ClosedOn = Sample.Today });
            var workspace = (Small.House with { Feeds = [own] }).With([.. milestones]);
            var preview = group
                ? MovePreview.Of(workspace, Small.Shelf, _ => new(), "winter-circle", "cohort-start", new LocalDate(2027, 1, 20).PlusDays(days), Sample.Today)
                : MovePreview.Of(workspace, Small.Shelf, _ => new(), "the-book", "publication", Published.PlusDays(days), Sample.Today);
            var affected = Of(preview).ToDictionary(f => f.Slug);

            foreach (var feed in ReadyMadeFeeds.Of(preview.After.Workspace))
            {
                var (before, after) = (Fetched(feed, preview.Before), Fetched(feed, preview.After));
                Assert.Equal(!before.Octets.AsSpan().SequenceEqual(after.Octets), affected.ContainsKey(feed.Slug));
                if (!affected.TryGetValue(feed.Slug, out var told)) continue;

                var (was, willBe) = (Read(before), Read(after));
                Assert.Equal(willBe.Keys.Except(was.Keys).Count(), told.Appearing);
                Assert.Equal(was.Keys.Except(willBe.Keys).Count(), told.Vanishing);
                Assert.Equal(was.Keys.Intersect(willBe.Keys).Count(uid => was[uid] != willBe[uid]), told.Moved + told.Changed);
                Assert.Equal(was.Keys.Intersect(willBe.Keys).Count(uid => Times(was[uid]) != Times(willBe[uid])), told.Moved);
            }
        }, iter: Full.IsAsked ? 240 : 8);

    private static IReadOnlyList<AffectedFeed> Affected(Workspace workspace, LocalDate to) =>
        Of(MovePreview.Of(workspace, Small.Shelf, _ => new(), "the-book", "publication", to, Sample.Today));

    private static IReadOnlyList<AffectedFeed> Of(MovePreview preview) =>
        AffectedFeeds.Of(preview, ReadyMadeFeeds.Of(preview.After.Workspace), FeedNames.Of(preview.After.Workspace, []), Now);

    private static (int Moved, int Appearing, int Vanishing) Counts(AffectedFeed feed) => (feed.Moved, feed.Appearing, feed.Vanishing);

    /// <summary>As a calendar program fetches it, from a timeline of just its own days.</summary>
    private static Written Fetched(ReadyMadeFeed feed, Schedule schedule) =>
        Written.Of(feed.Over(Timeline.Of(schedule, FeedWindow.Of(Sample.Today, feed.Definition.Options)).Entries, schedule.Workspace, FeedNames.Of(schedule.Workspace, []), Sample.Today, Now));

    /// <summary>The text of each line by uid; a changed occurrence of a series is part of its series.</summary>
    private static Dictionary<string, string> Read(Written feed) => feed.Events.Concat(feed.Todos)
        .GroupBy(c => c["UID"]!, StringComparer.Ordinal)
        .ToDictionary(g => g.Key, g => string.Join('\n', g.SelectMany(c => c.Properties.Concat(c.Parts.SelectMany(p => p.Properties)).Select(p => p.Name + p.Parameters + ":" + p.Value))), StringComparer.Ordinal);

    private static string Times(string line) => string.Join('\n', line.Split('\n')
        .Where(l => new[] { "DTSTART", "DTEND", "DUE", "RRULE", "EXDATE", "RECURRENCE-ID" }.Any(name => l.StartsWith(name, StringComparison.Ordinal))));
}
