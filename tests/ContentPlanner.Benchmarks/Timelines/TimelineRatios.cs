using System.Diagnostics;
using System.Globalization;

namespace ContentPlanner.Benchmarks.Timelines;

/// <summary>
/// How time grows with the pieces, told twice: with both plans in turn in this process, and each in a process of its own. In
/// one process the long plan's waste decides how seldom waste is collected, so that the short plan hardly ever pays for its
/// own; in two each pays for itself.
/// </summary>
internal static class TimelineRatios
{
    private const int Few = 1_000, Many = 10_000, Turns = 3;

    public static void Print(TextWriter to)
    {
        var (few, many) = (ManyPieces.Of(Few), ManyPieces.Of(Many));
        to.WriteLine("Tasks and timeline, both in turn in one process");
        Tell(to, SideBySide.Measure(("1,000 pieces", () => ManyPieces.Derive(few)), ("10,000 pieces", () => ManyPieces.Derive(many))));
        to.WriteLine("Tasks and timeline, each in a process of its own, in turn");
        var turns = Enumerable.Range(0, Turns).SelectMany(_ => new[] { Few, Many }).Select(InItsOwnProcess).ToLookup(r => r.Name);
        Tell(to, [.. turns.Select(of => of.OrderBy(r => r.Processor).ElementAt(Turns / 2))]);
    }

    /// <summary>The measure of one plan, on one line: what <see cref="InItsOwnProcess"/> reads.</summary>
    public static void PrintOne(TextWriter to, int pieces)
    {
        var workspace = ManyPieces.Of(pieces);
        var result = SideBySide.Measure(("", () => ManyPieces.Derive(workspace)))[0];
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Milliseconds} {result.Processor} {result.Allocated}"));
    }

    private static SideBySide.Result InItsOwnProcess(int pieces)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(TimelineRatios).Assembly.Location);
        foreach (var argument in new[] { "ratios", "timeline-of", pieces.ToString(CultureInfo.InvariantCulture) }) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd().Split(' ');
        process.WaitForExit();
        return new(string.Create(CultureInfo.InvariantCulture, $"{pieces:N0} pieces"), Number(said[0]), Number(said[1]), (long)Number(said[2]));

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Tell(TextWriter to, IReadOnlyList<SideBySide.Result> results)
    {
        foreach (var r in results) to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {r.Name,-32} {r.Milliseconds,9:0.00} ms {r.Processor,9:0.00} ms of processor {r.Allocated / 1024.0,12:N0} KiB"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ten times the pieces take {results[1].Milliseconds / results[0].Milliseconds:0.0} x the time, {results[1].Processor / results[0].Processor:0.0} x the processor's (at most 12 wanted)"));
    }
}
