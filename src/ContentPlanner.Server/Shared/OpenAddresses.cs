using System.Net;
using System.Net.Sockets;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// Which addresses the program may be sent to by what people write: those of the open internet. Addresses of this machine, of
/// its network, of a cloud's own services and of no host at all are closed (IANA's special-purpose registries), unless the
/// settings open them.
/// </summary>
public sealed class OpenAddresses(IEnumerable<string> allowed)
{
    private static readonly IPNetwork[] ClosedIn4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    /// <summary>What of it is handed out to hosts; everything else is local, multicast, mapped or reserved.</summary>
    private static readonly IPNetwork OpenIn6 = IPNetwork.Parse("2000::/3");

    /// <summary>Tunnels (Teredo, 6to4), which lead to an address within them, protocol assignments and documentation.</summary>
    private static readonly IPNetwork[] ClosedIn6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private readonly IPNetwork[] _allowed = [.. allowed.Select(Network)];

    public bool Includes(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (_allowed.Any(n => n.Contains(address))) return true;
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !ClosedIn4.Any(n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => address.ScopeId == 0 && OpenIn6.Contains(address) && !ClosedIn6.Any(n => n.Contains(address)),
            _ => false,
        };
    }

    /// <summary>An address is a network of one.</summary>
    private static IPNetwork Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network : IPAddress.Parse(text) is var address ? new(address, address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128) : default;
}
