using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentPlanner.Server.Leverage;

/// <summary>Which list of tasks: what is to be done, what is offered, what is behind.</summary>
public enum TaskShelf { Todo, Proposals, Done, Against }

public enum TaskOrder { Day, Person, Week, Launch }

/// <summary>What a list of tasks was asked for, all of it in its address.</summary>
/// <param name="Who">Member key, <c>me</c>, <c>nobody</c>; null: everybody.</param>
/// <param name="Page">From 1.</param>
public sealed record TaskQuery(TaskShelf Shelf, TaskOrder By, string? Who, string? Channel, string? Launch, string? Words, int Page)
{
    public const string Me = "me", Nobody = "nobody";

    public static TaskQuery Of(IQueryCollection query) => new(
        Parse(query["show"], TaskShelf.Todo),
        Parse(query["by"], TaskOrder.Day),
        Given(query["who"]), Given(query["channel"]), Given(query["launch"]), Given(query["q"]),
        int.TryParse(query["page"], out var page) && page is > 0 and < 100_000 ? page : 1);

    public bool IsNarrowed => (Who ?? Channel ?? Launch ?? Words) is not null;

    /// <summary>The address of the list below a path; what goes without saying is left out.</summary>
    public string At(string path)
    {
        var said = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (Shelf != TaskShelf.Todo) said["show"] = Word(Shelf);
        if (By != TaskOrder.Day) said["by"] = Word(By);
        foreach (var (name, value) in new[] { ("who", Who), ("channel", Channel), ("launch", Launch), ("q", Words) })
            if (value is not null) said[name] = value;
        if (Page > 1) said["page"] = FormattableString.Invariant($"{Page}");
        return QueryHelpers.AddQueryString(path, said);
    }

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    internal IQueryable<TaskRow> In(PlannerDb db, Guid workspace, string? me)
    {
        var rows = db.Tasks.Where(t => t.WorkspaceId == workspace);
        rows = Shelf switch
        {
            TaskShelf.Todo => rows.Where(t => t.Status == ContentTaskStatus.Open || t.Status == ContentTaskStatus.InProgress),
            TaskShelf.Proposals => rows.Where(t => t.Status == ContentTaskStatus.Proposed),
            TaskShelf.Done => rows.Where(t => t.Status == ContentTaskStatus.Done),
            _ => rows.Where(t => t.Status == ContentTaskStatus.Skipped || t.Status == ContentTaskStatus.Cancelled),
        };
        // Who is no member has nothing of their own.
        if (Who == Me) rows = rows.Where(t => t.Owner == (me ?? ""));
        else if (Who == Nobody) rows = rows.Where(t => t.Owner == null);
        else if (Who is { } who) rows = rows.Where(t => t.Owner == who);
        if (Channel is { } channel) rows = rows.Where(t => t.Channel == channel);
        if (Launch is { } launch) rows = rows.Where(t => t.Launch == launch);
        if (Words is { } words)
        {
            var lower = words.ToLowerInvariant();
#pragma warning disable CA1304, CA1311, CA1862 // The database lowers it, not this program.
            rows = rows.Where(t => t.Title.ToLower().Contains(lower));
#pragma warning restore CA1304, CA1311, CA1862
        }
        return rows;
    }

    internal IQueryable<TaskRow> Ordered(IQueryable<TaskRow> rows) => (Shelf, By) switch
    {
        (TaskShelf.Todo, TaskOrder.Person) => rows.OrderBy(t => t.Owner == null).ThenBy(t => t.Owner).ThenBy(t => t.Due).ThenBy(t => t.Id),
        (TaskShelf.Todo, TaskOrder.Launch) => rows.OrderBy(t => t.Launch == null).ThenBy(t => t.Launch).ThenBy(t => t.Due).ThenBy(t => t.Id),
        // The first key is the same for all of them. Without it SQLite walks an index of days through every task that was ever done or
        // proposed, from the oldest on, to save itself from ordering the few that are open.
        (TaskShelf.Todo, _) => rows.OrderBy(t => t.Status == ContentTaskStatus.Done).ThenBy(t => t.Due).ThenBy(t => t.Id),
        // The youngest proposal is the likeliest to be still of use; what fills an empty slot has a day to come.
        _ => rows.OrderByDescending(t => t.Due).ThenBy(t => t.Id),
    };

    private static T Parse<T>(string? text, T otherwise) where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(text![0]) ? value : otherwise;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
