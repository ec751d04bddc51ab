using System.Globalization;
using System.Reflection;
using ContentPlanner.Server.Database;
using CsvHelper;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Archives;

/// <summary>The rows of a table as a spreadsheet reads them: a line of names, moments and days in ISO 8601. Secrets are left out.</summary>
internal static class RowsAsCsv
{
    private static readonly string[] Secret = ["Token", "Hash", "Secret", "Password"];

    private static readonly MethodInfo OfRows = typeof(RowsAsCsv).GetMethod(nameof(WriteRowsAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <param name="of">What the table's condition names: the workspace's id.</param>
    /// <returns>How many lines were written, the first not counted.</returns>
    public static Task<long> WriteAsync(PlannerDb db, OwnedRows.Table table, object of, Stream to, CancellationToken stop) =>
        (Task<long>)OfRows.MakeGenericMethod(table.Entity.ClrType).Invoke(null, [db, table, of, to, stop])!;

    /// <summary>UTF-8 with the mark that spreadsheets know it by; a cell they would run as a formula is made a text.</summary>
    public static CsvWriter Writer(Stream to) => CsvWriter.Create(to, new CsvWriterOptions { WriteByteOrderMark = true, Injection = CsvInjection.Escape }, leaveOpen: true);

    private static async Task<long> WriteRowsAsync<T>(PlannerDb db, OwnedRows.Table table, object of, Stream to, CancellationToken stop) where T : class
    {
        var columns = table.Entity.GetProperties().Where(p => p.PropertyInfo is not null && p.ClrType != typeof(byte[]) && !Array.Exists(Secret, s => p.Name.Contains(s, StringComparison.Ordinal))).ToList();
        using var csv = Writer(to);
        foreach (var column in columns) csv.WriteField(column.Name);
        csv.EndRecord();
        var lines = 0L;
#pragma warning disable EF1002 // Names are the model's.
        await foreach (var row in db.Set<T>().FromSqlRaw($"SELECT * FROM \"{table.Name}\" WHERE {table.Where}", of).AsNoTracking().AsAsyncEnumerable().WithCancellation(stop))
#pragma warning restore EF1002
        {
            foreach (var column in columns) csv.WriteField(Text(column.PropertyInfo!.GetValue(row)) ?? "");
            csv.EndRecord();
            lines++;
        }
        return lines;
    }

    internal static string? Text(object? value) => value switch
    {
        null => null,
        Instant at => InstantPattern.ExtendedIso.Format(at),
        LocalDate day => LocalDatePattern.Iso.Format(day),
        LocalTime time => LocalTimePattern.GeneralIso.Format(time),
        bool yes => yes ? "yes" : "no",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
