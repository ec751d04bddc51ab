using System.Net;

namespace ContentPlanner.Server.Shared;

/// <summary>Addresses to listen on, as people write them.</summary>
internal static class Listening
{
    /// <summary>What is wrong with one; null: the program can listen there.</summary>
    public static string? Refusal(string url)
    {
        const string like = "write it like http://localhost:5080, or http://*:5080 for every network of this machine";
        BindingAddress address;
        try
        {
            address = BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            return $"'{url}' is no address to listen on; {like}";
        }
        if (address.Scheme is not ("http" or "https")) return $"'{url}' begins with neither http:// nor https://; {like}";
        if (address.Scheme == "https") return $"'{url}': the program itself speaks http; put a proxy with https in front (docs/operating.md), or {like}";
        if (address.PathBase.Length > 0) return $"'{url}' has a path; {like}";
        return address.Port is < 0 or > IPEndPoint.MaxPort ? FormattableString.Invariant($"'{url}' has port {address.Port}; ports go from 1 to 65535") : null;
    }
}
