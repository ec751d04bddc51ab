using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary>
/// Signs a message as standardwebhooks.com says: HMAC-SHA256 over id, time and body, so that whoever holds the secret knows that it
/// came from here, is whole, and is not an old one sent again.
/// </summary>
internal static class Signature
{
    private const string Prefix = "whsec_";

    /// <summary>256 random bits, as they are shown once.</summary>
    public static string NewSecret() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The header <c>webhook-signature</c>: <c>v1,</c> and the signature in base64.</summary>
    public static string Of(string secret, Guid message, Instant at, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret[Prefix.Length..]), Encoding.UTF8.GetBytes($"{Id(message)}.{Time(at)}.{body}")));

    /// <summary>The header <c>webhook-id</c>.</summary>
    public static string Id(Guid message) => $"msg_{message:N}";

    /// <summary>The header <c>webhook-timestamp</c>: seconds since 1970.</summary>
    public static string Time(Instant at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
