using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// Who plays a role: a member, or somebody outside (<see cref="Outside"/>, a name) who does not sign in and gets no mail.
/// </summary>
public sealed record RoleHolding(string? Member, string? Outside = null);

public static class Roles
{
    /// <summary>The role of the member whom the workspace names as its strategist.</summary>
    public const string Strategist = "strategist";

    /// <summary>
    /// Who plays <paramref name="role"/> on <paramref name="day"/>: first whom the launch names, then the players of a
    /// period that includes the day, then a member who holds the role in every period. The first named wins. Null: nobody
    /// holds it, which is a finding and never a mistake.
    /// </summary>
    /// <remarks>
    /// A day before every period is served by the earliest one's players, a day after them all by the last one's: the late
    /// steps of a launch lie before the period it is planned in, and its last steps may lie after what is planned so far.
    /// They are the work of the people who are there, and would have nobody otherwise.
    /// </remarks>
    public static RoleHolding? HolderOf(this Workspace workspace, string role, LocalDate day, Launch? launch = null)
    {
        if (launch?.Roles.FirstOrDefault(h => h.Role == role && workspace.Has(h.Member)) is { } named) return new(named.Member);
        var planned = workspace.Planned(day);
        foreach (var period in workspace.Periods)
        {
            if (!period.Includes(planned)) continue;
            foreach (var player in period.Players)
            {
                if (player.Role != role) continue;
                if (player.Member is { } member && workspace.Has(member)) return new(member);
                if (player.Member is null) return new(null, player.Name ?? player.Key);
            }
        }
        foreach (var member in workspace.Members)
            if (workspace.Gives(role, member)) return new(member.Key);
        return null;
    }

    /// <summary>Who plays a task's role without being a member: a task of theirs has no owner. Null: nobody outside does it.</summary>
    /// <param name="launch">The launch the task belongs to, if any.</param>
    public static string? OutsideOf(this Workspace workspace, ContentTask task, Launch? launch) =>
        task is { Owner: null, Role: { } role } ? workspace.HolderOf(role, task.Day, launch)?.Outside : null;

    /// <summary>
    /// What a member plays in every period: the roles they hold, and as the workspace's strategist that role too, unless
    /// it stands among some member's roles.
    /// </summary>
    public static IEnumerable<string> RolesOf(this Workspace workspace, Member member) =>
        member.Roles.Contains(Strategist) || !workspace.Gives(Strategist, member) ? member.Roles : member.Roles.Append(Strategist);

    private static bool Gives(this Workspace workspace, string role, Member member) => member.Roles.Contains(role)
        || (role == Strategist && member.Key == workspace.Strategist && workspace.Members.All(m => !m.Roles.Contains(Strategist)));

    /// <summary>The day itself; before the first period its first day, after the last one its last.</summary>
    private static LocalDate Planned(this Workspace workspace, LocalDate day)
    {
        if (workspace.Periods.Count == 0) return day;
        var (from, to) = (LocalDate.MaxIsoValue, LocalDate.MinIsoValue);
        foreach (var period in workspace.Periods) (from, to) = (LocalDate.Min(from, period.From), LocalDate.Max(to, period.To));
        return day < from ? from : day > to ? to : day;
    }

    private static bool Has(this Workspace workspace, string key)
    {
        foreach (var member in workspace.Members)
            if (member.Key == key) return true;
        return false;
    }
}
