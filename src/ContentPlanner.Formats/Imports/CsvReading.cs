using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>What a person decides about a table.</summary>
/// <param name="Map">What each column means.</param>
/// <param name="Order">Null: not said, or it does not matter.</param>
public sealed record CsvChoices(ColumnMap Map, DayOrder? Order);

/// <summary>The rows of a table as what they say.</summary>
public sealed class CsvReading
{
    public const string From = "csv";

    private static readonly string[] Yes = ["true", "yes", "y", "1", "x", "✓", "✔", "checked", "archived", "done", "closed", "complete", "completed", "ja", "oui", "sí", "si", "wahr", "vrai"];

    private static readonly string[] No = ["false", "no", "n", "0", "unchecked", "nein", "non", "falsch", "faux"];

    private readonly CsvTable _table;
    private readonly ColumnMap _map;

    /// <summary>By field: a table may have hundreds of columns, and each row asks for each field.</summary>
    private readonly int[][] _columns;
    private readonly DayColumns _days;
    private readonly DateTimeZone _zone;
    private readonly LocalDate _today;
    private readonly List<Incoming> _items = [];
    private readonly List<LeftOut> _left = [];
    private readonly Losses _losses;

    private CsvReading(CsvTable table, CsvChoices choices, DateTimeZone zone, LocalDate today, DayOrder usual)
    {
        (_table, _map, _zone, _today) = (table, choices.Map, zone, today);
        _columns = [.. ImportFields.All.Select(f => _map.AllOf(f).ToArray())];
        _losses = new(table.File);
        _days = DayColumns.Of(table, new[] { ImportField.Day, ImportField.End, ImportField.Published }.SelectMany(f => AllOf(f)), choices.Order, usual);
    }

    /// <param name="zone">The workspace's: moments with a distance from UTC become its.</param>
    /// <param name="usual">The order people of the workspace's country write days in.</param>
    public static ImportReading Read(CsvTable table, CsvChoices choices, DateTimeZone zone, LocalDate today, DayOrder usual)
    {
        var reading = new CsvReading(table, choices, zone, today, usual);
        foreach (var row in table.Preamble) reading._left.Add(new(row.Line, 1, Brief(string.Join(' ', row.Values.Where(v => v.Length > 0))), row.IsEmpty ? "the row is empty" : "it stands above the names of the columns"));
        foreach (var row in table.Rows) reading.Take(row);
        return new(From, table.Rows.Count + table.Preamble.Count, reading._items.ToValueList(), reading._left.ToValueList(),
            [.. table.Problems, .. reading._losses.Problems(), .. reading.Untaken()])
        {
            Question = reading._days.Question,
            SaysOnlyDays = !Array.Exists([ImportField.Status, ImportField.Published, ImportField.Done], f => reading.Of(f) is not null),
        };
    }

    private void Take(CsvRow row)
    {
        if (row.IsEmpty)
        {
            _left.Add(new(row.Line, 1, "", "the row is empty"));
            return;
        }
        var url = Url(row);
        if (TitleOf(row, url) is not { } title)
        {
            _left.Add(new(row.Line, 1, Brief(string.Join(' ', row.Values.Where(v => v.Length > 0))), Of(ImportField.Title) is { } column ? $"it has nothing under “{_table.Columns[column]}”" : "no column is the title: say which one is"));
            return;
        }
        var day = Day(row, ImportField.Day);
        var published = Day(row, ImportField.Published);
        var end = Day(row, ImportField.End);
        var (id, byTitle) = IdOf(row, title, url);
        var (from, moment) = When(row, day, published);
        _items.Add(new()
        {
            Id = id,
            IsNamedByTitle = byTitle,
            Title = title,
            Line = row.Line,
            Column = Of(ImportField.Title) is { } at ? _table.PlaceOf(row, at).Column : 1,
            From = from,
            To = end?.Day ?? day?.End,
            Moment = moment,
            KnownStatus = Known(row, published),
            Status = Word(row, ImportField.Status),
            Owner = Word(row, ImportField.Owner),
            Channel = Word(row, ImportField.Channel),
            Format = Word(row, ImportField.Format),
            Pillar = Word(row, ImportField.Pillar),
            Intention = Word(row, ImportField.Intention),
            Launch = Word(row, ImportField.Launch),
            Labels = AllOf(ImportField.Labels).SelectMany(c => Labels(row, c)).ToValueList(),
            Url = url,
            Body = Text(row) is { } text ? BodyText.Of(text, _losses, row.Line, Start(row, ImportField.Body), null) : null,
            Text = Text(row),
        });
    }

    /// <summary>Columns that hold something and are not taken.</summary>
    private IEnumerable<Problem> Untaken()
    {
        for (var column = 0; column < _table.Columns.Count; column++)
        {
            if (_map.Fields[column] != ImportField.None) continue;
            var filled = _table.Rows.Count(r => !string.IsNullOrWhiteSpace(r[column]));
            if (filled == 0) continue;
            var (line, start) = _table.HeaderLine == 0 ? (0, 0) : (_table.HeaderLine, 0);
            yield return new(_table.File, line, start, string.Create(CultureInfo.InvariantCulture, $"the column “{_table.Columns[column]}” is left out: nothing says what it means ({filled} of {_table.Rows.Count} rows hold something there)"), Severity.Warning);
        }
    }

