using ContentPlanner.Core.Launches;
using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// Who plays a planning role. The nearest word wins: the launch's own, then the players of the period the day lies in,
/// then the members who hold the role in every period. The first in the document is taken when several hold it.
/// </summary>
public static class Roles
{
    /// <summary>
    /// Member key of who plays <paramref name="role"/> on <paramref name="day"/>; null when nobody does, or when a
    /// player from outside does, who owns nothing here (<see cref="IsHeld"/> tells the two apart).
    /// </summary>
    public static string? MemberFor(this Workspace workspace, string role, LocalDate day, Launch? launch = null) =>
        launch?.Roles.FirstOrDefault(r => r.Role == role) is { } holder ? holder.Member
        : PlayerFor(workspace, role, day) is { } player ? player.Member
        : workspace.Members.FirstOrDefault(m => m.Roles.Contains(role))?.Key;

    /// <summary>Whether a member or somebody outside plays <paramref name="role"/> on <paramref name="day"/>.</summary>
    public static bool IsHeld(this Workspace workspace, string role, LocalDate day, Launch? launch = null) =>
        PlayerFor(workspace, role, day) is not null || workspace.MemberFor(role, day, launch) is not null;

    private static Player? PlayerFor(Workspace workspace, string role, LocalDate day) =>
        workspace.Periods.Where(p => p.Includes(day)).SelectMany(p => p.Players).FirstOrDefault(p => p.Role == role);
}
