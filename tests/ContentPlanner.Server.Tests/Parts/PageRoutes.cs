using System.Text.RegularExpressions;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// <c>Web/pages.txt</c>: every route that is read in a browser, and the pictures that tests of accessibility take of it; or,
/// after a dash, why there is nothing to look at.
/// </summary>
public static class PageRoutes
{
    public static string File { get; } = Path.Combine(Tests(), "Web", "pages.txt");

    /// <summary>Routes, each with its pictures; none: it is no page of ours.</summary>
    public static IReadOnlyDictionary<string, string[]> All { get; } = System.IO.File.ReadAllLines(File).Where(l => l.Length > 0)
        .Select(l => l.Split(" ", 2)).ToDictionary(l => l[0], l => l[1].StartsWith('–') ? [] : l[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Where the tests' sources are.</summary>
    public static string Tests()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return Path.Combine(folder.FullName, "tests", "ContentPlanner.Server.Tests");
        throw new InvalidOperationException("the repository is not above the tests");
    }

    /// <summary>Whether a picture is said to be of the page at a path.</summary>
    public static bool IsOf(string picture, string path) => All.Any(r => r.Value.Contains(picture) && Pattern(r.Key).IsMatch(path));

    private static Regex Pattern(string route) => new("^" + string.Concat(Regex.Split(route, @"(\{[^}]*\})").Select(part => part switch
    {
        ['{', '*', ..] => ".+",
        ['{', ..] => "[^/]+",
        _ => Regex.Escape(part),
    })) + "$");
}
