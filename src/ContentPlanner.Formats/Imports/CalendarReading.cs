using System.Globalization;
using ContentPlanner.Core;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The events of a calendar (iCalendar, RFC 5545) as they come in real life. Each is read by itself: one that cannot be read is
/// told with its line and spoils no other.
/// </summary>
public sealed class CalendarReading
{
    public const string From = "calendar";

    private readonly string _file;
    private readonly DateTimeZone _here;
    private readonly EventZones _zones;
    private readonly DateInterval _window;
    private readonly Losses _losses;
    private readonly List<Problem> _problems = [];
    private readonly List<FoundEvent> _events = [];
    private readonly Dictionary<string, ContentLine> _starts = new(StringComparer.Ordinal);
    private readonly List<Incoming> _items = [];
    private readonly List<LeftOut> _left = [];
    private string? _name;
    private DateTimeZone? _usual;
    private int _budget = ImportLimits.Occurrences;

    private CalendarReading(string file, DateTimeZone here, LocalDate today)
    {
        (_file, _here, _zones, _losses) = (file, here, new(here, today), new(file));
        // From month to month the window is the same, so that looking twice shows the same.
        var month = new LocalDate(today.Year, today.Month, 1);
        _window = new(month.PlusYears(-1), month.PlusYears(2));
    }

    /// <param name="file">As the person named it.</param>
    /// <param name="zone">The workspace's: moments become its, and are its where the calendar names none.</param>
    /// <param name="today">Repeating events are taken from a year before to two years after.</param>
    public static ImportReading Read(string file, string text, DateTimeZone zone, LocalDate today)
    {
        var reading = new CalendarReading(file, zone, today);
        reading.Scan(text);
        reading.Take();
        return new(From, reading._events.Count + reading._left.Count(l => l.Title.Length == 0), reading._items.ToValueList(), reading._left.ToValueList(), [.. reading._problems, .. reading._losses.Problems()])
        {
            Name = reading._name,
            IsWhole = reading._problems.Count == 0,
            // Events are or are cancelled; none says whether its text is written.
            SaysOnlyDays = true,
        };
    }

    /// <summary>Finds the events; components within them (alarms) are passed over.</summary>
    private void Scan(string text)
    {
        var open = new List<(string Name, int Line)>();
        List<ContentLine>? lines = null;
        var (eventLine, isCalendar) = (0, false);
        (string? Id, string? Location, Offset? Standard, Offset? Daylight) zone = default;
        foreach (var (said, number) in ContentLine.Unfold(text))
        {
            if (string.IsNullOrWhiteSpace(said)) continue;
            if (ContentLine.Read(said, number) is not { } line)
            {
                if (isCalendar || open.Count > 0) _losses.Add("this line is no property of a calendar and is left out", number, 1);
                continue;
            }
            var name = line.Value.Trim().ToUpperInvariant();
            if (line.Name == "BEGIN")
            {
                if (name == "VEVENT")
                {
                    if (lines is not null) _left.Add(new(eventLine, 1, TitleOf(lines), "it has no end (END:VEVENT): another event begins within it"));
                    open.RemoveAll(o => o.Name is "VEVENT" or "VALARM");
                    if (_events.Count >= ImportLimits.Events)
                    {
                        _problems.Add(new(_file, number, 0, string.Create(CultureInfo.InvariantCulture, $"a calendar has at most {ImportLimits.Events:N0} events: import this one in parts")));
                        return;
                    }
                    (lines, eventLine) = ([], number);
                }
                else if (name is "VTODO" or "VJOURNAL" or "VFREEBUSY") _left.Add(new(number, 1, "", name switch { "VTODO" => "it is a to-do: only events are taken", "VJOURNAL" => "it is a journal entry: only events are taken", _ => "it only says when somebody is busy" }));
                else if (name == "VTIMEZONE") zone = default;
                isCalendar |= name == "VCALENDAR";
                if (open.Count < ImportLimits.Depth) open.Add((name, number));
                continue;
            }
            if (line.Name == "END")
            {
                var at = open.FindLastIndex(o => o.Name == name);
                if (at >= 0) open.RemoveRange(at, open.Count - at);
                if (name == "VEVENT" && lines is not null)
                {
                    _events.Add(new(eventLine, lines));
                    lines = null;
                }
                else if (name == "VTIMEZONE" && zone.Id is { } id) _zones.Describe(id, new(zone.Location, zone.Standard, zone.Daylight));
                continue;
            }
            switch (open.Count > 0 ? open[^1].Name : "")
            {
                case "VEVENT" when lines is { Count: < ImportLimits.EventLines }:
                    lines.Add(line);
                    break;
                case "VEVENT":
                    _losses.Add("an event has more lines than an event can have; the rest is left out", number, 1);
                    break;
                case "VCALENDAR" when line.Name is "X-WR-CALNAME" or "NAME":
                    _name ??= Losses.Brief(line.Text);
                    break;
                case "VCALENDAR" when line.Name == "X-WR-TIMEZONE":
                    _usual ??= _zones.Find(line.Value, out _);
                    break;
                case "VTIMEZONE" when line.Name == "TZID":
                    zone.Id = line.Value.Trim().Trim('"');
                    break;
                case "VTIMEZONE" when line.Name == "X-LIC-LOCATION":
                    zone.Location = line.Value.Trim();
                    break;
                case "STANDARD" when line.Name == "TZOFFSETTO":
                    zone.Standard = EventZones.OffsetOf(line.Value) ?? zone.Standard;
                    break;
                case "DAYLIGHT" when line.Name == "TZOFFSETTO":
                    zone.Daylight = EventZones.OffsetOf(line.Value) ?? zone.Daylight;
                    break;
            }
        }
        if (lines is not null) _left.Add(new(eventLine, 1, TitleOf(lines), "it has no end (END:VEVENT): the file stops within it"));
        if (!isCalendar) _problems.Add(new(_file, 1, 1, "this is no calendar: it does not say BEGIN:VCALENDAR"));
        else if (open.Exists(o => o.Name == "VCALENDAR")) _losses.Add("the calendar has no end (END:VCALENDAR): the file may have been cut off", open[0].Line, 1);
    }

