using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
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

    /// <summary>What needs neither quotes nor a second look in a parameter: all that zone names are made of.</summary>
    private static readonly SearchValues<char> PlainParameter =
        SearchValues.Create("+-/0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Lines(ReadOnlySpan<byte> lines)
    {
        Debug.Assert(lines.EndsWith("\r\n"u8));
        Room(lines.Length);
        lines.CopyTo(_buffer[_at..]);
        _at += lines.Length;
    }

    /// <summary>Begins a line with its name, up to the colon or, with parameters to come, up to before the first semicolon.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        if (!value.ContainsAnyExcept(PlainParameter))
        {
            Ascii(value);
            return;
        }
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
    public void Octets(scoped ReadOnlySpan<byte> ascii)
    {
        for (var free = Free(); ascii.Length > free; free = Free())
        {
            Put(ascii[..free]);
            ascii = ascii[free..];
            Fold();
        }
        Put(ascii);
    }

    /// <summary>Characters known to be printable ASCII.</summary>
    public void Ascii(ReadOnlySpan<char> ascii)
    {
        for (var free = Free(); ascii.Length > free; free = Free())
        {
            PutAscii(ascii[..free]);
            ascii = ascii[free..];
            Fold();
        }
        PutAscii(ascii);
    }

    private void PutAscii(ReadOnlySpan<char> ascii)
    {
        System.Text.Ascii.FromUtf16(ascii, _buffer[_at..], out var written);
        _at += written;
    }

    /// <summary>A TEXT value, or a further part of one.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length;)
        {
            i += Common(text[i..]);
            if (i < text.Length) i += Rare(text, i);
        }
    }

    /// <summary>
    /// Copies what most texts are made of, folding where a line is full: what stands for itself, sixteen at a time; what is
    /// escaped; letters of two and three octets. Returns how many code units that were: it stops at anything else, and at a
    /// letter that the line has no room for, since that might have to take the one before along.
    /// </summary>
    private int Common(ReadOnlySpan<char> text)
    {
        // Local, so that they stay in registers.
        var buffer = _buffer;
        var (at, end, i) = (_at, _lineStart + MaxLine, 0);
        while (i < text.Length)
        {
            var c = text[i];
            if (IsPlain(c))
            {
                if (at == end)
                {
                    if (buffer.Length - at < 2 * LineRoom) break;
                    "\r\n "u8.CopyTo(buffer[at..]);
                    (at, end, _lineStart) = (at + 3, at + 2 + MaxLine, at + 2);
                }
                if (text.Length - i < Vector128<byte>.Count)
                {
                    buffer[at++] = (byte)c;
                    i++;
                    continue;
                }
                // A line begun has room for more than it may hold: what is stored too much is overwritten.
                var octets = Narrow(text.Slice(i, Vector128<byte>.Count));
                octets.CopyTo(buffer[at..]);
                var others = Others(octets);
                var plain = others == 0 && end - at >= Vector128<byte>.Count ? Vector128<byte>.Count : Math.Min(BitOperations.TrailingZeroCount(others | 0x10000), end - at);
                at += plain;
                i += plain;
                continue;
            }
            if (end - at < 3) break;
            if (c is ',' or ';' or '\\' or '\n')
            {
                buffer[at++] = (byte)'\\';
                buffer[at++] = c == '\n' ? (byte)'n' : (byte)c;
            }
            else if (c is > '\u009f' and < '\u0800')
            {
                buffer[at++] = (byte)(0xC0 | (c >> 6));
                buffer[at++] = (byte)(0x80 | (c & 0x3F));
            }
            else if (c is >= '\u0800' and < '\u2028')
            {
                buffer[at++] = (byte)(0xE0 | (c >> 12));
                buffer[at++] = (byte)(0x80 | ((c >> 6) & 0x3F));
                buffer[at++] = (byte)(0x80 | (c & 0x3F));
            }
            else
            {
                break;
            }
            i++;
        }
        _at = at;
        return i;
    }

    /// <summary>Code units above U+00FF become 0xFF, which is not plain.</summary>
    private static Vector128<byte> Narrow(ReadOnlySpan<char> sixteen)
    {
        var units = MemoryMarshal.Cast<char, ushort>(sixteen);
        return Vector128.NarrowWithSaturation(Vector128.Create(units), Vector128.Create(units[Vector128<ushort>.Count..]));
    }

    /// <summary>A bit for each that does not stand for itself: what <see cref="IsPlain"/> says, sixteen times.</summary>
    private static uint Others(Vector128<byte> octets)
    {
        var printable = Vector128.LessThanOrEqual(octets - Vector128.Create((byte)' '), Vector128.Create((byte)('~' - ' '))) | Vector128.Equals(octets, Vector128.Create((byte)'\t'));
        var escaped = Vector128.Equals(octets, Vector128.Create((byte)',')) | Vector128.Equals(octets, Vector128.Create((byte)';')) | Vector128.Equals(octets, Vector128.Create((byte)'\\'));
        return ~(printable & ~escaped).ExtractMostSignificantBits() & 0xFFFF;
    }

    /// <summary>A line break within a TEXT value.</summary>
    public void Break() => Escaped((byte)'n');

    /// <summary><c>20270511</c></summary>
    public void Date(LocalDate day)
    {
        Whole(8);
        Format(day, _buffer[_at..]);
        _at += 8;
    }

    /// <summary><c>20270511T090000</c></summary>
    public void DateTime(LocalDateTime at)
    {
        Whole(15);
        Format(at, _buffer[_at..]);
        _at += 15;
    }

    /// <summary><c>20270511T080000Z</c></summary>
    public void Utc(Instant at)
    {
        Whole(16);
        Format(at, _buffer[_at..]);
        _at += 16;
    }

    /// <summary>As <see cref="Utc"/> writes it, 16 octets.</summary>
    public static void Format(Instant at, Span<byte> to)
    {
        Format(at.InUtc().LocalDateTime, to);
        to[15] = (byte)'Z';
    }

    private static void Format(LocalDateTime at, Span<byte> to)
    {
        to = to[..16];
        Format(at.Date, to);
        to[8] = (byte)'T';
        var second = (int)(at.NanosecondOfDay / NodaConstants.NanosecondsPerSecond);
        var minute = second / 60;
        TwoDigits(minute / 60, to[9..]);
        TwoDigits(minute % 60, to[11..]);
        TwoDigits(second % 60, to[13..]);
    }

    private static void Format(LocalDate day, Span<byte> to)
    {
        var (year, month, dayOfMonth) = (day.Year, day.Month, day.Day);
        to = to[..8];
        TwoDigits(year / 100, to);
        TwoDigits(year % 100, to[2..]);
        TwoDigits(month, to[4..]);
        TwoDigits(dayOfMonth, to[6..]);
    }

    private static void TwoDigits(int number, Span<byte> to)
    {
        to[1] = (byte)('0' + number % 10);
        to[0] = (byte)('0' + number / 10);
    }

    /// <summary>0 to 99, always as two digits.</summary>
    public void TwoDigits(int number)
    {
        Whole(2);
        TwoDigits(number, _buffer[_at..]);
        _at += 2;
    }

    public void Number(int number)
    {
        Whole(11);
        if (number is >= 0 and < 10)
        {
            Put((byte)('0' + number));
            return;
        }
        number.TryFormat(_buffer[_at..], out var length, provider: CultureInfo.InvariantCulture);
        _at += length;
    }

    /// <summary>Ends the line.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End()
    {
        Debug.Assert(_at - _lineStart <= MaxLine);
        Put("\r\n"u8);
    }

    private const int Dropped = -1, LineBreak = -2;

    /// <summary>What stands for itself in TEXT: printable ASCII but for three, and TAB.</summary>
    private static bool IsPlain(char c) => c is >= ' ' and <= '~' and not (',' or ';' or '\\') or '\t';

    /// <summary>Any character, also at the end of a line; returns how many code units it was.</summary>
    private int Rare(ReadOnlySpan<char> text, int i)
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
        if (Free() < length) FoldBefore(text, i, length);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly int Free() => MaxLine - (_at - _lineStart);

    /// <summary>So many octets stay together.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Whole(int octets)
    {
        if (Free() < octets) Fold();
    }

    private void FoldBefore(ReadOnlySpan<char> text, int i, int next)
    {
        var carried = TornOff(text, i, next);
        Span<byte> carry = stackalloc byte[MaxLine];
        _at -= carried;
        _buffer.Slice(_at, carried).CopyTo(carry);
        Fold();
        Put(carry[..carried]);
    }

    private void Fold()
    {
        Put("\r\n"u8);
        Room(LineRoom);
        _lineStart = _at;
        Put((byte)' ');
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Room(int octets)
    {
        if (_buffer.Length - _at < octets) Renew(octets);
    }

    private void Renew(int octets)
    {
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(byte octet) => _buffer[_at++] = octet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(scoped ReadOnlySpan<byte> octets)
    {
        octets.CopyTo(_buffer[_at..]);
        _at += octets.Length;
    }
}
