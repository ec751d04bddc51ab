using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Feeds;

/// <summary>The <see cref="Secret"/> in a feed's address. Looking it up allocates nothing: it is done for every fetch.</summary>
public static class FeedToken
{
    public const string Prefix = "cpf_";

    /// <summary>Characters of a token.</summary>
    public const int Length = 47;

    public static string New() => Secret.New(Prefix);

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
