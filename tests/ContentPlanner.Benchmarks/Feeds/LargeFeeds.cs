using System.Buffers;
using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Benchmarks.Feeds;

/// <summary>A thousand entries in each of four zones, for other programs to read.</summary>
public static class LargeFeeds
{
    public static void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var zone in new[] { "Europe/Dublin", "America/New_York", "Australia/Sydney", "Asia/Kolkata" })
        {
            var output = new ArrayBufferWriter<byte>();
            Feed.Write(ManyEntries.Feed(1_000, zone, maxBytes: 1_000_000), output);
            File.WriteAllBytes(Path.Combine(folder, $"thousand-{zone[(zone.IndexOf('/') + 1)..].ToLowerInvariant().Replace('_', '-')}.ics"), output.WrittenSpan);
        }
    }
}
