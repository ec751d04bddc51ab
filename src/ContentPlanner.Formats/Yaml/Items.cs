using ContentPlanner.Core.Plans;

namespace ContentPlanner.Formats.Yaml;

/// <summary>The keys that every item of a plan has.</summary>
internal static class Items
{
    /// <summary>The name others use for it; unique among its kind in the whole file.</summary>
    public static Noun<T> Named<T>(this Noun<T> noun, Kind kind, Shape<string>? key = null, string? about = null) where T : PlanItem => noun
        .Must("key", key ?? Words.Key, about ?? $"Its name in this file; other places refer to the {kind.Word} by it.", item => item.Key, (item, value) => item with { Key = value })
        .Check((item, place) =>
        {
            if (place.Has("key")) place.Proof.Declare(kind, item.Key, place.Of("key"));
        });

    /// <summary>What an export adds, so that calendars know the item again after a renaming (design rule 2).</summary>
    public static Noun<T> Kept<T>(this Noun<T> noun) where T : PlanItem => noun
        .May("id", Words.Id, "Written by an export: keeps calendar entries the same when the key changes.", item => item.Id, (item, value) => item with { Id = value })
        .May("sequence", Words.Whole(0, int.MaxValue), "Written by an export: how often it changed.", item => item.Sequence, (item, value) => item with { Sequence = value })
        .May("changed", DayWords.Instant, "Written by an export: when it last changed.", item => item.Changed, (item, value) => item with { Changed = value });
}
