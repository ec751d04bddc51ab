using ContentPlanner.Core;

namespace ContentPlanner.Formats.Imports;

/// <summary>A field that an import can fill.</summary>
/// <param name="Show">Its value as text; null: empty.</param>
/// <param name="Take">The item with the value of the other one.</param>
/// <param name="Keeps">On a first meeting what stands here stays: a title, a text somebody wrote.</param>
internal sealed record MergeField<T>(string Name, Func<T, string?> Show, Func<T, T, T> Take, bool Keeps = false, Func<string, string>? Brief = null);

/// <summary>
/// Two versions of an item, the plan's and the file's, made one. What the file said last time is remembered as fingerprints, so
/// that only what changed over there is taken, and what a person changed here stays.
/// </summary>
internal static class Merge<T> where T : class
{
    /// <param name="wish">What the file says; a field that shows null is not said.</param>
    /// <param name="seen">Fingerprints of the last time; empty: they meet for the first time.</param>
    /// <param name="kept">Fields that were changed here and over there: what stands here stays.</param>
    public static T Of(T here, T wish, string seen, IReadOnlyList<MergeField<T>> fields, out ValueList<FieldChange> changes, out ValueList<FieldChange> kept, out string nowSeen)
    {
        var last = Last(seen);
        var (changed, stays, prints, merged) = (new List<FieldChange>(), new List<FieldChange>(), new List<string>(), here);
        foreach (var field in fields)
        {
            var there = field.Show(wish);
            if (there is null)
            {
                if (last.TryGetValue(field.Name, out var before)) prints.Add($"{field.Name}={before}");
                continue;
            }
            prints.Add($"{field.Name}={Matching.Print(there)}");
            var own = field.Show(here);
            if (own == there) continue;
            var change = new FieldChange(field.Name, own is null ? null : Brief(field, own), Brief(field, there));
            if (last.TryGetValue(field.Name, out var print))
            {
                if (Matching.Print(there) == print) continue;
                if (own is not null && Matching.Print(own) != print)
                {
                    stays.Add(change);
                    continue;
                }
            }
            else if (own is not null && field.Keeps)
            {
                stays.Add(change);
                continue;
            }
            merged = field.Take(merged, wish);
            changed.Add(change);
        }
        (changes, kept, nowSeen) = (changed.ToValueList(), stays.ToValueList(), string.Join(' ', prints));
        return merged;
    }

    public static string Seen(T wish, IReadOnlyList<MergeField<T>> fields) =>
        string.Join(' ', fields.Select(f => (f.Name, Said: f.Show(wish))).Where(f => f.Said is not null).Select(f => $"{f.Name}={Matching.Print(f.Said)}"));

    private static string Brief(MergeField<T> field, string value) => field.Brief is { } brief ? brief(value) : Losses.Brief(value);

    private static Dictionary<string, string> Last(string seen)
    {
        var last = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in seen.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (part.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) last[part[..at]] = part[(at + 1)..];
        return last;
    }
}
