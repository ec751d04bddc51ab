using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentPlanner.Server.Imports;

/// <summary>A column of the table, what it means and what stands in it.</summary>
public sealed record ColumnLine(string Column, string Field, string Value, string Sample, bool IsTaken);

/// <summary>One row of the preview.</summary>
/// <param name="Changes">"Status: Idea → Planned".</param>
public sealed record RowLine(string State, string? Tone, string Title, string Place, string? Why, IReadOnlyList<string> Changes);

/// <summary>What an import would do, as the page says it.</summary>
public sealed record ImportModel
{
    private const int RowsAPage = 100;
    private const int MostLosses = 200;

    public required string Path { get; init; }
    public required string Name { get; init; }
    public required string Sub { get; init; }
    public required string Hash { get; init; }
    public required ImportChoices Choices { get; init; }

    /// <summary>Why it cannot be applied yet; null: it can.</summary>
    public required string? Obstacle { get; init; }
    public required bool ChangesSomething { get; init; }
    public required bool IsPlan { get; init; }
    public required string As { get; init; }
    public required IReadOnlyList<ColumnLine> Columns { get; init; }
    public required ImportQuestion? Question { get; init; }
    public required IReadOnlyList<Choice> Shelves { get; init; }
    public required IReadOnlyList<RowLine> Rows { get; init; }
    public required int Page { get; init; }
    public required int Pages { get; init; }
    public required string? Show { get; init; }
    public required IReadOnlyList<string> Errors { get; init; }
    public required IReadOnlyList<string> Losses { get; init; }

    /// <summary>What was wrong with the last try; null: nothing.</summary>
    public string? Wrong { get; init; }

    public static IReadOnlyList<Option> Fields { get; } = [.. ImportFields.All.Select(f => new Option(ImportFields.Word(f), ImportFields.Label(f)))];

    public static IReadOnlyList<Option> Orders { get; } = [new("", "Not said"), new("day-first", "The day comes first"), new("month-first", "The month comes first")];

    /// <param name="show">An outcome's word: only those rows; null: all.</param>
    /// <param name="page">From 1.</param>
    public static ImportModel Of(ShownImport shown, FieldWords words, string path, string? show, int page, string? wrong)
    {
        var (read, preview) = (shown.Read, shown.Read.Preview);
        var outcome = Enum.GetValues<ImportOutcome>().Cast<ImportOutcome?>().FirstOrDefault(o => Word(o!.Value) == show);
        var rows = outcome is { } one ? preview.Rows.Where(r => r.Outcome == one).ToList() : [.. preview.Rows];
        var pages = Math.Max(1, (rows.Count + RowsAPage - 1) / RowsAPage);
        page = Math.Clamp(page, 1, pages);
        var address = $"{path}/{shown.Stored.Id}";
        var losses = preview.Problems.Where(p => p.Severity == Severity.Warning).Select(Place).ToList();
        return new()
        {
            Path = address,
            Name = shown.Stored.Name,
            Sub = preview.Rows.Count == 0 ? "Nothing in it would change the plan." : $"{preview.Words.Capital()}.",
            Hash = preview.Hash,
            Choices = shown.Choices,
            Obstacle = Imports.Obstacle(preview),
            ChangesSomething = preview.ChangesSomething,
            IsPlan = read.Kind == ImportKind.Plan,
            As = (read.As ?? Core.Plans.Intake.Pieces).ToString().ToLowerInvariant(),
            Columns = read.Table is { } table ? [.. table.Columns.Select((c, n) => Column(table, c, read.Map!.Fields[n], n))] : [],
            Question = preview.Question,
            Shelves = [new(Say("All", preview.Rows.Count), address, outcome is null), .. Enum.GetValues<ImportOutcome>().Where(o => preview[o] > 0).Select(o => new Choice(Say(Label(o), preview[o]), QueryHelpers.AddQueryString(address, "show", Word(o)), o == outcome))],
            Rows = [.. rows.Skip((page - 1) * RowsAPage).Take(RowsAPage).Select(r => Row(r, words))],
            Page = page,
            Pages = pages,
            Show = outcome is null ? null : show,
            Errors = [.. preview.Problems.Where(p => p.Severity == Severity.Error).Select(Place)],
            Losses = losses.Count <= MostLosses ? losses : [.. losses.Take(MostLosses), FormattableString.Invariant($"and {losses.Count - MostLosses} more")],
            Wrong = wrong,
        };
    }

    public string AtPage(int page) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?> { ["show"] = Show, ["page"] = page.ToString(CultureInfo.InvariantCulture) }.Where(p => p.Value is not null).ToDictionary());

    private static ColumnLine Column(CsvTable table, string column, ImportField field, int n)
    {
        var values = table.Rows.Select(r => r[n].Trim()).Where(v => v.Length > 0).Distinct().Take(3).Select(v => v.Length > 40 ? v[..40] + "…" : v);
        return new(column, $"map:{column}", ImportFields.Word(field), string.Join(" · ", values), field != ImportField.None);
    }

    private static RowLine Row(ImportRow row, FieldWords words) => new(
        Label(row.Outcome),
        row.Outcome switch { ImportOutcome.New => "ok", ImportOutcome.Changed => "accent", ImportOutcome.LeftOut => "late", _ => null },
        row.Title.Length > 0 ? row.Title : "Nothing",
        row.Line > 0 ? FormattableString.Invariant($"line {row.Line}") : "",
        row.Why,
        row.Outcome == ImportOutcome.New
            ? row.Changes.Count == 0 ? [] : [string.Join(" · ", row.Changes.Select(c => c.Field is "url" or "text" ? $"{FieldWords.Name(c.Field)}: {c.Becomes}" : words.Say(c.Field, c.Becomes)))]
            : [.. row.Changes.Select(c => $"{FieldWords.Name(c.Field)}: {(c.Was is { } was ? words.Say(c.Field, was) : "nothing")} → {words.Say(c.Field, c.Becomes)}")]);

    private static string Place(Problem problem) => Told.Sentence((problem.Line, problem.Column) switch
    {
        (0, _) => problem.Message,
        (_, 0) => FormattableString.Invariant($"line {problem.Line}: {problem.Message}"),
        _ => FormattableString.Invariant($"line {problem.Line}, column {problem.Column}: {problem.Message}"),
    });

    private static string Say(string word, int count) => string.Create(CultureInfo.InvariantCulture, $"{word} {count:N0}");

    private static string Label(ImportOutcome outcome) => outcome switch
    {
        ImportOutcome.New => "New",
        ImportOutcome.Changed => "Changed",
        ImportOutcome.Unchanged => "Unchanged",
        ImportOutcome.LeftOut => "Left out",
        _ => "Gone",
    };

    private static string Word(ImportOutcome outcome) => outcome == ImportOutcome.LeftOut ? "left-out" : outcome.ToString().ToLowerInvariant();
}
