using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Blueprints;

/// <summary>What holds a blueprint together: every name it uses is one of its own.</summary>
internal static class BlueprintChecks
{
    /// <summary>The day of each session, for steps that come once a session.</summary>
    public const string SessionAnchor = "session";

    public static void Run(Blueprint blueprint, Proof proof)
    {
        var place = proof.PlaceOf(blueprint);
        if (!place.Has("anchors")) return;
        var anchors = blueprint.Anchors.Select(a => a.Name).ToArray();
        Named(place, "main-anchor", blueprint.MainAnchor, anchors);
        if (blueprint.SessionsFrom is { } sessions) Named(place, "sessions-from", sessions, anchors);
        foreach (var anchor in blueprint.Anchors) Check(anchor, blueprint, anchors, proof);
        if (Cycle(blueprint.Anchors) is { } cycle)
            proof.PlaceOf(blueprint.Anchors.First(a => a.Name == cycle[0])).Wrong("offset", $"anchors hang on each other in a circle: {string.Join(" → ", cycle)}; give one of them a day of its own");
        Steps(blueprint.Steps, anchors, blueprint.SessionsFrom is not null, proof);
        if (blueprint.Countdown is { } countdown) Check(countdown, anchors, proof);
    }

    /// <summary>Steps of a blueprint, or of a launch that adds some of its own.</summary>
    public static void Steps(IEnumerable<BlueprintStep> steps, IReadOnlyCollection<string> anchors, bool hasSessions, Proof proof)
    {
        var lines = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            var place = proof.PlaceOf(step);
            if (place.Has("key") && !lines.TryAdd(step.Key, place.Of("key")))
                place.Wrong("key", $"the step '{step.Key}' stands here a second time, the first is in line {lines[step.Key].Line}: give each its own key");
            if (step.EachSession && !hasSessions) place.Wrong("each-session", "there are no sessions to repeat this for");
            Named(place, "offset", step.Offset.Anchor, step.EachSession ? [.. anchors, SessionAnchor] : anchors);
            foreach (var constraint in step.Constraints) Check(constraint, anchors, proof);
        }
    }

    private static void Check(AnchorDefinition anchor, Blueprint blueprint, string[] anchors, Proof proof)
    {
        var place = proof.PlaceOf(anchor);
        if (anchor.Name == SessionAnchor) place.Wrong("'session' is the day of each session by itself: choose another name for this anchor");
        if (anchor.Session is not null && blueprint.SessionsFrom is null) place.Wrong("session", "there are no sessions: say where they start with sessions-from");
        if (anchor.Offset is { } rule) Named(place, "offset", rule.Anchor, anchors);
        foreach (var constraint in anchor.Constraints) Check(constraint, anchors, proof);
    }

    private static void Check(Constraint constraint, IReadOnlyCollection<string> anchors, Proof proof)
    {
        if (constraint.Bound is { } bound) Named(proof.PlaceOf(constraint), constraint.Kind == ConstraintKind.NotBefore ? "not-before" : "not-after", bound.Anchor, anchors);
    }

    private static void Check(CountdownPlan countdown, string[] anchors, Proof proof)
    {
        Named(proof.PlaceOf(countdown), "anchor", countdown.Anchor, anchors);
        foreach (var twice in countdown.Marks.GroupBy(m => m.DaysBefore).SelectMany(g => g.Skip(1)))
            proof.PlaceOf(twice).Wrong("days", $"{twice.Label} stands here a second time: keep one mark a day");
    }

    private static void Named(Place place, string key, string anchor, IReadOnlyCollection<string> anchors)
    {
        if (place.Has(key) && !anchors.Contains(anchor))
            place.Wrong(key, $"there is no anchor '{anchor}'{place.Proof.Suggestion(anchor, anchors)}");
    }

    /// <summary>The names along the first circle, its first one again at the end; null when every anchor's chain ends.</summary>
    private static string[]? Cycle(IReadOnlyCollection<AnchorDefinition> anchors)
    {
        var next = anchors.Where(a => a.Offset is not null).GroupBy(a => a.Name).ToDictionary(g => g.Key, g => g.First().Offset!.Anchor, StringComparer.Ordinal);
        return Chains.Cycle(anchors.Select(a => a.Name), name => next.GetValueOrDefault(name));
    }
}
