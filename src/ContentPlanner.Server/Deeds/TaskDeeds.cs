using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Deeds;

/// <summary>What people do with content tasks: in mails, on pages, through the API. Doing it twice is doing it once.</summary>
public sealed class TaskDeeds(Desks desks, TaskBook book, IClock clock)
{
    /// <summary>A proposal becomes work; null: for the slot it was proposed for.</summary>
    public Deed TakeUp(ContentTask task, LocalDate? day = null) => Of(task, "took up", (workspace, now, _) =>
        now.Status == ContentTaskStatus.Proposed ? workspace.TakeUp(now, day ?? now.Day) : Open(workspace, now));

    public Deed Begin(ContentTask task) => Of(task, "began", (workspace, now, _) =>
        now.Status == ContentTaskStatus.InProgress ? workspace : IsClosed(now) is { } why ? Verdict.Refused(why) : workspace.Begin(now));

    /// <param name="url">Where it was published; null: what is known stays.</param>
    public Deed Done(ContentTask task, LocalDate on, string? url = null) => Of(task, "finished", (workspace, now, _) => now.Status switch
    {
        ContentTaskStatus.Done => url is null || url == now.Url ? workspace : workspace.Complete(now, now.ClosedOn ?? on, url),
        ContentTaskStatus.Skipped or ContentTaskStatus.Cancelled => Verdict.Refused(IsClosed(now)!),
        _ => workspace.Complete(now, on, url),
    });

    public Deed Snooze(ContentTask task, LocalDate until) => Of(task, "put off", (workspace, now, today) =>
        IsClosed(now) is { } why ? Verdict.Refused(why)
        : now.Source.Kind == SourceKind.Mark ? Verdict.Refused("it belongs to a day of the countdown and cannot be put off")
        : until <= today ? Verdict.Refused($"{Locale.For(workspace.Locale).Format(until)} is not after today; name a later day")
        : workspace.Snooze(now, until), $" to {until}");

    public Deed Wake(ContentTask task) => Of(task, "woke", (workspace, now, _) => workspace.Snooze(now, null));

    public Deed Skip(ContentTask task, LocalDate on) => Of(task, "decided against", (workspace, now, _) => now.Status switch
    {
        ContentTaskStatus.Skipped or ContentTaskStatus.Cancelled => workspace,
        ContentTaskStatus.Done => Verdict.Refused(IsClosed(now)!),
        _ => workspace.Skip(now, on),
    });

    public Deed Reopen(ContentTask task) => Of(task, "reopened", (workspace, now, _) => now.Status.IsClosed() ? workspace.Reopen(now) : workspace);

    /// <summary>A day of its own; it no longer follows its source.</summary>
    public Deed Pin(ContentTask task, LocalDate day) => Of(task, "moved", (workspace, now, _) =>
        IsClosed(now) is { } why ? Verdict.Refused(why) : now.Status == ContentTaskStatus.Proposed ? workspace.TakeUp(now, day) : workspace.Pin(now, day), $" to {day}");

    /// <summary>It follows its source again.</summary>
    public Deed Relink(ContentTask task) => Of(task, "let follow its source again:", (workspace, now, _) => workspace.Relink(now));

    /// <param name="member">Null: whoever holds its role.</param>
    public Deed Assign(ContentTask task, string? member) => Of(task, "gave", (workspace, now, _) =>
        workspace.RefusalOf(member) is { } why ? Verdict.Refused(why) : workspace.Assign(now, member), member is null ? $" to whoever holds its role" : (FormattableString)$" to {member}");

    /// <summary>A person's own text.</summary>
    /// <param name="source">Fingerprint of the draft they began with.</param>
    public Deed Write(ContentTask task, string draft, string source) => Of(task, "wrote the draft of", (workspace, now, _) => workspace.Write(now, draft, source));

    /// <summary>Its template makes the text again.</summary>
    public Deed DropDraft(ContentTask task) => Of(task, "went back to the prepared draft of", (workspace, now, _) => workspace.DropDraft(now));

    public Deed Remark(ContentTask task, string? note) => Of(task, "made a note about", (workspace, now, _) => workspace.Remark(now, note));

    /// <summary>Null: nothing derives such a task any more.</summary>
    /// <param name="task">Its key, or its id.</param>
    public static ContentTask? Find(Schedule schedule, string task) =>
        Guid.TryParse(task, out var id) ? schedule.Tasks.FirstOrDefault(t => t.Id == id) : schedule.Tasks.FirstOrDefault(t => t.Key.ToString() == task);

    private Deed Of(ContentTask task, string did, Func<Workspace, ContentTask, LocalDate, Verdict> verb, FormattableString? how = null) => new($"{did} “{task.Title}”{how}", workspace =>
    {
        var today = workspace.Today(clock);
        return Now(workspace, task.Key) is { } now ? verb(workspace, now, today) : Verdict.Refused("it is not on the list any more");
    });

    /// <summary>What fills an empty slot follows from everything that competes for it; any other task from its source.</summary>
    private ContentTask? Now(Workspace workspace, TaskKey key) =>
        key.Outing is null ? book.Now(workspace, key) : desks.Of(workspace).Schedule.Tasks.FirstOrDefault(t => t.Key == key);

    private static Verdict Open(Workspace workspace, ContentTask task) => IsClosed(task) is { } why ? Verdict.Refused(why) : workspace;

    private static string? IsClosed(ContentTask task) => task.Status switch
    {
        ContentTaskStatus.Done => "it is done; reopen it first",
        ContentTaskStatus.Skipped => "it was decided against; reopen it first",
        ContentTaskStatus.Cancelled => "it was called off; reopen it first",
        _ => null,
    };
}
