namespace ContentPlanner.Server.Cli;

/// <summary>
/// What a start leaves behind is given back to the machine when the start is over: the collector would keep the room for work as
/// large as a start, and until the next one none comes.
/// </summary>
internal static class Settling
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Less than this was asked for since the last look: the start is over, and nobody is kept waiting by tidying up (some 40 ms).</summary>
    private const long Quiet = 2 * 1024 * 1024;

    public static async Task GiveBackAsync(CancellationToken stop)
    {
        for (var before = GC.GetTotalAllocatedBytes(); ;)
        {
            await Task.Delay(Look, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (stop.IsCancellationRequested) return;
            var now = GC.GetTotalAllocatedBytes();
            if (now - before < Quiet) break;
            before = now;
        }
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }
}
