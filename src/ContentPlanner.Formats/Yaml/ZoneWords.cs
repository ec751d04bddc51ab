using NodaTime;
using NodaTime.TimeZones;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// Time zones by their IANA names. Old names are understood and written back as today's; a place that merely shares its
/// clock with a bigger one keeps its own name: Amsterdam does not become Brussels.
/// </summary>
internal static class ZoneWords
{
    private static readonly Lazy<IReadOnlyList<TzdbZoneLocation>> Locations = new(() => [.. TzdbDateTimeZoneSource.Default.ZoneLocations!]);

    private static readonly Lazy<HashSet<string>> Places = new(() => Locations.Value.Select(l => l.ZoneId).ToHashSet(StringComparer.Ordinal));

    public static readonly Word<DateTimeZone> Zone = new("a time zone such as Europe/Dublin", Parse, zone => Canonical(zone.Id) ?? zone.Id)
    {
        Rule = () => Words.Pattern("^[A-Za-z0-9_+/-]+$"),
        Hint = text => Meant(text) is { } meant ? $"did you mean '{meant}'?" : "zones look like Europe/Dublin or America/New_York",
    };

    private static string? Parse(string text, out DateTimeZone value)
    {
        value = DateTimeZone.Utc;
        if (Canonical(text) is { } id)
        {
            if (id != DateTimeZone.Utc.Id) value = DateTimeZoneProviders.Tzdb[id];
            return null;
        }
        return TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(text)
            ? $"'{text}' is no place, so its clock changes are not certain"
            : $"the time zone '{text}' is not known";
    }

    /// <summary>
    /// Today's name of a place; null for what is none. Abbreviations are refused though the database knows them: EST has
    /// no summer time there, and CET is Brussels.
    /// </summary>
    private static string? Canonical(string id)
    {
        if (Places.Value.Contains(id)) return id;
        if (!TzdbDateTimeZoneSource.Default.CanonicalIdMap.TryGetValue(id, out var canonical)) return null;
        if (canonical == "Etc/UTC") return DateTimeZone.Utc.Id;
        return id.Any(char.IsAsciiLetterLower) && Places.Value.Contains(canonical) ? canonical : null;
    }

    /// <summary>"europe/dublin", "Dublin", "America/New York", "Ireland", "Europe/Dubln".</summary>
    private static string? Meant(string text)
    {
        if (TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(text)) return null;
        var wanted = text.Trim().Replace(' ', '_');
        return Locations.Value.FirstOrDefault(l => Same(l.ZoneId, wanted) || Same(CityOf(l.ZoneId), wanted) || Same(l.CountryName.Replace(' ', '_'), wanted))?.ZoneId
            ?? Nearest.To(wanted, Places.Value)
            ?? (Nearest.To(wanted, Places.Value.Select(CityOf)) is { } city ? Places.Value.First(p => CityOf(p) == city) : null);
    }

    private static bool Same(string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase);

    private static string CityOf(string id) => id[(id.LastIndexOf('/') + 1)..];
}
