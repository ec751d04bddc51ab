using System.Collections.Frozen;
using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// Reads HTML as a stream of tags. No tree is built: building one walks up all open elements at each tag, which deep
/// nesting turns into minutes, and what a block of text is does not need it.
/// </summary>
internal sealed class HtmlBlocks
{
    private const int SupAtMost = 8;

    private static readonly FrozenSet<string> Void = Names("area base br col embed hr img input link meta param source track wbr");

    private static readonly FrozenSet<string> Unread = Names(
        "script style noscript template svg math iframe object canvas audio video picture map select option textarea button label " +
        "pre figcaption nav del s strike title dialog progress meter rp rt");

    private static readonly FrozenSet<string> Blocks = Names(
        "p div section article main header footer aside table thead tbody tfoot tr td th caption dl dd address details fieldset figure hr " +
        "center body html form hgroup legend search");

    private readonly BlockWriter _writer;
    private readonly Stack<(int FirstBlock, bool HoldsData)> _tables = [];
    private string? _unread;
    private int _unreadDepth;
    private int _footnote = -1;
    private bool _footnoteLinked;

    private HtmlBlocks(BlockWriter writer) => _writer = writer;

    public static void Read(string html, BlockWriter writer)
    {
        var reader = new HtmlBlocks(writer);
        var depth = writer.Depth;
        // Over a plain string AngleSharp would look for forty old encodings first, and catch an exception for each.
        using var source = new TextSource(new StringTextSource(html));
        using var tokens = new HtmlTokenizer(source, HtmlEntityProvider.Resolver) { DisableElementPositionTracking = true, SkipComments = true };
        for (var token = tokens.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokens.Get())
        {
            switch (token.Type)
            {
                case HtmlTokenType.Character when reader._unread is null:
                    writer.Text.Append(token.Data);
                    break;
                case HtmlTokenType.StartTag:
                    var tag = token.AsTag();
                    tokens.State = ModeAfter(tag.Name);
                    reader.Open(tag);
                    break;
                case HtmlTokenType.EndTag:
                    reader.Close(token.Name);
                    break;
            }
        }
        writer.Return(depth);
    }

    /// <summary>In these elements "&lt;" is text; the tokenizer leaves it to its user to say so (HTML 13.2.6).</summary>
    private static HtmlParseMode ModeAfter(string name) => name switch
    {
        "script" => HtmlParseMode.Script,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "title" or "textarea" => HtmlParseMode.RCData,
        _ => HtmlParseMode.PCData,
    };

    private void Open(HtmlTagToken tag)
    {
        var name = tag.Name;
        if (_unread is not null)
        {
            if (name == _unread && !tag.IsSelfClosing)
                _unreadDepth++;
            return;
        }
        if (!Void.Contains(name) && (Unread.Contains(name) || IsHidden(tag)))
        {
            if (!tag.IsSelfClosing)
                (_unread, _unreadDepth) = (name, 1);
            return;
        }
        switch (name)
        {
            case "br":
                _writer.Break();
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                _writer.EndHeading();
                _writer.BeginHeading(name[1] - '0');
                break;
            case "dt" or "summary":
                _writer.BeginHeading(6);
                break;
            case "ul" or "ol" or "menu":
                _writer.EndHeading();
                _writer.BeginList(name == "ol");
                break;
            case "li":
                _writer.BeginItem();
                break;
            case "blockquote":
                _writer.EndHeading();
                _writer.BeginQuotation();
                break;
            case "a":
                _footnoteLinked |= tag.GetAttribute("href").StartsWith('#');
                _writer.EndMark("a");
                _writer.BeginMark(TextMarkKind.Link, "a", tag.GetAttribute("href").Trim());
                break;
            case "b" or "strong":
                _writer.BeginMark(TextMarkKind.Strong, name);
                break;
            case "i" or "em" or "cite":
                _writer.BeginMark(TextMarkKind.Emphasis, name);
                break;
            case "sup":
                (_footnote, _footnoteLinked) = (_writer.Text.Length, false);
                break;
            case "th" when _tables.Count > 0:
                // A table with headings is data; one without is how mail programs lay out a page.
                _tables.Push(_tables.Pop() with { HoldsData = true });
                _writer.Flush();
                break;
            case "table":
                _writer.EndHeading();
                _tables.Push((_writer.Count, false));
                break;
            default:
                if (Blocks.Contains(name))
                    _writer.EndHeading();
                break;
        }
    }

    private void Close(string name)
    {
        if (_unread is not null)
        {
            if (name == _unread && --_unreadDepth == 0)
                _unread = null;
            return;
        }
        switch (name)
        {
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "dt" or "summary":
                _writer.EndHeading();
                break;
            case "ul" or "ol" or "menu":
                _writer.EndList();
                break;
            case "li":
                _writer.EndItem();
                break;
            case "blockquote":
                _writer.EndQuotation();
                break;
            case "a" or "b" or "strong" or "i" or "em" or "cite":
                _writer.EndMark(name);
                break;
            case "sup":
                DropFootnoteMark();
                break;
            case "table" when _tables.Count > 0:
                _writer.Flush();
                if (_tables.Pop() is { HoldsData: true } table)
                    _writer.TakeBack(table.FirstBlock);
                break;
            default:
                if (Blocks.Contains(name))
                    _writer.Flush();
                break;
        }
    }

    private void DropFootnoteMark()
    {
        var length = _writer.Text.Length - _footnote;
        if (_footnote >= 0 && _footnoteLinked && length is > 0 and <= SupAtMost)
            _writer.Text.Truncate(_footnote);
        _footnote = -1;
    }

    private static bool IsHidden(HtmlTagToken tag)
    {
        foreach (var attribute in tag.Attributes)
        {
            var hides = attribute.Name switch
            {
                "hidden" => attribute.Value != "until-found",
                "aria-hidden" => attribute.Value == "true",
                // Mail programs hide the preview line so.
                "style" => attribute.Value.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase),
                "class" => attribute.Value is "footnotes" or "footnote-ref" || attribute.Value.StartsWith("footnotes ", StringComparison.Ordinal),
                "role" => attribute.Value is "doc-endnotes" or "doc-noteref",
                _ => false,
            };
            if (hides)
                return true;
        }
        return false;
    }

    private static FrozenSet<string> Names(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
