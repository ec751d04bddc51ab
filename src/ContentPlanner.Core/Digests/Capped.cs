namespace ContentPlanner.Core.Digests;

/// <summary>The first few of a list, and how many were left out: "+3 more". Nobody reads the fortieth line of a mail.</summary>
public sealed record Capped<T>(ValueList<T> Shown, int More)
{
    public bool IsEmpty => Shown.Count == 0;

    public int Count => Shown.Count + More;
}

public static class Capped
{
    public static Capped<T> CappedAt<T>(this IEnumerable<T> items, int most)
    {
        var all = items.ToArray();
        return new(all.Take(most).ToValueList(), Math.Max(0, all.Length - most));
    }
}
