using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Leverage;

/// <summary>What a launch asks for beside its milestones: content made of its sessions, and the posts of its countdown.</summary>
internal static class LaunchTasks
{
    /// <summary>Minutes for a countdown's post when its blueprint does not say.</summary>
    private const int PostMinutes = 20;

    /// <summary>A coaching group's recipe runs at the end of each session (design rule 8).</summary>
    public static IEnumerable<ContentTask> TasksOfSessions(this Workbench bench, LaunchSchedule launch) =>
        launch.Sessions?.Recipe is { } key && bench.Library.Recipe(key) is { } recipe
            ? launch.Sessions.Sessions.SelectMany(session => bench.TasksOf(session, recipe, launch))
            : [];

    /// <summary>The prepared posts of a mark are due on its day, which no roll moves (design rule 9).</summary>
    public static IEnumerable<ContentTask> TasksOfMarks(this Workbench bench, LaunchSchedule launch) =>
        launch.Marks.SelectMany(mark => bench.TasksOf(mark, launch));

    private static IEnumerable<ContentTask> TasksOf(this Workbench bench, Session session, Recipe recipe, LaunchSchedule launch)
    {
        var source = new TaskSource(SourceKind.Session, session.Key, session.Id, $"{session.Title}, {launch.Launch.Title}") { Number = session.Number, Launch = launch.Key };
        var origin = OriginOf(source, launch, session.Status);
        var end = session.When.Start.PlusMinutes(session.When.Minutes).Date;
        return recipe.Steps
            .Select(step => (step, start: StartOf(step)))
            .Where(run => run.start is not null)
            .SelectMany(run => bench.TasksOf(recipe, run.step, run.start!, origin, () => 0));

        Start? StartOf(RecipeStep step) =>
            step.Offset.Anchor == PieceTasks.Publish ? Start.Publication(end, source.Title)
            : launch.Anchor(step.Offset.Anchor) is { } anchor ? Start.LaunchAnchor(launch, anchor)
            : null;
    }

    private static IEnumerable<ContentTask> TasksOf(this Workbench bench, Mark mark, LaunchSchedule launch)
    {
        var days = mark.Definition.DaysBefore;
        var source = new TaskSource(SourceKind.Mark, launch.Key, mark.Id, launch.Launch.Title) { Number = days, Launch = launch.Key };
        var origin = OriginOf(source, launch, mark.Status);
        var run = FormattableString.Invariant($"{launch.Launch.CountdownRun}");
        foreach (var posts in mark.Definition.Posts.GroupBy(p => p.Channel, StringComparer.Ordinal))
        {
            if (bench.Channel(posts.Key) is not { } channel) continue;
            var several = posts.Count() > 1;
            foreach (var (post, part) in posts.Select((post, i) => (post, several ? i + 1 : (int?)null)))
            {
                var key = new TaskKey(launch.Key, mark.Label.ToLowerInvariant(), channel.Key, run, part);
                var (role, owner) = bench.Assigned(post.Role, channel, mark.Day, origin);
                var derived = new ContentTask
                {
                    Id = Identity.Derived(mark.Id, "task", (key with { Source = "" }).ToString()),
                    Key = key,
                    Source = source,
                    Title = $"{channel.Name} post, {(days == 0 ? "the day itself" : DayWords.Days(days) + " to go")}: {launch.Launch.Title}",
                    Channel = channel.Key,
                    Recipe = FormattableString.Invariant($"{launch.Blueprint.Key}@{launch.Blueprint.Version}"),
                    Step = key.Step,
                    Template = post.Template,
                    Instruction = "Say what the day means for the reader and where to go; add one sentence only you could write",
                    EffortMinutes = post.EffortMinutes ?? PostMinutes,
                    Planned = mark.Day,
                    Day = mark.Day,
                    Status = bench.Undecided(mark.Day),
                    Reason = $"{mark.Label} of {launch.Launch.Title}",
                    Role = role,
                    Owner = owner,
                    Pillar = origin.Pillar,
                    Intention = origin.Intention,
                    Launch = launch.Key,
                };
                if (bench.Settled(derived, origin) is { } task) yield return task;
            }
        }
    }

    private static Origin OriginOf(TaskSource source, LaunchSchedule launch, LaunchStatus status) => new(source)
    {
        Launch = launch.Launch,
        Pillar = launch.Launch.Pillar,
        Intention = launch.Launch.Intention,
        Owner = launch.Launch.Owner,
        IsOver = status == LaunchStatus.Cancelled,
        OverSince = launch.Launch.StatusSince,
        IsSuspended = status == LaunchStatus.Postponed,
    };
}
