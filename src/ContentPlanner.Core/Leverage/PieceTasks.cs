using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>What a piece's recipe makes of it, on its channels and days.</summary>
internal static class PieceTasks
{
    /// <summary>Anchor of a step that counts from the source's own day.</summary>
    public const string Publish = "publish";

    /// <summary>
    /// The tasks of a piece that is more than an idea. Steps count from its day, and those on a launch's anchor from each
    /// launch that has it; a retired piece's open tasks are cancelled.
    /// </summary>
    public static IEnumerable<ContentTask> TasksOf(this Workbench bench, ContentPiece piece, Func<ContentPiece, KeyPoints> read)
    {
        if (piece.Status == PieceStatus.Idea) return [];
        var source = bench.SourceOf(piece);
        var points = new Lazy<int>(() => piece.Body is null ? 0 : read(piece).Series.Count);
        var tasks = new List<ContentTask>();
        var keys = new HashSet<TaskKey>();
        foreach (var recipe in bench.Library.RecipesFor(piece))
            foreach (var step in recipe.Steps)
                foreach (var (start, launch) in bench.StartsOf(step, piece, source))
                    tasks.AddRange(bench.TasksOf(recipe, step, start, bench.OriginOf(piece, source, launch), () => points.Value).Where(t => keys.Add(t.Key)));
        bench.ApplyOutlets(tasks, piece);
        return tasks.Concat(bench.DecidedOutingsOf(piece, source, tasks));
    }

    public static TaskSource SourceOf(this Workbench bench, ContentPiece piece) =>
        new(SourceKind.Piece, piece.Key, Identity.Of(bench.Workspace, "piece", piece), piece.Title) { Launch = piece.Launch };

    public static Origin OriginOf(this Workbench bench, ContentPiece piece, TaskSource source, LaunchSchedule? launch = null)
    {
        var own = launch ?? bench.Launch(piece.Launch);
        var retired = piece.Status == PieceStatus.Retired;
        return new(source)
        {
            Launch = own?.Launch,
            Pillar = piece.Pillar ?? own?.Launch.Pillar,
            Intention = piece.Intention ?? own?.Launch.Intention,
            Owner = piece.Owner,
            Private = piece.Private,
            IsOver = retired || launch?.Launch.Status == LaunchStatus.Cancelled,
            OverSince = retired ? piece.Changed?.InZone(bench.Workspace.Zone).Date : launch?.Launch.StatusSince,
            IsSuspended = launch?.Launch.Status == LaunchStatus.Postponed,
            Body = piece.Body,
        };
    }

    private static IEnumerable<(Start Start, LaunchSchedule? Launch)> StartsOf(this Workbench bench, RecipeStep step, ContentPiece piece, TaskSource source)
    {
        if (step.Offset.Anchor == Publish)
        {
            if (piece.Day is { } day) yield return (Start.Publication(day, source.Title), null);
            yield break;
        }
        foreach (var (launch, anchor) in bench.LaunchesWith(step.Offset.Anchor))
        {
            // A piece that belongs to a launch runs for that one. Any other runs for the launches still to come after it.
            var runs = piece.Launch is { } own ? launch.Key == own : !(bench.DueOn(step, anchor.Day) < piece.Day);
            if (runs) yield return (Start.LaunchAnchor(launch, anchor), launch);
        }
    }

    /// <summary>
    /// An outlet says that the piece has been out in a channel already. Each one is the first task there that nobody
    /// decided about, in the order they were planned; what a person closed at the same address or on the same day is that
    /// outlet already.
    /// </summary>
    private static void ApplyOutlets(this Workbench bench, List<ContentTask> tasks, ContentPiece piece)
    {
        var comebacks = bench.OutingsDecidedOf(piece.Key)
            .Select(key => (key.Channel, Decision: bench.DecisionOn(key)))
            .Where(c => c.Decision is { Status: ContentTaskStatus.Done })
            .Select(c => new DoneOuting(c.Channel, c.Decision!.ClosedOn ?? c.Decision.Day, c.Decision.Url))
            .ToList();
        foreach (var channel in piece.Outlets.Where(o => !(o.On < piece.Day) && !piece.IsPublication(o)).GroupBy(o => o.Channel, StringComparer.Ordinal))
        {
            var done = tasks.Where(t => t.Status == ContentTaskStatus.Done).Select(t => new DoneOuting(t.Channel, t.Day, t.Url))
                .Concat(comebacks).Where(d => d.Channel == channel.Key).ToList();
            var undecided = tasks.Where(t => t.Channel == channel.Key && t.Decision?.Status is null).OrderBy(t => t.Planned);
            var outlets = channel.Where(o => done.RemoveAll(d => d.On == o.On || (d.Url is not null && d.Url == o.Url)) == 0).OrderBy(o => o.On);
            foreach (var (task, outlet) in undecided.Zip(outlets).ToList())
                tasks[tasks.IndexOf(task)] = task with
                {
                    Status = ContentTaskStatus.Done,
                    Day = outlet.On,
                    ClosedOn = outlet.On,
                    SnoozedUntil = null,
                    Url = outlet.Url,
                    Reason = $"already out on {outlet.On.Dated()}",
                };
        }
    }

    /// <param name="On">Null where nobody said when.</param>
    private sealed record DoneOuting(string Channel, LocalDate? On, string? Url);
}
