using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>What happens to a launch, with what people decided about it kept true.</summary>
public static class LaunchVerbs
{
    /// <summary>
    /// Moves an anchor. What is closed without a day of its own is first given the day it stands on, because what is done
    /// has happened then and does not move.
    /// </summary>
    /// <exception cref="ArgumentException">The workspace has no such launch.</exception>
    public static Workspace Move(this Workspace workspace, Library library, string launch, string anchor, LocalDate day, string? overrideReason = null) =>
        workspace.Settle(library, launch).Change(launch, l => l.Move(anchor, day, overrideReason));

    /// <summary>The workspace with one launch changed; its decisions stay.</summary>
    /// <exception cref="ArgumentException">The workspace has no such launch.</exception>
    public static Workspace Change(this Workspace workspace, string launch, Func<Launch, Launch> change) =>
        workspace.Launches.Any(l => l.Key == launch)
            ? workspace with { Launches = workspace.Launches.Select(l => l.Key == launch ? change(l) : l).ToValueList() }
            : throw new ArgumentException($"{workspace.Name} has no launch {launch}", nameof(launch));

    /// <summary>Writes down the day of everything of a launch that is closed and says neither its day nor when it was closed.</summary>
    public static Workspace Settle(this Workspace workspace, Library library, string launch)
    {
        var floating = workspace.Milestones
            .Where(d => d is { Status: { } status, Day: null, ClosedOn: null } && status.IsClosed() && d.Key.StartsWith(launch + "/", StringComparison.Ordinal))
            .Select(d => d.Key)
            .ToHashSet();
        if (floating.Count == 0 || LaunchSchedule.Of(workspace, library, launch) is not { } schedule) return workspace;
        var days = schedule.Milestones.Where(m => floating.Contains(m.Key)).ToDictionary(m => m.Key, m => m.Day);
        return workspace with
        {
            Milestones = workspace.Milestones.Select(d => d is { Day: null } && days.TryGetValue(d.Key, out var day) ? d with { Day = day } : d).ToValueList(),
        };
    }
}
