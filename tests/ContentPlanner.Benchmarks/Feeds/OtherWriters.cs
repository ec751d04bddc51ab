using System.Buffers;
using System.Collections.Frozen;
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
/// A bare streaming writer of the same octets: straight from the fields of each event, into UTF-8. Its texts are escaped
/// beforehand, its times and addresses taken as they are, its folds blind but for code points; it chooses nothing, checks
/// nothing, and knows no zones: their lines are given to it as octets.
/// </summary>
public sealed class BareWriter
{
    private readonly byte[] _head;
    private readonly List<Event> _events = [];

    private BareWriter(byte[] head) => _head = head;

    /// <param name="file">What it has to write.</param>
    /// <exception cref="InvalidOperationException">It writes something else.</exception>
    public static BareWriter Of(FeedRequest request, ReadOnlySpan<byte> file)
    {
        var bare = new BareWriter(file[..file.IndexOf("BEGIN:VEVENT"u8)].ToArray());
        foreach (var entry in request.Entries)
        {
            bare._events.Add(Event.Of(entry, request.Names, null));
            foreach (var variation in entry.Variations) bare._events.Add(Event.Of(entry, request.Names, variation));
        }
        var output = new ArrayBufferWriter<byte>(file.Length);
        bare.Write(output);
        return output.WrittenSpan.SequenceEqual(file) ? bare : throw new InvalidOperationException("The bare writer writes something else.");
    }

    public void Write(IBufferWriter<byte> output)
    {
        output.Write(_head);
        foreach (var e in _events)
        {
            output.Write("BEGIN:VEVENT\r\n"u8);
            Text(output, "UID:"u8, e.Uid);
            Moment(output, "DTSTAMP:"u8, "", e.Changed, "Z"u8);
            Moment(output, "LAST-MODIFIED:"u8, "", e.Changed, "Z"u8);
            Number(output, "SEQUENCE:"u8, e.Sequence);
            if (e.Occurrence is { } occurrence) Moment(output, "RECURRENCE-ID;TZID="u8, e.Zone!, occurrence, default);
            if (e.Zone is null)
            {
                Day(output, "DTSTART;VALUE=DATE:"u8, e.Start.Date);
                Day(output, "DTEND;VALUE=DATE:"u8, e.End.Date);
            }
            else
            {
                Moment(output, "DTSTART;TZID="u8, e.Zone, e.Start, default);
                Moment(output, "DTEND;TZID="u8, e.Zone, e.End, default);
            }
            if (e.Rule is not null) Text(output, "RRULE:"u8, e.Rule);
            if (e.LeftOut is { } leftOut) Moment(output, "EXDATE;TZID="u8, e.Zone!, leftOut, default);
            Text(output, "SUMMARY:"u8, e.Summary);
            Text(output, "STATUS:"u8, e.Status);
            output.Write(e.IsBusy ? "TRANSP:OPAQUE\r\n"u8 : "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"u8);
            Text(output, "CATEGORIES:"u8, e.Categories);
            if (e.Location is not null) Text(output, "LOCATION:"u8, e.Location);
            Text(output, "DESCRIPTION:"u8, e.Description);
            if (e.Url is not null) Text(output, "URL:"u8, e.Url);
            output.Write("END:VEVENT\r\n"u8);
        }
        output.Write("END:VCALENDAR\r\n"u8);
    }

    private static void Text(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string value)
    {
        Span<byte> line = stackalloc byte[1024];
        name.CopyTo(line);
        var rest = (ReadOnlySpan<byte>)line[..(name.Length + Encoding.UTF8.GetBytes(value, line[name.Length..]))];
        var to = output.GetSpan(rest.Length * 2);
        var (at, room) = (0, IcsWriter.MaxLine);
        while (rest.Length > room)
        {
            var part = room;
            while ((rest[part] & 0xC0) == 0x80) part--;
            rest[..part].CopyTo(to[at..]);
            "\r\n "u8.CopyTo(to[(at + part)..]);
            rest = rest[part..];
            (at, room) = (at + part + 3, IcsWriter.MaxLine - 1);
        }
        rest.CopyTo(to[at..]);
        "\r\n"u8.CopyTo(to[(at + rest.Length)..]);
        output.Advance(at + rest.Length + 2);
    }

