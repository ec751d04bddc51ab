using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>
/// Decisions about what nothing derives any more: the launch went, the recipe changed. They are kept, since the thing
/// may come back, but told, since the key may be a slip.
/// </summary>
internal sealed class DecisionChecks(Workspace workspace, Library library, LocalDate today, Proof proof)
{
    public void Run()
    {
        if (workspace.Milestones.Count > 0) Milestones();
        if (workspace.Tasks.Count > 0) Tasks();
        Ambiguous();
    }

    private void Milestones()
    {
        var known = Schedule.Of(workspace with { Cadences = [], Pieces = [], Milestones = [], Tasks = [], Launches = workspace.Launches.DistinctBy(l => l.Key).ToValueList() }, library, _ => KeyPoints.None, today).Milestones.Select(m => m.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var decision in workspace.Milestones)
            if (decision.Key.Length > 0 && !known.Contains(decision.Key))
                proof.PlaceOf(decision).Warn("key", $"nothing derives the milestone '{decision.Key}' any more, so this decision has no effect; it is kept{proof.Suggestion(decision.Key, known)}");
    }

    /// <summary>Source, step and channel are compared; cycles and parts come and go with the years.</summary>
    private void Tasks()
    {
        var pieces = workspace.Pieces.GroupBy(p => p.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        var launches = workspace.Launches.GroupBy(l => l.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var decision in workspace.Tasks)
        {
            if (decision.Key.Split('/') is not [var source, .. var rest] || rest.Length == 0) continue;
            var known = pieces.TryGetValue(source, out var piece) ? StepsOf(piece) : launches.TryGetValue(source, out var launch) ? StepsOf(launch) : null;
            if (known is null)
                Warn(decision, proof.Suggestion(source, [.. pieces.Keys, .. launches.Keys]));
            else if (!known.Any(step => decision.Key.StartsWith($"{source}/{step}", StringComparison.Ordinal)))
                Warn(decision, "");
        }
    }

    private void Warn(TaskDecision decision, string suggestion) =>
        proof.PlaceOf(decision).Warn("key", $"nothing derives the task '{decision.Key}' any more, so this decision has no effect; it is kept{suggestion}");

    /// <summary><c>step/channel/</c> of everything that a piece's recipes make.</summary>
    private IEnumerable<string> StepsOf(ContentPiece piece) =>
        (piece.Recipes.Count > 0 ? piece.Recipes.Select(library.Recipe) : [library.RecipeFor(piece.Format)]).OfType<Recipe>().SelectMany(r => r.Steps).Select(s => $"{s.Key}/{s.Channel}/");

    /// <summary><c>session-3/step/channel/</c> of what follows its sessions, <c>t-30/channel/</c> of what its countdown prepares.</summary>
    private IEnumerable<string> StepsOf(Launch launch)
    {
        var ofSession = launch.Sessions?.Recipe is { } recipe ? library.Recipe(recipe)?.Steps ?? [] : [];
        var sessions = Enumerable.Range(1, launch.Sessions?.Count ?? 0).SelectMany(n => ofSession.Select(s => FormattableString.Invariant($"session-{n}/{s.Key}/{s.Channel}/")));
        var marks = library.Blueprint(launch.Blueprint, launch.BlueprintVersion)?.Countdown?.Marks ?? [];
        return sessions.Concat(marks.SelectMany(m => m.Posts.Select(p => $"{m.Label.ToLowerInvariant()}/{p.Channel}/")));
    }

    /// <summary>Milestones are called after their launch or project: one of each may share a key as long as no two steps do.</summary>
    private void Ambiguous()
    {
        foreach (var project in workspace.Periods.SelectMany(p => p.Projects))
        {
            if (workspace.Launches.FirstOrDefault(l => l.Key == project.Key) is not { } launch) continue;
            var steps = (library.Blueprint(launch.Blueprint, launch.BlueprintVersion)?.Steps ?? []).Concat(launch.Steps).Select(s => s.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var milestone in project.Milestones.Where(m => steps.Contains(m.Key)))
                proof.PlaceOf(milestone).Wrong("key", $"'{project.Key}/{milestone.Key}' is also a step of the launch '{launch.Key}': give one of the two another key");
        }
    }
}
