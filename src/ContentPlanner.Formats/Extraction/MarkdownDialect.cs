using Markdig;
using Markdig.Extensions.EmphasisExtras;

namespace ContentPlanner.Formats.Extraction;

/// <summary>The Markdown that bodies are written in: what drafts are made from and what a page shows read it alike.</summary>
internal static class MarkdownDialect
{
    public static MarkdownPipelineBuilder Builder() => new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UseFootnotes()
        .UsePipeTables()
        .UseTaskLists()
        .UseAutoLinks()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough);
}
