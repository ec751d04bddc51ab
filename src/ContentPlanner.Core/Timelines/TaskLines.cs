using System.Globalization;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Timelines;

/// <summary>Content tasks on the day they want attention; closed ones on the day they were closed.</summary>
internal static class TaskLines
{
    public static IEnumerable<Entry> Of(Frame frame)
    {
        var pieces = new Dictionary<string, PlanItem>(frame.Workspace.Pieces.Count, StringComparer.Ordinal);
        foreach (var piece in frame.Workspace.Pieces) pieces[piece.Key] = piece;

        return frame.Schedule.Tasks.Select(task => Of(frame, task, SourceOf(frame, task, pieces))).OfType<Entry>();
    }

    /// <summary>Null: it is not within the window.</summary>
    public static Entry? Of(Frame frame, ContentTask task, PlanItem? source)
    {
        var day = task.Status.IsClosed() ? task.Day : task.Due;
        return frame.Window.Contains(day) ? Line(frame, task, new When.AllDay(day), source) : null;
    }

    private static Entry Line(Frame frame, ContentTask task, When when, PlanItem? source) => Line(frame, task, when, source, frame.Workspace.OutsideOf(task, frame.Launch(task.Launch)?.Launch));

    private static Entry Line(Frame frame, ContentTask task, When when, PlanItem? source, string? outside) => frame.Stamped(new()
    {
        Uid = frame.Uid("task", task.Id, Facet.Due),
        Type = "task",
        Key = task.Key.ToString(),
        Facet = Facet.Due,
        When = when,
        Title = task.Title,
        Category = Categories.Task,
        Status = StatusOf(task.Status),
        State = Wording.State(task.Status),
        Owner = task.Owner,
        Outside = outside,
        Reason = task.Reason,
        Description = Wording.Lines(
            task.Instruction,
            Wording.Labelled("From", task.Source.Title),
            Wording.Labelled("For", frame.ChannelName(task.Channel)),
            task is { Part: { } part, Parts: { } parts } ? string.Create(CultureInfo.InvariantCulture, $"Part {part} of {parts}") : null,
            Wording.Role(task.Role, isPlayed: task.Owner is not null || outside is not null || task.Status.IsClosed()),
            Wording.Effort(task.EffortMinutes),
            Wording.Labelled("Note", task.Decision?.Note)),
        Url = task.Url,
        Launch = task.Launch,
        Pillar = task.Pillar,
        Channel = task.Channel,
        Private = task.Private,
        ClosedOn = task.ClosedOn,
    }, source, task.Decision);

    private static PlanItem? SourceOf(Frame frame, ContentTask task, Dictionary<string, PlanItem> pieces) =>
        task.Source.Kind == SourceKind.Piece ? pieces.GetValueOrDefault(task.Source.Key) : frame.Launch(task.Source.Launch)?.Launch;

    private static EntryStatus StatusOf(ContentTaskStatus status) => status switch
    {
        ContentTaskStatus.Proposed => EntryStatus.Tentative,
        ContentTaskStatus.InProgress => EntryStatus.InProgress,
        ContentTaskStatus.Done => EntryStatus.Done,
        ContentTaskStatus.Skipped or ContentTaskStatus.Cancelled => EntryStatus.Cancelled,
        _ => EntryStatus.Confirmed,
    };
}
