using System.Text;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The text of a file whose encoding nobody said. Byte-order marks are believed; without one it is UTF-16 where every other
/// octet is zero, UTF-8 where it can be, else Windows-1252, which spreadsheets still write.
/// </summary>
public static class FileText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Octets that are looked at to tell UTF-16.</summary>
    private const int Sample = 4096;

    /// <summary>Why there is no text in it at all, and what to do; null: there is one.</summary>
    public static string? Objection(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0])
            ? "this is a workbook as Excel, Numbers and the like keep it, or a packed file: open it there, save the sheet as CSV, and choose that file"
        : bytes.StartsWith("%PDF"u8) ? "this is a PDF, which holds no table that can be read: choose the file it was made of, saved as CSV"
        : null;

    /// <param name="encoding">Its name, as people know it.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, out string encoding)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) return Utf8(bytes[3..], out encoding);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Utf16(bytes[2..], bigEndian: false, out encoding);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Utf16(bytes[2..], bigEndian: true, out encoding);
        var (even, odd) = Zeros(bytes[..Math.Min(Sample, bytes.Length)]);
        var half = Math.Min(Sample, bytes.Length) / 2;
        if (half > 0 && odd * 2 > half && even * 8 < half) return Utf16(bytes, bigEndian: false, out encoding);
        if (half > 0 && even * 2 > half && odd * 8 < half) return Utf16(bytes, bigEndian: true, out encoding);
        return Utf8(bytes, out encoding);
    }

    private static string Utf8(ReadOnlySpan<byte> bytes, out string encoding)
    {
        try
        {
            encoding = "UTF-8";
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            encoding = "Windows-1252";
            return Windows.GetString(bytes);
        }
    }

    private static string Utf16(ReadOnlySpan<byte> bytes, bool bigEndian, out string encoding)
    {
        encoding = "UTF-16";
        var text = (bigEndian ? Encoding.BigEndianUnicode : Encoding.Unicode).GetString(bytes);
        return text;
    }

    private static (int Even, int Odd) Zeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == 0) _ = i % 2 == 0 ? even++ : odd++;
        return (even, odd);
    }
}
