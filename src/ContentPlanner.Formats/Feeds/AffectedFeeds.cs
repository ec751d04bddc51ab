using System.Buffers;
using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>A feed that reads differently after a move, and how many of its lines do; a recurring one counts once.</summary>
/// <param name="Moved">Stand at another time.</param>
/// <param name="Changed">Stand where they stood and say something else.</param>
/// <param name="Appearing">Are shown only after the move.</param>
/// <param name="Vanishing">Are shown only before it.</param>
public sealed record AffectedFeed(string Slug, string Name, int Moved, int Changed, int Appearing, int Vanishing)
{
    /// <summary>For people: <c>12 lines move, 1 appears</c>; empty when only its size cut reads differently.</summary>
    public string Words
    {
        get
        {
            var parts = new List<string>();
            void Say(int lines, string one, string many)
            {
                if (lines == 0) return;
                var noun = parts.Count > 0 ? "" : lines == 1 ? " line" : " lines";
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{lines}{noun} {(lines == 1 ? one : many)}"));
            }

            Say(Moved, "moves", "move");
            Say(Changed, "reads differently", "read differently");
            Say(Appearing, "appears", "appear");
            Say(Vanishing, "vanishes", "vanish");
            return string.Join(", ", parts);
        }
    }
}

/// <summary>
/// Which feeds a move changes (domain.md 4.2): those that would be fetched with other octets after it, and no others. Both
/// sides go through the feed's own selection and writer, so nothing here knows a filter.
/// </summary>
public static class AffectedFeeds
{
    /// <param name="feeds">Those to look at, as <see cref="ReadyMadeFeeds.Of"/> gives them for the workspace after the move.</param>
    /// <param name="now">As in <see cref="FeedRequest.Now"/>.</param>
    public static IReadOnlyList<AffectedFeed> Of(MovePreview preview, IReadOnlyCollection<ReadyMadeFeed> feeds, FeedNames names, Instant now)
    {
        if (feeds.Count == 0) return [];
        var days = ReadyMadeFeeds.Days(feeds, preview.Today);
        var (before, after) = (Timeline.Of(preview.Before, days), Timeline.Of(preview.After, days));
        var differing = MovePreview.Entries(before, after).ToList();
        var (was, willBe) = (differing.Select(d => d.Before).OfType<Entry>().ToList(), differing.Select(d => d.After).OfType<Entry>().ToList());

        FeedRequest Over(ReadyMadeFeed feed, IReadOnlyList<Entry> entries) => feed.Over(entries, preview.After.Workspace, names, preview.Today, now);
        return [.. feeds
            .Where(feed => Shows(Over(feed, was)) || Shows(Over(feed, willBe)))
            .Select(feed => Compare(feed, Over(feed, before.Entries), Over(feed, after.Entries)))
            .OfType<AffectedFeed>()];
    }

    private static bool Shows(FeedRequest request)
    {
        using var shown = new FeedSelection(request, request.Days);
        return !shown.Items.IsEmpty;
    }

    /// <summary>Null when both are the same octets.</summary>
    private static AffectedFeed? Compare(ReadyMadeFeed feed, FeedRequest before, FeedRequest after)
    {
        using var old = new RentedBuffer();
        using var @new = new RentedBuffer();
        var (oldCut, newCut) = (Feed.Write(before, old).Cut, Feed.Write(after, @new).Cut);
        if (old.Written.SequenceEqual(@new.Written)) return null;

        var lines = Lines(before, oldCut);
        var (moved, changed, appearing) = (0, 0, 0);
        foreach (var (uid, line) in Lines(after, newCut))
        {
            if (!lines.Remove(uid, out var known)) appearing++;
            else if (known.Times != line.Times) moved++;
            else if (!known.Octets.AsSpan().SequenceEqual(line.Octets)) changed++;
        }
        return new(feed.Slug, feed.Definition.Name, moved, changed, appearing, lines.Count);
    }

    /// <summary>What a feed shows after its cut, by uid.</summary>
    private static Dictionary<string, Line> Lines(FeedRequest request, FeedCut cut)
    {
        var lines = new Dictionary<string, Line>(StringComparer.Ordinal);
        using var shown = new FeedSelection(request, new DateInterval(cut.From ?? request.Days.Start, cut.To ?? request.Days.End));
        foreach (ref readonly var item in shown.Items)
        {
            var octets = new ArrayBufferWriter<byte>();
            new FeedWriter(request, cut, octets).WriteLine(item, shown);
            lines[item.Entry.Uid] = new(Times.Of(item), octets.WrittenSpan.ToArray());
        }
        return lines;
    }

    private sealed record Line(Times Times, byte[] Octets);

    /// <summary>When it takes place.</summary>
    private sealed record Times(When When, Recurrence? Rule, ValueList<LocalDate> LeftOut, ValueList<(LocalDate Day, When When)> Changed)
    {
        public static Times Of(in FeedItem item) => new(
            item.Entry.When,
            item.Series?.Rule,
            item.Series?.LeftOut.ToValueList() ?? [],
            item.Series?.Changed.Select(change => (change.Day, change.When)).ToValueList() ?? []);
    }
}
