using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Imports;

public enum ImportOutcome
{
    New,
    Changed,
    Unchanged,

    /// <summary>Not taken, with the reason.</summary>
    LeftOut,

    /// <summary>It came from there and is not there any more.</summary>
    Gone,
}

/// <summary>A field that would be another.</summary>
/// <param name="Was">Null: it was empty.</param>
public sealed record FieldChange(string Field, string? Was, string Becomes);

/// <summary>What becomes of one row, event or entry.</summary>
/// <param name="Key">Of the piece or note it is or becomes; null for what has none.</param>
/// <param name="Why">Why it is left out, or what else is to be known; null: nothing.</param>
public sealed record ImportRow(ImportOutcome Outcome, int Line, int Column, string Title, string? Key, ValueList<FieldChange> Changes, string? Why = null);

/// <summary>How a file is taken in.</summary>
public sealed record ImportWishes
{
    public Intake As { get; init; } = Intake.Pieces;

    /// <summary>Owners and pillars that the plan does not know are added to it.</summary>
    public bool AddUnknown { get; init; }

    /// <summary>What pieces are that do not say it; null: blog posts.</summary>
    public string? Format { get; init; }

    public string? Channel { get; init; }
    public string? Owner { get; init; }
    public string? Pillar { get; init; }

    /// <summary>The source that brings it; null: somebody does by hand.</summary>
    public Guid? Source { get; init; }
}

/// <summary>What an import would do: every row accounted for, and the workspace as it would be.</summary>
/// <param name="File">As the person named it.</param>
/// <param name="Count">Rows, events or entries in the file: each has its row here.</param>
/// <param name="Problems">Losses and mistakes, by place in the file.</param>
/// <param name="Question">What has to be answered first; null: nothing.</param>
/// <param name="Hash">Of everything shown: applying names it, so that nobody applies what they did not see.</param>
public sealed record ImportPreview(
    string File, int Count, ValueList<ImportRow> Rows, ValueList<Problem> Problems, ImportQuestion? Question, Workspace After, string Hash)
{
    public int this[ImportOutcome outcome] => Rows.Count(r => r.Outcome == outcome);

    /// <summary>Something is wrong with the file as a whole: it cannot be applied.</summary>
    public bool IsBroken => Problems.Any(p => p.Severity == Severity.Error);

    public bool ChangesSomething => Rows.Any(r => r.Outcome is ImportOutcome.New or ImportOutcome.Changed || r is { Outcome: ImportOutcome.Gone, Changes.Count: > 0 });

    /// <summary>"12 new, 3 changed, 40 unchanged, 1 left out".</summary>
    public string Words
    {
        get
        {
            var parts = new List<string>();
            void Say(ImportOutcome outcome, string word)
            {
                if (this[outcome] is > 0 and var n) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{n:N0} {word}"));
            }

            Say(ImportOutcome.New, "new");
            Say(ImportOutcome.Changed, "changed");
            Say(ImportOutcome.Unchanged, "unchanged");
            Say(ImportOutcome.LeftOut, "left out");
            Say(ImportOutcome.Gone, "gone over there");
            return parts.Count == 0 ? "nothing" : string.Join(", ", parts);
        }
    }
}
