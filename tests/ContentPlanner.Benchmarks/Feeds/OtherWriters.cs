using System.Buffers;
using System.Text;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;

namespace ContentPlanner.Benchmarks.Feeds;

/// <summary>
/// The least a streaming writer can do: it is given each line of the very same file as a string, folded and escaped
/// already, and puts line after line into the output as UTF-8. No dates, no zones, no rules, nothing to decide.
/// </summary>
public sealed class BareWriter(byte[] file)
{
    private readonly string[] _lines = Encoding.UTF8.GetString(file).Split("\r\n")[..^1];

    public void Write(IBufferWriter<byte> output)
    {
        foreach (var line in _lines)
        {
            var span = output.GetSpan(line.Length * 3 + 2);
            var length = Encoding.UTF8.GetBytes(line, span);
            "\r\n"u8.CopyTo(span[length..]);
            output.Advance(length + 2);
        }
    }
}

/// <summary>The same entries as objects of Ical.Net, serialised by it.</summary>
public static class IcalNetWriter
{
    public static string Write(FeedRequest request)
    {
        var calendar = new Calendar { ProductId = "-//ContentPlanner//Feed 1.0//EN", Scale = "GREGORIAN" };
        calendar.AddProperty("X-WR-CALNAME", request.Name);
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(request.Zone.Id, new DateTime(2025, 1, 1), false));
        foreach (var entry in request.Entries)
        {
            calendar.Events.Add(Event(entry, entry.When, entry.Title));
            foreach (var variation in entry.Variations)
            {
                var moved = Event(entry with { Rule = null, Skipped = [] }, variation.When, variation.Title ?? entry.Title);
                moved.RecurrenceIdentifier = new RecurrenceIdentifier(Time(entry.When.On(variation.Day)), null);
                calendar.Events.Add(moved);
            }
        }
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static CalendarEvent Event(Entry entry, When when, string title)
    {
        var shown = new CalendarEvent
        {
            Uid = entry.Uid,
            DtStamp = new CalDateTime(entry.Changed!.Value.ToDateTimeUtc(), "UTC"),
            LastModified = new CalDateTime(entry.Changed!.Value.ToDateTimeUtc(), "UTC"),
            Sequence = entry.Sequence,
            DtStart = Time(when),
            DtEnd = when is When.At at ? Time(at with { Start = at.Start.PlusMinutes(at.Minutes) }) : Time(new When.AllDay(((When.AllDay)when).LastDay.PlusDays(1))),
            Summary = entry.Status == EntryStatus.Done ? "✓ " + title : title,
            Status = entry.Status == EntryStatus.Tentative ? "TENTATIVE" : "CONFIRMED",
            Transparency = entry.Facet == Facet.Session ? "OPAQUE" : "TRANSPARENT",
            Location = entry.Location,
            Description = $"{entry.Reason}\n{entry.Description}\n{entry.Url}",
            Url = entry.Url is null ? null : new Uri(entry.Url),
            Categories = [entry.Category],
        };
        if (entry.Facet != Facet.Session) shown.AddProperty("X-MICROSOFT-CDO-BUSYSTATUS", "FREE");
        if (entry.Rule is { } rule)
        {
            shown.RecurrenceRule = new RecurrenceRule(FrequencyType.Weekly, 1) { Count = rule.Count, ByDay = [.. rule.Weekdays.Select(w => new WeekDay((DayOfWeek)((int)w.Day % 7)))] };
            foreach (var day in entry.Skipped) shown.ExceptionDates.Add(Time(entry.When.On(day)));
        }
        return shown;
    }

    private static CalDateTime Time(When when) => when is When.At at
        ? new(at.Start.Year, at.Start.Month, at.Start.Day, at.Start.Hour, at.Start.Minute, 0, at.Zone.Id)
        : new(when.Day.Year, when.Day.Month, when.Day.Day);
}