    private string? TitleOf(CsvRow row, string? url)
    {
        var title = OneLine(Value(row, ImportField.Title));
        if (title.Length == 0 && Of(ImportField.Title) is not null && Text(row) is { } text) title = OneLine(text.Split('\n')[0].TrimStart('#', ' '));
        if (title.Length == 0 && url is not null && Of(ImportField.Title) is not null) title = url;
        if (title.Length == 0) return null;
        if (title.Length <= ImportLimits.Title) return title;
        _losses.Add("a title is longer than 500 characters and is cut", row.Line, Start(row, ImportField.Title));
        return title[..ImportLimits.Title];
    }

    private (string Id, bool ByTitle) IdOf(CsvRow row, string title, string? url)
    {
        var given = OneLine(Value(row, ImportField.Id));
        if (given.Length is > 0 and <= 500) return ($"id:{given}", false);
        return url is not null ? ($"url:{Addresses.Plain(url)}", false) : ($"title:{Matching.Plain(title)}", true);
    }

    private WrittenDay? Day(CsvRow row, ImportField field)
    {
        WrittenDay? found = null;
        foreach (var column in AllOf(field))
        {
            var text = row[column].Trim();
            if (text.Length == 0) continue;
            if (_days.Read(column, text) is { } day) found ??= InZone(day);
            else if (_table.PlaceOf(row, column) is var (line, start)) _losses.Add($"“{Brief(text)}” is no day that can be read: write it as in 2027-05-11", line, start);
        }
        return found;
    }

    /// <summary>09:00+02:00 is another time of the day where the workspace is, perhaps another day.</summary>
    private WrittenDay InZone(WrittenDay said)
    {
        if (said is not { Offset: { } offset, Time: { } time }) return said;
        var here = (said.Day + time).WithOffset(offset).ToInstant().InZone(_zone).LocalDateTime;
        return said with { Day = here.Date, Time = here.TimeOfDay, Offset = null };
    }

    private (LocalDate? From, LocalDateTime? Moment) When(CsvRow row, WrittenDay? day, WrittenDay? published)
    {
        LocalTime? time = null;
        if (Value(row, ImportField.Time).Trim() is { Length: > 0 } text && (time = WrittenDay.TimeOf(text)) is null)
            _losses.Add($"“{Brief(text)}” is no time that can be read: write it as in 09:00", row.Line, Start(row, ImportField.Time));
        var at = published?.Time ?? (published is null ? day?.Time : null) ?? time;
        var first = published?.Day ?? day?.Day;
        if (published is { Time: null } && at is null && day is not null && day.Value.Day != published.Value.Day)
            _losses.Add("it was planned for another day than it went out on: the day it went out is kept", row.Line, Start(row, ImportField.Published));
        return (day is not null && at is not null && published is not null ? day.Value.Day : first, first is { } on && at is { } clock ? on + clock : null);
    }

    private PieceStatus? Known(CsvRow row, WrittenDay? published)
    {
        if (Flag(row, ImportField.Archived)) return PieceStatus.Retired;
        if (Flag(row, ImportField.Done)) return PieceStatus.Published;
        return published is { } p && Word(row, ImportField.Status) is null ? p.Day <= _today ? PieceStatus.Published : PieceStatus.Scheduled : null;
    }

    private bool Flag(CsvRow row, ImportField field)
    {
        var said = Value(row, field).Trim();
        if (said.Length == 0 || No.Contains(said, StringComparer.OrdinalIgnoreCase)) return false;
        if (Yes.Contains(said, StringComparer.OrdinalIgnoreCase) || WrittenDay.LooksLikeOne(said)) return true;
        _losses.Add($"“{Brief(said)}” is neither yes nor no", row.Line, Start(row, field));
        return false;
    }

    private string? Url(CsvRow row)
    {
        var said = Value(row, ImportField.Url).Trim();
        if (said.Length == 0) return null;
        if (Addresses.Web(said, null) is { } url) return url;
        _losses.Add($"“{Brief(said)}” is no web address", row.Line, Start(row, ImportField.Url));
        return null;
    }

    private string? Text(CsvRow row) => Value(row, ImportField.Body) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private Said? Word(CsvRow row, ImportField field)
    {
        if (Of(field) is not { } column || OneLine(row[column]) is not { Length: > 0 } text) return null;
        return new(text, row.Line, _table.PlaceOf(row, column).Column);
    }

    private IEnumerable<Said> Labels(CsvRow row, int column)
    {
        if (string.IsNullOrWhiteSpace(row[column])) yield break;
        var (line, start) = _table.PlaceOf(row, column);
        foreach (var label in row[column].Split([',', ';', '|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(50)) yield return new(OneLine(label), line, start);
    }

    private int? Of(ImportField field) => _columns[(int)field] is [var first, ..] ? first : null;

    private int[] AllOf(ImportField field) => _columns[(int)field];

    private string Value(CsvRow row, ImportField field) => Of(field) is { } column ? row[column] : "";

    private int Start(CsvRow row, ImportField field) => Of(field) is { } column ? _table.PlaceOf(row, column).Column : 1;

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Brief(string text) => Losses.Brief(text);
}
