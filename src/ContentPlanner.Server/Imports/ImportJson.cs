using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Formats.Imports;
using NodaTime.Text;

namespace ContentPlanner.Server.Imports;

/// <summary>What <see cref="ImportJson"/> writes: an import as it is shown, for programs.</summary>
/// <param name="Applicable">Nothing stands in the way of applying it.</param>
internal sealed record ShownImportView(
    Guid Id, string Hash, NodaTime.Instant Expires, string Name, ImportKind Kind, bool Applicable, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<ImportProblemView> Problems, int From, IReadOnlyList<ImportRowView> Rows)
{
    public string? Encoding { get; init; }
    public Core.Plans.Intake? As { get; init; }
    public IReadOnlyList<ImportColumnView>? Columns { get; init; }
    public ImportQuestionView? Question { get; init; }
}

internal sealed record ImportProblemView(int Line, int Column, Core.Severity Severity, string Message);

internal sealed record ImportColumnView(string Column, string Field, IReadOnlyList<string> Sample);

internal sealed record ImportQuestionView(string Column, string Words, IReadOnlyList<string> Examples);

internal sealed record ImportedFieldView(string Field, string? Was, string Becomes);

internal sealed record ImportRowView(ImportOutcome Outcome, int Line, int Column, string Title, string? Key, string? Why, IReadOnlyList<ImportedFieldView> Changes);

/// <summary>An import as it is shown, for programs.</summary>
internal static class ImportJson
{
    private const int SampleRows = 5;

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="from">The first row to write, from 0.</param>
    /// <param name="count">Rows to write.</param>
    public static string Write(ShownImport shown, int from, int count)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable)) Write(json, shown, from, count);
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter json, ShownImport shown, int from, int count)
    {
        var (stored, read, preview) = (shown.Stored, shown.Read, shown.Read.Preview);
        json.WriteStartObject();
        json.WriteString("id", stored.Id);
        json.WriteString("hash", preview.Hash);
        json.WriteString("expires", InstantPattern.ExtendedIso.Format(stored.ExpiresAt));
        json.WriteString("name", stored.Name);
        json.WriteString("kind", Word(read.Kind));
        if (read.Encoding.Length > 0) json.WriteString("encoding", read.Encoding);
        if (read.As is { } intake) json.WriteString("as", Word(intake));
        json.WriteBoolean("applicable", Imports.Obstacle(preview) is null);
        json.WriteStartObject("counts");
        json.WriteNumber("all", preview.Rows.Count);
        foreach (var outcome in Enum.GetValues<ImportOutcome>()) json.WriteNumber(Word(outcome), preview[outcome]);
        json.WriteEndObject();
        if (read.Table is { } table) Write(json, table, read.Map!);
        if (preview.Question is { } question)
        {
            json.WriteStartObject("question");
            json.WriteString("column", question.Column);
            json.WriteString("words", question.Words);
            json.WriteStartArray("examples");
            foreach (var example in question.Examples) json.WriteStringValue(example);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteStartArray("problems");
        foreach (var problem in preview.Problems)
        {
            json.WriteStartObject();
            json.WriteNumber("line", problem.Line);
            json.WriteNumber("column", problem.Column);
            json.WriteString("severity", Word(problem.Severity));
            json.WriteString("message", problem.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("from", from);
        json.WriteStartArray("rows");
        foreach (var row in preview.Rows.Skip(from).Take(count)) Write(json, row);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, CsvTable table, ColumnMap map)
    {
        json.WriteStartArray("columns");
        for (var n = 0; n < table.Columns.Count; n++)
        {
            json.WriteStartObject();
            json.WriteString("column", table.Columns[n]);
            json.WriteString("field", ImportFields.Word(map.Fields[n]));
            json.WriteStartArray("sample");
            foreach (var row in table.Rows.Take(SampleRows)) json.WriteStringValue(row[n].Length > 100 ? row[n][..100] + "…" : row[n]);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ImportRow row)
    {
        json.WriteStartObject();
        json.WriteString("outcome", Word(row.Outcome));
        json.WriteNumber("line", row.Line);
        json.WriteNumber("column", row.Column);
        json.WriteString("title", row.Title);
        if (row.Key is not null) json.WriteString("key", row.Key);
        if (row.Why is not null) json.WriteString("why", row.Why);
        json.WriteStartArray("changes");
        foreach (var change in row.Changes)
        {
            json.WriteStartObject();
            json.WriteString("field", change.Field);
            if (change.Was is not null) json.WriteString("was", change.Was);
            json.WriteString("becomes", change.Becomes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
