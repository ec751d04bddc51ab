using System.Globalization;

namespace ContentPlanner.Core.Timelines;

/// <summary>How things are said on a calendar.</summary>
internal static class Wording
{
    /// <summary>One under the other, leaving out what is not there; null when nothing is.</summary>
    public static string? Lines(params ReadOnlySpan<string?> lines)
    {
        var said = new List<string>(lines.Length);
        foreach (var line in lines)
            if (!string.IsNullOrWhiteSpace(line)) said.Add(line.Trim());
        return said.Count == 0 ? null : string.Join('\n', said);
    }

    /// <summary>"Serves: …"; null when there is nothing to say.</summary>
    public static string? Labelled(string label, string? text) => string.IsNullOrWhiteSpace(text) ? null : $"{label}: {text}";

    /// <summary>"blog-post" as "Blog post".</summary>
    public static string Spelled(string key) => key.Length == 0 ? key : char.ToUpperInvariant(key[0]) + key[1..].Replace('-', ' ');

    /// <summary>"InProgress" as "in-progress": the word filters and documents use.</summary>
    public static string State<T>(T status) where T : struct, Enum
    {
        var name = status.ToString();
        return name.AsSpan(1).ContainsAnyInRange('A', 'Z')
            ? string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()))
            : name.ToLowerInvariant();
    }

    /// <summary>"About 1 h 30 min of work"; null for no effort.</summary>
    public static string? Effort(int? minutes) => minutes is > 0 and { } n ? $"About {Length(n)} of work" : null;

    /// <summary>"45 min", "2 h", "1 h 30 min".</summary>
    public static string Length(int minutes) => (minutes / 60, minutes % 60) switch
    {
        (0, var m) => string.Create(CultureInfo.InvariantCulture, $"{m} min"),
        (var h, 0) => string.Create(CultureInfo.InvariantCulture, $"{h} h"),
        var (h, m) => string.Create(CultureInfo.InvariantCulture, $"{h} h {m} min"),
    };
}