    private void Take()
    {
        foreach (var one in _events)
            if (one.Uid is { } uid && one["RECURRENCE-ID"] is null && one["DTSTART"] is { } start) _starts.TryAdd(uid, start);
        foreach (var sameUid in _events.GroupBy(e => e.Uid ?? $"line {e.Line}", StringComparer.Ordinal))
        {
            var masters = sameUid.Where(e => e["RECURRENCE-ID"] is null).OrderByDescending(e => e.Sequence).ThenByDescending(e => e.Line).ToList();
            foreach (var older in masters.Skip(1)) Leave(older, FormattableString.Invariant($"it is an older version of the event in line {masters[0].Line}"));
            var changed = new Dictionary<LocalDate, FoundEvent>();
            foreach (var one in sameUid.Where(e => e["RECURRENCE-ID"] is not null).OrderByDescending(e => e.Sequence).ThenByDescending(e => e.Line))
            {
                if (When(one, one["RECURRENCE-ID"]!) is not { } instead) Leave(one, "the day it stands for (RECURRENCE-ID) cannot be read");
                else if (!changed.TryAdd(instead.Date, one)) Leave(one, FormattableString.Invariant($"it is an older version of the event in line {changed[instead.Date].Line}"));
                else if (one["RECURRENCE-ID"]!["RANGE"] is not null) _losses.Add("a change of “this and all following” is only taken for this one day", one["RECURRENCE-ID"]!.Line, 1);
            }
            if (masters.Count > 0) Take(masters[0], changed);
            foreach (var (day, one) in changed.OrderBy(c => c.Key)) Take(one, Id(one, day));
        }
    }

    private static string Id(FoundEvent one, LocalDate? day) => day is { } d ? $"{one.Uid ?? "title:" + Matching.Plain(one.Title)}#{Yaml.DayWords.Print(d)}" : one.Uid ?? "title:" + Matching.Plain(one.Title);

