namespace ContentPlanner.Core.Plans;

internal static class Deciding
{
    /// <summary>
    /// The decisions with one of them changed, begun when there was none, and dropped when it says nothing any more, so that
    /// what is taken back leaves no trace. <paramref name="silent"/> is the decision that says nothing.
    /// </summary>
    public static ValueList<T> Decide<T>(this ValueList<T> decisions, T silent, Func<T, T> decide) where T : PlanItem
    {
        var known = decisions.LastOrDefault(d => d.Key == silent.Key);
        var decision = decide(known ?? silent);
        var says = decision with { Id = null, Sequence = null, Changed = null } != silent;
        if (known is null) return says ? [.. decisions, decision] : decisions;
        return decisions.Where(d => says || d.Key != silent.Key).Select(d => d.Key == silent.Key ? decision : d).ToValueList();
    }
}
