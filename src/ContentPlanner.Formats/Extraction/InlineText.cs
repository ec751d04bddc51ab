using System.Text;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// Collects the words of one block: white space comes down to single spaces and line breaks, characters nobody sees are
/// dropped, and what was bold, emphasised or linked is remembered by its place.
/// </summary>
internal sealed class InlineText
{
    /// <summary>No person marks more stretches of one block; what does so is made to keep a program busy.</summary>
    private const int MarksAtMost = 1000;

    private readonly StringBuilder _text = new();
    private readonly List<TextMark> _marks = [];
    private char _pending;

    public int Length => _text.Length;

    public bool EndsInBreak => _pending == '\n';

    public void Append(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                if (_pending == '\0')
                    _pending = ' ';
                continue;
            }
            if (c is '\u00AD' or '\u200B' or '\u2060' or '\uFEFF' || char.IsControl(c))
                continue;
            if (_pending != '\0' && _text.Length > 0)
                _text.Append(_pending);
            _pending = '\0';
            if (!char.IsSurrogate(c))
                _text.Append(c);
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                _text.Append(c).Append(text[++i]);
            else
                _text.Append('\uFFFD');
        }
    }

    public void Break() => _pending = '\n';

    /// <summary>Takes back everything from <paramref name="length"/> on.</summary>
    public void Truncate(int length)
    {
        _text.Length = length;
        _marks.RemoveAll(m => m.Span.End > length);
    }

    /// <summary>Marks everything from <paramref name="start"/> to here.</summary>
    public void Mark(TextMarkKind kind, int start, string? url = null)
    {
        while (start < _text.Length && char.IsWhiteSpace(_text[start]))
            start++;
        if (start < _text.Length && _marks.Count < MarksAtMost)
            _marks.Add(new TextMark(kind, new TextSpan(start, _text.Length - start), url));
    }

    /// <summary>The text and its marks by start; the collector is empty afterwards.</summary>
    public (string Text, IReadOnlyList<TextMark> Marks) Take()
    {
        var text = _text.ToString();
        var marks = _marks.Count == 0 ? [] : _marks.OrderBy(m => m.Span.Start).ThenByDescending(m => m.Span.Length).ToArray();
        _text.Clear();
        _marks.Clear();
        _pending = '\0';
        return (text, marks);
    }
}
