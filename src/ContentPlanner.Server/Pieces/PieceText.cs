using ContentPlanner.Core.Pieces;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Leverage;

namespace ContentPlanner.Server.Pieces;

/// <summary>What is said about the length of a text.</summary>
internal static class PieceText
{
    private const int WordsAMinute = 220;

    /// <summary>"812 words, 4 minutes to read"; of nothing: "nothing written yet".</summary>
    public static string Words(Body? body)
    {
        var words = body is null ? 0 : BodyReader.Blocks(body).Sum(b => Core.Texts.Words.Count(b.Text));
        return words == 0 ? "nothing written yet" : $"{words.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} {(words == 1 ? "word" : "words")}, {DueWords.Counted(Math.Max(1, (words + WordsAMinute / 2) / WordsAMinute), "minute")} to read";
    }
}
