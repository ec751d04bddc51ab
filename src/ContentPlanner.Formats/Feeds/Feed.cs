using System.Buffers;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// A named, filtered iCalendar view of a timeline: chooses what it shows, keeps it small enough, and writes it
/// (ical.md section 5, requirements 1 to 17).
/// </summary>
public static class Feed
{
    /// <summary>How long something cancelled stays visible as cancelled.</summary>
    public const int CancelledDays = 30;

    /// <summary>Writes the feed to <paramref name="output"/>. The same request gives the same octets.</summary>
    public static FeedReport Write(FeedRequest request, IBufferWriter<byte> output)
    {
        if (request.Options.MaxBytes > 0) return Capped(request, output);
        var items = Chosen(request, request.Days);
        return new(items.Count, new FeedWriter(request, FeedCut.None, output).Write(items), FeedCut.None);
    }

    /// <summary>Tries each cut in its order until the feed is small enough (<see cref="FeedCut"/>).</summary>
    private static FeedReport Capped(FeedRequest request, IBufferWriter<byte> output)
    {
        using var buffer = new RentedBuffer();
        var days = request.Days;
        var thisWeek = LocalDate.Max(FeedWindow.MondayOf(days.Start), FeedWindow.MondayOf(LocalDate.Min(request.Today, days.End)));
        var weeksBefore = (Period.DaysBetween(days.Start, thisWeek) + 6) / 7;
        var weeksAfter = Math.Max(0, (Period.DaysBetween(thisWeek, days.End) + 1) / 7 - 1);

        FeedReport? Try(int? descriptions, int weeksLost, int weeksKept, bool anySize = false)
        {
            var from = weeksLost == 0 ? days.Start : LocalDate.Min(thisWeek, FeedWindow.MondayOf(days.Start).PlusWeeks(weeksLost));
            var to = weeksKept == weeksAfter ? days.End : thisWeek.PlusWeeks(weeksKept).PlusDays(6);
            var cut = new FeedCut(descriptions, from == days.Start ? null : from, to == days.End ? null : to, anySize);
            var items = Chosen(request, new DateInterval(from, to));
            var limit = anySize ? long.MaxValue : request.Options.MaxBytes;
            buffer.Clear();
            var octets = new FeedWriter(request, cut, buffer).Write(items, limit);
            return octets <= limit ? new(items.Count, octets, cut) : null;
        }

        var report = Try(null, 0, weeksAfter)
            ?? Try(FeedCut.ShortDescription, 0, weeksAfter)
            ?? Try(0, 0, weeksAfter)
            ?? Least(1, weeksBefore, lost => Try(0, lost, weeksAfter))
            ?? Least(1, weeksAfter, lost => Try(0, weeksBefore, weeksAfter - lost))
            ?? Try(0, weeksBefore, 0, anySize: true)!;
        output.Write(buffer.Written);
        return report;
    }

    /// <summary>The result of the least cut that is enough, which is also the last one tried; null when the greatest is not.</summary>
    private static FeedReport? Least(int least, int greatest, Func<int, FeedReport?> attempt)
    {
        if (least > greatest || attempt(greatest) is null) return null;
        while (least < greatest)
        {
            var middle = (least + greatest) / 2;
            if (attempt(middle) is null) least = middle + 1;
            else greatest = middle;
        }
        return attempt(greatest);
    }

    private static List<FeedItem> Chosen(FeedRequest request, DateInterval days)
    {
        var items = new List<FeedItem>(request.Entries.Count);
        for (var i = 0; i < request.Entries.Count; i++)
        {
            var entry = request.Entries[i];
            if (!IsShown(entry, request)) continue;
            if (entry.Rule is not null) AddSeries(items, entry, days, request.Options.AllDay);
            else if (entry.When.Overlaps(days)) items.Add(new(entry, null));
        }
        return items;
    }

    private static void AddSeries(List<FeedItem> items, Entry entry, DateInterval days, bool allDay)
    {
        foreach (var (part, rule, withoutFebruary) in ShortMonths.Apart(entry, entry.Rule!))
        {
            if (SafeSeries.Of(part, rule, allDay) is not { } series) continue;
            if (withoutFebruary) series = series with { WithoutFebruary = true };
            if (series.IsHeldWithin(days, part)) items.Add(new(part, series));
            foreach (var apart in series.Apart)
                if (apart.When.Overlaps(days)) items.Add(new(SafeSeries.Alone(part, apart), null));
        }
    }

    private static bool IsShown(Entry entry, FeedRequest request)
    {
        var (filter, options) = (request.Filter, request.Options);
        if (entry.Private && !options.ShowPrivate) return false;
        if (entry.IsGap && !options.ShowGaps) return false;
        if (entry.Category == Categories.Task && options.Tasks == TaskForm.None) return false;
        if (filter.Mine && (request.Person is null || entry.Owner != request.Person)) return false;
        if (entry.Status == EntryStatus.Cancelled && !IsCancellationShown(entry, request)) return false;
        return Allows(filter.Categories, entry.Category)
            && Allows(filter.Types, entry.Type)
            && Allows(filter.Statuses, entry.State)
            && Allows(filter.Launches, entry.Launch)
            && Allows(filter.Pillars, entry.Pillar)
            && Allows(filter.Channels, entry.Channel);
    }

    private static bool Allows(ValueList<string> wanted, string? value)
    {
        if (wanted.Count == 0) return true;
        for (var i = 0; i < wanted.Count; i++)
            if (string.Equals(wanted[i], value, StringComparison.Ordinal)) return true;
        return false;
    }

    /// <summary>For 30 days; when nobody knows since when it is cancelled, until its day is over.</summary>
    private static bool IsCancellationShown(Entry entry, FeedRequest request) =>
        request.Options.ShowCancelled && request.Today <= (entry.ClosedOn?.PlusDays(CancelledDays) ?? entry.Day);
}
