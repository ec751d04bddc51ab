using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a feed: a named, filtered calendar.</summary>
internal static class FeedKeys
{
    private static readonly Word<bool> Shown = Words.Either("show", "hide");

    private static readonly Word<bool> Me = Words.Either("me", "everybody");

    private static readonly Word<string> Category = Words.OneOf(Categories.Editorial, Categories.Launch, Categories.Coaching, Categories.Task, Categories.Plan, Categories.Note);

    /// <summary>Every word a line of the timeline may have as its state.</summary>
    private static readonly Word<string> Status = Words.OneOf([.. States<PieceStatus>().Concat(States<LaunchStatus>()).Concat(States<MilestoneStatus>()).Concat(States<ContentTaskStatus>()).Distinct(), "gap", "note"]);

    private static readonly Noun<FeedFilter> Filter = new Noun<FeedFilter>("feed filter", "What a feed shows; a key left out does not filter.", new()) { Compact = true }
        .May("categories", Words.ListOf(Category), "Only these kinds of entries.", f => f.Categories, (f, v) => f with { Categories = v })
        .May("statuses", Words.ListOf(Status), "Only entries in these states.", f => f.Statuses, (f, v) => f with { Statuses = v })
        .May("launches", Words.ListOf(Words.Reference(PlanKinds.Launch)), "Only what belongs to these launches.", f => f.Launches, (f, v) => f with { Launches = v })
        .May("pillars", Words.ListOf(Words.Reference(PlanKinds.Pillar)), "Only what belongs to these pillars.", f => f.Pillars, (f, v) => f with { Pillars = v })
        .May("channels", Words.ListOf(Words.Reference(LibraryKinds.Channel)), "Only what goes out in these channels.", f => f.Channels, (f, v) => f with { Channels = v })
        .May("owner", Me, "me: only what the feed's person owns.", f => f.Mine, (f, v) => f with { Mine = v });

    private static readonly Noun<FeedOptions> Options = new Noun<FeedOptions>("feed options", "How a feed shows it.", new()) { Compact = true }
        .May("tasks", Words.Choice<TaskForm>(), "Content tasks as entries of the day (event, if not said), as to-dos (todo), or not at all (none).", o => o.Tasks, (o, v) => o with { Tasks = v })
        .May("cancelled", Shown, "What was cancelled; show if not said.", o => o.ShowCancelled, (o, v) => o with { ShowCancelled = v })
        .May("gaps", Shown, "Places in the editorial calendar that nobody filled; hide if not said.", o => o.ShowGaps, (o, v) => o with { ShowGaps = v })
        .May("private", Shown, "Private things; hide if not said.", o => o.ShowPrivate, (o, v) => o with { ShowPrivate = v })
        .May("people", Shown, "Names of who does it; hide if not said.", o => o.ShowPeople, (o, v) => o with { ShowPeople = v })
        .May("titles-only", Words.Flag, "Titles without descriptions, for participants.", o => o.TitlesOnly, (o, v) => o with { TitlesOnly = v })
        .May("all-day", Words.Flag, "Everything as whole days.", o => o.AllDay, (o, v) => o with { AllDay = v })
        .May("mark-done", Words.Flag, "A tick before what is done; true if not said.", o => o.MarkDone, (o, v) => o with { MarkDone = v })
        .May("alarms", Words.ListOf(SpanWords.Notice), "Reminders before the start; for whole days before midnight of the day.", o => o.Alarms, (o, v) => o with { Alarms = v })
        .May("past", SpanWords.Days(0, 365), "How far back it goes; 60d if not said.", o => o.PastDays, (o, v) => o with { PastDays = v })
        .May("future", SpanWords.Days(1, 1095), "How far ahead it goes; 400d if not said.", o => o.FutureDays, (o, v) => o with { FutureDays = v })
        .May("refresh", SpanWords.Notice, "How often calendars are asked to look, 15m to 7d; 1h if not said.", o => o.RefreshMinutes, (o, v) => o with { RefreshMinutes = v })
        .May("color", ColorNames.Word, "A colour by its CSS name.", o => o.Color, (o, v) => o with { Color = v })
        .May("max-bytes", Words.Whole(0, 100_000_000), "Size above which texts and far days are left out; 1000000 if not said, 0 for no limit.", o => o.MaxBytes, (o, v) => o with { MaxBytes = v })
        .Check((o, place) =>
        {
            if (place.Has("refresh") && o.RefreshMinutes is < 15 or > 7 * 24 * 60) place.Wrong("refresh", "calendars look every 15m to 7d");
        });

    public static readonly Noun<FeedDefinition> Feed = new Noun<FeedDefinition>("feed", "A named, filtered calendar to subscribe to.", new() { Key = "", Name = "" })
        { Compact = true }
        .Named(PlanKinds.Feed)
        .Must("name", Words.Title, "What the calendar is called.", f => f.Name, (f, v) => f with { Name = v })
        .May("person", Words.Reference(PlanKinds.Member), "Whose view it is; the strategist's if not said.", f => f.Person, (f, v) => f with { Person = v })
        .May("filter", Filter, "What it shows.", f => f.Filter, (f, v) => f with { Filter = v })
        .May("options", Options, "How it shows it.", f => f.Options, (f, v) => f with { Options = v })
        .Kept();

    private static IEnumerable<string> States<T>() where T : struct, Enum => Enum.GetNames<T>().Select(Words.Kebab);
}
