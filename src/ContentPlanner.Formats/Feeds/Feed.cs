using System.Buffers;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// A named, filtered iCalendar view of a timeline: chooses what it shows, keeps it small enough, and writes it
/// (ical.md section 5, requirements 1 to 17).
/// </summary>
public static class Feed
{
    /// <summary>Writes the feed to <paramref name="output"/>. The same request gives the same octets.</summary>
    public static FeedReport Write(FeedRequest request, IBufferWriter<byte> output)
    {
        if (request.Options.MaxBytes > 0) return Capped(request, output);
        using var shown = new FeedSelection(request, request.Days);
        return new(shown.Items.Length, new FeedWriter(request, FeedCut.None, output).Write(shown), FeedCut.None);
    }

    /// <summary>Tries each cut in its order until the feed is small enough (<see cref="FeedCut"/>).</summary>
    private static FeedReport Capped(FeedRequest request, IBufferWriter<byte> output)
    {
        using var buffer = new RentedBuffer();
        var days = request.Days;
        var thisWeek = LocalDate.Max(WholeWeeks.MondayOf(days.Start), WholeWeeks.MondayOf(LocalDate.Min(request.Today, days.End)));
        var weeksBefore = (Period.DaysBetween(days.Start, thisWeek) + 6) / 7;
        var weeksAfter = Math.Max(0, (Period.DaysBetween(thisWeek, days.End) + 1) / 7 - 1);

        FeedReport? Try(int? descriptions, int weeksLost, int weeksKept, bool anySize = false)
        {
            var from = weeksLost == 0 ? days.Start : LocalDate.Min(thisWeek, WholeWeeks.MondayOf(days.Start).PlusWeeks(weeksLost));
            var to = weeksKept == weeksAfter ? days.End : thisWeek.PlusWeeks(weeksKept).PlusDays(6);
            var cut = new FeedCut(descriptions, from == days.Start ? null : from, to == days.End ? null : to, anySize);
            using var shown = new FeedSelection(request, new DateInterval(from, to));
            var limit = anySize ? long.MaxValue : request.Options.MaxBytes;
            buffer.Clear();
            var octets = new FeedWriter(request, cut, buffer).Write(shown, limit);
            return octets <= limit ? new(shown.Items.Length, octets, cut) : null;
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
}
