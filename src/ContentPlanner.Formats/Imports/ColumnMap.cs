using ContentPlanner.Core;

namespace ContentPlanner.Formats.Imports;

/// <summary>What each column of a table means: proposed from names and contents, changed by a person.</summary>
public sealed record ColumnMap(ValueList<ImportField> Fields)
{
    /// <summary>Values of a column that are looked at.</summary>
    private const int Sample = 200;

    /// <summary>Fields that several columns may share.</summary>
    private static bool MayRepeat(ImportField field) => field is ImportField.None or ImportField.Labels;

    public int? Of(ImportField field) => Fields.Select((f, n) => (f, n)).Where(c => c.f == field).Select(c => (int?)c.n).FirstOrDefault();

    public IEnumerable<int> AllOf(ImportField field) => Enumerable.Range(0, Fields.Count).Where(n => Fields[n] == field);

    /// <summary>
    /// By the columns' names; where no name says which is the title, the address or the day, by what stands in them. Of two
    /// that would mean the same the first that holds anything is taken.
    /// </summary>
    public static ColumnMap Propose(CsvTable table)
    {
        var fields = new ImportField[table.Columns.Count];
        var rows = table.Rows.Take(Sample).ToList();
        for (var i = 0; i < fields.Length; i++)
        {
            var named = ImportFields.Named(table.Columns[i]) ?? ImportField.None;
            if (named == ImportField.None || !rows.Exists(r => r[i].Length > 0)) continue;
            if (MayRepeat(named) || !fields.AsSpan(0, i).Contains(named)) fields[i] = named;
        }
        if (!fields.AsSpan().Contains(ImportField.Url)) Guess(fields, rows, ImportField.Url, IsPage);
        if (!fields.AsSpan().Contains(ImportField.Day) && !fields.AsSpan().Contains(ImportField.Published)) Guess(fields, rows, ImportField.Day, WrittenDay.LooksLikeOne);
        if (!fields.AsSpan().Contains(ImportField.Title)) Guess(fields, rows, ImportField.Title, v => v.Length is > 2 and < 300 && v.Any(char.IsLetter) && !v.StartsWith("http", StringComparison.OrdinalIgnoreCase) && !WrittenDay.LooksLikeOne(v));
        return new(fields.ToValueList());
    }

    /// <summary>The proposal with what a person said: columns by name, none of it taken away from two.</summary>
    /// <param name="said">Column and field, <c>Card Name</c> → title.</param>
    /// <returns>What could not be followed, in words.</returns>
    public ColumnMap With(CsvTable table, IEnumerable<(string Column, ImportField Field)> said, out ValueList<string> mistakes)
    {
        var fields = Fields.ToArray();
        var wrong = new List<string>();
        foreach (var (column, field) in said)
        {
            var n = Find(table, column);
            if (n < 0)
            {
                wrong.Add($"there is no column '{column}'{(Yaml.Nearest.To(column, table.Columns) is { } near ? $"; did you mean '{near}'?" : $"; there are {string.Join(", ", table.Columns.Take(30))}")}");
                continue;
            }
            if (!MayRepeat(field))
                for (var i = 0; i < fields.Length; i++)
                    if (fields[i] == field) fields[i] = ImportField.None;
            fields[n] = field;
        }
        mistakes = wrong.ToValueList();
        return new(fields.ToValueList());
    }

    /// <summary>The address of a card or row in the tool that wrote the table is not where the piece can be read.</summary>
    private static bool IsPage(string value) => (value.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) && !Array.Exists(Tools, t => value.Contains(t, StringComparison.OrdinalIgnoreCase));

    private static readonly string[] Tools = ["//trello.com/", "notion.so/", "airtable.com/", "app.asana.com/", "monday.com/", "clickup.com/", "docs.google.com/"];

    private static int Find(CsvTable table, string column)
    {
        for (var i = 0; i < table.Columns.Count; i++)
            if (table.Columns[i].Equals(column.Trim(), StringComparison.OrdinalIgnoreCase)) return i;
        return -1;
    }

    /// <summary>The first free column most of whose values look like it.</summary>
    private static void Guess(ImportField[] fields, List<CsvRow> rows, ImportField field, Func<string, bool> fits)
    {
        for (var i = 0; i < fields.Length; i++)
        {
            if (fields[i] != ImportField.None) continue;
            var values = rows.Select(r => r[i].Trim()).Where(v => v.Length > 0).ToList();
            if (values.Count == 0 || values.Count(fits) * 4 < values.Count * 3) continue;
            fields[i] = field;
            return;
        }
    }
}
