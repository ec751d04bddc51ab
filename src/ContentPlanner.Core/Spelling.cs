namespace ContentPlanner.Core;

/// <summary>How keys and beginnings of sentences are spelled.</summary>
public static class Spelling
{
    /// <summary>"fills its slot" as "Fills its slot".</summary>
    public static string Capital(this string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>A key as people say it: "blog-post" as "Blog post".</summary>
    public static string Spelled(this string key) => key.Replace('-', ' ').Capital();
}
