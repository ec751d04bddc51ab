namespace ContentPlanner.Core.Digests;

/// <summary>How much of each section a digest tells at most; what does not fit is counted.</summary>
/// <param name="Gates">Next steps of each launch.</param>
public sealed record DigestCaps(int Picks, int Late, int Due, int Launches, int Gates, int Gaps, int TakeAways, int Stale, int Approvals)
{
    /// <summary>Of one client.</summary>
    public static DigestCaps Usual { get; } = new(Picks: Digests.Picks.Most, Late: 6, Due: 8, Launches: 4, Gates: 3, Gaps: 5, TakeAways: 6, Stale: 4, Approvals: 6);

    /// <summary>Of one client among many: a letter about all of them stays short enough to be read, and mail programs do not cut it.</summary>
    public static DigestCaps Brief { get; } = new(Picks: Digests.Picks.Fewest, Late: 3, Due: 4, Launches: 2, Gates: 2, Gaps: 2, TakeAways: 2, Stale: 1, Approvals: 3);
}
