using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// A new feed's secret on its way to the page that shows it once: sealed for a quarter of an hour, for one account and one feed, on any
/// node. What stands in addresses of pages and pictures is the seal; whoever finds it later has nothing.
/// </summary>
public sealed class ShownAddress(IDataProtectionProvider protection)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(15);

    public string Seal(Guid feed, Guid account, string token) => WebEncoders.Base64UrlEncode(Protector(feed, account).Protect(Encoding.UTF8.GetBytes(token), Lasts));

    /// <summary>The secret; null: too late, or not for this person.</summary>
    public string? Open(Guid feed, Guid account, string seal)
    {
        try
        {
            return Encoding.UTF8.GetString(Protector(feed, account).Unprotect(WebEncoders.Base64UrlDecode(seal)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    private ITimeLimitedDataProtector Protector(Guid feed, Guid account) => protection.CreateProtector("feed address", feed.ToString("N"), account.ToString("N")).ToTimeLimitedDataProtector();
}
