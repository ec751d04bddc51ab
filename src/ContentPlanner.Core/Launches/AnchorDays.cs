using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// The day of each anchor of one launch. A day a person gave wins; otherwise an anchor is a session's day, or so far from
/// another anchor. Anchors that hang on themselves, or on nothing, have no day.
/// </summary>
internal sealed class AnchorDays(Workspace workspace, Launch launch, Blueprint blueprint, Guid launchId)
{
    private readonly Dictionary<string, LocalDate?> _days = [];
    private readonly List<string> _path = [];
    private SessionSchedule? _sessions;

    /// <summary>The anchors that hang on themselves, as a path: <c>cart-open → cart-close → cart-open</c>.</summary>
    public string? Cycle { get; private set; }

    public SessionSchedule? Sessions => _sessions ??=
        launch.Sessions is { } plan && Of(blueprint.SessionsFrom ?? blueprint.MainAnchor) is { } start
            ? SessionSchedule.Of(workspace, launch, launchId, plan, start)
            : null;

    public LocalDate? Of(string anchor)
    {
        if (_days.TryGetValue(anchor, out var known)) return known;
        if (_path.Contains(anchor))
        {
            Cycle ??= string.Join(" → ", _path.SkipWhile(a => a != anchor).Append(anchor));
            return null;
        }
        _path.Add(anchor);
        var day = Given(anchor)?.Day ?? Derived(blueprint.Anchor(anchor));
        _path.RemoveAt(_path.Count - 1);
        return _days[anchor] = day;
    }

    public LocalDate? Of(OffsetRule rule) => Of(rule.Anchor) is { } day ? rule.Offset.From(day, workspace.Calendar) : null;

    public AnchorDay? Given(string anchor) => launch.Anchors.FirstOrDefault(a => a.Anchor == anchor);

    /// <summary>What a person reads for an anchor's name.</summary>
    public string TitleOf(string anchor) => blueprint.Anchor(anchor)?.Title ?? anchor;

    /// <summary>All anchors with a day, as the blueprint orders them, then those only the launch names.</summary>
    public ValueList<Anchor> All() => blueprint.Anchors.Select(a => a.Name)
        .Concat(launch.Anchors.Select(a => a.Anchor))
        .Distinct()
        .Where(name => Of(name) is not null)
        .Select(Describe)
        .ToValueList();

    private LocalDate? Derived(AnchorDefinition? definition) => definition switch
    {
        { Session: { } which } when launch.Sessions is not null => SessionDay(which),
        { Offset: { } offset } => Of(offset),
        _ => null,
    };

    private LocalDate? SessionDay(SessionAnchor which)
    {
        var held = Sessions?.Sessions.Where(s => !s.IsLost).ToList();
        if (held is not { Count: > 0 }) return null;
        return which switch
        {
            SessionAnchor.First => held[0].Day,
            SessionAnchor.Middle => held[(held.Count + 1) / 2 - 1].Day,
            _ => held.Max(s => s.Day),
        };
    }

    private Anchor Describe(string name)
    {
        var (given, definition, day) = (Given(name), blueprint.Anchor(name), Of(name)!.Value);
        return new()
        {
            Id = Identity.Derived(launchId, "anchor", name),
            Key = $"{launch.Key}/{name}",
            Name = name,
            Title = TitleOf(name),
            Day = day,
            Time = definition?.Time,
            Rule = given is null ? definition?.Offset : null,
            RuleDay = Derived(definition),
            IsGiven = given is not null,
            Reason = WhyOn(day, name, given, definition),
            Shown = definition?.Shown ?? true,
            Status = launch.StatusOn(day),
            Announced = given?.Announced,
            Constraints = definition?.Constraints ?? [],
            OverrideReason = given?.OverrideReason,
        };
    }

    private string WhyOn(LocalDate day, string name, AnchorDay? given, AnchorDefinition? definition)
    {
        if (name == blueprint.MainAnchor) return "T";
        if (given is null && definition?.Offset is { } rule && definition.Session is null)
            return Reason.Of(rule.Offset, TitleOf(rule.Anchor), rule.Anchor == blueprint.MainAnchor);
        return Of(blueprint.MainAnchor) is { } main ? Reason.Distance(day, main, "", isMain: true) : "";
    }

    /// <summary>Anchors of the blueprint that should have a day and do not; those that only hang on one of these are not told twice.</summary>
    public IEnumerable<Finding> Findings()
    {
        foreach (var anchor in blueprint.Anchors)
        {
            if (Of(anchor.Name) is not null) continue;
            if (anchor.Session is not null && launch.Sessions is null && anchor.Offset is null)
                yield return Unresolved(anchor, "has no day: give the launch its sessions");
            else if (anchor.Session is null && anchor.Offset is null)
                yield return Unresolved(anchor, $"has no day: give {launch.Key} a day for {anchor.Name}");
            else if (anchor.Offset is { } rule && blueprint.Anchor(rule.Anchor) is null && Of(rule.Anchor) is null)
                yield return Unresolved(anchor, $"has no day: it hangs on {rule.Anchor}, which this launch does not have");
        }
        if (Cycle is not null)
            yield return new(FindingKind.UnresolvedAnchor, FindingSeverity.Serious, launch.Key,
                $"Anchors of {launch.Title} hang on themselves and have no day: {Cycle}");
    }

    private Finding Unresolved(AnchorDefinition anchor, string why) =>
        new(FindingKind.UnresolvedAnchor, FindingSeverity.Serious, $"{launch.Key}/{anchor.Name}", $"“{anchor.Title}” of {launch.Title} {why}");
}
