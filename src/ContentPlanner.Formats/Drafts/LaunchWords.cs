using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Drafts;

/// <summary>What a draft can say about a launch: its title, promise, address, day and sessions.</summary>
internal static class LaunchWords
{
    private const string Chapter = "book-chapter";
    private const int EveningFrom = 17;

    public static Dictionary<string, object?> Of(LaunchSchedule launch, LinksOfDraft links) => DraftModel.Named(
        ("title", launch.Launch.Title),
        ("kind", launch.Blueprint.Kind),
        ("promise", launch.Launch.Promise),
        ("url", links.Tagged(launch.Launch.Url)),
        ("day", launch.Day),
        ("sessions", SessionsOf(launch)));

    public static Dictionary<string, object?>? SessionOf(LaunchSchedule? launch, ContentTask task)
    {
        if (launch?.Sessions is not { } sessions || sessions.Sessions.FirstOrDefault(s => s.Key == task.Source.Key) is not { } session) return null;
        var next = sessions.Sessions.FirstOrDefault(s => s.Number > session.Number && s.IsHeld);
        return DraftModel.Named(
            ("number", session.Number),
            ("of", session.Of),
            ("title", session.Title),
            ("day", session.Day),
            ("evening", session.When.Start.Hour >= EveningFrom),
            ("next_number", next?.Number),
            ("next_day", next?.Day),
            ("next_time", next?.When.Start.TimeOfDay),
            ("last_day", sessions.Ends),
            ("place", session.Place));
    }

    /// <param name="read">Reads a piece's body: the chapters of a book lend each mark a line of their own.</param>
    public static Dictionary<string, object?>? CountdownOf(LaunchSchedule? launch, ContentTask task, Workspace workspace, Locale locale, Func<ContentPiece, Material> read)
    {
        if (launch?.Blueprint.Countdown is not { } countdown) return null;
        var lines = workspace.Pieces
            .Where(p => p.Launch == launch.Key && p.Format == Chapter && p.Body is not null)
            .SelectMany(p => read(p).Quotes)
            .Select(locale.Quoted)
            .ToList();
        var mark = countdown.Marks.Index().FirstOrDefault(m => m.Item.DaysBefore == task.Source.Number).Index;
        return DraftModel.Named(
            ("anchor", countdown.Anchor),
            ("days", task.Source.Number ?? 0),
            ("day", launch.Anchor(countdown.Anchor)?.Day),
            ("line", lines.Count > 0 ? lines[mark % lines.Count] : ""));
    }

    private static Dictionary<string, object?>? SessionsOf(LaunchSchedule launch)
    {
        if (launch.Sessions?.Sessions.FirstOrDefault(s => s.IsHeld) is not { } first) return null;
        return DraftModel.Named(
            ("count", launch.Sessions.Sessions.Count(s => s.IsHeld)),
            ("first_day", first.Day),
            ("minutes", first.When.Minutes));
    }
}
