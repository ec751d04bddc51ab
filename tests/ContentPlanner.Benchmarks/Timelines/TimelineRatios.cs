using System.Globalization;

namespace ContentPlanner.Benchmarks.Timelines;

/// <summary>How time grows with the pieces.</summary>
internal static class TimelineRatios
{
    public static void Print(TextWriter to)
    {
        var (few, many) = (ManyPieces.Of(1_000), ManyPieces.Of(10_000));
        var results = SideBySide.Measure(("1,000 pieces", () => ManyPieces.Derive(few)), ("10,000 pieces", () => ManyPieces.Derive(many)));
        to.WriteLine("Tasks and timeline");
        foreach (var r in results) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {r.Name,-32} {r.Milliseconds,9:0.00} ms {r.Processor,9:0.00} ms of processor {r.Allocated / 1024.0,12:N0} KiB"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ten times the pieces take {results[1].Milliseconds / results[0].Milliseconds:0.0} x the time, {results[1].Processor / results[0].Processor:0.0} x the processor's (at most 12 wanted)"));
    }
}
