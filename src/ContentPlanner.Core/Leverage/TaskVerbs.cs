using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// What people decide about a content task, written into the workspace. Only the decision is kept; everything else stays
/// derived, and a decision taken back leaves no trace.
/// </summary>
public static class TaskVerbs
{
    /// <summary>A proposal becomes work for a day: the slot's it was proposed for, or another.</summary>
    public static Workspace TakeUp(this Workspace workspace, ContentTask task, LocalDate day) =>
        workspace.Decide(task, d => d with { Status = ContentTaskStatus.Open, Day = day });

    /// <summary>It is being worked on. An evergreen outing keeps the slot it was proposed for.</summary>
    public static Workspace Begin(this Workspace workspace, ContentTask task) =>
        workspace.Decide(task, d => d with { Status = ContentTaskStatus.InProgress, Day = d.Day ?? (task.Key.Outing is null ? null : task.Day) });

    /// <summary>It went out on a day, at an address if there is one.</summary>
    public static Workspace Complete(this Workspace workspace, ContentTask task, LocalDate on, string? url = null) =>
        workspace.Decide(task, d => d with { Status = ContentTaskStatus.Done, ClosedOn = on, Url = url ?? d.Url });

    /// <summary>Decided against.</summary>
    public static Workspace Skip(this Workspace workspace, ContentTask task, LocalDate on) =>
        workspace.Decide(task, d => d with { Status = ContentTaskStatus.Skipped, ClosedOn = on });

    /// <summary>Open again, where it was before it was closed.</summary>
    public static Workspace Reopen(this Workspace workspace, ContentTask task) =>
        workspace.Decide(task, d => d with { Status = null, ClosedOn = null });

    /// <summary>A person sets its day; it no longer follows its source.</summary>
    public static Workspace Pin(this Workspace workspace, ContentTask task, LocalDate day) =>
        workspace.Decide(task, d => d with { Day = day });

    /// <summary>It follows its source again.</summary>
    public static Workspace Relink(this Workspace workspace, ContentTask task) =>
        workspace.Decide(task, d => d with { Day = null });

    /// <summary>It wants no attention before a day; null wakes it.</summary>
    public static Workspace Snooze(this Workspace workspace, ContentTask task, LocalDate? until) =>
        workspace.Decide(task, d => d with { SnoozedUntil = until });

    /// <summary>Somebody does it, whoever holds its role; null: who holds it.</summary>
    public static Workspace Assign(this Workspace workspace, ContentTask task, string? member) =>
        workspace.Decide(task, d => d with { Owner = member });

    /// <summary>A person's own text instead of the one its template makes.</summary>
    /// <param name="source">Fingerprint of what the text was made from, see <see cref="SourceFingerprint"/>.</param>
    public static Workspace Write(this Workspace workspace, ContentTask task, string draft, string source) =>
        workspace.Decide(task, d => d with { Draft = draft, DraftSource = source });

    /// <summary>Its template makes the text again.</summary>
    public static Workspace DropDraft(this Workspace workspace, ContentTask task) =>
        workspace.Decide(task, d => d with { Draft = null, DraftSource = null });

    /// <summary>A remark for whoever does it; null takes it away.</summary>
    public static Workspace Remark(this Workspace workspace, ContentTask task, string? note) =>
        workspace.Decide(task, d => d with { Note = note });

    private static Workspace Decide(this Workspace workspace, ContentTask task, Func<TaskDecision, TaskDecision> decide) =>
        workspace with { Tasks = workspace.Tasks.Decide(new() { Key = task.Key.ToString() }, decide) };
}
