using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Core.Leverage;

/// <summary>An outing that was proposed for an empty slot, as it is remembered beside the plan.</summary>
/// <param name="Day">The slot's.</param>
/// <param name="Owner">Who would do it.</param>
public sealed record OfferedOuting(TaskKey Key, NodaTime.LocalDate Day, string? Owner, string Reason);

/// <summary>
/// Evergreen outings that people decided about. They stand whatever the slots look like today: what was taken up keeps the
/// day it was given, what was closed is history. One that was only put off is a proposal again, see <see cref="Evergreen"/>.
/// </summary>
internal static class DecidedOutings
{
    /// <param name="tasks">The piece's other tasks: what is done among them is what it rests from.</param>
    public static IReadOnlyList<ContentTask> DecidedOutingsOf(this Workbench bench, ContentPiece piece, TaskSource source, List<ContentTask> tasks)
    {
        var decided = new List<ContentTask>();
        foreach (var key in bench.OutingsDecidedOf(piece.Key).OrderBy(k => k.Outing))
        {
            if (bench.StepNamed(piece, key) is not (var recipe, var step) || bench.Channel(key.Channel) is not { } channel) continue;
            var origin = bench.OriginOf(piece, source);
            var rested = piece.OutingsWith(tasks.Concat(decided)).LastDay()?.PlusDays(piece.Evergreen?.CooldownDays ?? 0) ?? piece.Day;
            if (rested is not { } day) continue;
            var used = decided.Count(t => t.Status == ContentTaskStatus.Done);
            var derived = bench.Derived(key, key.Cycle, recipe, step, channel, day, "it may come back", origin) with
            {
                Status = ContentTaskStatus.Proposed,
                Variant = piece.Evergreen?.Variants.ElementAtOrDefault(used),
            };
            if (bench.Settled(derived, origin) is { } task && (task.Status.IsClosed() || task is { IsOpen: true, Decision.Day: not null })) decided.Add(task);
        }
        return decided;
    }

    /// <summary>The task of an outing that was proposed for a slot; null: no recipe of the piece has its step any more, or it stands by a decision.</summary>
    /// <param name="tasks">The piece's other tasks.</param>
    public static ContentTask? Offered(this Workbench bench, ContentPiece piece, List<ContentTask> tasks, OfferedOuting offered)
    {
        if (bench.StepNamed(piece, offered.Key) is not (var recipe, var step) || bench.Channel(offered.Key.Channel) is not { } channel) return null;
        if (tasks.Exists(t => t.Key == offered.Key)) return null;
        var origin = bench.OriginOf(piece, bench.SourceOf(piece));
        var derived = bench.Derived(offered.Key, offered.Key.Cycle, recipe, step, channel, offered.Day, offered.Reason, origin);
        return bench.Settled(derived with
        {
            Status = ContentTaskStatus.Proposed,
            Owner = offered.Owner ?? derived.Owner,
            Variant = piece.Evergreen?.Variants.ElementAtOrDefault(piece.OutingsWith(tasks).Count(o => o.Again)),
        }, origin);
    }

    /// <summary>The step that a decided outing's key names; null when no recipe of the piece has it any more.</summary>
    private static (Recipe Recipe, RecipeStep Step)? StepNamed(this Workbench bench, ContentPiece piece, TaskKey key) =>
        bench.StepsIn(piece, key.Channel).Where(run => run.Step.Key == key.Step).Select(run => ((Recipe, RecipeStep)?)run).FirstOrDefault();

    /// <summary>The steps of a piece's recipes that lead to a channel, those meant for outings first.</summary>
    public static IEnumerable<(Recipe Recipe, RecipeStep Step)> StepsIn(this Workbench bench, ContentPiece piece, string channel) =>
        bench.Library.RecipesFor(piece)
            .SelectMany(recipe => recipe.Steps, (recipe, step) => (recipe, step))
            .Where(run => run.step.Channel == channel)
            .OrderByDescending(run => run.step.Evergreen);
}
