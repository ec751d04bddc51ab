using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// The secret in a feed's address: <c>cpf_</c> and 32 random octets in base64url. It is shown once and never stored; what is
/// kept, and looked up, is its SHA-256.
/// </summary>
public static class FeedToken
{
    public const string Prefix = "cpf_";

    /// <summary>Characters of a token.</summary>
    public const int Length = 47;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept of a token; null: the text is none.</summary>
    internal static TokenHash? Hash(ReadOnlySpan<char> token)
    {
        if (token.Length != Length || !token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        Span<byte> octets = stackalloc byte[Length];
        if (Encoding.UTF8.GetByteCount(token) != Length) return null;
        Encoding.UTF8.GetBytes(token, octets);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(octets, hash);
        return MemoryMarshal.Read<TokenHash>(hash);
    }
}

/// <summary>SHA-256 of a token, to look it up by.</summary>
internal readonly record struct TokenHash(ulong A, ulong B, ulong C, ulong D)
{
    public static TokenHash Of(byte[] stored) => MemoryMarshal.Read<TokenHash>(stored);

    public byte[] ToArray()
    {
        var copy = this;
        return MemoryMarshal.AsBytes(new ReadOnlySpan<TokenHash>(ref copy)).ToArray();
    }
}
