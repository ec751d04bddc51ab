using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Imports;

/// <summary>As it was filled in.</summary>
/// <param name="Seen">Revision that it was filled in from.</param>
/// <param name="Error">What is wrong with the address.</param>
/// <param name="Words">What else is wrong.</param>
public sealed record SourceForm(
    string? Name = null, string? Address = null, string? Kind = null, string? As = null, string? Format = null, string? Channel = null, string? Owner = null, string? Pillar = null,
    string? Seen = null, string? Error = null, string? NameError = null, string? Words = null)
{
    public const string NoAddress = "Write the whole address, such as https://example.org/blog.";

    public Inlet Inlet => Kind == "calendar" ? Inlet.Calendar : Inlet.Blog;

    public static SourceForm Of(ImportSource source, long revision) => new(
        source.Name, source.Address, source.Kind == Inlet.Calendar ? "calendar" : "blog", source.As.ToString().ToLowerInvariant(), source.Format, source.Channel, source.Owner, source.Pillar,
        revision.ToString(System.Globalization.CultureInfo.InvariantCulture));
}

/// <summary>One source, to be changed.</summary>
public sealed record SourceModel(string Path, SourceLine Line, SourceForm Form, IReadOnlyList<Option> Formats, IReadOnlyList<Option> Channels, IReadOnlyList<Option> Owners, IReadOnlyList<Option> Pillars)
{
    public static SourceModel Of(string path, SourceLine line, SourceForm form, Workspace workspace, Library library)
    {
        var formats = library.Recipes.Select(r => r.Format).Concat(workspace.Pieces.Select(p => p.Format)).Append(form.Format ?? "").Where(f => f.Length > 0).Distinct().Order(StringComparer.Ordinal);
        return new($"{path}/sources/{line.Key}", line, form,
            [new("", "As each one says, else a blog post"), .. formats.Select(f => new Option(f, Spelling.Spelled(f)))],
            [new("", "The blog"), .. workspace.ChannelsIn(library).Select(c => new Option(c.Key, c.Name))],
            [new("", "Nobody yet"), .. workspace.Members.Select(m => new Option(m.Key, m.Name))],
            [new("", "None"), .. workspace.Pillars.Select(p => new Option(p.Key, p.Name))]);
    }
}
