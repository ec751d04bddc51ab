using System.Globalization;
using System.Text.Json;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using CsvHelper;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Exports;

/// <summary>How somebody wants their table.</summary>
/// <param name="Mark">A byte-order mark in front, by which Excel knows UTF-8.</param>
/// <param name="Semicolons">Between the fields, as spreadsheets of many countries expect.</param>
public sealed record TableForm(bool Mark = false, bool Semicolons = false);

/// <summary>
/// Pieces, tasks and the timeline as tables (CSV, RFC 4180): a heading line, CRLF, quotes where they are needed. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front, so that opening a table runs nothing.
/// </summary>
public static class PlanTables
{
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    /// <summary>Columns are called as in the plan format, so that a table can be imported again.</summary>
    public static byte[] Pieces(IEnumerable<ContentPiece> pieces, TableForm form) => Table(form,
        ["key", "title", "format", "status", "planned", "publish", "zone", "owner", "channel", "pillar", "intention", "need", "launch", "url", "private", "id"],
        pieces.Select(p => new[]
        {
            p.Key, p.Title, p.Format, Word(p.Status), Day(p.PlannedOn), p.Publish is { } publish ? WallTime.Format(publish.At) : "", p.Publish?.Zone?.Id, p.Owner, p.Channel, p.Pillar, p.Intention, p.Need, p.Launch, p.Url,
            p.Private ? "true" : "", p.Id?.ToString(),
        }));

    public static byte[] Tasks(IEnumerable<ContentTask> tasks, TableForm form) => Table(form,
        ["key", "title", "source", "channel", "status", "due", "planned", "owner", "role", "launch", "minutes", "why", "what-to-do", "url", "closed-on", "id"],
        tasks.Select(t => new[]
        {
            t.Key.ToString(), t.Title, t.Source.Title, t.Channel, Word(t.Status), Day(t.Due), Day(t.Planned), t.Owner, t.Role, t.Launch, t.EffortMinutes.ToString(CultureInfo.InvariantCulture), t.Reason, t.Instruction, t.Url, Day(t.ClosedOn),
            t.Id.ToString(),
        }));

    public static byte[] Timeline(IEnumerable<Occurrence> occurrences, TableForm form) => Table(form,
        ["day", "time", "zone", "minutes", "title", "category", "type", "status", "state", "owner", "launch", "channel", "pillar", "why", "url", "uid"],
        occurrences.Select(o => new[]
        {
            Day(o.Day), o.When is When.At at ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(at.Start.TimeOfDay) : "", (o.When as When.At)?.Zone.Id, (o.When as When.At)?.Minutes.ToString(CultureInfo.InvariantCulture), o.Title,
            o.Entry.Category, o.Entry.Type, Word(o.Entry.Status), o.Entry.State, o.Entry.Owner, o.Entry.Launch, o.Entry.Channel, o.Entry.Pillar, o.Entry.Reason, o.Entry.Url, o.Entry.Uid,
        }));

    private static byte[] Table(TableForm form, string[] heading, IEnumerable<string?[]> lines)
    {
        using var buffer = new MemoryStream();
        using (var csv = CsvWriter.Create(buffer, new CsvWriterOptions { Separator = form.Semicolons ? ';' : ',', Injection = CsvInjection.Escape, WriteByteOrderMark = form.Mark }, leaveOpen: true))
            foreach (var line in lines.Prepend(heading)) csv.WriteRecord(Array.ConvertAll(line, field => field ?? ""));
        return buffer.ToArray();
    }

    private static string Day(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : "";

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
