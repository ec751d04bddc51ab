using ContentPlanner.Core.Leverage;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Tables;
using Markdig.Extensions.TaskLists;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Block = Markdig.Syntax.Block;

namespace ContentPlanner.Formats.Extraction;

/// <summary>Reads Markdown (CommonMark, with the tables, footnotes, task lists and bare links people are used to).</summary>
internal sealed class MarkdownBlocks
{
    /// <summary>Longer than any body a person writes; beyond it the text is read in pieces.</summary>
    private const int WholeAtMost = 64 * 1024;

    /// <summary>A few of the parser's rules take time with the square of their input; in pieces of this size that is nothing.</summary>
    private const int PieceLength = 16 * 1024;

    private static readonly MarkdownPipeline Pipeline = MarkdownDialect.Builder().Build();

    private readonly BlockWriter _writer;
    private string? _unread;

    private MarkdownBlocks(BlockWriter writer) => _writer = writer;

    public static void Read(string markdown, BlockWriter writer)
    {
        if (MarkdownEffort.Of(markdown) > MarkdownEffort.Most)
            ReadPlain(markdown, writer);
        else if (markdown.Length <= WholeAtMost)
            ReadPiece(markdown, writer);
        else
        {
            for (var start = 0; start < markdown.Length;)
            {
                var end = EndOfPiece(markdown, start);
                ReadPiece(markdown[start..end], writer);
                start = end;
            }
        }
    }

    /// <summary>The words of a text whose markup no person wrote.</summary>
    private static void ReadPlain(string markdown, BlockWriter writer)
    {
        foreach (var paragraph in markdown.ReplaceLineEndings("\n").Split("\n\n"))
        {
            writer.Text.Append(paragraph);
            writer.Flush();
        }
    }

    /// <summary>Behind the last empty line of the piece, else behind its last line, else where it is full.</summary>
    private static int EndOfPiece(string markdown, int start)
    {
        if (markdown.Length - start <= PieceLength)
            return markdown.Length;
        var piece = markdown.AsSpan(start, PieceLength);
        var end = piece.LastIndexOf("\n\n");
        if (end <= 0)
            end = piece.LastIndexOf('\n');
        return end > 0 ? start + end + 1 : start + PieceLength;
    }

    private static void ReadPiece(string markdown, BlockWriter writer)
    {
        MarkdownDocument document;
        try
        {
            document = Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException)
        {
            // Markdig refuses nesting deeper than 128.
            ReadPlain(markdown, writer);
            return;
        }
        new MarkdownBlocks(writer).Blocks(document);
    }

    private void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
            Block(block);
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case HeadingBlock heading:
                _writer.BeginHeading(heading.Level);
                Inlines(heading.Inline);
                _writer.EndHeading();
                break;
            case ParagraphBlock paragraph:
                Inlines(paragraph.Inline);
                _writer.Flush();
                _unread = null;
                break;
            case HtmlBlock html:
                HtmlBlocks.Read(html.Lines.ToString(), _writer);
                break;
            case QuoteBlock quote:
                _writer.BeginQuotation();
                Blocks(quote);
                _writer.EndQuotation();
                break;
            case ListBlock list:
                _writer.BeginList(list.IsOrdered);
                foreach (var item in list)
                {
                    _writer.BeginItem();
                    Blocks((ContainerBlock)item);
                    _writer.EndItem();
                }
                _writer.EndList();
                break;
            case Table or FootnoteGroup or LinkReferenceDefinitionGroup:
                break;
            case ContainerBlock container:
                Blocks(container);
                break;
        }
    }

    private void Inlines(ContainerInline? container)
    {
        for (var inline = container?.FirstChild; inline is not null; inline = inline.NextSibling)
            Inline(inline);
    }

    private void Inline(Inline inline)
    {
        if (inline is HtmlInline html)
        {
            Html(html.Tag);
            return;
        }
        if (_unread is not null)
            return;
        switch (inline)
        {
            case LiteralInline literal:
                _writer.Text.Append(literal.Content.AsSpan());
                break;
            case LineBreakInline { IsHard: true }:
                _writer.Break();
                break;
            case LineBreakInline:
                _writer.Text.Break();
                break;
            case CodeInline code:
                _writer.Text.Append(code.ContentSpan);
                break;
            case HtmlEntityInline entity:
                _writer.Text.Append(entity.Transcoded.AsSpan());
                break;
            case AutolinkInline link:
                Marked(TextMarkKind.Link, link.IsEmail ? null : link.Url, () => _writer.Text.Append(link.Url));
                break;
            case LinkInline { IsImage: true } or FootnoteLink or TaskList or EmphasisInline { DelimiterChar: '~' }:
                break;
            case LinkInline link:
                Marked(TextMarkKind.Link, link.GetDynamicUrl?.Invoke() ?? link.Url, () => Inlines(link));
                break;
            case EmphasisInline emphasis:
                Marked(emphasis.DelimiterCount >= 2 ? TextMarkKind.Strong : TextMarkKind.Emphasis, null, () => Inlines(emphasis));
                break;
            case DelimiterInline delimiter:
                _writer.Text.Append(delimiter.ToLiteral());
                Inlines(delimiter);
                break;
            case ContainerInline container:
                Inlines(container);
                break;
        }
    }

    private void Marked(TextMarkKind kind, string? url, Action words)
    {
        var start = _writer.Text.Length;
        words();
        if (kind != TextMarkKind.Link || url is not null)
            _writer.Text.Mark(kind, start, url);
    }

    /// <summary>A tag in the middle of a line: breaks and emphasis count, what is not read on a page is left out.</summary>
    private void Html(string tag)
    {
        var closes = tag.StartsWith("</", StringComparison.Ordinal);
        var name = NameOf(tag.AsSpan(closes ? 2 : 1));
        if (_unread is not null)
        {
            if (closes && name == _unread)
                _unread = null;
            return;
        }
        switch (name)
        {
            case "br":
                _writer.Break();
                break;
            case "script" or "style" or "del" or "s" or "svg" or "button" when !closes && !tag.EndsWith("/>", StringComparison.Ordinal):
                _unread = name;
                break;
            case "b" or "strong" or "i" or "em" when closes:
                _writer.EndMark(name);
                break;
            case "b" or "strong":
                _writer.BeginMark(TextMarkKind.Strong, name);
                break;
            case "i" or "em":
                _writer.BeginMark(TextMarkKind.Emphasis, name);
                break;
        }
    }

    private static string NameOf(ReadOnlySpan<char> tag)
    {
        var length = 0;
        while (length < tag.Length && char.IsAsciiLetterOrDigit(tag[length]))
            length++;
        return tag[..length].ToString().ToLowerInvariant();
    }
}