    private static void Number(IBufferWriter<byte> output, ReadOnlySpan<byte> name, int number)
    {
        var to = output.GetSpan(64);
        name.CopyTo(to);
        number.TryFormat(to[name.Length..], out var length);
        End(output, to, name.Length + length);
    }

    private static void Day(IBufferWriter<byte> output, ReadOnlySpan<byte> name, LocalDate day)
    {
        var to = output.GetSpan(64);
        name.CopyTo(to);
        Digits(to[name.Length..], day.Year * 10000 + day.Month * 100 + day.Day, 8);
        End(output, to, name.Length + 8);
    }

    private static void Moment(IBufferWriter<byte> output, ReadOnlySpan<byte> name, string zone, LocalDateTime at, ReadOnlySpan<byte> suffix)
    {
        var to = output.GetSpan(128);
        name.CopyTo(to);
        var length = name.Length;
        if (zone.Length > 0)
        {
            length += Encoding.UTF8.GetBytes(zone, to[length..]);
            to[length++] = (byte)':';
        }
        Digits(to[length..], at.Year * 10000 + at.Month * 100 + at.Day, 8);
        to[length + 8] = (byte)'T';
        Digits(to[(length + 9)..], at.Hour * 10000 + at.Minute * 100 + at.Second, 6);
        suffix.CopyTo(to[(length + 15)..]);
        End(output, to, length + 15 + suffix.Length);
    }

    private static void Digits(Span<byte> to, int number, int digits)
    {
        for (var i = digits - 1; i >= 0; i--, number /= 10) to[i] = (byte)('0' + number % 10);
    }

    private static void End(IBufferWriter<byte> output, Span<byte> to, int length)
    {
        "\r\n"u8.CopyTo(to[length..]);
        output.Advance(length + 2);
    }

    /// <summary>All that is to be said of an event, ready to be put down.</summary>
    private sealed record Event(string Uid, LocalDateTime Changed, int Sequence, string? Zone, LocalDateTime Start, LocalDateTime End, string Summary, string Status, bool IsBusy, string Categories, string Description)
    {
        public LocalDateTime? Occurrence { get; private init; }
        public string? Rule { get; private init; }
        public LocalDateTime? LeftOut { get; private init; }
        public string? Location { get; private init; }
        public string? Url { get; private init; }

        public static Event Of(Entry entry, FeedNames names, Variation? variation)
        {
            var when = variation?.When ?? entry.When;
            var at = when as When.At;
            var days = when as When.AllDay;
            var start = at?.Start ?? days!.Start.AtMidnight();
            string?[] categories = [char.ToUpperInvariant(entry.Category[0]) + entry.Category[1..], Named(names.Channels, entry.Channel), Named(names.Launches, entry.Launch)];
            string?[] description = [entry.Reason, entry.Description, entry.Url];
            return new(
                entry.Uid, entry.Changed!.Value.InUtc().LocalDateTime, entry.Sequence, at?.Zone.Id,
                start, at is null ? start.PlusDays(days!.Days) : at.Start.PlusMinutes(at.Minutes),
                (entry.Status == EntryStatus.Done ? "✓ " : "") + Escaped(entry.Title),
                entry.Status == EntryStatus.Tentative ? "TENTATIVE" : "CONFIRMED",
                entry.Facet == Facet.Session,
                string.Join(',', categories.OfType<string>().Select(Escaped)),
                Escaped(string.Join('\n', description.OfType<string>())))
            {
                Occurrence = variation is null ? null : ((When.At)entry.When.On(variation.Day)).Start,
                Rule = variation is null && entry.Rule is { } rule ? $"FREQ=WEEKLY;BYDAY={rule.Weekdays[0].Day.ToString()[..2].ToUpperInvariant()};COUNT={rule.Count}" : null,
                LeftOut = variation is null && entry.Skipped.Count > 0 ? ((When.At)entry.When.On(entry.Skipped[0])).Start : null,
                Location = entry.Location is { } location ? Escaped(location) : null,
                Url = entry.Url,
            };
        }

        private static string? Named(FrozenDictionary<string, string> names, string? key) => key is null ? null : names.GetValueOrDefault(key, key);

        private static string Escaped(string text) =>
            text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
    }
}

/// <summary>Less than any writer can do: copies the lines of a file that is there already, from UTF-16.</summary>
public sealed class LineCopier(ReadOnlySpan<byte> file)
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
