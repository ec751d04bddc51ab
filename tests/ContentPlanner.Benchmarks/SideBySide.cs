using System.Diagnostics;

namespace ContentPlanner.Benchmarks;

/// <summary>
/// A quick look at ratios: all candidates take turns in one process, a few runs each, so that whatever else the machine
/// does meets them alike; the median run counts. For more there is BenchmarkDotNet.
/// </summary>
public static class SideBySide
{
    public sealed record Result(string Name, double Milliseconds, long Allocated);

    private const int Turns = 15, AtOnce = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="candidates">Called over and over: each must leave no trace of its last run.</param>
    public static IReadOnlyList<Result> Measure(params (string Name, Action Run)[] candidates)
    {
        // The compiler improves in the background what runs often, and takes its time.
        foreach (var candidate in candidates)
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;) candidate.Run();
        var times = candidates.Select(_ => new List<double>()).ToArray();
        var allocated = new long[candidates.Length];
        for (var turn = 0; turn < Turns; turn++)
            for (var c = 0; c < candidates.Length; c++)
                for (var run = 0; run < AtOnce; run++)
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