    private void Take(FoundEvent one, Dictionary<LocalDate, FoundEvent> changed)
    {
        var rule = one["RRULE"];
        var more = one.All("RDATE").ToList();
        if (rule is null && more.Count == 0)
        {
            Take(one, Id(one, null));
            return;
        }
        if (one["DTSTART"] is not { } startLine || EventStamp.Read(startLine.Value) is not { } stamp)
        {
            Leave(one, "its day (DTSTART) cannot be read");
            return;
        }
        if (one.IsCancelled)
        {
            Leave(one, "the whole series was cancelled");
            return;
        }
        var zone = ZoneOf(one, startLine, stamp);
        var days = new SortedSet<LocalDate>();
        if (rule is null) days.Add(stamp.Day);
        else
        {
            var (found, refusal) = EventRule.Days(rule.Value, stamp.Day, stamp.Time, zone, _window, ref _budget);
            days.UnionWith(found);
            if (refusal is not null)
            {
                _losses.Add($"an event repeats in a way that is not followed ({refusal}): only its first day is taken", rule.Line, 1);
                days.Add(stamp.Day);
            }
            else if (_budget <= 0) _losses.Add(FormattableString.Invariant($"the calendar repeats more than {ImportLimits.Occurrences} times between {Yaml.DayWords.Print(_window.Start)} and {Yaml.DayWords.Print(_window.End)}: what is beyond is left out"), rule.Line, 1);
        }
        if (one.All("RRULE").Skip(1).FirstOrDefault() is { } second) _losses.Add("an event has a second rule, which is left out", second.Line, 1);
        if (one["EXRULE"] is { } exception) _losses.Add("a rule for exceptions (EXRULE) is left out", exception.Line, 1);
        foreach (var line in more) days.UnionWith(Days(one, line).Where(d => _window.Contains(d)));
        foreach (var line in one.All("EXDATE")) days.ExceptWith(Days(one, line));
        if (rule is not null && days.Count > 0 && !days.Contains(stamp.Day) && stamp.Day >= _window.Start && _window.Contains(stamp.Day) && !one.All("EXDATE").SelectMany(l => Days(one, l)).Contains(stamp.Day)) days.Add(stamp.Day);
        var isTaken = false;
        foreach (var day in days)
        {
            isTaken = true;
            if (!changed.ContainsKey(day)) Take(one, Id(one, day), day);
        }
        if (!isTaken) Leave(one, FormattableString.Invariant($"none of its days is between {Yaml.DayWords.Print(_window.Start)} and {Yaml.DayWords.Print(_window.End)}"));
    }

    /// <param name="day">Of a repetition; null: the event's own.</param>
    private void Take(FoundEvent one, string id, LocalDate? day = null)
    {
        if (one["DTSTART"] is not { } startLine)
        {
            Leave(one, "it has no day (DTSTART)");
            return;
        }
        if (EventStamp.Read(startLine.Value) is not { } stamp)
        {
            Leave(one, $"its day “{Losses.Brief(startLine.Value)}” cannot be read");
            return;
        }
        var title = one.Title;
        if (title.Length == 0 && Description(one) is { } described) title = Losses.Brief(BodyText.Plain(described).Split(". ")[0]);
        if (title.Length == 0)
        {
            Leave(one, "it has no title (SUMMARY)");
            return;
        }
        if (title.Length > ImportLimits.Title) title = title[..ImportLimits.Title];
        var zone = ZoneOf(one, startLine, stamp);
        var (from, time, to) = Span(one, stamp, zone, day);
        var url = one["URL"] is { } link ? Addresses.Web(link.Value, null) : null;
        if (one["URL"] is { } lost && url is null) _losses.Add($"“{Losses.Brief(lost.Value)}” is no web address", lost.Line, 1);
        foreach (var attachment in one.All("ATTACH")) _losses.Add("what is attached to an event is left out", attachment.Line, 1);
        var description = Description(one);
        _items.Add(new()
        {
            Id = id,
            Title = title,
            Line = one.Line,
            Column = 1,
            From = from,
            To = to > from ? to : null,
            Moment = time is { } clock ? from + clock : null,
            Labels = one.All("CATEGORIES").SelectMany(l => SplitText(l)).Take(20).ToValueList(),
            Url = url,
            Body = description is null ? null : BodyText.Of(description, _losses, one["DESCRIPTION"]!.Line, 1, null),
            Text = description is null ? null : Clean(description),
            IsCancelled = one.IsCancelled,
        });
    }

