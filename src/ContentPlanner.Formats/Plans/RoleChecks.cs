using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>
/// Roles are words, not references: a new one may be meant. So a role nobody holds is a warning, and so is one that
/// looks like a slip.
/// </summary>
internal sealed class RoleChecks(Workspace workspace, Library library, Proof proof)
{
    public void Run()
    {
        var held = Held().Select(h => h.Role).ToHashSet(StringComparer.Ordinal);
        if (workspace.Strategist is not null) held.Add(Roles.Strategist);
        foreach (var (role, at, launch) in Asked())
            if (!held.Contains(role) && launch.All(r => r != role)) proof.Warn(at, $"nobody holds the role '{role}'{proof.Suggestion(role, held, ": give it to a member, or add it under open-roles")}");
        var asked = Asked().Select(a => a.Role).Concat(AskedByLibrary()).ToHashSet(StringComparer.Ordinal);
        foreach (var (role, at) in Held())
            if (!asked.Contains(role) && Nearest.To(role, asked) is { } nearest) proof.Warn(at, $"nothing asks for the role '{role}'; did you mean '{nearest}'?");
    }

    private IEnumerable<(string Role, Position At)> Held()
    {
        foreach (var member in workspace.Members)
            for (var i = 0; i < member.Roles.Count; i++) yield return (member.Roles[i], proof.PlaceOf(member).Of("roles", i));
        foreach (var period in workspace.Periods)
        {
            foreach (var player in period.Players.Where(p => p.Role.Length > 0)) yield return (player.Role, proof.PlaceOf(player).Of("role"));
            foreach (var open in period.OpenRoles.Where(r => r.Role.Length > 0)) yield return (open.Role, proof.PlaceOf(open).Of("role"));
        }
    }

    private IEnumerable<(string Role, Position At, IEnumerable<string> InLaunch)> Asked()
    {
        foreach (var launch in workspace.Launches)
        {
            var own = launch.Roles.Select(r => r.Role);
            foreach (var step in launch.Steps)
                if (step.Role is { } role) yield return (role, proof.PlaceOf(step).Of("role"), own);
            foreach (var change in launch.Overrides)
                if (change.Role is { } role) yield return (role, proof.PlaceOf(change).Of("role"), own);
        }
        foreach (var milestone in workspace.Periods.SelectMany(p => p.Projects).SelectMany(p => p.Milestones))
            if (milestone.Role is { } role) yield return (role, proof.PlaceOf(milestone).Of("role"), []);
    }

    private IEnumerable<string> AskedByLibrary() => library.Blueprints.SelectMany(b => b.Steps).Select(s => s.Role)
        .Concat(library.Recipes.SelectMany(r => r.Steps).Select(s => s.Role))
        .Concat(library.Channels.Select(c => c.Role))
        .OfType<string>();
}
