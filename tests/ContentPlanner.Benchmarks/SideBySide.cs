using System.Diagnostics;

namespace ContentPlanner.Benchmarks;

/// <summary>
/// A quick look at ratios: all candidates take turns in one process, a few runs each, so that whatever else the machine
/// does meets them alike; the median run counts. For more there is BenchmarkDotNet.
/// </summary>
public static class SideBySide
{
    /// <param name="Milliseconds">By the clock on the wall.</param>
    /// <param name="Processor">Milliseconds that the program's threads were at work, waste collection included: what counts on a busy machine.</param>
    /// <param name="Allocated">Octets.</param>
    public sealed record Result(string Name, double Milliseconds, double Processor, long Allocated);

    private const int Turns = 15, AtOnce = 5;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);

    /// <param name="candidates">Called over and over: each must leave no trace of its last run.</param>
    public static IReadOnlyList<Result> Measure(params (string Name, Action Run)[] candidates)
    {
        // The compiler improves in the background what runs often, and takes its time.
        foreach (var candidate in candidates)
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < WarmUp;) candidate.Run();
        var times = candidates.Select(_ => new List<double>()).ToArray();
        var worked = candidates.Select(_ => new List<double>()).ToArray();
        var allocated = new long[candidates.Length];
        for (var turn = 0; turn < Turns; turn++)
            for (var c = 0; c < candidates.Length; c++)
                for (var run = 0; run < AtOnce; run++)
                {
                    var (before, processor) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
                    var started = Stopwatch.GetTimestamp();
                    candidates[c].Run();
                    times[c].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    worked[c].Add((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
                    allocated[c] = GC.GetAllocatedBytesForCurrentThread() - before;
                }
        return [.. candidates.Select((c, i) => new Result(c.Name, Median(times[i]), Median(worked[i]), allocated[i]))];

        static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
    }
}
