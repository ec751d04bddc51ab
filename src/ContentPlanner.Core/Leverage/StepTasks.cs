using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;
using Offset = ContentPlanner.Core.Launches.Offset;

namespace ContentPlanner.Core.Leverage;

/// <summary>A day that a recipe's step counts from.</summary>
/// <param name="Cycle">The cycle in the task's key: a launch's key where a launch gives the day.</param>
/// <param name="CycleId">The same for the task's id: a launch's id, so that a renamed launch keeps its tasks.</param>
/// <param name="Words">How a reason names an offset from it: "2 days after “Five steps”".</param>
internal sealed record Start(LocalDate Day, string Cycle, string CycleId, Func<Offset, string> Words)
{
    public static Start Publication(LocalDate day, string title) =>
        new(day, TaskKey.First, TaskKey.First, offset => offset.Amount == 0 ? $"the day of “{title}”" : Reason.Of(offset, $"“{title}”", isMain: false));

    public static Start LaunchAnchor(LaunchSchedule launch, Anchor anchor)
    {
        var isMain = anchor.Name == launch.Blueprint.MainAnchor;
        return new(anchor.Day, launch.Key, launch.Id.ToString("N"), offset =>
            Reason.Of(offset, anchor.Title, isMain) + (isMain ? " of " : ", ") + launch.Launch.Title);
    }
}

/// <summary>A step of a recipe becomes a task, or a series of them.</summary>
internal static class StepTasks
{
    /// <param name="points">How many points the source's list has; asked only for a step that makes a series.</param>
    public static IEnumerable<ContentTask> TasksOf(this Workbench bench, Recipe recipe, RecipeStep step, Start start, Origin origin, Func<int> points)
    {
        if (bench.Channel(step.Channel) is not { } channel) yield break;
        var parts = step.Series is { } series ? Math.Clamp(points(), 1, Math.Max(1, series.AtMost)) : 1;
        LocalDate? before = null;
        for (var part = 1; part <= parts; part++)
        {
            var due = bench.DueOn(step, start.Day).PlusDays((part - 1) * (step.Series?.EveryDays ?? 0));
            var day = bench.Calendar.Roll(due, step.Roll);
            // Two parts that a weekend rolls to one Monday would go out together: the later one waits a working day.
            if (day <= before) day = bench.Calendar.Roll(before.Value.PlusDays(1), Roll.Next);
            before = day;
            var key = new TaskKey(origin.Source.Key, step.Key, channel.Key, start.Cycle, step.Series is null ? null : part);
            var reason = start.Words(step.Offset.Offset);
            var derived = parts == 1
                ? bench.Derived(key, start.CycleId, recipe, step, channel, day, reason + Reason.Rolled(due, day, step.Roll), origin)
                : bench.Derived(key, start.CycleId, recipe, step, channel, day, string.Create(CultureInfo.InvariantCulture, $"part {part} of {parts}, from {reason} on"), origin) with
                {
                    Title = string.Create(CultureInfo.InvariantCulture, $"{step.Title} ({part} of {parts}): {origin.Source.Title}"),
                    Part = part,
                    Parts = parts,
                };
            if (bench.Settled(derived, origin) is { } task) yield return task;
        }
    }

    /// <summary>The day a step's rule gives, before it is rolled to a working day.</summary>
    public static LocalDate DueOn(this Workbench bench, RecipeStep step, LocalDate day) => step.Offset.Offset.From(day, bench.Calendar);

    /// <summary>The task that follows from a step, before anybody decided anything.</summary>
    public static ContentTask Derived(
        this Workbench bench, TaskKey key, string cycleId, Recipe recipe, RecipeStep step, Channel channel, LocalDate day, string reason, Origin origin)
    {
        var (role, owner) = bench.Assigned(step.Role, channel, day, origin);
        return new()
        {
            Id = Identity.Derived(origin.Source.Id, "task", (key with { Source = "", Cycle = cycleId }).ToString()),
            Key = key,
            Source = origin.Source,
            Title = $"{step.Title}: {origin.Source.Title}",
            Channel = channel.Key,
            Recipe = bench.NameOf(recipe),
            Step = step.Key,
            Template = step.Template,
            Instruction = step.Instruction,
            EffortMinutes = step.EffortMinutes,
            Planned = day,
            Day = day,
            Status = bench.Undecided(day),
            Reason = reason,
            Role = role,
            Owner = owner,
            Pillar = origin.Pillar,
            Intention = origin.Intention,
            Launch = origin.Launch?.Key,
            Private = origin.Private,
        };
    }
}
