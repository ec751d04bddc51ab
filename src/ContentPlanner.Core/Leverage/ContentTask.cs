using System.Globalization;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

public enum ContentTaskStatus { Proposed, Open, InProgress, Done, Skipped, Cancelled }

public static class ContentTaskStatuses
{
    public static bool IsClosed(this ContentTaskStatus status) => status is ContentTaskStatus.Done or ContentTaskStatus.Skipped or ContentTaskStatus.Cancelled;
}

public enum SourceKind { Piece, Session, Mark }

/// <summary>What a task is made from: a piece, a session of a coaching group, or a mark of a launch's countdown.</summary>
public sealed record TaskSource(SourceKind Kind, string Key, Guid Id, string Title)
{
    /// <summary>Session number or days before, for those kinds.</summary>
    public int? Number { get; init; }

    public string? Launch { get; init; }
}

/// <summary>
/// The identity of a derived task (domain.md 4.3): deriving twice gives the same keys, never a second task. A part of a
/// series ends in its number.
/// </summary>
public sealed record TaskKey(string Source, string Step, string Channel, string Cycle, int? Part = null)
{
    /// <summary>The cycle of what follows a publication; later cycles are evergreen outings (<c>e1</c>, <c>e2</c>) or launches (their key).</summary>
    public const string First = "1";

    /// <summary>The cycle of a piece's n-th evergreen outing.</summary>
    public static string EvergreenCycle(int outing) => string.Create(CultureInfo.InvariantCulture, $"e{outing}");

    /// <summary>Number of the evergreen outing; null: another cycle.</summary>
    public int? Outing => Cycle is ['e', .. var n] && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var outing) ? outing : null;

    /// <summary>The key of an evergreen outing as a decision names it, <c>{piece}/{step}/{channel}/e{n}</c>; null: another key.</summary>
    public static TaskKey? OfOuting(string key) =>
        key.Split('/') is [var piece, var step, var channel, var cycle] && new TaskKey(piece, step, channel, cycle) is { Outing: not null } outing
            ? outing
            : null;

    public override string ToString() => Part is { } part
        ? string.Create(CultureInfo.InvariantCulture, $"{Source}/{Step}/{Channel}/{Cycle}/{part}")
        : $"{Source}/{Step}/{Channel}/{Cycle}";
}

/// <summary>A concrete thing for a person to do with a draft: repurpose this source for that channel by that day.</summary>
public sealed record ContentTask
{
    public required Guid Id { get; init; }
    public required TaskKey Key { get; init; }
    public required TaskSource Source { get; init; }
    public required string Title { get; init; }
    public required string Channel { get; init; }

    /// <summary>Recipe and version, <c>blog-post@1</c>; a countdown's blueprint for its posts.</summary>
    public required string Recipe { get; init; }

    public required string Step { get; init; }
    public required string Template { get; init; }
    public required string Instruction { get; init; }
    public required int EffortMinutes { get; init; }

    /// <summary>What the rule says today, rolled to a working day.</summary>
    public required LocalDate Planned { get; init; }

    /// <summary>Where it stands: planned, or the day a person set, or the day it was closed on.</summary>
    public required LocalDate Day { get; init; }

    public LocalDate? SnoozedUntil { get; init; }
    public ContentTaskStatus Status { get; init; }
    public LocalDate? ClosedOn { get; init; }

    /// <summary>"+2 days after “Five steps”", "rested 120 days", "T-30 of the book".</summary>
    public required string Reason { get; init; }

    public string? Role { get; init; }
    public string? Owner { get; init; }
    public string? Pillar { get; init; }
    public string? Intention { get; init; }
    public string? Launch { get; init; }
    public string? Url { get; init; }
    public bool Private { get; init; }

    /// <summary>Part number and number of parts of a series; null when the source's list gives a single task.</summary>
    public int? Part { get; init; }
    public int? Parts { get; init; }

    /// <summary>The opening an evergreen outing uses.</summary>
    public string? Variant { get; init; }

    /// <summary>The draft was edited, and its source has changed since: somebody should compare the two.</summary>
    public bool SourceChanged { get; init; }

    public TaskDecision? Decision { get; init; }

    /// <summary>The day it wants attention: not before it is snoozed until.</summary>
    public LocalDate Due => SnoozedUntil is { } s && s > Day ? s : Day;

    public bool IsOpen => Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress;

    public bool IsLate(LocalDate today) => IsOpen && Due < today;
}
