using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace ContentPlanner.Formats.Imports;

/// <summary>
/// The zones of a calendar by the names programs give them: IANA names new and old, Windows names, names with a path before
/// them, names only their own VTIMEZONE explains, or none at all.
/// </summary>
internal sealed partial class EventZones(DateTimeZone here, LocalDate today)
{
    private static readonly Lazy<Dictionary<string, string>> Cities = new(() => TzdbDateTimeZoneSource.Default.ZoneLocations!
        .GroupBy(l => l.ZoneId[(l.ZoneId.LastIndexOf('/') + 1)..].Replace('_', ' '), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First().ZoneId, StringComparer.OrdinalIgnoreCase));

    /// <summary>Zones as Outlook shows them, where no city stands in the name.</summary>
    private static readonly (string Words, string Place)[] Spoken =
    [
        ("Eastern Time (US", "America/New_York"), ("Central Time (US", "America/Chicago"), ("Mountain Time (US", "America/Denver"), ("Pacific Time (US", "America/Los_Angeles"),
        ("Atlantic Time (Canada", "America/Halifax"), ("Central European Time", "Europe/Berlin"), ("Greenwich Mean Time", "Europe/London"),
    ];

    private readonly Dictionary<string, Described> _described = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, (DateTimeZone? Zone, string? Note)> _found = new(StringComparer.Ordinal);

    /// <summary>What a VTIMEZONE says of itself.</summary>
    public sealed record Described(string? Location, Offset? Standard, Offset? Daylight);

    public void Describe(string id, Described zone) => _described.TryAdd(id, zone);

    /// <summary>The zone of a name; null: nobody knows it.</summary>
    /// <param name="note">What was guessed, for the person; null: nothing.</param>
    public DateTimeZone? Find(string name, out string? note)
    {
        if (!_found.TryGetValue(name, out var found))
        {
            if (_found.Count > 1_000) found = (null, null);
            else _found[name] = found = Look(name);
        }
        note = found.Note;
        return found.Zone;
    }

    private (DateTimeZone?, string?) Look(string name)
    {
        var said = name.Trim().Trim('"');
        if (Known(said) is { } exact) return (exact, null);
        _described.TryGetValue(said, out var described);
        if (described?.Location is { } location && Known(location) is { } located) return (located, null);
        // "/citadel.org/20210210_1/Europe/Berlin", "Europe-Berlin", "Berlin"
        var parts = said.Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var n = 1; n < parts.Length; n++)
            if (Known(string.Join('/', parts[n..])) is { } tail) return (tail, null);
        if (OffsetPattern().Match(said) is { Success: true } match && OffsetOf(match) is { } offset && !said.Contains(',', StringComparison.Ordinal) && match.Length == said.Length) return (DateTimeZone.ForOffset(offset), null);
        foreach (var (words, place) in Spoken)
            if (said.Contains(words, StringComparison.OrdinalIgnoreCase)) return (DateTimeZoneProviders.Tzdb[place], null);
        foreach (var city in said.Split([',', ')', '(', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (Cities.Value.TryGetValue(city, out var place) && Known(place) is { } zone) return (zone, $"the zone “{Losses.Brief(said)}” is taken for {place}");
        if (described is { Standard: not null } && Alike(described) is { } alike) return (alike, $"the zone “{Losses.Brief(said)}” is known to this calendar only; its clock is that of {alike.Id}");
        return (null, null);
    }

    private static DateTimeZone? Known(string name)
    {
        if (name.Length is 0 or > 100) return null;
        if (name is "Z" or "UTC" or "GMT" or "Etc/UTC" or "Zulu" or "Coordinated Universal Time") return DateTimeZone.Utc;
        if (TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(name)) return DateTimeZoneProviders.Tzdb[name];
        if (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var windows)) return DateTimeZoneProviders.Tzdb.GetZoneOrNull(windows);
        var spaced = name.Replace(' ', '_');
        return spaced != name && TzdbDateTimeZoneSource.Default.CanonicalIdMap.ContainsKey(spaced) ? DateTimeZoneProviders.Tzdb[spaced] : null;
    }

    /// <summary>A place whose clock says the same in winter and in summer: the workspace's if it does, else one that Windows names.</summary>
    private DateTimeZone? Alike(Described described)
    {
        var (winter, summer) = (At(1), At(7));
        bool Fits(DateTimeZone zone)
        {
            var (w, s) = (zone.GetUtcOffset(winter), zone.GetUtcOffset(summer));
            var (low, high) = (Offset.Min(w, s), Offset.Max(w, s));
            return low == described.Standard && high == (described.Daylight ?? described.Standard);
        }

        if (Fits(here)) return here;
        foreach (var id in TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Values.Order(StringComparer.Ordinal))
            if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } zone && Fits(zone)) return zone;
        return described.Daylight is null ? DateTimeZone.ForOffset(described.Standard!.Value) : null;
    }

    private Instant At(int month) => new LocalDate(today.Year, month, 15).AtMidnight().InUtc().ToInstant();

    /// <summary>+0130, −05:00</summary>
    public static Offset? OffsetOf(string text) => OffsetPattern().Match(text.Trim()) is { Success: true } match ? OffsetOf(match) : null;

    private static Offset? OffsetOf(Match match)
    {
        var hours = int.Parse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);
        var minutes = match.Groups[3].Success ? int.Parse(match.Groups[3].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;
        if (hours > 14 || minutes > 59) return null;
        return Offset.FromSeconds((match.Groups[1].Value == "+" ? 1 : -1) * (hours * 60 + minutes) * 60);
    }

    [GeneratedRegex(@"^\(?(?:UTC|GMT)?\s*([+\-])(\d{1,2})(?::?(\d{2}))?(?::?\d{2})?\)?", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetPattern();
}
