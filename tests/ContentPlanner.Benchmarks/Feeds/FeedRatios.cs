using System.Buffers;
using System.Globalization;
using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Benchmarks.Feeds;

/// <summary>Feeds beside what they are measured against, in one run of the same process.</summary>
public static class FeedRatios
{
    public static void Print(TextWriter to)
    {
        foreach (var entries in new[] { 1_000, 10_000 })
        {
            var request = ManyEntries.Feed(entries);
            var output = new ArrayBufferWriter<byte>(64 * 1024 * 1024);
            Feed.Write(request, output);
            var bare = BareWriter.Of(request, output.WrittenSpan);
            var copier = new LineCopier(output.WrittenSpan);
            var octets = output.WrittenCount;

            // Ical.Net by itself: half a gigabyte of garbage is not for others to clear away.
            var results = SideBySide.Measure(
                ("bare streaming writer", () => { output.ResetWrittenCount(); bare.Write(output); }),
                ("feed", () => { output.ResetWrittenCount(); Feed.Write(request, output); }),
                ("copying the lines of the file", () => { output.ResetWrittenCount(); copier.Write(output); }))
                .Append(SideBySide.Measure(("Ical.Net, built and serialised", () => IcalNetWriter.Write(request)))[0])
                .ToList();

            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Feed of {entries:N0} entries, {octets / 1e6:0.0} MB"));
            foreach (var r in results)
                to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {r.Name,-32} {r.Milliseconds,9:0.00} ms {r.Allocated / 1024.0,12:N0} KiB   {r.Milliseconds / results[1].Milliseconds,6:0.00} x feed"));
            to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  feed is {results[1].Milliseconds / results[0].Milliseconds:0.00} x the bare writer (at most 2 wanted), {results[^1].Milliseconds / results[1].Milliseconds:0} x as fast as Ical.Net (at least 25 wanted)"));
        }
    }
}
