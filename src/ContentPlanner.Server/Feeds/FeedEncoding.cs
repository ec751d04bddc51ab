using System.IO.Compression;

namespace ContentPlanner.Server.Feeds;

/// <summary>How a feed travels.</summary>
internal enum FeedEncoding { Plain, Gzip, Brotli }

internal static class FeedEncodings
{
    /// <summary>What who asks can read, of what is worth sending (RFC 9110, 12.5.3); nothing asked for is plain.</summary>
    public static FeedEncoding Accepted(ReadOnlySpan<char> accept)
    {
        var (gzip, brotli) = (false, false);
        foreach (var range in accept.Split(','))
        {
            var offer = accept[range].Trim();
            var end = offer.IndexOf(';');
            var name = end < 0 ? offer : offer[..end].TrimEnd();
            if (end >= 0 && IsRefused(offer[(end + 1)..])) continue;
            if (name.Equals("br", StringComparison.OrdinalIgnoreCase)) brotli = true;
            else if (name.Equals("gzip", StringComparison.OrdinalIgnoreCase) || name.Equals("x-gzip", StringComparison.OrdinalIgnoreCase)) gzip = true;
        }
        return brotli ? FeedEncoding.Brotli : gzip ? FeedEncoding.Gzip : FeedEncoding.Plain;
    }

    /// <summary><c>q=0</c>, <c>q=0.000</c>.</summary>
    private static bool IsRefused(ReadOnlySpan<char> parameter)
    {
        parameter = parameter.Trim();
        return parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase) && parameter.Length > 2 && parameter[2..].Trim("0.").IsEmpty;
    }

    public static string Name(this FeedEncoding encoding) => encoding == FeedEncoding.Brotli ? "br" : "gzip";

    public static byte[] Pack(this FeedEncoding encoding, byte[] octets)
    {
        using var packed = new MemoryStream(octets.Length / 8);
        using (Stream packer = encoding == FeedEncoding.Brotli ? new BrotliStream(packed, CompressionLevel.Optimal) : new GZipStream(packed, CompressionLevel.Optimal))
            packer.Write(octets);
        return packed.ToArray();
    }
}
