using System.Diagnostics;

namespace ContentPlanner.Benchmarks;

/// <summary>
/// A quick look at ratios: all candidates take turns in one process, so that whatever else the machine does meets them
/// alike; the median of the turns counts. For figures to be quoted there is BenchmarkDotNet.
/// </summary>
public static class SideBySide
{
    public sealed record Result(string Name, double Milliseconds, long Allocated);

    /// <param name="candidates">Called over and over: each must leave no trace of its last turn.</param>
    public static IReadOnlyList<Result> Measure(params (string Name, Action Run)[] candidates)
    {
        var times = candidates.Select(_ => new List<double>()).ToArray();
        var allocated = new long[candidates.Length];
        for (var warm = 0; warm < 10; warm++)
            foreach (var candidate in candidates) candidate.Run();
        for (var turn = 0; turn < 31; turn++)
            for (var c = 0; c < candidates.Length; c++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                var started = Stopwatch.GetTimestamp();
                candidates[c].Run();
                times[c].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                allocated[c] = GC.GetAllocatedBytesForCurrentThread() - before;
            }
        return [.. candidates.Select((c, i) => new Result(c.Name, times[i].Order().ElementAt(times[i].Count / 2), allocated[i]))];
    }
}
