using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Digests;

/// <summary>What one person is late with, in the middle of the week: no digest, only what waits for them.</summary>
public sealed record OverdueLetter
{
    public required Reader Reader { get; init; }
    public required string Workspace { get; init; }

    /// <summary>Critical items first, then the longest late.</summary>
    public required Capped<DueItem> Late { get; init; }

    private const int MostLate = 10;

    /// <summary>Null: nothing of theirs is late.</summary>
    public static OverdueLetter? Of(Schedule schedule, Reader reader)
    {
        var late = DueItem.For(reader, schedule, reader.Today, leftOut: new HashSet<Leverage.TaskKey>()).Where(d => d.IsLate).CappedAt(MostLate);
        return late.IsEmpty ? null : new() { Reader = reader, Workspace = schedule.Workspace.Name, Late = late };
    }
}