    /// <summary>The days it takes in the workspace's zone, both included, and its time.</summary>
    private (LocalDate From, LocalTime? Time, LocalDate To) Span(FoundEvent one, EventStamp start, DateTimeZone zone, LocalDate? day)
    {
        var first = day ?? start.Day;
        var endLine = one["DTEND"];
        EventStamp? end = endLine is null ? null : EventStamp.Read(endLine.Value);
        if (endLine is not null && end is null) _losses.Add($"the end “{Losses.Brief(endLine.Value)}” of an event cannot be read; it is taken for one day", endLine.Line, 1);
        var isMidnights = start is { IsUtc: false, Time: { } s } && s == LocalTime.Midnight && end is { IsUtc: false, Time: { } e } && e == LocalTime.Midnight && end.Value.Day > start.Day;
        if (start.Time is null || one.IsMarkedAllDay || isMidnights)
        {
            var wholeDays = end is { } last ? Period.DaysBetween(start.Day, last.Day) : one.Duration is { } d ? d.Weeks * 7 + d.Days : 1;
            // An end on the first day itself is one that was meant to be included.
            return (first, null, first.PlusDays(Math.Clamp(wholeDays - 1, 0, 3_660)));
        }
        var began = (first + start.Time.Value).InZone(start.IsUtc ? DateTimeZone.Utc : zone, NodaTime.TimeZones.Resolvers.LenientResolver);
        var here = began.WithZone(_here).LocalDateTime;
        var to = here.Date;
        if (end is { Time: not null } stop && endLine is not null)
        {
            var stopZone = stop.IsUtc ? DateTimeZone.Utc : ZoneOf(one, endLine, stop);
            var ended = stop.At.InZone(stopZone, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant() - start.At.InZone(start.IsUtc ? DateTimeZone.Utc : zone, NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant();
            if (ended > Duration.Zero && ended < Duration.FromDays(3_660)) to = (began.ToInstant() + ended - Duration.FromMilliseconds(1)).InZone(_here).Date;
        }
        else if (one.Duration is { } lasts && lasts.ToDuration() is var length && length > Duration.Zero && length < Duration.FromDays(3_660)) to = (began.ToInstant() + length - Duration.FromMilliseconds(1)).InZone(_here).Date;
        return (here.Date, here.TimeOfDay, to);
    }

    /// <summary>The local moment of a line in its event's own zone: what exceptions and changes are compared by.</summary>
    private LocalDateTime? When(FoundEvent one, ContentLine line, string? value = null)
    {
        if (EventStamp.Read(value ?? line.Value) is not { } stamp) return null;
        if (!stamp.IsUtc) return stamp.At;
        // A UTC moment stands for a local day of the series: that of its master's zone, if it has one.
        var master = (one.Uid is { } uid ? _starts.GetValueOrDefault(uid) : null) ?? one["DTSTART"];
        if (master is null || EventStamp.Read(master.Value) is not { } start || start.IsUtc) return stamp.At;
        return stamp.At.InUtc().WithZone(start.Time is null ? DateTimeZone.Utc : ZoneOf(one, master, start)).LocalDateTime;
    }

    private IEnumerable<LocalDate> Days(FoundEvent one, ContentLine line)
    {
        foreach (var value in line.Value.Split(',').Take(2_000))
        {
            if (When(one, line, value.Split('/')[0]) is { } at) yield return at.Date;
            else _losses.Add($"“{Losses.Brief(value)}” is no day that can be read", line.Line, 1);
        }
    }

    private DateTimeZone ZoneOf(FoundEvent one, ContentLine line, EventStamp stamp)
    {
        if (stamp.IsUtc || stamp.Time is null) return stamp.IsUtc ? DateTimeZone.Utc : _here;
        if (line["TZID"] is not { Length: > 0 } name) return _usual ?? _here;
        if (_zones.Find(name, out var note) is { } zone)
        {
            if (note is not null) _losses.Add(note, line.Line, 1);
            return zone;
        }
        _losses.Add($"the zone “{Losses.Brief(name)}” is not known; its times are taken for those of {_here.Id}", line.Line, 1);
        return _here;
    }

    private static string? Description(FoundEvent one) => one["DESCRIPTION"]?.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static string Clean(string text)
    {
        var plain = text.Contains('<', StringComparison.Ordinal) && text.Contains('>', StringComparison.Ordinal) ? BodyText.Plain(text) : text.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal).Trim();
        return plain.Length > 10_000 ? plain[..10_000] + "…" : plain;
    }

    private static IEnumerable<Said> SplitText(ContentLine line) =>
        line.Value.Replace("\\,", "\u0001", StringComparison.Ordinal).Split(',').Select(p => p.Replace('\u0001', ',').Trim()).Where(p => p.Length > 0).Select(p => new Said(p, line.Line, 1));

    private static string TitleOf(List<ContentLine> lines) => Losses.Brief(lines.Find(l => l.Name == "SUMMARY")?.Text ?? "");

    private void Leave(FoundEvent one, string why) => _left.Add(new(one.Line, 1, Losses.Brief(one.Title), why));
}
