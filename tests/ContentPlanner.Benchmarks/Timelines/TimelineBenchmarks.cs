using BenchmarkDotNet.Attributes;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Benchmarks.Timelines;

/// <summary>Tasks and timeline grow with the pieces: ten times the pieces, at most twelve times the time.</summary>
[MemoryDiagnoser]
public class TimelineBenchmarks
{
    private Workspace _workspace = null!;

    [Params(1_000, 10_000)]
    public int Pieces { get; set; }

    [GlobalSetup]
    public void Prepare() => _workspace = ManyPieces.Of(Pieces);

    [Benchmark]
    public Timeline Derive() => ManyPieces.Derive(_workspace);
}
