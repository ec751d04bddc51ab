using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Tests.Imports;

/// <summary>Files as people export them, taken into the cast's workspace, and what is shown of it.</summary>
internal static class Imported
{
    public static readonly Workspace Workspace = Sample.SteadyGround with
    {
        Pillars = [new() { Key = "calm", Name = "Calm", Hashtags = ["calm"] }, new() { Key = "writing", Name = "Writing" }],
    };

    public static byte[] Bytes(string file) => File.ReadAllBytes(Sources.Folder($"tests/ContentPlanner.Tests/Imports/files/{file}"));

    public static string Text(string file) => FileText.Decode(Bytes(file), out _);

    public static CsvTable Table(string file) => CsvTable.Read(file, Text(file));

    public static ImportReading Reading(string file) => ImportKinds.Of(file, Text(file)) switch
    {
        ImportKind.Calendar => CalendarReading.Read(file, Text(file), Workspace.Zone, Sample.Today),
        ImportKind.Feed => FeedReading.Read(file, Text(file), new("https://steadyground.example/feed/"), Workspace.Zone, Sample.Today),
        _ => Rows(Table(file)),
    };

    public static ImportReading Rows(CsvTable table, DayOrder? order = null, ColumnMap? map = null) => CsvReading.Read(table, new(map ?? ColumnMap.Propose(table), order), Workspace.Zone, Sample.Today, DayOrder.DayFirst);

    public static ImportPreview Preview(string file, Intake @as = Intake.Pieces, Workspace? into = null, bool addUnknown = false) =>
        Importing.Preview(file, into ?? Workspace, Shipped.Library, Reading(file), new() { As = @as, AddUnknown = addUnknown }, Sample.Today);

    public static ImportPreview Of(ImportReading reading, Workspace? into = null, Intake @as = Intake.Pieces, Guid? source = null) =>
        Importing.Preview("in.csv", into ?? Workspace, Shipped.Library, reading, new() { As = @as, Source = source }, Sample.Today);

    /// <summary>All of a preview, for a person to review.</summary>
    public static string Shown(ImportPreview preview, CsvTable? table = null)
    {
        var text = new StringBuilder();
        if (table is not null)
        {
            text.Append(FormattableString.Invariant($"{table.File}: {table.Rows.Count} rows between '{(table.Delimiter == '\t' ? "tab" : table.Delimiter)}', columns in line {table.HeaderLine}\n"));
            foreach (var (column, field) in table.Columns.Zip(ColumnMap.Propose(table).Fields)) text.Append($"  {column} → {ImportFields.Word(field)}\n");
        }
        text.Append($"{preview.File}: {preview.Words}\n");
        if (preview.Question is { } question) text.Append($"? {question.Words}: {string.Join(", ", question.Examples)}\n");
        foreach (var row in preview.Rows)
        {
            text.Append(FormattableString.Invariant($"{row.Line}:{row.Column} {Words.Kebab(row.Outcome.ToString())} {row.Key} “{row.Title}”{(row.Why is null ? "" : $": {row.Why}")}\n"));
            foreach (var change in row.Changes) text.Append($"    {change.Field}: {(change.Was is null ? "" : $"{change.Was} → ")}{change.Becomes}\n");
        }
        foreach (var problem in preview.Problems) text.Append($"{problem}\n");
        return text.ToString();
    }
}
