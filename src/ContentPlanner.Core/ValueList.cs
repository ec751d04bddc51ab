using System.Collections;
using System.Runtime.CompilerServices;

namespace ContentPlanner.Core;

/// <summary>
/// A read-only list that is equal to another one with equal elements in the same order, so that two plans, previews or
/// timelines can be compared as the values they are. It is kept in pages, so that two values of a long list of which one item
/// differs share the others: a change of one piece among a hundred thousand copies a page, not the list.
/// </summary>
[CollectionBuilder(typeof(ValueList), nameof(ValueList.Of))]
public sealed class ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    /// <summary>Items of every page but the last. A page stays well below what the garbage collector keeps apart as large.</summary>
    internal const int PageSize = 1 << Shift;

    internal const int Shift = 10;

    private readonly T[][] _pages;

    internal ValueList(T[][] pages, int count) => (_pages, Count) = (pages, count);

    public T this[int index] => (uint)index < (uint)Count ? _pages[index >> Shift][index & (PageSize - 1)] : throw new ArgumentOutOfRangeException(nameof(index));

    public int Count { get; }

    internal ReadOnlySpan<T[]> Pages => _pages;

    /// <summary>The list with another item at this place.</summary>
    public ValueList<T> With(int index, T item)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var pages = (T[][])_pages.Clone();
        var page = (T[])pages[index >> Shift].Clone();
        page[index & (PageSize - 1)] = item;
        pages[index >> Shift] = page;
        return new(pages, Count);
    }

    public bool Contains(T item)
    {
        foreach (var page in _pages)
            if (Array.IndexOf(page, item) >= 0) return true;
        return false;
    }

    /// <summary>What `foreach` walks with: a value, as short lists are walked for every task and every day.</summary>
    public Enumerator GetEnumerator() => new(_pages);

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => _pages switch
    {
        [] => ((IEnumerable<T>)[]).GetEnumerator(),
        [var only] => ((IEnumerable<T>)only).GetEnumerator(),
        _ => Enumerate(),
    };

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable<T>)this).GetEnumerator();

    private IEnumerator<T> Enumerate()
    {
        foreach (var page in _pages)
            foreach (var item in page) yield return item;
    }

    public struct Enumerator
    {
        private readonly T[][] _pages;
        private int _page, _item = -1;

        internal Enumerator(T[][] pages) => _pages = pages;

        public readonly T Current => _pages[_page][_item];

        public bool MoveNext()
        {
            if (_page == _pages.Length) return false;
            if (++_item < _pages[_page].Length) return true;
            _item = 0;
            return ++_page < _pages.Length;
        }
    }

    public bool Equals(ValueList<T>? other)
    {
        if (other is null || other.Count != Count) return false;
        for (var i = 0; i < _pages.Length; i++)
            if (!ReferenceEquals(_pages[i], other._pages[i]) && !_pages[i].AsSpan().SequenceEqual(other._pages[i])) return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ValueList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in this) hash.Add(item);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", this)}]";
}

public static class ValueList
{
    public static ValueList<T> Of<T>(ReadOnlySpan<T> items)
    {
        var pages = new T[(items.Length + ValueList<T>.PageSize - 1) / ValueList<T>.PageSize][];
        for (var i = 0; i < pages.Length; i++)
        {
            var from = i * ValueList<T>.PageSize;
            pages[i] = items.Slice(from, Math.Min(ValueList<T>.PageSize, items.Length - from)).ToArray();
        }
        return new(pages, items.Length);
    }

    public static ValueList<T> ToValueList<T>(this IEnumerable<T> items)
    {
        if (items.TryGetNonEnumeratedCount(out var known) && known <= ValueList<T>.PageSize) return known == 0 ? new([], 0) : new([items.ToArray()], known);
        var pages = new List<T[]>();
        foreach (var page in items.Chunk(ValueList<T>.PageSize)) pages.Add(page);
        return new([.. pages], pages.Count == 0 ? 0 : (pages.Count - 1) * ValueList<T>.PageSize + pages[^1].Length);
    }

    /// <summary>How many items two lists share, the very same ones, at their beginning and, beyond that, at their end.</summary>
    public static (int Start, int End) Shared<T>(this ValueList<T> one, ValueList<T> other) where T : class
    {
        var most = Math.Min(one.Count, other.Count);
        var start = 0;
        for (var i = 0; i < Math.Min(one.Pages.Length, other.Pages.Length) && ReferenceEquals(one.Pages[i], other.Pages[i]); i++) start += one.Pages[i].Length;
        while (start < most && ReferenceEquals(one[start], other[start])) start++;
        var end = 0;
        if (one.Count == other.Count)
            for (var last = one.Pages.Length - 1; last >= 0 && ReferenceEquals(one.Pages[last], other.Pages[last]) && end < most - start; last--) end += one.Pages[last].Length;
        while (end < most - start && ReferenceEquals(one[one.Count - 1 - end], other[other.Count - 1 - end])) end++;
        return (start, Math.Min(end, most - start));
    }
}
