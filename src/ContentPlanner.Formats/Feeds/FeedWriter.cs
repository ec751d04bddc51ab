using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// Writes one calendar: header, the zones it tells time by, then each item (ical.md section 5). Knows nothing of filters
/// and size caps, which are <see cref="Feed"/>'s.
/// </summary>
internal ref struct FeedWriter
{
    private readonly FeedRequest _request;
    private readonly FeedOptions _options;
    private readonly FeedCut _cut;
    private IcsWriter _ics;
    private ZoneClocks _clocks = new();

    public FeedWriter(FeedRequest request, FeedCut cut, IBufferWriter<byte> output)
    {
        _request = request;
        _options = request.Options;
        _cut = cut;
        _ics = new IcsWriter(output);
    }

    /// <summary>Returns the octets written, which may stop anywhere beyond <paramref name="enough"/>.</summary>
    public long Write(FeedSelection shown, long enough = long.MaxValue)
    {
        _clocks = shown.Clocks;
        WriteHeader();
        WriteZones(shown);
        foreach (ref readonly var item in shown.Items)
        {
            WriteItem(item);
            if (_ics.Written > enough) break;
        }
        _ics.Lines("END:VCALENDAR\r\n"u8);
        _ics.Flush();
        return _ics.Written;
    }

    /// <summary>Writes one item of what is shown, without a calendar around it: what a reader sees of that line.</summary>
    public void WriteLine(in FeedItem item, FeedSelection shown)
    {
        _clocks = shown.Clocks;
        WriteItem(item);
        _ics.Flush();
    }

    private void WriteHeader()
    {
        _ics.Lines("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//ContentPlanner//Feed 1.0//EN\r\nCALSCALE:GREGORIAN\r\n"u8);
        WriteText("NAME:"u8, _request.Name);
        WriteText("X-WR-CALNAME:"u8, _request.Name);
        var description = string.Join(' ', new[] { _request.Description, _cut.Words }.Where(text => !string.IsNullOrEmpty(text)));
        if (description.Length > 0)
        {
            WriteText("DESCRIPTION:"u8, description);
            WriteText("X-WR-CALDESC:"u8, description);
        }
        var refresh = Math.Clamp(_options.RefreshMinutes, 15, 7 * 24 * 60);
        _ics.Begin("REFRESH-INTERVAL;VALUE=DURATION:"u8);
        WriteDuration(refresh);
        _ics.End();
        _ics.Begin("X-PUBLISHED-TTL:"u8);
        WriteDuration(refresh);
        _ics.End();
        if (_options.Color is not { } color || CssColors.Hex(color) is not { } hex) return;
        WriteText("COLOR:"u8, color.ToLowerInvariant());
        WriteText("X-APPLE-CALENDAR-COLOR:"u8, hex);
    }

    /// <summary>A calendar must hold something (RFC 5545, 3.4), and an empty answer makes some programs forget all they knew.</summary>
    private void WriteZones(FeedSelection shown)
    {
        var through = _request.Today.Year + 10;
        if (shown.Items.IsEmpty) _ics.Lines(TimeZoneWriter.Of(_request.Zone, _request.Today.Year - 1, through));
        foreach (var clock in _clocks.Used) _ics.Lines(TimeZoneWriter.Of(clock.Zone, clock.FirstYear!.Value - 1, through));
    }

    private void WriteItem(in FeedItem item)
    {
        var (entry, series) = item;
        if (item.IsTodo(_options))
        {
            WriteTodo(entry);
            return;
        }
        WriteEvent(entry, series, null);
        if (series is null) return;
        foreach (var change in series.Changed) WriteEvent(entry, series, change);
    }

    /// <param name="change">The occurrence of the series to write; null: the series, or a single event.</param>
    private void WriteEvent(Entry entry, SafeSeries? series, Variation? change)
    {
        _ics.Lines("BEGIN:VEVENT\r\n"u8);
        WriteUid(entry.Uid, ""u8);
        WriteStamps(entry);
        if (change is not null)
        {
            _ics.Begin("RECURRENCE-ID"u8);
            WriteOccurrence(entry.When, change.Day);
            _ics.End();
            WriteTimes(change.When);
        }
        else if (series is not null)
        {
            WriteSeries(entry.When, series);
        }
        else
        {
            WriteTimes(entry.When);
        }
        var mark = entry.Status == EntryStatus.Done && _options.MarkDone ? "✓ " : entry.Status == EntryStatus.Cancelled && _options.MarkCancelled ? "✗ " : "";
        WriteSummary(entry, mark, change?.Title ?? entry.Title);
        _ics.Lines(entry.Status switch
        {
            EntryStatus.Tentative => "STATUS:TENTATIVE\r\n"u8,
            EntryStatus.Cancelled => "STATUS:CANCELLED\r\n"u8,
            _ => "STATUS:CONFIRMED\r\n"u8,
        });
        _ics.Lines(TakesTime(entry)
            ? "TRANSP:OPAQUE\r\n"u8
            : "TRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\n"u8);
        WriteDetails(entry, change?.Location ?? entry.Location);
        WriteAlarms(entry, "TRIGGER:"u8);
        _ics.Lines("END:VEVENT\r\n"u8);
    }

    /// <summary>A due date as a thing to tick off; under a name of its own, so that a reader that knew the event does not mistake it.</summary>
    private void WriteTodo(Entry entry)
    {
        _ics.Lines("BEGIN:VTODO\r\n"u8);
        WriteUid(entry.Uid, "-todo"u8);
        WriteStamps(entry);
        if (AsDays(entry.When) is { } days) WriteDay("DUE;VALUE=DATE:"u8, days.Start);
        else WriteDue((When.At)entry.When);
        WriteSummary(entry, "", entry.Title);
        _ics.Lines(entry.Status switch
        {
            EntryStatus.InProgress => "STATUS:IN-PROCESS\r\nPERCENT-COMPLETE:50\r\n"u8,
            EntryStatus.Done => "STATUS:COMPLETED\r\nPERCENT-COMPLETE:100\r\n"u8,
            EntryStatus.Cancelled => "STATUS:CANCELLED\r\n"u8,
            _ => "STATUS:NEEDS-ACTION\r\nPERCENT-COMPLETE:0\r\n"u8,
        });
        if (entry is { Status: EntryStatus.Done, ClosedOn: { } closed })
        {
            // Only the day is known; noon is that day for nearly everybody.
            WriteUtc("COMPLETED:"u8, _request.Zone.AtLeniently(closed.At(LocalTime.Noon)).ToInstant());
        }
        WriteDetails(entry, entry.Location);
        WriteAlarms(entry, "TRIGGER;RELATED=END:"u8);
        _ics.Lines("END:VTODO\r\n"u8);
    }

    private void WriteUid(ReadOnlySpan<char> uid, ReadOnlySpan<byte> form)
    {
        var at = form.IsEmpty ? uid.Length : uid.LastIndexOf('@') is var found and >= 0 ? found : uid.Length;
        _ics.Begin("UID:"u8);
        _ics.Text(uid[..at]);
        _ics.Octets(form);
        _ics.Text(uid[at..]);
        _ics.End();
    }

    private void WriteStamps(Entry entry)
    {
        Span<byte> changed = stackalloc byte[16];
        IcsWriter.Format(entry.Changed ?? _request.Now, changed);
        _ics.Begin("DTSTAMP:"u8);
        _ics.Octets(changed);
        _ics.End();
        _ics.Begin("LAST-MODIFIED:"u8);
        _ics.Octets(changed);
        _ics.End();
        _ics.Begin("SEQUENCE:"u8);
        _ics.Number(entry.Sequence);
        _ics.End();
    }

    /// <summary>An event ends after it starts.</summary>
    private static int Minutes(When.At at) => Math.Max(1, at.Minutes);

    private void WriteTimes(When when)
    {
        if (AsDays(when) is { } days)
        {
            WriteDays(days.Start, days.Days);
            return;
        }
        var at = (When.At)when;
        if (_clocks.Of(at.Zone) is { } clock && clock.Wall(at.Start, Minutes(at)) is { } wall)
        {
            WriteWall("DTSTART"u8, clock, wall.Start);
            WriteWall("DTEND"u8, clock, wall.End);
            return;
        }
        WriteUtc("DTSTART:"u8, at.Instant);
        WriteUtc("DTEND:"u8, at.Instant + Duration.FromMinutes(Minutes(at)));
    }

    private void WriteDue(When.At at)
    {
        if (_clocks.Of(at.Zone) is { } clock && clock.Wall(at.Start, 1) is { } wall) WriteWall("DUE"u8, clock, wall.Start);
        else WriteUtc("DUE:"u8, at.Instant);
    }

    private void WriteSeries(When when, SafeSeries series)
    {
        if (AsDays(when) is { } days) WriteDays(series.First, days.Days);
        else WriteFirst((When.At)when, series.First);
        _ics.Begin("RRULE:"u8);
        RuleText.Write(ref _ics, series, AsDays(when) is null ? (When.At)when : null);
        _ics.End();
        if (series.LeftOut.Count == 0) return;
        _ics.Begin("EXDATE"u8);
        WriteOccurrence(when, series.LeftOut[0]);
        for (var i = 1; i < series.LeftOut.Count; i++)
        {
            _ics.Octets(","u8);
            WriteOccurrenceDay(when, series.LeftOut[i]);
        }
        _ics.End();
    }

    private void WriteFirst(When.At at, LocalDate first)
    {
        var start = first + at.Start.TimeOfDay;
        var end = start.PlusMinutes(Minutes(at));
        if (_clocks.Of(at.Zone) is { } clock)
        {
            WriteWall("DTSTART"u8, clock, start);
            WriteWall("DTEND"u8, clock, end);
            return;
        }
        WriteUtc("DTSTART:"u8, start.InUtc().ToInstant());
        WriteUtc("DTEND:"u8, end.InUtc().ToInstant());
    }

    private void WriteDays(LocalDate start, int days)
    {
        WriteDay("DTSTART;VALUE=DATE:"u8, start);
        WriteDay("DTEND;VALUE=DATE:"u8, start.PlusDays(Math.Max(1, days)));
    }

    private void WriteDay(ReadOnlySpan<byte> name, LocalDate day)
    {
        _ics.Begin(name);
        _ics.Date(day);
        _ics.End();
    }

    private void WriteUtc(ReadOnlySpan<byte> name, Instant at)
    {
        _ics.Begin(name);
        _ics.Utc(at);
        _ics.End();
    }

    private void WriteWall(ReadOnlySpan<byte> name, ZoneClock clock, LocalDateTime at)
    {
        _ics.Begin(name);
        _ics.Octets(clock.TzId);
        _ics.DateTime(at);
        _ics.End();
    }

    /// <summary>Parameters and value that name an occurrence by the day the rule gives, in the series' own type and zone.</summary>
    private void WriteOccurrence(When when, LocalDate day)
    {
        if (AsDays(when) is not null || when is not When.At at) _ics.Octets(";VALUE=DATE:"u8);
        else if (_clocks.Of(at.Zone) is { } clock) _ics.Octets(clock.TzId);
        else _ics.Colon();
        WriteOccurrenceDay(when, day);
    }

    private void WriteOccurrenceDay(When when, LocalDate day)
    {
        if (AsDays(when) is not null || when is not When.At at) _ics.Date(day);
        else if (_clocks.Of(at.Zone) is null) _ics.Utc((day + at.Start.TimeOfDay).InUtc().ToInstant());
        else _ics.DateTime(day + at.Start.TimeOfDay);
    }

    private readonly When.AllDay? AsDays(When when) => when as When.AllDay ?? (_options.AllDay ? new When.AllDay(when.Day) : null);

    private void WriteSummary(Entry entry, ReadOnlySpan<char> mark, ReadOnlySpan<char> title)
    {
        _ics.Begin("SUMMARY:"u8);
        _ics.Text(mark);
        _ics.Text(IsBlank(title) ? entry.Key : title);
        _ics.End();
    }

    /// <summary>Readers reject an event without a summary.</summary>
    private static bool IsBlank(ReadOnlySpan<char> title)
    {
        foreach (var c in title)
            if (!char.IsWhiteSpace(c) && !char.IsControl(c) && c < '\ufffe') return false;
        return true;
    }

    /// <summary>Sessions and reviews are meetings; all else must not make anybody look busy.</summary>
    private readonly bool TakesTime(Entry entry) =>
        entry.Facet is Facet.Session or Facet.Review && entry.Status != EntryStatus.Cancelled && AsDays(entry.When) is null;

    private void WriteDetails(Entry entry, string? location)
    {
        if (entry.Private) _ics.Lines("CLASS:PRIVATE\r\n"u8);
        if (_options.TitlesOnly) return;
        WriteCategories(entry);
        if (!string.IsNullOrWhiteSpace(location)) WriteText("LOCATION:"u8, location);
        var address = WebAddress.Of(entry.Url);
        if (_cut.DescriptionLimit != 0) WriteDescription(entry, address);
        if (address is null) return;
        _ics.Begin("URL:"u8);
        _ics.Ascii(address);
        _ics.End();
    }

    private void WriteCategories(Entry entry)
    {
        _ics.Begin("CATEGORIES:"u8);
        _ics.Text(CategoryWord(entry.Category));
        WriteCategory(_request.Names.Channels, entry.Channel);
        WriteCategory(_request.Names.Launches, entry.Launch);
        _ics.End();
    }

    private void WriteCategory(FrozenDictionary<string, string> names, string? key)
    {
        if (key is null) return;
        _ics.Octets(","u8);
        _ics.Text(names.TryGetValue(key, out var name) ? name : key);
    }

    private static string CategoryWord(string category) => category switch
    {
        Categories.Editorial => "Editorial",
        Categories.Launch => "Launch",
        Categories.Coaching => "Coaching",
        Categories.Task => "Task",
        Categories.Plan => "Plan",
        Categories.Note => "Note",
        _ => category,
    };

    /// <summary>Why, what, who, where: the link comes last, because Google and Outlook show no URL property.</summary>
    private void WriteDescription(Entry entry, string? address)
    {
        var (owner, outside) = _options.ShowPeople ? (entry.Owner, entry.Outside) : (null, null);
        if (string.IsNullOrEmpty(entry.Reason) && string.IsNullOrEmpty(entry.Description) && owner is null && outside is null && address is null) return;
        _ics.Begin("DESCRIPTION:"u8);
        var isFirst = true;
        if (!string.IsNullOrEmpty(entry.Reason)) NextLine(ref isFirst).Text(entry.Reason);
        if (!string.IsNullOrEmpty(entry.Description))
        {
            var whole = _cut.DescriptionLimit is not { } limit || entry.Description.Length <= limit;
            NextLine(ref isFirst).Text(whole ? entry.Description : Shortened(entry.Description, _cut.DescriptionLimit ?? 0));
            if (!whole) _ics.Text("…");
        }
        if (outside is not null)
        {
            NextLine(ref isFirst).Text("Done by: ");
            _ics.Text(outside);
        }
        if (owner is not null)
        {
            NextLine(ref isFirst).Text("Owner: ");
            _ics.Text(_request.Names.People.TryGetValue(owner, out var name) ? name : owner);
        }
        if (address is not null) NextLine(ref isFirst).Text(address);
        _ics.End();
    }

    [System.Diagnostics.CodeAnalysis.UnscopedRef]
    private ref IcsWriter NextLine(ref bool isFirst)
    {
        if (!isFirst) _ics.Break();
        isFirst = false;
        return ref _ics;
    }

    /// <summary>At most so many characters with the ellipsis to come, ending with a word where there is one.</summary>
    private static ReadOnlySpan<char> Shortened(ReadOnlySpan<char> text, int limit)
    {
        var end = limit - 1;
        var space = text[..end].LastIndexOf(' ');
        if (space > end / 2) return text[..space];
        var whole = 0;
        while (StringInfo.GetNextTextElementLength(text[whole..]) is var length && whole + length <= end) whole += length;
        return text[..whole];
    }

    private void WriteAlarms(Entry entry, ReadOnlySpan<byte> trigger)
    {
        if (entry.Status is EntryStatus.Done or EntryStatus.Cancelled) return;
        for (var i = 0; i < _options.Alarms.Count; i++)
        {
            // Home Assistant refuses a whole calendar for one alarm without a description.
            _ics.Lines("BEGIN:VALARM\r\nACTION:DISPLAY\r\n"u8);
            WriteText("DESCRIPTION:"u8, IsBlank(entry.Title) ? entry.Key : entry.Title);
            _ics.Begin(trigger);
            if (_options.Alarms[i] > 0) _ics.Octets("-"u8);
            WriteDuration(Math.Max(0, _options.Alarms[i]));
            _ics.End();
            _ics.Lines("END:VALARM\r\n"u8);
        }
    }

    /// <summary>RFC 5545, 3.3.6: <c>P1D</c>, <c>PT1H30M</c>.</summary>
    private void WriteDuration(int minutes)
    {
        _ics.Octets("P"u8);
        if (minutes >= 24 * 60)
        {
            _ics.Number(minutes / (24 * 60));
            _ics.Octets("D"u8);
            minutes %= 24 * 60;
            if (minutes == 0) return;
        }
        _ics.Octets("T"u8);
        if (minutes >= 60)
        {
            _ics.Number(minutes / 60);
            _ics.Octets("H"u8);
        }
        if (minutes % 60 == 0 && minutes > 0) return;
        _ics.Number(minutes % 60);
        _ics.Octets("M"u8);
    }

    private void WriteText(ReadOnlySpan<byte> name, ReadOnlySpan<char> text)
    {
        _ics.Begin(name);
        _ics.Text(text);
        _ics.End();
    }
}
