using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;
using ContentPlanner.Formats.Drafts;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>What a task is made from: a piece, a session of a coaching group, a mark of a countdown.</summary>
internal sealed record TaskSourceView(SourceKind Kind, string Key, string Title, int? Number);

/// <summary>A content task: repurpose this source for that channel by that day.</summary>
internal sealed record TaskView(
    Guid Id, string Key, string Title, TaskSourceView Source, string Channel, string Recipe, string Step, ContentTaskStatus Status,
    LocalDate Planned, LocalDate Day, LocalDate Due, bool Late, string Reason, string Instruction, int EffortMinutes)
{
    public LocalDate? SnoozedUntil { get; init; }
    public LocalDate? ClosedOn { get; init; }
    public string? Owner { get; init; }
    public string? Role { get; init; }
    public string? Launch { get; init; }
    public string? Pillar { get; init; }
    public string? Intention { get; init; }
    public string? Url { get; init; }
    public string? Note { get; init; }
    public int? Part { get; init; }
    public int? Parts { get; init; }
    public bool Private { get; init; }
    public bool SourceChanged { get; init; }

    public static TaskView Of(ContentTask task, LocalDate today) => new(
        task.Id, task.Key.ToString(), task.Title, new(task.Source.Kind, task.Source.Key, task.Source.Title, task.Source.Number), task.Channel, task.Recipe, task.Step, task.Status,
        task.Planned, task.Day, task.Due, task.IsLate(today), task.Reason, task.Instruction, task.EffortMinutes)
    {
        SnoozedUntil = task.SnoozedUntil,
        ClosedOn = task.ClosedOn,
        Owner = task.Owner,
        Role = task.Role,
        Launch = task.Launch,
        Pillar = task.Pillar,
        Intention = task.Intention,
        Url = task.Url,
        Note = task.Decision?.Note,
        Part = task.Part,
        Parts = task.Parts,
        Private = task.Private,
        SourceChanged = task.SourceChanged,
    };
}

/// <summary>A text that is posted by itself, with its length as the channel counts.</summary>
internal sealed record DraftPartView(string Text, int Length);

/// <summary>A line of what would be another if an edited draft were made afresh.</summary>
internal sealed record DraftChangeView(DifferenceKind Kind, string Text);

/// <summary>The text prepared for a task: what a person wrote, else what its template makes of the source today.</summary>
internal sealed record DraftView(string Text, string Fingerprint, bool Edited, bool Waiting, bool TooLong, IReadOnlyList<DraftPartView> Parts, Counter Counter, int? Limit)
{
    /// <summary>What has to be done before it can be posted.</summary>
    public string? Remark { get; init; }

    /// <summary>Only of an edited draft whose source has changed since.</summary>
    public IReadOnlyList<DraftChangeView>? Changes { get; init; }

    public static DraftView Of(Draft draft, TextDifference? changes) => new(
        draft.Text, draft.Fingerprint, draft.IsEdited, draft.IsWaiting, draft.IsTooLong, [.. draft.Parts.Select(p => new DraftPartView(p.Text, p.Length))], draft.Counter, draft.Limit)
    {
        Remark = draft.Remark,
        Changes = changes is null ? null : [.. changes.Lines.Select(l => new DraftChangeView(l.Kind, l.Text))],
    };
}

internal sealed record ClosingBody(LocalDate? On = null, string? Url = null);

internal sealed record DayBody(LocalDate? Day = null);

internal sealed record SnoozeBody(LocalDate Until);

internal sealed record PinBody(LocalDate Day);

internal sealed record AssignBody(string? Member = null);

internal sealed record NoteBody(string? Note = null);

internal sealed record DraftBody(string Text);

internal sealed record ReasonBody(string Reason);
