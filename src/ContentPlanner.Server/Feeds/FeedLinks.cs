using QRCoder;

namespace ContentPlanner.Server.Feeds;

/// <summary>The address of a feed in the forms that programs and people take it in. Whoever has one has the feed.</summary>
/// <param name="Https">The address itself: to copy, for every program.</param>
/// <param name="Webcal">Opens the subscribe dialog of Apple's and others' programs.</param>
/// <param name="Google">Opens Google Calendar with the address filled in (its form is not documented).</param>
/// <param name="Outlook">The same for outlook.com …</param>
/// <param name="Microsoft365">… and for accounts of work or school.</param>
public sealed record FeedLinks(string Https, string Webcal, string Google, string Outlook, string Microsoft365)
{
    /// <param name="name">What Outlook is to call the calendar; null: the slug.</param>
    public static FeedLinks Of(Uri baseUrl, string token, string slug, string? name = null)
    {
        var https = new Uri(baseUrl, $"{baseUrl.AbsolutePath.TrimEnd('/')}/feeds/{token}/{slug}.ics").AbsoluteUri;
        var webcal = string.Concat("webcal", https.AsSpan(https.IndexOf("://", StringComparison.Ordinal)));
        var (address, named) = (Uri.EscapeDataString(https), Uri.EscapeDataString(name ?? slug));
        return new(
            https,
            webcal,
            $"https://calendar.google.com/calendar/r?cid={Uri.EscapeDataString(webcal)}",
            $"https://outlook.live.com/calendar/0/addfromweb?url={address}&name={named}",
            $"https://outlook.office.com/calendar/0/addfromweb?url={address}&name={named}");
    }

    /// <summary>A square to point a phone at: an SVG picture that scales, of the webcal address.</summary>
    public string QrCode()
    {
        using var data = QRCodeGenerator.GenerateQrCode(Webcal, QRCodeGenerator.ECCLevel.M);
        using var code = new SvgQRCode(data);
        return code.GetGraphic(4, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
