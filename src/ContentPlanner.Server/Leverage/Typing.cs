using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;
using ContentPlanner.Formats.Drafts;

namespace ContentPlanner.Server.Leverage;

/// <summary>What is said of a text while somebody writes it. Pages ask while one types; the rules are those of drafts.</summary>
internal static class Typing
{
    /// <summary>The texts of a draft, each with its length in the channel's unit, as a page's script shows them.</summary>
    public static IReadOnlyList<object> Lengths(string text, Channel? channel)
    {
        var counter = channel?.Counter ?? Counter.Characters;
        return [.. DraftText.Texts(text).Select(part => counter.Count(part)).Select(length => (object)new { words = LengthOf(length, channel?.Limit) ?? Figure(length), tooLong = length > channel?.Limit })];
    }

    public static string? LengthOf(int length, int? limit) => limit is { } most ? $"{Figure(length)} of {Figure(most)}" : null;

    /// <summary>A short proof of a text: what somebody saw. Of none it is empty.</summary>
    public static string Print(string? text) => text is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));

    /// <summary>A text as a browser sent it: with the line ends of everything else.</summary>
    public static string Lines(string text) => text.ReplaceLineEndings("\n");

    private static string Figure(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
