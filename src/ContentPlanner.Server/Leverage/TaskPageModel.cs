using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Texts;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Shared.Web;
using NodaTime.Text;

namespace ContentPlanner.Server.Leverage;

/// <summary>One of the texts of a draft that are posted one by one.</summary>
/// <param name="Length">"812 of 3,000"; null: the channel takes any.</param>
public sealed record DraftShown(string Id, string? Name, string Text, string? Length, bool IsTooLong);

/// <summary>What somebody typed into a form that could not be saved, and why.</summary>
/// <param name="Do">Which form it was.</param>
public sealed record TaskTyped(string Do, string? Draft, string? Url, string? On, string? Until, string? Note, string Words)
{
    /// <summary>Whom somebody wanted to ask for an approval.</summary>
    public AskTyped? Ask { get; init; }
}

/// <summary>What <c>/w/{client}/tasks/{task}</c> shows.</summary>
public sealed record TaskPageModel
{
    public required string Path { get; init; }
    public required string What { get; init; }
    public required string From { get; init; }
    public string? FromHref { get; init; }
    public required string Channel { get; init; }
    public required string ChannelKey { get; init; }
    public required string Kind { get; init; }
    public required string State { get; init; }
    public string? Tone { get; init; }
    public required string When { get; init; }
    public required string Reason { get; init; }
    public required string Who { get; init; }
    public string? Role { get; init; }
    public required string Effort { get; init; }
    public required string Instruction { get; init; }
    public string? Note { get; init; }
    public string? Url { get; init; }
    public string? Launch { get; init; }
    public string? LaunchHref { get; init; }
    public string? Address { get; init; }

    public bool IsOpen { get; init; }
    public bool IsClosed { get; init; }
    public bool IsProposed { get; init; }
    public bool IsUnderWay { get; init; }
    public bool CanSnooze { get; init; }
    public bool IsPinned { get; init; }
    public bool IsSnoozed { get; init; }

    public required IReadOnlyList<DraftShown> Parts { get; init; }
    public required string Draft { get; init; }
    public bool IsEdited { get; init; }
    public string? Remark { get; init; }
    public required IReadOnlyList<DraftCheck> Checks { get; init; }

    /// <summary>How the text of a person differs from what the template makes of the source today; null: it need not be looked at.</summary>
    public TextDifference? Difference { get; init; }

    public bool SourceChanged { get; init; }

    /// <summary>The form to write the draft is open.</summary>
    public bool IsWriting { get; init; }

    /// <summary>Where a text's lengths are asked for while somebody writes.</summary>
    public required string Lengths { get; init; }

    /// <summary>Of the draft that was shown, and of what it was made from: what somebody saw when they began to write.</summary>
    public required string Seen { get; init; }

    public required string Source { get; init; }

    /// <summary>Key the typed text is kept under in the browser.</summary>
    public required string Keep { get; init; }

    public required string Today { get; init; }
    public required string Day { get; init; }
    public string? Owner { get; init; }
    public required IReadOnlyList<Option> Members { get; init; }
    public required IReadOnlyList<Option> Snoozes { get; init; }
    public TaskTyped? Typed { get; init; }

    /// <summary>Who was asked to approve it, and what they said.</summary>
    public required IReadOnlyList<AskedShown> Asked { get; init; }

