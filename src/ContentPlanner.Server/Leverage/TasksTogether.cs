using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>One thing done to several tasks at once: one line in the audit trail, taken back with one click.</summary>
internal static class TasksTogether
{
    /// <param name="until">For <c>snooze</c>.</param>
    /// <param name="owner">Member key for <c>assign</c>; empty: whoever holds the role.</param>
    /// <returns>The deed, or why there is none.</returns>
    public static (Deed? Deed, string? Why) Of(string verb, IReadOnlyList<ContentTask> tasks, LocalDate today, LocalDate? until, string? owner)
    {
        var open = tasks.Where(t => !t.Status.IsClosed()).ToList();
        switch (verb)
        {
            case "done" or "pass" or "take-up" or "snooze" or "assign" when open.Count == 0:
                return (null, tasks.Count == 1 ? "it is closed already" : "all of them are closed already");
            case "done":
                return (Each("finished", open, null, (w, t) => w.Complete(t, today)), null);
            case "pass":
                return (Each("decided against", open, null, (w, t) => w.Skip(t, today)), null);
            case "take-up":
                var proposed = open.Where(t => t.Status == ContentTaskStatus.Proposed).ToList();
                return proposed.Count == 0 ? (null, "none of them is a proposal") : (Each("took up", proposed, null, (w, t) => w.TakeUp(t, DayFor(w, t, today))), null);
            case "snooze":
                var movable = open.Where(t => t.Source.Kind != SourceKind.Mark).ToList();
                if (until is not { } day || day <= today) return (null, "choose a day to come");
                return movable.Count == 0 ? (null, "what belongs to a day of the countdown cannot be put off") : (Each("put off", movable, $" to {day}", (w, t) => w.Snooze(t, day)), null);
            case "assign":
                var member = string.IsNullOrWhiteSpace(owner) ? null : owner;
                var deed = Each("gave", open, member is null ? $" to whoever holds the role" : (FormattableString)$" to {member}", (w, t) => w.Assign(t, member));
                return (deed with { Verb = workspace => workspace.RefusalOf(member) is { } why ? Verdict.Refused(why) : deed.Verb(workspace) }, null);
            case "reopen":
                return (Each("reopened", [.. tasks.Where(t => t.Status.IsClosed())], null, (w, t) => w.Reopen(t)), null);
            default:
                return (null, "nothing of that kind can be done with tasks");
        }
    }

    /// <summary>The day a proposal is taken up for: its own while that is to come, else the next working day on which the channel has nothing else.</summary>
    public static LocalDate DayFor(Workspace workspace, ContentTask task, LocalDate today)
    {
        if (task.Day >= today) return task.Day;
        var taken = workspace.Tasks.Where(d => d.Day is not null && d.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress && d.Key.Contains($"/{task.Channel}/", StringComparison.Ordinal))
            .Select(d => d.Day!.Value).ToHashSet();
        var calendar = workspace.Calendar;
        var day = calendar.Roll(today.PlusDays(1), Roll.Next);
        while (taken.Contains(day)) day = calendar.Roll(day.PlusDays(1), Roll.Next);
        return day;
    }

    private static Deed Each(string did, List<ContentTask> tasks, FormattableString? how, Func<Workspace, ContentTask, Workspace> verb) => new(
        tasks.Count == 1 ? $"{did} “{tasks[0].Title}”{how}" : (FormattableString)$"{did} {tasks.Count} content tasks{how}",
        workspace => tasks.Aggregate(workspace, (now, task) => IsAsSeen(now, task) ? verb(now, task) : now));

    /// <summary>What somebody else closed or reopened in between stays as they left it.</summary>
    private static bool IsAsSeen(Workspace workspace, ContentTask task) =>
        (workspace.Tasks.LastOrDefault(d => d.Key == task.Key.ToString())?.Status?.IsClosed() ?? false) == (task.Decision?.Status?.IsClosed() ?? false);
}
