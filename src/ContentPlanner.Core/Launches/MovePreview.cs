using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// Everything a move would do, before it is done: two schedules, laid side by side. A value, so that a server can show it,
/// keep it, and refuse to apply it when the plan has changed since.
/// </summary>
public sealed record MovePreview
{
    /// <summary>Key of the launch.</summary>
    public required string Launch { get; init; }

    /// <summary>Name of the anchor.</summary>
    public required string Anchor { get; init; }

    /// <summary>Where the anchor stood; null when it had no day, or the launch is new.</summary>
    public LocalDate? From { get; init; }

    public required LocalDate To { get; init; }
    public required LocalDate Today { get; init; }

    /// <summary>By group, then by new day and key.</summary>
    public required ValueList<MoveRow> Rows { get; init; }

    /// <summary>ISO weeks from today on whose digest would read differently: <c>2027-W19</c>.</summary>
    public required ValueList<string> Weeks { get; init; }

    /// <summary>The schedule as it is.</summary>
    public required Schedule Before { get; init; }

    /// <summary>The schedule as it would be; its workspace is what applying the move keeps.</summary>
    public required Schedule After { get; init; }

    /// <summary>Somebody wrote down why this move may break a rule.</summary>
    private bool IsAccepted { get; init; }

    public IEnumerable<MoveRow> this[MoveGroup group] => Rows.Where(r => r.Group == group);

    /// <summary>A rule would be broken that nobody has accepted in writing.</summary>
    public bool NeedsOverride => this[MoveGroup.BreaksConstraint].Any(r => !r.IsAccepted);

    /// <summary>What moving <paramref name="anchor"/> of <paramref name="launch"/> to another day does.</summary>
    /// <param name="overrideReason">Why a rule may be broken by it.</param>
    /// <exception cref="ArgumentException">The workspace has no such launch.</exception>
    public static MovePreview Of(
        Workspace workspace, Library library, Func<ContentPiece, KeyPoints> read, string launch, string anchor, LocalDate to, LocalDate today, string? overrideReason = null) => Between(
        Schedule.Of(workspace, library, read, today),
        Schedule.Of(workspace.Move(library, launch, anchor, to, overrideReason), library, read, today), launch, anchor, to, accepted: overrideReason is not null);

    /// <summary>What creating a launch does: above all, what would be late on its first day.</summary>
    public static MovePreview OfCreating(Workspace workspace, Library library, Func<ContentPiece, KeyPoints> read, Launch launch, LocalDate today)
    {
        var after = Schedule.Of(workspace with { Launches = [.. workspace.Launches, launch] }, library, read, today);
        var main = after.Launch(launch.Key)?.Blueprint.MainAnchor ?? "";
        return Between(Schedule.Of(workspace, library, read, today), after, launch.Key, main, after.Launch(launch.Key)?.Day ?? today, accepted: false);
    }

    private static MovePreview Between(Schedule before, Schedule after, string launch, string anchor, LocalDate to, bool accepted)
    {
        var rows = MoveRows.Between(before, after)
            .Concat(Collisions.Between(before, after, launch))
            .Concat(BrokenConstraints.Between(before, after, launch, accepted))
            .OrderBy(r => r.Group).ThenBy(r => r.NewDay ?? r.OldDay).ThenBy(r => r.Key, StringComparer.Ordinal)
            .ToValueList();
        return new()
        {
            Launch = launch,
            Anchor = anchor,
            From = before.Launch(launch)?.Anchor(anchor)?.Day,
            To = to,
            Today = after.Today,
            Rows = rows,
            Weeks = WeeksOf(rows, after.Today),
            Before = before,
            After = after,
            IsAccepted = accepted,
        };
    }

    /// <summary>The same move with a decision about what would land in the past: its rows show what becomes of that.</summary>
    public MovePreview With(LateChoice choice, Func<ContentPiece, KeyPoints> read) => choice == LateChoice.Keep ? this : Between(Before, Schedule.Of(choice switch
    {
        LateChoice.Clamp => ClampLate(),
        LateChoice.Compress => Compress(),
        _ => SkipLate(),
    }, After.Library, read, Today), Launch, Anchor, To, IsAccepted);

