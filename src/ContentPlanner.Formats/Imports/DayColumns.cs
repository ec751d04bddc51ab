using ContentPlanner.Core;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// How the days of a table are to be read: decided from whole columns, since 03/04 alone is two different days. What no
/// column decides is asked.
/// </summary>
internal sealed class DayColumns
{
    private const int Examples = 3;

    private readonly Dictionary<int, DayOrder> _orders = [];

    private DayColumns() { }

    public ImportQuestion? Question { get; private set; }

    /// <param name="said">What the person said; null: nothing yet.</param>
    /// <param name="usual">What people of the workspace's country write: used to show something until the person has said it.</param>
    public static DayColumns Of(CsvTable table, IEnumerable<int> columns, DayOrder? said, DayOrder usual)
    {
        var found = new DayColumns();
        var open = new List<int>();
        foreach (var column in columns)
        {
            var (day, month, numbers) = (0, 0, false);
            foreach (var row in table.Rows)
            {
                var order = WrittenDay.OrderOf(row[column], out var isNumbers);
                numbers |= isNumbers;
                if (order == DayOrder.DayFirst) day++;
                else if (order == DayOrder.MonthFirst) month++;
            }
            if (day != month) found._orders[column] = day > month ? DayOrder.DayFirst : DayOrder.MonthFirst;
            else if (numbers) open.Add(column);
        }
        // One program wrote the whole table: what one column shows holds for the others, unless they contradict each other.
        DayOrder? shared = found._orders.Count > 0 && found._orders.Values.Distinct().Count() == 1 ? found._orders.Values.First() : null;
        foreach (var column in open)
        {
            found._orders[column] = said ?? shared ?? usual;
            if (said is null && shared is null) found.Question ??= Asked(table, column);
        }
        return found;
    }

    public WrittenDay? Read(int column, string text) => WrittenDay.Read(text, _orders.GetValueOrDefault(column, DayOrder.DayFirst));

    private static ImportQuestion Asked(CsvTable table, int column)
    {
        var examples = table.Rows.Select(r => r[column].Trim()).Where(v => WrittenDay.OrderOf(v, out var isNumbers) is null && isNumbers).Distinct().Take(Examples).ToValueList();
        return new(table.Columns[column], $"the days in “{table.Columns[column]}” can be read in two ways: say whether the day or the month comes first", examples);
    }
}
