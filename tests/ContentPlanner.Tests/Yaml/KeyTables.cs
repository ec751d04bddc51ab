using System.Text;
using System.Text.RegularExpressions;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Tests;

/// <summary>
/// The tables of keys in the docs, made from what reads the files: between <c>&lt;!-- keys: piece --&gt;</c> and
/// <c>&lt;!-- end --&gt;</c> stands the table of that noun.
/// </summary>
internal static partial class KeyTables
{
    /// <summary>The nouns of a format that the page has no table for.</summary>
    public static IEnumerable<string> Match<T>(string page, Noun<T> root) where T : class
    {
        var book = new SchemaBook();
        root.Schema(book);
        var told = new HashSet<string>();
        var text = Tables().Replace(File.ReadAllText(Sources.Folder(page)), table =>
        {
            var noun = table.Groups[1].Value;
            told.Add(noun);
            return $"<!-- keys: {noun} -->\n{Table(book.Outlines[noun])}<!-- end -->";
        });
        Golden.Matches($"../../{page}", text);
        return book.Outlines.Keys.Except(told);
    }

    /// <summary>What only an export writes is told once for all.</summary>
    private static string Table(NounOutline noun)
    {
        var table = new StringBuilder("| Key | What you write | What it is for |\n|---|---|---|\n");
        foreach (var key in noun.Keys.Where(k => k.Required || k.Key is not ("id" or "sequence" or "changed")))
            table.Append($"| {(key.Required ? $"**`{key.Key}`**" : $"`{key.Key}`")} | {Cell(key.Value)} | {Cell(key.About)} |\n");
        return table.ToString();
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("<!-- keys: ([a-z -]+) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Tables();
}
