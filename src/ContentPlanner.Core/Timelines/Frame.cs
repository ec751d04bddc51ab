using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What every line of a timeline is drawn with: the schedule, the window, earlier changes, and keys as people know them.</summary>
internal sealed class Frame
{
    private readonly IReadOnlyDictionary<string, Stamp>? _stamps;
    private readonly Dictionary<string, string> _channels;
    private readonly Dictionary<string, LaunchSchedule> _launches;
    private readonly Member[] _reachable;

    public Frame(Schedule schedule, DateInterval window, IReadOnlyDictionary<string, Stamp>? stamps)
    {
        (Schedule, Window, _stamps) = (schedule, window, stamps);
        WorkspaceId = Identity.Of(Workspace);
        _channels = new(StringComparer.Ordinal);
        foreach (var channel in schedule.Library.Channels) _channels[channel.Key] = channel.Name;
        foreach (var use in Workspace.Channels)
            if (use.Name is { } name) _channels[use.Key] = name;
        _launches = schedule.Launches.ToDictionary(l => l.Key, StringComparer.Ordinal);
        _reachable = Workspace.Members.Where(m => !string.IsNullOrEmpty(m.Email)).ToArray();
    }

    public Schedule Schedule { get; }
    public DateInterval Window { get; }
    public Guid WorkspaceId { get; }
    public Workspace Workspace => Schedule.Workspace;
    public DateTimeZone Home => Workspace.Zone;

    public LaunchSchedule? Launch(string? key) => key is null ? null : _launches.GetValueOrDefault(key);

    public string ChannelName(string key) => _channels.GetValueOrDefault(key, key);

    public string Uid(string type, Guid id, Facet facet) => Identity.Uid(type, id, Wording.State(facet), WorkspaceId);

    public string Uid(PlanItem item, Facet facet) => Uid(Identity.TypeOf(item), Identity.Of(Workspace, item), facet);

    /// <summary>A wall time where there is one, else the whole day.</summary>
    public When When(LocalDate day, LocalTime? time, DateTimeZone? zone, int minutes) =>
        time is { } at ? new When.At(day + at, zone ?? Home, minutes) : new When.AllDay(day);

    /// <summary>The line with its change data: the stored stamp's, else the latest of what it follows from.</summary>
    /// <param name="sources">The items behind it; a decision about a derived thing stands beside the thing's own source.</param>
    public Entry Stamped(Entry entry, params ReadOnlySpan<PlanItem?> sources)
    {
        if (_stamps?.GetValueOrDefault(entry.Uid) is { } stamp) return entry with { Sequence = stamp.Sequence, Changed = stamp.Changed };
        var (sequence, changed) = (0, (Instant?)null);
        foreach (var source in sources)
        {
            sequence = Math.Max(sequence, source?.Sequence ?? 0);
            changed = source?.Changed is { } at && !(changed >= at) ? at : changed;
        }
        return (sequence, changed) == (entry.Sequence, entry.Changed) ? entry : entry with { Sequence = sequence, Changed = changed };
    }

    /// <summary>
    /// The line without the mail address of any member, which a text that people wrote may hold: calendars are passed on
    /// (design rule 11). The member's name stands there instead.
    /// </summary>
    public Entry Discreet(Entry entry) => _reachable.Length == 0 ? entry : entry with
    {
        Title = WithoutAddresses(entry.Title)!,
        Description = WithoutAddresses(entry.Description),
        Reason = WithoutAddresses(entry.Reason),
        Location = WithoutAddresses(entry.Location),
        Outside = WithoutAddresses(entry.Outside),
        Variations = entry.Variations.Count == 0
            ? entry.Variations
            : entry.Variations.Select(v => v with { Title = WithoutAddresses(v.Title), Location = WithoutAddresses(v.Location) }).ToValueList(),
    };

    private string? WithoutAddresses(string? text)
    {
        if (text is null || !text.Contains('@', StringComparison.Ordinal)) return text;
        foreach (var member in _reachable) text = text.Replace(member.Email!, member.Name, StringComparison.OrdinalIgnoreCase);
        return text;
    }
}
