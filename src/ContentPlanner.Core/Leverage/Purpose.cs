using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>An intention that nothing serves in the days to come.</summary>
/// <param name="LastServed">When something that serves it last went out; null: never.</param>
public sealed record StarvedIntention(Plan Period, FocusArea Focus, Intention Intention, LocalDate? LastServed);

/// <summary>A client need that no piece answers.</summary>
/// <param name="Idea">Title of an idea that would; null: not even that.</param>
public sealed record UnmetNeed(Plan Period, EnvironmentFactor Need, string? Idea);

/// <summary>What content is for. A piece serves the intention it names, or its launch's; its tasks serve it too.</summary>
public static class Purpose
{
    /// <summary>Days ahead in which an intention should be served; for a period still to come, its first days.</summary>
    public const int LookAhead = 60;

    /// <summary>
    /// Intentions of this and coming periods without a piece or an open task that goes out from today until
    /// <see cref="LookAhead"/> days on, counted from the period's start when that is still to come. Ideas and proposals serve nobody yet.
    /// </summary>
    public static ValueList<StarvedIntention> Starved(Schedule schedule)
    {
        var served = Served(schedule);
        return (from period in schedule.Workspace.Periods
                where period.To >= schedule.Today
                let until = LocalDate.Max(schedule.Today, period.From).PlusDays(LookAhead - 1)
                from focus in period.Focus
                from intention in focus.Intentions
                let days = served.GetValueOrDefault(intention.Key, [])
                where !days.Exists(day => day >= schedule.Today && day <= until)
                select new StarvedIntention(period, focus, intention, days.Where(d => d < schedule.Today).Select(d => (LocalDate?)d).Max())).ToValueList();
    }

    /// <summary>Client needs of this and coming periods that no piece serves which is more than an idea.</summary>
    public static ValueList<UnmetNeed> Unmet(Schedule schedule)
    {
        var pieces = schedule.Workspace.Pieces.Where(p => p is { Need: not null, Status: not PieceStatus.Retired }).ToLookup(p => p.Need!, StringComparer.Ordinal);
        return (from period in schedule.Workspace.Periods
                where period.To >= schedule.Today
                from need in period.Environment
                where need.Kind == FactorKind.ClientNeed && pieces[need.Key].All(p => p.Status == PieceStatus.Idea)
                select new UnmetNeed(period, need, pieces[need.Key].Select(p => p.Title).FirstOrDefault())).ToValueList();
    }

    /// <summary>Pieces, more than ideas, that serve no intention and no need.</summary>
    public static IEnumerable<ContentPiece> Orphans(Schedule schedule)
    {
        var launches = LaunchIntentions(schedule);
        return schedule.Workspace.Pieces.Where(p => p.Status is not (PieceStatus.Idea or PieceStatus.Retired) && p.Need is null && IntentionOf(p, launches) is null);
    }

    /// <summary>The days on which something serves an intention, by its key.</summary>
    private static Dictionary<string, List<LocalDate>> Served(Schedule schedule)
    {
        var launches = LaunchIntentions(schedule);
        var served = new Dictionary<string, List<LocalDate>>(StringComparer.Ordinal);
        foreach (var piece in schedule.Workspace.Pieces)
            if (piece.Status is not (PieceStatus.Idea or PieceStatus.Retired)) Serve(IntentionOf(piece, launches), piece.Day);
        foreach (var task in schedule.Tasks)
            if (task.IsOpen || task.Status == ContentTaskStatus.Done) Serve(task.Intention, task.Due);
        return served;

        void Serve(string? intention, LocalDate? on)
        {
            if (intention is null || on is not { } day) return;
            if (!served.TryGetValue(intention, out var days)) served[intention] = days = [];
            days.Add(day);
        }
    }

    private static string? IntentionOf(ContentPiece piece, Dictionary<string, string?> launches) =>
        piece.Intention ?? (piece.Launch is { } launch ? launches.GetValueOrDefault(launch) : null);

    private static Dictionary<string, string?> LaunchIntentions(Schedule schedule) =>
        schedule.Workspace.Launches.DistinctBy(l => l.Key).ToDictionary(l => l.Key, l => l.Intention, StringComparer.Ordinal);
}
