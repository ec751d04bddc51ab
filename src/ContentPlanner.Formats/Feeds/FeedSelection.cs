using System.Buffers;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>An entry of a feed; with its series where it recurs.</summary>
internal readonly record struct FeedItem(Entry Entry, SafeSeries? Series)
{
    /// <summary>Things to tick off do not recur: Outlook and others know rules of events only.</summary>
    public bool IsTodo(FeedOptions options) => options.Tasks == TaskForm.Todo && Series is null && Entry.Category == Categories.Task;
}

/// <summary>What a feed shows of a timeline within some days, and the clocks it tells time by.</summary>
internal sealed class FeedSelection : IDisposable
{
    /// <summary>How long something cancelled stays visible as cancelled.</summary>
    private const int CancelledDays = 30;

    private readonly FeedRequest _request;
    private readonly DateInterval _days;
    private FeedItem[] _items;
    private int _count;

    public FeedSelection(FeedRequest request, DateInterval days)
    {
        (_request, _days) = (request, days);
        _items = ArrayPool<FeedItem>.Shared.Rent(Math.Max(16, request.Entries.Count));
        for (var i = 0; i < request.Entries.Count; i++)
            if (IsShown(request.Entries[i])) Add(request.Entries[i]);
    }

    public ReadOnlySpan<FeedItem> Items => _items.AsSpan(0, _count);

    public ZoneClocks Clocks { get; } = new();

    public void Dispose()
    {
        ArrayPool<FeedItem>.Shared.Return(_items, clearArray: true);
        (_items, _count) = ([], 0);
    }

    private bool IsShown(Entry entry)
    {
        var (filter, options) = (_request.Filter, _request.Options);
        if (entry.Private && !options.ShowPrivate) return false;
        if (entry.IsGap && !options.ShowGaps) return false;
        if (options.Tasks == TaskForm.None && entry.Category == Categories.Task) return false;
        if (filter.Mine && (_request.Person is null || entry.Owner != _request.Person)) return false;
        if (entry.Status == EntryStatus.Cancelled && !IsCancellationShown(entry)) return false;
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
    private bool IsCancellationShown(Entry entry) =>
        _request.Options.ShowCancelled && _request.Today <= (entry.ClosedOn?.PlusDays(CancelledDays) ?? entry.Day);

    private void Add(Entry entry)
    {
        if (entry.Rule is not { } rule) AddSingle(entry);
        else if (ShortMonths.Matter(entry, rule)) AddParts(entry, rule);
        else AddSeries(entry, rule, withoutFebruary: false);
    }

    private void AddParts(Entry entry, Recurrence rule)
    {
        foreach (var (part, own, withoutFebruary) in ShortMonths.Apart(entry, rule)) AddSeries(part, own, withoutFebruary);
    }

    private void AddSeries(Entry entry, Recurrence rule, bool withoutFebruary)
    {
        if (SafeSeries.Of(entry, rule, _request.Options.AllDay) is not { } series) return;
        if (withoutFebruary) series = series with { WithoutFebruary = true };
        if (series.IsHeldWithin(_days, entry)) Add(new FeedItem(entry, series));
        foreach (var apart in series.Apart) AddSingle(SafeSeries.Alone(entry, apart));
    }

    private void AddSingle(Entry entry)
    {
        var day = entry.Day;
        if (day <= _days.End && (day >= _days.Start || entry.When.Overlaps(_days))) Add(new FeedItem(entry, null));
    }

    private void Add(FeedItem item)
    {
        if (_count == _items.Length) Grow();
        _items[_count++] = item;
        if (!_request.Options.AllDay) UseClocks(item);
    }

    private void Grow()
    {
        var larger = ArrayPool<FeedItem>.Shared.Rent(_items.Length * 2);
        Items.CopyTo(larger);
        ArrayPool<FeedItem>.Shared.Return(_items, clearArray: true);
        _items = larger;
    }

    private void UseClocks(FeedItem item)
    {
        if (item.Series is not { } series)
        {
            if (item.Entry.When is When.At at) UseClock(at, item.IsTodo(_request.Options) ? 0 : at.Minutes);
            return;
        }
        if (item.Entry.When is When.At due) Clocks.Of(due.Zone)?.IsUsedIn(series.First.Year);
        foreach (var change in series.Changed)
            if (change.When is When.At to) UseClock(to, to.Minutes);
    }

    private void UseClock(When.At at, int minutes)
    {
        if (Clocks.Of(at.Zone) is { } clock && clock.Tells(at.Start, Math.Max(1, minutes))) clock.IsUsedIn(at.Start.Year);
    }
}