    /// <summary>The same with what of it has been done already: that is done on its own day, and late no more.</summary>
    /// <param name="done">Keys of rows about milestones and tasks that land in the past.</param>
    public MovePreview WithDone(IReadOnlySet<string> done, Func<ContentPiece, KeyPoints> read)
    {
        var milestones = LateMilestones().Where(m => done.Contains(m.Key)).ToList();
        var tasks = LateTasks().Where(t => done.Contains(t.Key.ToString())).ToList();
        if (milestones.Count + tasks.Count == 0) return this;
        var workspace = milestones.Aggregate(After.Workspace, (w, m) => w.Complete(m, m.Day));
        return Between(Before, Schedule.Of(tasks.Aggregate(workspace, (w, t) => w.Complete(t, t.Day)), After.Library, read, Today), Launch, Anchor, To, IsAccepted);
    }

    /// <summary>What is late is put on today, or on the next working day where its rule asks for one.</summary>
    public Workspace ClampLate()
    {
        var workspace = LateMilestones().Aggregate(After.Workspace, (w, m) => w.Pin(m, OnOrAfterToday(Today, m.Roll)));
        return LateTasks().Aggregate(workspace, (w, t) => w.Pin(t, OnOrAfterToday(Today, Roll.Next)));
    }

    /// <summary>What is late is decided against.</summary>
    public Workspace SkipLate()
    {
        var workspace = LateMilestones().Aggregate(After.Workspace, (w, m) => w.Skip(m, Today));
        return LateTasks().Aggregate(workspace, (w, t) => w.Skip(t, Today));
    }

    /// <summary>
    /// The days before the anchor that are left are shared out anew: the earliest open step stands today, each other one
    /// as near to the anchor, in proportion, as it was. Only open steps that hang on this very anchor, and only when
    /// something is late; all of them are then pinned. What is late beside them stays late.
    /// </summary>
    public Workspace Compress()
    {
        var left = Period.DaysBetween(Today, To);
        var ahead = After.Milestones
            .Where(m => m is { Link: Link.Linked, Rule.Offset.Amount: < 0, Status: MilestoneStatus.Open or MilestoneStatus.InProgress } && m.Launch == Launch && m.Rule.Anchor == Anchor && m.RuleDay < To)
            .ToList();
        if (left <= 0 || ahead.Count == 0 || ahead.Min(m => m.RuleDay) is var first && first >= Today) return After.Workspace;
        var planned = Period.DaysBetween(first, To);
        return ahead.Aggregate(After.Workspace, (workspace, m) =>
        {
            var share = (int)((long)Period.DaysBetween(m.RuleDay, To) * left / planned);
            return workspace.Pin(m, OnOrAfterToday(To.PlusDays(-share), m.Roll));
        });
    }

    /// <summary>
    /// The lines of the timeline that change, by uid: as they are and as they would be. Null where there is none. What a
    /// feed shows of these is what changes in it.
    /// </summary>
    public IEnumerable<(Entry? Before, Entry? After)> Entries(DateInterval window) => Entries(Timeline.Of(Before, window), Timeline.Of(After, window));

    /// <summary>The lines that differ between two timelines of the same days.</summary>
    public static IEnumerable<(Entry? Before, Entry? After)> Entries(Timeline before, Timeline after)
    {
        var left = before.Entries.ToDictionary(e => e.Uid, StringComparer.Ordinal);
        foreach (var entry in after.Entries)
        {
            left.Remove(entry.Uid, out var was);
            if (was != entry) yield return (was, entry);
        }
        foreach (var gone in left.Values) yield return (gone, null);
    }

    private IEnumerable<Milestone> LateMilestones()
    {
        var late = Late(MovedKind.Milestone);
        return After.Milestones.Where(m => late.Contains(m.Key));
    }

    private IEnumerable<ContentTask> LateTasks()
    {
        var late = Late(MovedKind.Task);
        return After.Tasks.Where(t => late.Contains(t.Key.ToString()));
    }

    private HashSet<string> Late(MovedKind kind) => this[MoveGroup.LandsInThePast].Where(r => r.Kind == kind).Select(r => r.Key).ToHashSet(StringComparer.Ordinal);

    private LocalDate OnOrAfterToday(LocalDate day, Roll roll)
    {
        var calendar = After.Workspace.Calendar;
        var rolled = calendar.Roll(day, roll);
        return rolled >= Today ? rolled : calendar.Roll(day, Roll.Next);
    }

    private static ValueList<string> WeeksOf(ValueList<MoveRow> rows, LocalDate today)
    {
        var thisWeek = WholeWeeks.MondayOf(today);
        return rows.Where(r => r.OldDay != r.NewDay)
            .SelectMany(r => new[] { r.OldDay, r.NewDay })
            .OfType<LocalDate>()
            .Select(WholeWeeks.MondayOf)
            .Where(monday => monday >= thisWeek)
            .Distinct()
            .Order()
            .Select(monday => IsoWeek.Of(monday).ToString())
            .ToValueList();
    }
}
