using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Timelines;
using NodaTime.Text;

namespace ContentPlanner.Server.Leverage;

/// <summary>
/// What a line of the timeline shows, as two short proofs. The first moves SEQUENCE: start, end, rule, exceptions, status,
/// summary and location. The second, of everything else a calendar, a filter or a page reads, moves LAST-MODIFIED only
/// (ical.md section 5, requirements 9 and 10). For one thread at a time.
/// </summary>
internal sealed class LinePrint
{
    /// <summary>Octets of SHA-256 kept: two versions of one line are compared, not all lines with each other.</summary>
    private const int Kept = 12;

    private readonly StringBuilder _text = new();
    private byte[] _octets = new byte[1024];
    private char[] _chars = new char[1024];

    public (string Fingerprint, string Shown) Of(Entry line)
    {
        Add(line.When);
        Add(line.Rule?.ToString());
        foreach (var day in line.Skipped) Add(LocalDatePattern.Iso.Format(day));
        foreach (var variation in line.Variations)
        {
            Add(LocalDatePattern.Iso.Format(variation.Day));
            Add(variation.When);
            Add(variation.Title);
            Add(variation.Location);
        }
        Add(line.Status.ToString());
        Add(line.Title);
        Add(line.Location);
        var fingerprint = Taken();

        Add(line.Category);
        Add(line.State);
        Add(line.Owner);
        Add(line.Reason);
        Add(line.Description);
        Add(line.Url);
        Add(line.Launch);
        Add(line.Pillar);
        Add(line.Channel);
        Add(line.Private ? "private" : null);
        Add(line.Critical ? "critical" : null);
        Add(line.ClosedOn is { } closed ? LocalDatePattern.Iso.Format(closed) : null);
        return (fingerprint, Taken());
    }

    private void Add(When when) => Add(when switch
    {
        When.AllDay whole => string.Create(CultureInfo.InvariantCulture, $"{LocalDatePattern.Iso.Format(whole.Start)}+{whole.Days}"),
        When.At at => string.Create(CultureInfo.InvariantCulture, $"{LocalDateTimePattern.ExtendedIso.Format(at.Start)} {at.Zone.Id} {at.Minutes}"),
        _ => throw new InvalidOperationException($"Nothing is known of a {when.GetType().Name}."),
    });

    private void Add(string? text) => _text.Append(text).Append(text is null ? '\u001e' : '\u001f');

    private string Taken()
    {
        if (_chars.Length < _text.Length) _chars = new char[_text.Length * 2];
        _text.CopyTo(0, _chars, _text.Length);
        var most = Encoding.UTF8.GetMaxByteCount(_text.Length);
        if (_octets.Length < most) _octets = new byte[most];
        var count = Encoding.UTF8.GetBytes(_chars.AsSpan(0, _text.Length), _octets);
        _text.Clear();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_octets.AsSpan(0, count), hash);
        return Base64Url.EncodeToString(hash[..Kept]);
    }
}
