using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Calendar;

/// <summary>One thing of the calendar, looked at closely: what it is, and the form that moves it.</summary>
public sealed record ItemModel
{
    public required string Reference { get; init; }
    public required string Client { get; init; }
    public required string Kind { get; init; }
    public required string Title { get; init; }
    public string? About { get; init; }

    /// <summary>"Tuesday 24 November 2026, 14:30"; null: no day yet.</summary>
    public string? When { get; init; }

    /// <summary>The same in the workspace's zone, where that differs.</summary>
    public string? AtHome { get; init; }

    /// <summary>ISO, as its fields have it.</summary>
    public string? Day { get; init; }
    public string? Time { get; init; }

    public bool HasTime { get; init; }
    public bool MayMove { get; init; }
    /// <summary>Why it keeps its day, for somebody who could move it.</summary>
    public string? Stays { get; init; }
    public bool IsRecurring { get; init; }
    public bool CanPush { get; init; }
    public string? LeaveOut { get; init; }
    public string? End { get; init; }
    public bool CanLoseDay { get; init; }
    public bool CanRelink { get; init; }
    public string? Page { get; init; }
    public string? Fill { get; init; }

    /// <summary>A launch's own date: the form leads to what would follow.</summary>
    public string? Preview { get; init; }
    public string? Anchor { get; init; }

    /// <summary>Where one goes afterwards.</summary>
    public required string Back { get; init; }

    /// <summary>"+1 day" and the like: name and day.</summary>
    public IReadOnlyList<Option> Shortcuts { get; init; } = [];

    public string? Error { get; init; }

    /// <summary>The day the person saw it on, ISO.</summary>
    public string? SeenOn { get; init; }
    public bool Following { get; init; }
    public bool Push { get; init; }
}
