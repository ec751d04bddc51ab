using ContentPlanner.Core.Launches;
using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// Who plays a role: a member, or somebody outside (<see cref="Outside"/>, a name) who does not sign in and gets no mail.
/// </summary>
public sealed record RoleHolding(string? Member, string? Outside = null);

public static class Roles
{
    /// <summary>
    /// Who plays <paramref name="role"/> on <paramref name="day"/>: first whom the launch names, then the players of a
    /// period that includes the day, then a member who holds the role in every period. The first named wins. Null: nobody
    /// holds it, which is a finding and never a mistake.
    /// </summary>
    public static RoleHolding? HolderOf(this Workspace workspace, string role, LocalDate day, Launch? launch = null)
    {
        if (launch?.Roles.FirstOrDefault(h => h.Role == role && workspace.Has(h.Member)) is { } named) return new(named.Member);
        foreach (var period in workspace.Periods)
        {
            if (!period.Includes(day)) continue;
            foreach (var player in period.Players)
            {
                if (player.Role != role) continue;
                if (player.Member is { } member && workspace.Has(member)) return new(member);
                if (player.Member is null) return new(null, player.Name ?? player.Key);
            }
        }
        return workspace.Members.FirstOrDefault(m => m.Roles.Contains(role)) is { } own ? new(own.Key) : null;
    }

    private static bool Has(this Workspace workspace, string member) => workspace.Members.Any(m => m.Key == member);
}
