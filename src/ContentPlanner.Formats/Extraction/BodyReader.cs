using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;

namespace ContentPlanner.Formats.Extraction;

/// <summary>
/// Reads the body of a piece for what can be made of it. Markdown (CommonMark) and HTML come down to the same blocks,
/// and one extraction reads those. Bodies are untrusted: whatever they hold, reading is linear in their length and
/// never fails.
/// </summary>
public static class BodyReader
{
    /// <param name="body">Text in its format; front matter, code, pictures, data tables, scripts and footnotes are left out.</param>
    /// <param name="language">Language of the workspace (ISO 639-1), which only sharpens the ranking.</param>
    public static KeyPoints Read(Body body, string language = "en") => CloseReading.KeyPointsOf(Blocks(body), language);

    /// <summary>The body's blocks in reading order, without markup.</summary>
    public static IReadOnlyList<Block> Blocks(Body body)
    {
        var writer = new BlockWriter();
        if (body.Format == BodyFormat.Html)
            HtmlBlocks.Read(body.Text, writer);
        else
            MarkdownBlocks.Read(body.Text, writer);
        return writer.Finish();
    }
}
