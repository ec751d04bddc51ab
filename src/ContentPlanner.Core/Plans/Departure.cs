using ContentPlanner.Core.Launches;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// A person goes and nothing names them any more: what was theirs to do is nobody's, and shows as such; what was theirs alone (their
/// digest, their feeds, the roles they played) goes along. What people wrote in their own words stays as it is.
/// </summary>
public static class Departure
{
    /// <param name="key">The member's; one that is not there changes nothing.</param>
    public static Workspace WithoutMember(this Workspace workspace, string key)
    {
        if (workspace.Members.All(m => m.Key != key)) return workspace;
        return workspace with
        {
            Strategist = Other(workspace.Strategist),
            Members = [.. workspace.Members.Where(m => m.Key != key)],
            Channels = Each(workspace.Channels, c => c.Owner == key ? c with { Owner = null } : c),
            Cadences = Each(workspace.Cadences, c => c.Owner == key ? c with { Owner = null } : c),
            Pieces = Each(workspace.Pieces, p => p.Owner == key ? p with { Owner = null } : p),
            Launches = Each(workspace.Launches, OfLaunch),
            Periods = Each(workspace.Periods, OfPeriod),
            Milestones = Each(workspace.Milestones, m => m.Owner == key ? m with { Owner = null } : m),
            Tasks = Each(workspace.Tasks, t => t.Owner == key ? t with { Owner = null } : t),
            Digests = Kept(workspace.Digests, d => d.Person != key),
            Countdowns = Each(workspace.Countdowns, c => c.People.Contains(key) ? c with { People = Kept(c.People, p => p != key) } : c),
            Feeds = Kept(workspace.Feeds, f => f.Person != key),
        };

        string? Other(string? member) => member == key ? null : member;

        Launch OfLaunch(Launch launch) => launch.Owner == key || launch.Roles.Any(r => r.Member == key)
            ? launch with { Owner = Other(launch.Owner), Roles = Kept(launch.Roles, r => r.Member != key) }
            : launch;

        Plan OfPeriod(Plan period) => period with
        {
            Focus = Each(period.Focus, f => f with { Intentions = Each(f.Intentions, i => i.Owner == key ? i with { Owner = null } : i) }),
            Players = Kept(period.Players, p => p.Member != key),
            OpenRoles = Each(period.OpenRoles, r => r.Owner == key ? r with { Owner = null } : r),
            Communication = Each(period.Communication, c => c.Owner == key ? c with { Owner = null } : c),
            Projects = Each(period.Projects, p => p with { Owner = Other(p.Owner), Milestones = Each(p.Milestones, m => m.Owner == key ? m with { Owner = null } : m) }),
            TakeAways = Each(period.TakeAways, t => t.Who == key ? t with { Who = null } : t),
            Reviews = Each(period.Reviews, r => r.Participants.Contains(key) ? r with { Participants = Kept(r.Participants, p => p != key) } : r),
        };
    }

    private static ValueList<T> Each<T>(ValueList<T> items, Func<T, T> of) => items.Select(of).ToValueList();

    private static ValueList<T> Kept<T>(ValueList<T> items, Func<T, bool> which) => items.Where(which).ToValueList();
}
