using ContentPlanner.Core.Texts;

namespace ContentPlanner.Core.Leverage;

public enum BlockKind { Paragraph, Heading, Item, Quotation }

/// <summary>
/// One block of a body in reading order, as Markdown and HTML both come down to: its words without markup. Code,
/// pictures, tables of figures and footnote marks are left behind by the readers.
/// </summary>
/// <param name="Text">Runs of white space are one space, a line break of the source is '\n'; never empty.</param>
public sealed record Block(BlockKind Kind, string Text)
{
    public string Text { get; } = Text;

    /// <summary>The text on one line: what every extract is a part of, word for word.</summary>
    public string Line { get; } = Text.Replace('\n', ' ');

    /// <summary>1 to 6 for a heading; how deep an item is nested, from 1.</summary>
    public int Level { get; init; } = 1;

    /// <summary>Items of one list have the same number; 0 outside lists.</summary>
    public int List { get; init; }

    public bool Ordered { get; init; }

    /// <summary>A further paragraph of the item or quotation before it.</summary>
    public bool Continues { get; init; }

    /// <summary>Bold, emphasised and linked stretches of <see cref="Text"/>, by start.</summary>
    public IReadOnlyList<TextMark> Marks { get; init; } = [];
}

public enum TextMarkKind { Strong, Emphasis, Link }

/// <param name="Url">The address of a link; null otherwise.</param>
public readonly record struct TextMark(TextMarkKind Kind, TextSpan Span, string? Url = null);
