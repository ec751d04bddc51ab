using System.Globalization;
using System.Text;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// Nodes to text, in one way only: two spaces of indentation, quotes where a reader of YAML 1.1 or 1.2 could take a word
/// for something else, texts of several lines as literal blocks, compact items on one line where they fit.
/// </summary>
internal sealed class YamlPrinter
{
    /// <summary>What stands on one line must end here.</summary>
    private const int Width = 140;

    private readonly StringBuilder _text = new();

    /// <summary>The last text keeps the line breaks at its end, and would take the next empty line for one of its own.</summary>
    private bool _openEnded;

    /// <param name="heading">Comment lines above the document, each with its <c>#</c>.</param>
    public static string Print(Mapping root, string heading)
    {
        var printer = new YamlPrinter();
        printer._text.Append(heading).Append('\n');
        foreach (var entry in root.Entries)
        {
            if (!printer._openEnded) printer._text.Append('\n');
            printer.Entry(entry, 0);
        }
        return printer._text.ToString();
    }

    private void Entry(Entry entry, int indentation)
    {
        _text.Append(' ', indentation).Append(Word(entry.Key, inFlow: false)).Append(':');
        Value(entry.Value, indentation, indentation + entry.Key.Text.Length + 2);
    }

    /// <summary>What follows a key: on its line, or below it.</summary>
    private void Value(Node value, int indentation, int column)
    {
        if (value is Scalar scalar) Scalar(scalar, indentation);
        else if (OnOneLine(value, column) is { } line) Line(line);
        else
        {
            _text.Append('\n');
            Block(value, indentation + 2);
        }
    }

    private void Block(Node node, int indentation)
    {
        if (node is Mapping mapping)
            foreach (var entry in mapping.Entries) Entry(entry, indentation);
        else
            foreach (var item in ((Sequence)node).Items) Item(item, indentation);
    }

    private void Item(Node item, int indentation)
    {
        _text.Append(' ', indentation).Append('-');
        if (item is Scalar scalar) Scalar(scalar, indentation);
        else if (OnOneLine(item, indentation + 2) is { } line) Line(line);
        else
        {
            // The first key stands on the line of the dash.
            var start = _text.Length;
            Block(item, indentation + 2);
            _text.Remove(start, indentation + 1);
        }
    }

    private void Scalar(Scalar scalar, int indentation)
    {
        _text.Append(' ');
        _openEnded = false;
        if (scalar.Style == Style.AsNeeded && Literal.Fits(scalar.Text))
        {
            Literal.Append(_text, PlainText.WellFormed(scalar.Text), indentation + 2);
            _openEnded = scalar.Text.EndsWith("\n\n", StringComparison.Ordinal);
        }
        else _text.Append(Word(scalar, inFlow: false)).Append('\n');
    }

    private void Line(string line)
    {
        _text.Append(' ').Append(line).Append('\n');
        _openEnded = false;
    }

    /// <summary>Null for what must not, or does not, fit on one line from that column.</summary>
    private static string? OnOneLine(Node node, int column)
    {
        if (node is Mapping { Compact: false, Entries.Count: > 0 }) return null;
        var line = new StringBuilder();
        return Flow(node, line, Width - column) ? line.ToString() : null;
    }

    private static bool Flow(Node node, StringBuilder line, int room)
    {
        switch (node)
        {
            case Scalar scalar:
                if (scalar.Text.Contains('\n', StringComparison.Ordinal) && scalar.Style == Style.AsNeeded) return false;
                line.Append(Word(scalar, inFlow: true));
                break;
            case Sequence sequence:
                line.Append('[');
                for (var i = 0; i < sequence.Items.Count; i++)
                {
                    if (i > 0) line.Append(", ");
                    if (!Flow(sequence.Items[i], line, room)) return false;
                }
                line.Append(']');
                break;
            case Mapping { Compact: false, Entries.Count: > 0 }:
                return false;
            case Mapping mapping:
                line.Append('{');
                for (var i = 0; i < mapping.Entries.Count; i++)
                {
                    if (i > 0) line.Append(", ");
                    line.Append(Word(mapping.Entries[i].Key, inFlow: true)).Append(": ");
                    if (!Flow(mapping.Entries[i].Value, line, room)) return false;
                }
                line.Append('}');
                break;
        }
        return line.Length <= room;
    }

    private static string Word(Scalar scalar, bool inFlow) =>
        scalar.Style == Style.Plain || (scalar.Style == Style.AsNeeded && PlainText.Is(scalar.Text, inFlow)) ? PlainText.WellFormed(scalar.Text) : Quoted(scalar.Text);

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when PlainText.IsPrintable(rune) => quoted.Append(rune),
                <= 0xFF => quoted.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                _ => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
            };
        }
        return quoted.Append('"').ToString();
    }
}
