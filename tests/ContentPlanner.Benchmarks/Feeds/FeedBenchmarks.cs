using System.Buffers;
using BenchmarkDotNet.Attributes;
using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Benchmarks.Feeds;

[MemoryDiagnoser]
public class FeedBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(16 * 1024 * 1024);
    private FeedRequest _request = null!;
    private BareWriter _bare = null!;

    [Params(1_000, 10_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        _request = ManyEntries.Feed(Entries);
        Feed();
        _bare = BareWriter.Of(_request, _output.WrittenSpan);
    }

    [Benchmark(Baseline = true)]
    public int Bare()
    {
        _output.ResetWrittenCount();
        _bare.Write(_output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Feed()
    {
        _output.ResetWrittenCount();
        Formats.Feeds.Feed.Write(_request, _output);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int IcalNet() => IcalNetWriter.Write(_request).Length;
}
