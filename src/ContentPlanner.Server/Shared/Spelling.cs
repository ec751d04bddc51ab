namespace ContentPlanner.Server.Shared;

internal static class Spelling
{
    /// <summary>"fills its slot" as "Fills its slot".</summary>
    public static string Capital(this string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
