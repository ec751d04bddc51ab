using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// The secret in an address: a prefix such as <c>cpf_</c>, by which logs know to leave it out (<see cref="Redaction"/>), and 32
/// random octets in base64url. It is shown once and never stored; what is kept, and looked up, is its SHA-256.
/// </summary>
internal static class Secret
{
    private const int Octets = 32;

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Octets));

    /// <summary>What is kept of it.</summary>
    public static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
