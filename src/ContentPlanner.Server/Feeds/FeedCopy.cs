using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using ContentPlanner.Formats.Feeds;
using Microsoft.Extensions.Primitives;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// A feed as it was written once, ready to be sent: its octets, their hash, and the headers that go with them. The same
/// octets have the same hash on every node and after every restart.
/// </summary>
internal sealed class FeedCopy
{
    /// <summary>Octets of the hash that stand in an ETag: 144 bits.</summary>
    private const int TagOctets = 18;

    private readonly Lock _packing = new();
    private readonly string _tag;
    private byte[]? _plain, _gzip, _brotli;

    public FeedCopy(FeedVersion version, byte[] octets, Instant lastModified, string slug, FeedReport report, IReadOnlyList<string> warnings)
    {
        Version = version;
        _plain = octets;
        _tag = Base64Url.EncodeToString(SHA256.HashData(octets).AsSpan(0, TagOctets));
        PlainTag = new($"\"{_tag}\"");
        GzipTag = new($"\"{_tag}-gzip\"");
        BrotliTag = new($"\"{_tag}-br\"");
        LastModified = WholeSeconds(lastModified);
        LastModifiedText = LastModified.ToDateTimeOffset().ToString("R", CultureInfo.InvariantCulture);
        LastModifiedHeader = new(LastModifiedText);
        Inline = new($"inline; filename=\"{slug}.ics\"");
        Attachment = new($"attachment; filename=\"{slug}.ics\"");
        Report = report;
        Warnings = warnings;
        Size = octets.Length;
    }

    /// <summary>What it was made of.</summary>
    public FeedVersion Version { get; }

    public FeedReport Report { get; }

    public Instant LastModified { get; }
    public string LastModifiedText { get; }

    public StringValues PlainTag { get; }
    public StringValues GzipTag { get; }
    public StringValues BrotliTag { get; }
    public StringValues LastModifiedHeader { get; }
    public StringValues Inline { get; }
    public StringValues Attachment { get; }

    /// <summary>About values that only the workspace could tell.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>How many edits of templates there were when it was drawn.</summary>
    public int Edits { get; init; }

    /// <summary>Octets of the feed itself.</summary>
    public int Size { get; }

    /// <summary>When it was last sent, by <see cref="Environment.TickCount64"/>.</summary>
    public long LastUsed { get; set; }

    /// <summary>Octets held in memory.</summary>
    public long Held => (_plain?.Length ?? 0L) + (_gzip?.Length ?? 0) + (_brotli?.Length ?? 0);

    public StringValues Tag(FeedEncoding encoding) => encoding switch { FeedEncoding.Gzip => GzipTag, FeedEncoding.Brotli => BrotliTag, _ => PlainTag };

    /// <summary>The octets as they travel; null: they were let go, only what answers "not modified" is left.</summary>
    public byte[]? Octets(FeedEncoding encoding) => encoding switch
    {
        FeedEncoding.Plain => _plain,
        FeedEncoding.Gzip => _gzip ?? Packed(ref _gzip, encoding),
        _ => _brotli ?? Packed(ref _brotli, encoding),
    };

    public void LetGo() => (_plain, _gzip, _brotli) = (null, null, null);

    /// <summary>The same octets as of another version: a change that did not show in this feed.</summary>
    public bool IsSameAs(FeedCopy other) => _tag == other._tag;

    private byte[]? Packed(ref byte[]? kept, FeedEncoding encoding)
    {
        lock (_packing) return kept ??= _plain is { } plain ? encoding.Pack(plain) : null;
    }

    /// <summary>Never earlier than the change: HTTP knows no fractions of a second.</summary>
    private static Instant WholeSeconds(Instant at)
    {
        var seconds = Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds());
        return seconds == at ? at : seconds + Duration.FromSeconds(1);
    }
}
