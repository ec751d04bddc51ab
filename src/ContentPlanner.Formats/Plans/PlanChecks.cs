using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>What can only be seen when the whole document is known.</summary>
internal sealed class PlanChecks(Workspace workspace, Library library, LocalDate today, Proof proof)
{
    public void Run()
    {
        new ClockChecks(workspace, today, proof).Run();
        new LaunchChecks(workspace, library, today, proof).Run();
        new RoleChecks(workspace, library, proof).Run();
        Formats();
        Continuations();
        CountdownsTwice();
        proof.Settle();
        // While a launch is mistyped, everything decided about it would seem to be about nothing.
        if (!proof.HasErrors) new DecisionChecks(workspace, library, today, proof).Run();
    }

    /// <summary>A format without a recipe is fine, one that is nearly a recipe's is a slip.</summary>
    private void Formats()
    {
        var known = library.Recipes.Select(r => r.Format).ToHashSet(StringComparer.Ordinal);
        foreach (var group in workspace.Pieces.Where(p => p.Recipes.Count == 0).GroupBy(p => p.Format, StringComparer.Ordinal).Where(g => g.Key.Length > 0 && !known.Contains(g.Key)))
            if (Nearest.To(group.Key, known) is { } nearest)
                foreach (var piece in group) proof.PlaceOf(piece).Warn("format", $"there is no recipe for the format '{group.Key}', so nothing will be made of this piece; did you mean '{nearest}'?");
        foreach (var cadence in workspace.Cadences)
            if (cadence.Format is { } format && !known.Contains(format) && Nearest.To(format, known) is { } nearest)
                proof.PlaceOf(cadence).Warn("format", $"there is no recipe for the format '{format}'; did you mean '{nearest}'?");
    }

    private void Continuations()
    {
        var cadences = workspace.Cadences.GroupBy(c => c.Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        if (Chains.Cycle(cadences.Keys, key => cadences.GetValueOrDefault(key)?.Continues) is { } cycle)
            proof.PlaceOf(cadences[cycle[0]]).Wrong("continues", $"cadences continue each other in a circle: {string.Join(" → ", cycle)}");
    }

    private void CountdownsTwice()
    {
        foreach (var twice in workspace.Countdowns.GroupBy(c => c.Launch, StringComparer.Ordinal).Where(g => g.Key.Length > 0).SelectMany(g => g.Skip(1)))
            proof.PlaceOf(twice).Wrong("launch", $"who gets the countdown of '{twice.Launch}' is said a second time: put the people together");
    }
}
