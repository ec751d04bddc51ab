using YamlDotNet.Core;

namespace ContentPlanner.Formats.Yaml;

/// <summary>What a syntax error of YAML means for somebody who never heard of YAML's grammar.</summary>
internal static class SyntaxAdvice
{
    public const string Unclosed = "a '[' or '{' that opens before this is not closed: add its ']' or '}'";

    private const string Tab = "this line is indented with a tab: use spaces";

    public static string For(YamlException e, string text) => e.Message switch
    {
        var m when Says(m, "tab") => Tab,
        var m when Says(m, "invalid mapping") => SecondColon(LineOf(text, (int)e.Start.Line)),
        var m when Says(m, "cannot start any token") => StartingWith(text, e.Start),
        var m when Says(m, "unknown escape") => "a backslash in double quotes starts a special character: write it twice (\\\\), or use single quotes",
        var m when Says(m, "surrogates") => "this is half of a character: write the whole one",
        var m when Says(m, "quoted scalar") || Says(m, "multi-line") => "a quote that opens here is not closed in time: add the closing quote, and a text over several lines needs | instead",
        var m when Says(m, "',' or '}'") || Says(m, "',' or ']'") || Says(m, "flow mapping") || Says(m, "flow sequence") => Unclosed,
        var m when Says(m, "expected '-'") => "the items of a list all start with '- ' in the same column, and what belongs to an item is indented below it",
        var m when Says(m, "expected ':'") => "this line is no 'key: value': a space must follow the colon (and the dash of a list)",
        var m when Says(m, "sequence entries are not allowed") => "a list starts on the line after its key, each item with '- ' in front",
        var m when Says(m, "expected key") => "here should be a 'key: value' at the same indentation as the ones above; a text that holds quotes or starts with one needs quotes around the whole",
        var m when Says(m, "block scalar") || Says(m, "indentation") => "the lines of a text after | must all be indented deeper than its key",
        _ => "this is not YAML: look at the indentation, quotes and brackets here and in the line above",
    };

    /// <summary>Where a person should look; the parser often names the start of what was broken much later.</summary>
    public static Position PositionOf(YamlException e, string text) =>
        Says(e.Message, "tab") && FirstTab(text, (int)e.Start.Line) is { } tab ? tab : new((int)Math.Max(1, e.Start.Line), (int)Math.Max(1, e.Start.Column));

    private static string SecondColon(string line) => line.Split(": ").Length > 2
        ? "a text that holds ': ' needs quotes, as in title: \"Part one: the start\""
        : "this line is indented deeper than the one above, which has its value already: start both in the same column";

    private static string StartingWith(string text, Mark mark)
    {
        var line = LineOf(text, (int)mark.Line);
        var column = (int)mark.Column - 1;
        return column >= 0 && column < line.Length && line[column] == '\t' ? Tab
            : column >= 0 && column < line.Length ? $"a text cannot start with '{line[column]}': put it in quotes"
            : "a text cannot start like this: put it in quotes";
    }

    private static Position? FirstTab(string text, int from)
    {
        var lines = text.Split('\n');
        for (var i = Math.Max(0, from - 1); i < lines.Length; i++)
        {
            var indentation = lines[i].AsSpan(0, lines[i].Length - lines[i].AsSpan().TrimStart().Length);
            if (indentation.IndexOf('\t') is >= 0 and var column) return new(i + 1, column + 1);
        }
        return null;
    }

    private static string LineOf(string text, int number) => text.Split('\n').ElementAtOrDefault(number - 1)?.TrimEnd('\r') ?? "";

    private static bool Says(string message, string fragment) => message.Contains(fragment, StringComparison.OrdinalIgnoreCase);
}
