using ContentPlanner.Core;
using ContentPlanner.Core.Texts;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Templates;

/// <summary>The list of files: what is one's own, and what is below.</summary>
public sealed record TemplatesModel
{
    public required string Root { get; init; }
    public required string Sub { get; init; }
    public required IReadOnlyList<Choice> Kinds { get; init; }
    public required IReadOnlyList<FileGroup> Groups { get; init; }
    public required bool MayEdit { get; init; }

    /// <summary>What to say above: edits that do not fit any more.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];
}

public sealed record FileGroup(string Name, string About, IReadOnlyList<FileLine> Files);

public sealed record FileLine(string Title, string Path, string Href, string State, string? Tone, bool HasDraft);

/// <summary>A mistake as the editor lists it.</summary>
/// <param name="Excerpt">The line it is in.</param>
public sealed record Mistake(int Line, int Column, string Words, bool IsWarning, string Excerpt)
{
    /// <summary>"Line 3, column 4".</summary>
    public string Place => (Line, Column) switch { (0, _) => "The file as a whole", (_, 0) => $"Line {Line}", _ => $"Line {Line}, column {Column}" };

    public static IReadOnlyList<Mistake> Of(IEnumerable<Problem> problems, string shown, string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        return [.. problems.Select(p => p.File == shown || p.File.EndsWith("/" + shown, StringComparison.Ordinal)
            ? new Mistake(p.Line, p.Column, Told.Sentence(p.Message), p.Severity == Severity.Warning, p.Line > 0 && p.Line <= lines.Length ? lines[p.Line - 1].Trim() : "")
            : new Mistake(0, 0, $"Because of this edit, {p.File} has a mistake in line {p.Line}: {p.Message}.", p.Severity == Severity.Warning, ""))];
    }
}

public sealed record EditorModel
{
    public required string Root { get; init; }
    public required string Path { get; init; }
    public required string Title { get; init; }
    public required string Eyebrow { get; init; }
    public required string State { get; init; }
    public string? Tone { get; init; }
    public required string Text { get; init; }
    public required long Seen { get; init; }
    public required bool MayEdit { get; init; }
    public required bool IsOwn { get; init; }
    public required bool IsThere { get; init; }
    public required bool HasDraft { get; init; }

    /// <summary>The draft is what is shown.</summary>
    public bool ShowsDraft { get; init; }
    public required bool HasBelow { get; init; }
    public required string BelowWord { get; init; }
    public int Versions { get; init; }

    /// <summary>"Save as version 2"; null: it has no versions of its own.</summary>
    public int? NextVersion { get; init; }

    public IReadOnlyList<Mistake> Mistakes { get; init; } = [];

    /// <summary>Why it was not done.</summary>
    public string? Refusal { get; init; }

    /// <summary>What was done just before, where there is no toast.</summary>
    public string? Said { get; init; }

    /// <summary>Null: edits of this file are not tried.</summary>
    public Previewed? Preview { get; init; }
    public bool InFrame { get; init; }
    public IReadOnlyList<Option> Subjects { get; init; } = [];
    public string? Subject { get; init; }
    public string? Help { get; init; }
}

public sealed record VersionsModel
{
    public required string Root { get; init; }
    public required string Path { get; init; }
    public required string Title { get; init; }
    public required bool MayEdit { get; init; }
    public required long Seen { get; init; }
    public required IReadOnlyList<VersionLine> Versions { get; init; }

    /// <summary>What differs, in words: "Version of 3 May against the one before".</summary>
    public string? Compared { get; init; }
    public TextDifference? Difference { get; init; }
}

public sealed record VersionLine(long Number, string What, string About, string Href, bool IsShown, bool IsUsed, bool CanBeUsed);

public sealed record NewFileModel
{
    public required string Root { get; init; }
    public required IReadOnlyList<Option> Kinds { get; init; }
    public string? Kind { get; init; }
    public string? Name { get; init; }
    public required IReadOnlyList<Option> Like { get; init; }
    public string? Chosen { get; init; }
    public string? Error { get; init; }
}
