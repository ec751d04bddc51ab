using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>Launches against their blueprints: anchors, steps, sessions.</summary>
internal sealed class LaunchChecks(Workspace workspace, Library library, LocalDate today, Proof proof)
{
    public void Run()
    {
        foreach (var launch in workspace.Launches)
        {
            var place = proof.PlaceOf(launch);
            // A version that is missing or wrong is one mistake; those in anchors and steps are found all the same.
            var newest = library.Blueprints.Where(b => b.Key == launch.Blueprint).MaxBy(b => b.Version);
            if (launch.BlueprintVersion == 0 && place.Has("blueprint")) NamesNoVersion(launch, place, newest);
            if ((library.Blueprint(launch.Blueprint, launch.BlueprintVersion) ?? newest) is { } blueprint)
                Check(launch with { BlueprintVersion = blueprint.Version }, blueprint, place);
        }
    }

    private void NamesNoVersion(Launch launch, Place place, Blueprint? newest)
    {
        var written = Proof.Brief(place.TextOf("blueprint")!);
        var names = library.Blueprints.GroupBy(b => b.Key, StringComparer.Ordinal)
            .ToDictionary(b => b.Key, b => LaunchKeys.Name((b.Key, b.Max(v => v.Version))), StringComparer.Ordinal);
        place.Wrong("blueprint", newest is not null
            ? $"'{written}' names no version: write {names[newest.Key]}, so that the launch keeps its plan when the blueprint changes"
            : $"there is no blueprint '{written}'" + (proof.MayGuess() && Nearest.To(launch.Blueprint, names.Keys) is { } nearest
                ? $"; did you mean '{names[nearest]}'?"
                : $"; a blueprint is named with its version: {string.Join(", ", names.Values)}"));
    }

    private void Check(Launch launch, Blueprint blueprint, Place place)
    {
        Anchors(launch, blueprint, place);
        var anchors = blueprint.Anchors.Select(a => a.Name).Concat(launch.Anchors.Select(a => a.Anchor)).Distinct().ToArray();
        BlueprintChecks.Steps(launch.Steps, anchors, blueprint.SessionsFrom is not null, proof);
        Overrides(launch, blueprint, anchors);
        if (launch.Sessions is { } sessions) Sessions(launch, sessions, blueprint);
    }

    private void Anchors(Launch launch, Blueprint blueprint, Place place)
    {
        var known = blueprint.Anchors.Select(a => a.Name).ToArray();
        var used = launch.Steps.Select(s => s.Offset.Anchor).Concat(launch.Overrides.Select(o => o.Offset?.Anchor)).ToHashSet();
        var mistyped = false;
        foreach (var own in launch.Anchors.Where(a => !known.Contains(a.Anchor) && !used.Contains(a.Anchor)))
        {
            var at = proof.PlaceOf(own);
            if (Nearest.To(own.Anchor, known) is { } nearest)
            {
                at.Wrong($"{LaunchKeys.Name((blueprint.Key, blueprint.Version))} has no anchor '{own.Anchor}'; did you mean '{nearest}'?");
                mistyped = true;
            }
            else at.Warn($"nothing hangs on the anchor '{own.Anchor}': it is only shown on the calendar; {blueprint.Key} knows {string.Join(", ", known)}");
        }
        if (Chains.Cycle(known, Next) is { } cycle)
            place.Wrong("anchors", $"anchors hang on each other in a circle: {string.Join(" → ", cycle)}; give one of them a day of its own");
        else if (!mistyped && launch.Status == LaunchStatus.Planned && !HasDay(blueprint.MainAnchor))
            place.Wrong("anchors", $"this launch has no day: give it one with anchors: {{{blueprint.MainAnchor}: 2027-05-11}}, or set status: postponed");

        string? Next(string name) => launch.Anchors.Any(a => a.Anchor == name) ? null : blueprint.Anchor(name)?.Offset?.Anchor;
        bool HasDay(string? name) => name is not null && (launch.Anchors.Any(a => a.Anchor == name) || (blueprint.Anchor(name)?.Session is not null && launch.Sessions is not null) || HasDay(Next(name)));
    }

    private void Overrides(Launch launch, Blueprint blueprint, string[] anchors)
    {
        var steps = blueprint.Steps.Select(s => s.Key).Concat(launch.Steps.Select(s => s.Key)).ToArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var change in launch.Overrides)
        {
            var place = proof.PlaceOf(change);
            if (place.Has("step") && !steps.Contains(change.Step)) place.Wrong("step", $"{LaunchKeys.Name((blueprint.Key, blueprint.Version))} has no step '{change.Step}'{proof.Suggestion(change.Step, steps)}");
            if (place.Has("step") && !seen.Add(change.Step)) place.Wrong("step", $"the step '{change.Step}' is overridden a second time: put both together");
            var eachSession = blueprint.Steps.Any(s => s.Key == change.Step && s.EachSession);
            if (change.Offset is { Anchor: var anchor } && !anchors.Contains(anchor) && !(eachSession && anchor == BlueprintChecks.SessionAnchor))
                place.Wrong("offset", $"there is no anchor '{anchor}'{proof.Suggestion(anchor, anchors)}");
        }
    }

    private void Sessions(Launch launch, SessionPlan sessions, Blueprint blueprint)
    {
        var place = proof.PlaceOf(sessions);
        var zone = sessions.Zone ?? workspace.Zone;
        if (blueprint.SessionsFrom is null) place.Wrong($"a launch planned with {blueprint.Key} has no sessions: only blueprints with sessions-from do");
        foreach (var change in sessions.Changes)
            if (change.MovedTo is { } moment && ClockChecks.SkippedAt(moment, zone, today) is { } message) proof.PlaceOf(change).Wrong("moved-to", message);
        if (place.Has("time") && place.Has("count") && SeriesOf(launch)?.GapsWithin(today, ClockChecks.Years, workspace.Zone) is [var skipped, ..]
            && sessions.Changes.All(c => c.MovedTo != skipped.Wanted))
            place.Wrong("time", ClockChecks.Message(skipped, zone));
    }

    /// <summary>The sessions with their days; null while the group has no start.</summary>
    private Series? SeriesOf(Launch launch) =>
        Schedule.Of(workspace with { Launches = [launch], Channels = [], Cadences = [], Pieces = [], Periods = [], Milestones = [], Tasks = [] }, library, _ => KeyPoints.None, today).Launch(launch.Key)?.Sessions?.Series;
}
