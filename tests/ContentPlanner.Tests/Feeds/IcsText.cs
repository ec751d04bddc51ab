using System.Buffers;
using System.Text;
using ContentPlanner.Formats.Feeds;

namespace ContentPlanner.Tests.Feeds;

/// <summary>Reads iCalendar as RFC 5545 says, for the tests, and shares nothing with the writer.</summary>
internal static class IcsText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public delegate void Writing(ref IcsWriter ics);

    public static byte[] Write(Writing write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        var ics = new IcsWriter(buffer);
        write(ref ics);
        ics.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Lines as they stand in the file, each sound on its own: at most 75 octets, whole characters, CRLF after it and nowhere else.</summary>
    public static List<byte[]> PhysicalLines(byte[] octets)
    {
        var lines = new List<byte[]>();
        for (var at = 0; at < octets.Length;)
        {
            var length = octets.AsSpan(at).IndexOf("\r\n"u8);
            if (length < 0) throw new FormatException("the last line has no CRLF");
            var line = octets[at..(at + length)];
            if (line.Length is 0 or > 75) throw new FormatException($"a line of {line.Length} octets");
            if (line is [(byte)' ']) throw new FormatException("an empty continuation");
            if (line.AsSpan().ContainsAny((byte)'\r', (byte)'\n')) throw new FormatException("half a line break");
            _ = Strict.GetCharCount(line);
            lines.Add(line);
            at += length + 2;
        }
        return lines;
    }

    /// <summary>Content lines, unfolded (3.1).</summary>
    public static List<string> ContentLines(byte[] octets)
    {
        var lines = new List<List<byte>>();
        foreach (var line in PhysicalLines(octets))
        {
            if (line[0] == ' ') lines[^1].AddRange(line[1..]);
            else lines.Add([.. line]);
        }
        return [.. lines.Select(line => Strict.GetString(line.ToArray()))];
    }

    /// <summary>A TEXT value as its reader sees it (3.3.11).</summary>
    public static string Unescape(string value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\')
            {
                if (value[i] is ';' or ',') throw new FormatException($"not escaped: {value}");
                text.Append(value[i]);
                continue;
            }
            i++;
            text.Append(value[i] switch { 'n' or 'N' => '\n', '\\' or ';' or ',' => value[i], _ => throw new FormatException($"bad escape in {value}") });
        }
        return text.ToString();
    }

    /// <summary>What remains of a text of any origin (ical.md section 5, requirement 2), said a second time.</summary>
    public static string Normalise(string text)
    {
        var breaks = text.Replace("\r\n", "\n", StringComparison.Ordinal);
        var kept = new StringBuilder();
        foreach (var rune in breaks.EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r' or 0x0B or 0x0C or 0x85 or 0x2028 or 0x2029) kept.Append('\n');
            else if (rune.Value == '\t' || (!Rune.IsControl(rune) && rune.Value is not (0xFFFE or 0xFFFF))) kept.Append(rune);
        }
        return kept.ToString();
    }
}
