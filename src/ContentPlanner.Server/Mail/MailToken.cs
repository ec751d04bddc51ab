using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// The secret of a link in a mail: <c>cpm_</c>, by which logs know to leave it out, and 32 random octets. The database knows
/// its hash only.
/// </summary>
public static class MailToken
{
    public const string Prefix = "cpm_";

    private const int Octets = 32;

    public static (string Token, byte[] Hash) New()
    {
        var token = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));
        return (token, HashOf(token));
    }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
