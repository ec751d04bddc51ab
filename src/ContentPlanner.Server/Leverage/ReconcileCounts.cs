namespace ContentPlanner.Server.Leverage;

/// <summary>What a reconciliation did, or would do: derived rows and change data together.</summary>
/// <param name="Made">New, or there again.</param>
/// <param name="Changed">Written because they differ.</param>
/// <param name="Removed">They follow from nothing any more.</param>
/// <param name="Unchanged">Compared and left alone.</param>
/// <param name="Sources">Pieces, launches, periods that were derived again.</param>
/// <param name="Skipped">Sources whose inputs are the same as last time.</param>
public readonly record struct ReconcileCounts(int Made, int Changed, int Removed, int Unchanged, int Sources, int Skipped)
{
    public bool AnythingWritten => Made + Changed + Removed > 0;

    public static ReconcileCounts operator +(ReconcileCounts a, ReconcileCounts b) =>
        new(a.Made + b.Made, a.Changed + b.Changed, a.Removed + b.Removed, a.Unchanged + b.Unchanged, a.Sources + b.Sources, a.Skipped + b.Skipped);
}
