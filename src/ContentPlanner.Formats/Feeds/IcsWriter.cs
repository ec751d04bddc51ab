using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// Writes content lines of RFC 5545 as octets, without allocating: UTF-8, CRLF, no line over 75 octets (3.1). Text of
/// people is escaped (3.3.11) and can never begin a line of its own: line breaks of every kind become <c>\n</c>,
/// other control characters are dropped, half a surrogate pair becomes U+FFFD.
/// </summary>
/// <remarks>
/// One physical line always lies in one piece of the buffer, so that a fold can still be moved back in front of a
/// character it would tear apart. Call <see cref="Flush"/> at the end.
/// </remarks>
public ref struct IcsWriter
{
    /// <summary>Octets of a line without its CRLF.</summary>
    public const int MaxLine = 75;

    /// <summary>A full line, its CRLF and a fold's space, with room to spare.</summary>
    private const int LineRoom = 128;

    private const int Chunk = 16 * 1024;

    /// <summary>How far back to look for the beginning of a character that a fold would split: long emoji are 30 code units.</summary>
    private const int LookBack = 48;

    /// <summary>What stands for itself in TEXT: printable ASCII and TAB.</summary>
    private static readonly SearchValues<char> Plain =
        SearchValues.Create("\t !\"#$%&'()*+-./0123456789:<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~");

    private readonly IBufferWriter<byte> _output;
    private Span<byte> _buffer;
    private int _at;
    private int _lineStart;
    private long _flushed;

    public IcsWriter(IBufferWriter<byte> output)
    {
        _output = output;
        _buffer = output.GetSpan(Chunk);
    }

    /// <summary>Octets written so far.</summary>
    public readonly long Written => _flushed + _at;

    /// <summary>Hands everything written to the output.</summary>
    public void Flush()
    {
        _output.Advance(_at);
        _flushed += _at;
        _at = 0;
        _buffer = default;
    }

    /// <summary>Whole lines known to be sound, CRLF included.</summary>
    public void Lines(ReadOnlySpan<byte> lines)
    {
        Debug.Assert(lines.EndsWith("\r\n"u8));
        Room(lines.Length);
        lines.CopyTo(_buffer[_at..]);
        _at += lines.Length;
    }

    /// <summary>Begins a line with its name, up to the colon or, with parameters to come, up to before the first semicolon.</summary>
    public void Begin(ReadOnlySpan<byte> name)
    {
        Room(LineRoom);
        _lineStart = _at;
        Put(name);
    }

    /// <summary>A parameter: DQUOTE and control characters removed, quoted where a value needs it (RFC 5545, 3.2).</summary>
    public void Parameter(ReadOnlySpan<byte> name, ReadOnlySpan<char> value)
    {
        Octet((byte)';');
        Octets(name);
        Octet((byte)'=');
        var quoted = value.ContainsAny(":;,");
        if (quoted) Octet((byte)'"');
        for (var i = 0; i < value.Length;)
        {
            var rune = Next(value, i, out var used);
            if (rune is not (Dropped or LineBreak or '"')) Scalar(value, i, rune);
            i += used;
        }
        if (quoted) Octet((byte)'"');
    }

    /// <summary>Between name or parameters and value.</summary>
    public void Colon() => Octet((byte)':');

    /// <summary>Octets that stand for themselves: a value of this program's own making, or an address known to be ASCII.</summary>
    public void Octets(ReadOnlySpan<byte> ascii)
    {
        while (ascii.Length > 0)
        {
            var free = Free();
            if (free == 0) { Fold(0); continue; }
            var part = Math.Min(free, ascii.Length);
            Put(ascii[..part]);
            ascii = ascii[part..];
        }
    }

    /// <summary>Characters known to be printable ASCII.</summary>
    public void Ascii(ReadOnlySpan<char> ascii)
    {
        while (ascii.Length > 0)
        {
            var free = Free();
            if (free == 0) { Fold(0); continue; }
            var part = Math.Min(free, ascii.Length);
            System.Text.Ascii.FromUtf16(ascii[..part], _buffer[_at..], out _);
            _at += part;
            ascii = ascii[part..];
        }
    }

    /// <summary>A TEXT value, or a further part of one.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            var rest = text[i..];
            var plain = rest.IndexOfAnyExcept(Plain);
            if (plain < 0) plain = rest.Length;
            Ascii(rest[..plain]);
            i += plain;
            while (i < text.Length && !IsPlain(text[i])) i += Special(text, i);
        }
    }

    /// <summary>A line break within a TEXT value.</summary>
    public void Break() => Escaped((byte)'n');

    /// <summary><c>20270511</c></summary>
    public void Date(LocalDate day)
    {
        Whole(8);
        Digits4(day.Year);
        Digits2(day.Month);
        Digits2(day.Day);
    }

    /// <summary><c>20270511T090000</c></summary>
    public void DateTime(LocalDateTime at)
    {
        Whole(15);
        Date(at.Date);
        Put((byte)'T');
        Digits2(at.Hour);
        Digits2(at.Minute);
        Digits2(at.Second);
    }

    /// <summary><c>20270511T080000Z</c></summary>
    public void Utc(Instant at)
    {
        Whole(16);
        DateTime(at.InUtc().LocalDateTime);
        Put((byte)'Z');
    }

    /// <summary>0 to 99, always as two digits.</summary>
    public void TwoDigits(int number)
    {
        Whole(2);
        Digits2(number);
    }

    public void Number(int number)
    {
        Whole(11);
        number.TryFormat(_buffer[_at..], out var length, provider: CultureInfo.InvariantCulture);
        _at += length;
    }

    /// <summary>Ends the line.</summary>
    public void End()
    {
        Debug.Assert(_at - _lineStart <= MaxLine);
        Put("\r\n"u8);
    }

    private const int Dropped = -1, LineBreak = -2;

    private static bool IsPlain(char c) => Plain.Contains(c);

    private int Special(ReadOnlySpan<char> text, int i)
    {
        var rune = Next(text, i, out var used);
        switch (rune)
        {
            case Dropped: break;
            case LineBreak: Escaped((byte)'n'); break;
            case '\\' or ';' or ',': Escaped((byte)rune); break;
            default: Scalar(text, i, rune); break;
        }
        return used;
    }

    /// <summary>The scalar value at <paramref name="i"/> as it will be read back, or that it is dropped or breaks the line.</summary>
    private static int Next(ReadOnlySpan<char> text, int i, out int used)
    {
        var c = text[i];
        used = 1;
        switch (c)
        {
            case '\t': return c;
            case '\r':
                if (i + 1 < text.Length && text[i + 1] == '\n') used = 2;
                return LineBreak;
            // What some reader or other takes for the end of a line (vobject splits at all of them).
            case '\n' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029': return LineBreak;
            case < ' ' or (>= '\u007f' and <= '\u009f') or '\ufffe' or '\uffff': return Dropped;
            case < '\ud800' or > '\udfff': return c;
        }
        if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
        {
            used = 2;
            return char.ConvertToUtf32(c, text[i + 1]);
        }
        return '\ufffd';
    }

    private void Scalar(ReadOnlySpan<char> text, int i, int rune)
    {
        var length = Length(rune);
        if (Free() < length) Fold(TornOff(text, i, length));
        _at += new Rune(rune).EncodeToUtf8(_buffer[_at..]);
    }

    private static int Length(int rune) => rune switch { < 0x80 => 1, < 0x800 => 2, < 0x10000 => 3, _ => 4 };

    private void Escaped(byte c)
    {
        Whole(2);
        Put((byte)'\\');
        Put(c);
    }

    /// <summary>
    /// Octets at the end of the line that belong to the same user-perceived character as what follows: they move to the next
    /// line with it, if that leaves both lines something.
    /// </summary>
    private readonly int TornOff(ReadOnlySpan<char> text, int i, int next)
    {
        const char joiner = '\u200d';
        // Everything below U+0300 begins a character of its own, unless joined to the one before.
        if (i == 0 || (text[i] < '\u0300' && text[i - 1] != joiner)) return 0;
        var torn = OctetsOf(text[StartOfCharacter(text, i)..i]);
        var line = _at - _lineStart;
        return torn + next + 1 <= MaxLine && line - torn > 1 ? torn : 0;
    }

    private static int StartOfCharacter(ReadOnlySpan<char> text, int i)
    {
        var from = i - 1;
        for (var back = Math.Max(0, i - LookBack); from > back && !char.IsAscii(text[from]); from--) { }
        if (from > 0 && char.IsLowSurrogate(text[from])) from--;
        while (from < i)
        {
            var length = StringInfo.GetNextTextElementLength(text[from..]);
            if (from + length > i) return from;
            from += length;
        }
        return i;
    }

    private static int OctetsOf(ReadOnlySpan<char> text)
    {
        var octets = 0;
        for (var i = 0; i < text.Length;)
        {
            octets += Next(text, i, out var used) switch { Dropped => 0, LineBreak or '\\' or ';' or ',' => 2, var rune => Length(rune) };
            i += used;
        }
        return octets;
    }

    private readonly int Free() => MaxLine - (_at - _lineStart);

    /// <summary>So many octets stay together.</summary>
    private void Whole(int octets)
    {
        if (Free() < octets) Fold(0);
    }

    private void Fold(int carried)
    {
        Span<byte> carry = stackalloc byte[MaxLine];
        _at -= carried;
        _buffer.Slice(_at, carried).CopyTo(carry);
        Put("\r\n"u8);
        Room(LineRoom);
        _lineStart = _at;
        Put((byte)' ');
        Put(carry[..carried]);
    }

    private void Room(int octets)
    {
        if (_buffer.Length - _at >= octets) return;
        _output.Advance(_at);
        _flushed += _at;
        _at = 0;
        _buffer = _output.GetSpan(Math.Max(octets, Chunk));
    }

    private void Octet(byte octet)
    {
        Whole(1);
        Put(octet);
    }

    private void Put(byte octet) => _buffer[_at++] = octet;

    private void Put(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[_at..]);
        _at += octets.Length;
    }

    private void Digits2(int number)
    {
        Put((byte)('0' + number / 10));
        Put((byte)('0' + number % 10));
    }

    private void Digits4(int number)
    {
        Digits2(number / 100);
        Digits2(number % 100);
    }
}
