using System.Text.Encodings.Web;
using System.Text.Json;

namespace ContentPlanner.Server.Jobs;

/// <param name="Word">What was done, as a participle: <c>sent</c>, <c>skipped</c>.</param>
public sealed record JobCount(string Word, long Count);

/// <summary>What a run did.</summary>
/// <param name="Message">For the administrator; null when the counts say it all.</param>
/// <param name="Bookmark">Where the next run goes on; null: it came to the end.</param>
public sealed record JobReport(IReadOnlyList<JobCount> Counts, string? Message = null, string? Bookmark = null)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>There was nothing to do.</summary>
    public static JobReport Nothing { get; } = new([]);

    /// <summary>Counts in the order given; what did not happen is left out.</summary>
    public static JobReport Of(params IEnumerable<(string Word, long Count)> counts) =>
        new(counts.Where(c => c.Count != 0).Select(c => new JobCount(c.Word, c.Count)).ToList());

    /// <summary><c>{"sent":12,"skipped":1}</c></summary>
    internal string CountsAsJson() => JsonSerializer.Serialize(Counts.GroupBy(c => c.Word).ToDictionary(g => g.Key, g => g.Sum(c => c.Count)), Readable);

    internal static IReadOnlyList<JobCount> ReadCounts(string json) =>
        JsonSerializer.Deserialize<Dictionary<string, long>>(json)!.Select(c => new JobCount(c.Key, c.Value)).ToList();
}
