using System.Globalization;
using System.Runtime.CompilerServices;

namespace ContentPlanner.Core.Timelines;

/// <summary>How things are said on a calendar.</summary>
internal static class Wording
{
    /// <summary>One under the other, leaving out what is not there; null when nothing is.</summary>
    public static string? Lines(params ReadOnlySpan<string?> lines)
    {
        var said = new DefaultInterpolatedStringHandler(0, 0, CultureInfo.InvariantCulture, stackalloc char[256]);
        var begun = false;
        foreach (var line in lines)
        {
            if (string.IsNullOrWhiteSpace(line)) continue;
            if (begun) said.AppendLiteral("\n");
            said.AppendFormatted(line.AsSpan().Trim());
            begun = true;
        }
        var text = said.ToStringAndClear();
        return begun ? text : null;
    }

    /// <summary>"Serves: …"; null when there is nothing to say.</summary>
    public static string? Labelled(string label, string? text) => string.IsNullOrWhiteSpace(text) ? null : $"{label}: {text}";

    /// <summary>"Role: designer", "Role: podcast booker, nobody plays it yet"; null where none is asked for.</summary>
    public static string? Role(string? role, bool isPlayed) => role is null ? null : $"Role: {role.Replace('-', ' ')}{(isPlayed ? "" : ", nobody plays it yet")}";

    /// <summary>"InProgress" as "in-progress": the word filters and documents use.</summary>
    public static string State<T>(T status) where T : struct, Enum => Spelling<T>.Of[status];

    /// <summary>Each word is spelled once, not for every line that says it.</summary>
    private static class Spelling<T> where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Of = Enum.GetValues<T>().ToDictionary(value => value, value => Spelled(value.ToString()));

        private static string Spelled(string name) =>
            string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));
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
