using System.Globalization;
using ContentPlanner.Core;
using CsvHelper;

namespace ContentPlanner.Formats.Imports;

/// <summary>A row of a table, and where it stands in the file.</summary>
/// <param name="Line">Of its beginning, 1-based; a row with line breaks in quotes has several.</param>
public sealed record CsvRow(int Line, string[] Values, string Raw)
{
    public string this[int column] => column < Values.Length ? Values[column] : "";

    public bool IsEmpty => Array.TrueForAll(Values, string.IsNullOrWhiteSpace);
}

/// <summary>
/// A table as spreadsheets and content tools write it. Delimiter and header line are found out; whatever is odd about the
/// file is told, and nothing is left out without a word.
/// </summary>
public sealed class CsvTable
{
    /// <summary>Rows above the header that are looked at: some tools write a title and the day of the export first.</summary>
    private const int MostPreamble = 10;

    /// <summary>Oddities that are told one by one.</summary>
    private const int MostOddities = 100;

    private CsvTable(string file) => File = file;

    public string File { get; }
    public char Delimiter { get; private set; } = ',';

    /// <summary>Names of the columns, each once; <c>Column 3</c> where the file has none.</summary>
    public IReadOnlyList<string> Columns { get; private set; } = [];

    public IReadOnlyList<CsvRow> Rows { get; private set; } = [];

    /// <summary>The line of the header; 0 where there is none.</summary>
    public int HeaderLine { get; private set; }

    /// <summary>Rows above the header.</summary>
    public IReadOnlyList<CsvRow> Preamble { get; private set; } = [];

    public ValueList<Problem> Problems { get; private set; } = [];

    /// <param name="file">As the person named it.</param>
    public static CsvTable Read(string file, string text)
    {
        var body = text.TrimStart('\uFEFF');
        var table = new CsvTable(file);
        var problems = new List<Problem>();
        if (body.Contains('\0', StringComparison.Ordinal)) problems.Add(new(file, 0, 0, "the file holds NUL characters, as no table does; they are read as spaces", Severity.Warning));
        var rows = table.Parse(body.Replace('\0', ' '), problems);
        table.Divide(rows, problems);
        table.Problems = problems.ToValueList();
        return table;
    }

    /// <summary>Where a value begins, 1-based: its line and its column in characters.</summary>
    public (int Line, int Column) PlaceOf(CsvRow row, int column)
    {
        var (line, start, at, quoted) = (row.Line, 0, 0, false);
        for (var i = 0; i < row.Raw.Length && at < column; i++)
        {
            var c = row.Raw[i];
            if (c == '"') quoted = !quoted;
            else if (c == '\n') (line, start) = (line + 1, i + 1);
            else if (c == Delimiter && !quoted) at++;
            if (at == column) return (line, i + 2 - start);
        }
        return (line, at == column ? 1 : Math.Max(1, row.Raw.Length + 1 - start));
    }

    private List<CsvRow> Parse(string text, List<Problem> problems)
    {
        var rows = new List<CsvRow>();
        var unclosed = false;
        var options = new CsvReaderOptions
        {
            HasHeader = false,
            SkipEmptyLines = false,
            TrackLineNumbers = true,
            PoolStrings = true,
            OnMalformedRecord = record =>
            {
                if (record.Reason == CsvMalformedReason.UnterminatedQuote) unclosed = true;
                else if (problems.Count < MostOddities) problems.Add(new(File, (int)record.LineNumber, 0, "a quote stands within a value here; it is read as part of it", Severity.Warning));
            },
        };
        using var reader = CsvReader.FromText(text, options);
        Delimiter = reader.Separator;
        while (reader.Read())
        {
            var line = (int)reader.LineNumber;
            if (rows.Count == ImportLimits.Rows + MostPreamble)
            {
                problems.Add(new(File, line, 0, string.Create(CultureInfo.InvariantCulture, $"a table has at most {ImportLimits.Rows:N0} rows: import this one in parts")));
                break;
            }
            if (reader.FieldCount > ImportLimits.Columns)
            {
                problems.Add(new(File, line, 0, string.Create(CultureInfo.InvariantCulture, $"this row has {reader.FieldCount} values, more than a table has columns ({ImportLimits.Columns}): is this a table?")));
                break;
            }
            var values = reader.Current.ToArray();
            if (values.FirstOrDefault(v => v.Length > ImportLimits.Value) is not null)
                problems.Add(new(File, line, 0, string.Create(CultureInfo.InvariantCulture, $"a value here is longer than {ImportLimits.Value:N0} characters: a quote is probably not closed")));
            rows.Add(new(line, values, reader.Current.ToString()));
        }
        if (unclosed && rows is [.., var last]) Unclosed(last, problems);
        return rows;
    }

    /// <summary>Everything after a quote that nobody closed is one value; a person must see where.</summary>
    private void Unclosed(CsvRow last, List<Problem> problems)
    {
        var (line, column) = PlaceOf(last, last.Values.Length - 1);
        var swallowed = last.Raw.AsSpan().TrimEnd("\r\n").Count('\n');
        problems.Add(new(File, line, column, swallowed == 0
            ? "a quote opens here and is not closed: close it"
            : string.Create(CultureInfo.InvariantCulture, $"a quote opens here and is not closed, so the {swallowed} lines below are read as part of one value: close it")));
    }

    private void Divide(List<CsvRow> rows, List<Problem> problems)
    {
        while (rows.Count > 0 && rows[^1].IsEmpty && rows[^1].Values.Length <= 1) rows.RemoveAt(rows.Count - 1);
        if (rows.Count == 0)
        {
            problems.Add(new(File, 0, 0, "the file is empty"));
            return;
        }
        var width = rows.Take(200).Max(r => r.Values.Length);
        var header = rows.Take(MostPreamble).TakeWhile(r => !IsHeader(r, width)).Count();
        if (header >= Math.Min(MostPreamble, rows.Count)) header = 0;
        width = rows.Max(r => r.Values.Length);
        Preamble = rows[..header];
        var isNamed = !Array.Exists(rows[header].Values, v => WrittenDay.LooksLikeOne(v) || v.StartsWith("https://", StringComparison.Ordinal));
        HeaderLine = isNamed ? rows[header].Line : 0;
        Columns = Named(isNamed ? rows[header].Values : [], width);
        Rows = rows[(isNamed ? header + 1 : header)..];
        if (isNamed && Rows.Count == 0) problems.Add(new(File, HeaderLine, 0, "there is no row below the names of the columns"));
    }

    private static bool IsHeader(CsvRow row, int width) => row.Values.Count(v => !string.IsNullOrWhiteSpace(v)) is var said && said * 2 > width;

    private static string[] Named(string[] names, int width)
    {
        var taken = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var columns = new string[width];
        for (var i = 0; i < width; i++)
        {
            var name = i < names.Length && !string.IsNullOrWhiteSpace(names[i]) ? Short(names[i]) : string.Create(CultureInfo.InvariantCulture, $"Column {i + 1}");
            var times = taken[name] = taken.GetValueOrDefault(name) + 1;
            columns[i] = times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name} ({times})");
        }
        return columns;
    }

    private static string Short(string name) => string.Join(' ', string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var plain && plain.Length > 80 ? plain[..80] + "…" : plain;
}