    /// <param name="found">With its draft.</param>
    public static TaskPageModel Of(OpenPlan open, FoundTask found, bool writing, TaskTyped? typed)
    {
        var (task, draft, today) = (found.Task, found.Draft, open.Today);
        var channel = open.Workspace.ChannelsIn(open.Library).FirstOrDefault(c => c.Key == task.Channel) ?? new Channel { Key = task.Channel, Name = task.Channel };
        var (state, tone) = StateOf(task, open);
        var launch = task.Launch is { } key ? open.Workspace.Launches.FirstOrDefault(l => l.Key == key) : null;
        return new()
        {
            Path = open.At($"/tasks/{task.Key}"),
            What = task.What(),
            From = task.Source.Title,
            FromHref = found.Piece is { } piece ? open.At($"/pieces/{piece.Key}") : launch is not null ? open.At($"/launches/{launch.Key}") : null,
            Channel = channel.Name,
            ChannelKey = channel.Key,
            Kind = Kinds.OfChannel(task.Channel),
            Address = channel.Address,
            State = state,
            Tone = tone,
            When = task.Status.IsClosed() ? open.Locale.Format(task.Day, DayStyle.Full) : open.Locale.Format(task.Due, DayStyle.Full),
            Reason = task.Reason,
            Who = open.Workspace.NameOf(task.Owner) ?? "Nobody yet",
            Role = task.Owner is null ? task.Role : null,
            Effort = DueWords.Length(task.EffortMinutes),
            Instruction = task.Instruction,
            Note = task.Decision?.Note,
            Url = task.Url,
            Launch = launch?.Title,
            LaunchHref = launch is null ? null : open.At($"/launches/{launch.Key}"),
            IsOpen = task.IsOpen,
            IsClosed = task.Status.IsClosed(),
            IsProposed = task.Status == ContentTaskStatus.Proposed,
            IsUnderWay = task.Status == ContentTaskStatus.InProgress,
            CanSnooze = !task.Status.IsClosed() && task.Source.Kind != SourceKind.Mark,
            IsPinned = task.Decision?.Day is not null && !task.Status.IsClosed(),
            IsSnoozed = task.SnoozedUntil > today,
            Parts = Shown(draft),
            Draft = draft.Text,
            IsEdited = draft.IsEdited,
            Remark = draft.Remark,
            Checks = task.Status.IsClosed() ? [] : DraftChecks.Of(draft, channel, found.Piece?.Url),
            Difference = task.SourceChanged ? found.Drafts.ChangesSinceEdited(task) : null,
            SourceChanged = task.SourceChanged && !task.Status.IsClosed(),
            IsWriting = writing,
            Lengths = open.At("/tasks/lengths"),
            Seen = Typing.Print(task.Decision?.Draft),
            Source = draft.Fingerprint,
            Keep = $"{open.Client.Key}/tasks/{task.Id:N}",
            Today = LocalDatePattern.Iso.Format(today),
            Day = LocalDatePattern.Iso.Format(task.Due > today ? task.Due : today),
            Owner = task.Decision?.Owner,
            Members = [new("", "Whoever holds the role"), .. open.Workspace.Members.Select(m => new Option(m.Key, m.Name))],
            Snoozes = TaskList.Snoozes(today, open.Locale),
            Typed = typed,
            Asked = ApprovalAsking.Of(open, null, task),
        };
    }

    private static (string State, string? Tone) StateOf(ContentTask task, OpenPlan open) => task.Status switch
    {
        ContentTaskStatus.Proposed => ("Proposed", "accent"),
        ContentTaskStatus.Done => ("Done", "ok"),
        ContentTaskStatus.Skipped => ("Decided against", null),
        ContentTaskStatus.Cancelled => ("Called off", null),
        _ when task.IsLate(open.Today) => (open.Locale.Due(task.Due, open.Today), "late"),
        ContentTaskStatus.InProgress => ("Under way", "accent"),
        _ => (open.Locale.Day(task.Due, open.Today).Capital(), task.Due == open.Today ? "accent" : null),
    };

    private static IReadOnlyList<DraftShown> Shown(Draft draft) => [.. draft.Parts.Select((part, i) => new DraftShown(
        FormattableString.Invariant($"draft-{i + 1}"),
        draft.Parts.Count > 1 ? FormattableString.Invariant($"{i + 1} of {draft.Parts.Count}") : null,
        part.Text,
        Typing.LengthOf(part.Length, draft.Limit),
        part.Length > draft.Limit))];
}
