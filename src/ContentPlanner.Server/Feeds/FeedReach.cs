using System.Net;
using System.Net.Sockets;

namespace ContentPlanner.Server.Feeds;

public enum Reach { ThisMachine, ThisNetwork, Unencrypted, Everywhere }

/// <summary>Which calendar programs can fetch a feed at an address, in plain words: the ones that run elsewhere need to get there.</summary>
/// <param name="Who">Which programs can and which cannot; empty when there is nothing to know.</param>
/// <param name="How">How whoever runs the program changes that: the end of a sentence.</param>
public sealed record FeedReach(Reach Reach, string Who, string How)
{
    /// <summary>For somebody to read: what to set only for whoever can set it. Empty when there is nothing to know.</summary>
    public string For(bool runsIt) => Who.Length == 0 ? "" : $"{Who} Whoever runs the program changes that{(runsIt ? $": {How}" : "")}.";

    /// <summary>In the same network at least.</summary>
    public bool ReachesPhones => Reach != Reach.ThisMachine;

    private static readonly string[] HomeEndings = [".local", ".lan", ".home", ".internal", ".home.arpa", ".intranet", ".localdomain"];

    public static FeedReach Of(Uri baseUrl) => Kind(baseUrl) switch
    {
        Reach.ThisMachine => new(Reach.ThisMachine,
            $"{baseUrl.Host} is this machine: only calendar programs on it can fetch the feed (Thunderbird, Apple Calendar on a Mac, Evolution, KOrganizer). "
            + "Phones, Google Calendar, Outlook on the web and Fastmail cannot.",
            "by BaseUrl in settings.json, in its data folder, set to an address that others can reach"),
        Reach.ThisNetwork => new(Reach.ThisNetwork,
            $"{baseUrl.Host} is in your own network: programs on devices in it can fetch the feed (Apple Calendar, Thunderbird, ICSx5, Evolution, KOrganizer). "
            + "Google Calendar, Outlook on the web, Fastmail and Proton fetch from outside and cannot; Nextcloud refuses such addresses unless its administrator allows them.",
            "by a name on the internet with https, as BaseUrl in settings.json, or a VPN for your own devices"),
        Reach.Unencrypted => new(Reach.Unencrypted,
            $"{baseUrl.Host} is reached without encryption: whoever carries the data can read the feed and its address. iPhones and Macs may refuse it, ICSx5 asks first.",
            "by a proxy with https in front (Caddy does it in two lines) and its https address as BaseUrl"),
        _ => new(Reach.Everywhere, "", ""),
    };

    private static Reach Kind(Uri address)
    {
        var host = address.IdnHost;
        if (IPAddress.TryParse(host.Trim('[', ']'), out var ip))
        {
            if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
            if (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)) return Reach.ThisMachine;
            if (IsPrivate(ip)) return Reach.ThisNetwork;
        }
        else if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)) return Reach.ThisMachine;
        else if (!host.Contains('.', StringComparison.Ordinal) || HomeEndings.Any(e => host.EndsWith(e, StringComparison.OrdinalIgnoreCase))) return Reach.ThisNetwork;
        return address.Scheme == Uri.UriSchemeHttps ? Reach.Everywhere : Reach.Unencrypted;
    }

    private static bool IsPrivate(IPAddress ip)
    {
        if (ip.AddressFamily == AddressFamily.InterNetworkV6) return ip.IsIPv6LinkLocal || ip.IsIPv6UniqueLocal || ip.IsIPv6SiteLocal;
        var octets = ip.GetAddressBytes();
        return octets switch
        {
            [10, ..] => true,
            [172, >= 16 and <= 31, ..] => true,
            [192, 168, ..] => true,
            [169, 254, ..] => true,
            // Shared by providers and VPNs such as Tailscale.
            [100, >= 64 and <= 127, ..] => true,
            _ => false,
        };
    }
}
