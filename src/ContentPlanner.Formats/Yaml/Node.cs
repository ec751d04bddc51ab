namespace ContentPlanner.Formats.Yaml;

/// <summary>Where something stands in a file, both from 1; (0, 0) for what no file holds.</summary>
internal readonly record struct Position(int Line, int Column);

/// <summary>
/// A YAML document as people see it: words, lists, and keys with values. Tags, anchors and the guesses YAML makes about
/// types are gone: <c>09:00</c> and <c>no</c> are the words they look like.
/// </summary>
internal abstract class Node(Position at)
{
    public Position At { get; } = at;
}

/// <summary>How a word is written: read, plain means without quotes; to be written, it means that quotes are never needed.</summary>
internal enum Style { AsNeeded, Plain, Quoted }

internal sealed class Scalar(string text, Style style, Position at = default) : Node(at)
{
    public string Text { get; } = text;
    public Style Style { get; } = style;

    /// <summary>A key without a value, as in <c>owner:</c>. An empty text is written <c>""</c>.</summary>
    public bool IsAbsent => Style == Style.Plain && Text is "" or "~" or "null";
}

internal sealed class Sequence(IReadOnlyList<Node> items, Position at = default) : Node(at)
{
    public IReadOnlyList<Node> Items { get; } = items;
}

/// <param name="compact">To be written as <c>{key: value}</c> on one line where it fits.</param>
internal sealed class Mapping(IReadOnlyList<Entry> entries, Position at = default, bool compact = false) : Node(at)
{
    public IReadOnlyList<Entry> Entries { get; } = entries;
    public bool Compact { get; } = compact;
}

internal sealed record Entry(Scalar Key, Node Value);
