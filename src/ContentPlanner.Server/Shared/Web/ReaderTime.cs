using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Accounts;
using NodaTime;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>Moments as their reader reads them: in the account's zone, else the client's, and with the client's beside it where they differ.</summary>
/// <param name="other">The client's zone; null: none, as on pages of the administration.</param>
public sealed class ReaderTime(DateTimeZone zone, Locale locale, DateTimeZone? other = null)
{
    public DateTimeZone Zone => zone;
    public Locale Locale => locale;

    /// <param name="client">The client's zone and locale; null: the page is about none.</param>
    public static ReaderTime Of(Person? person, Core.Plans.Workspace? client)
    {
        var own = person?.Zone is { } id ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) : null;
        return new(own ?? client?.Zone ?? DateTimeZone.Utc, Locale.For(person?.Locale ?? client?.Locale ?? "en-GB"), client?.Zone);
    }

    public LocalDate Day(Instant at) => at.InZone(zone).Date;

    /// <summary>The day of something that happened: "5 Mar 2027".</summary>
    public string On(Instant at) => locale.Format(Day(at), DayStyle.Medium);

    /// <summary>A time on the client's clocks: "Thu 10 Dec, 17:30"; "Thu 10 Dec, 12:30 (17:30 in Dublin)" for who is elsewhere.</summary>
    public string There(LocalDateTime wall, DayStyle style)
    {
        var here = other is null ? wall : wall.InZoneLeniently(other).WithZone(zone).LocalDateTime;
        var said = $"{locale.Format(here.Date, style)}, {locale.Format(here.TimeOfDay)}";
        return other is null || here == wall ? said : $"{said} ({(here.Date == wall.Date ? "" : locale.Format(wall.Date, DayStyle.WeekdayShort) + ", ")}{locale.Format(wall.TimeOfDay)} in {City(other)})";
    }

    /// <summary>"Dublin" of Europe/Dublin.</summary>
    public static string City(DateTimeZone of) => of.Id[(of.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary>"23 Nov 2026, 10:05"; "… (05:05 there)" where the client's clocks say something else.</summary>
    public string Moment(Instant at)
    {
        var here = at.InZone(zone);
        var said = $"{locale.Format(here.Date, DayStyle.Medium)}, {locale.Format(here.TimeOfDay)}";
        if (zone == DateTimeZone.Utc && other is null) return said + " UTC";
        return other is null || at.InZone(other).LocalDateTime == here.LocalDateTime ? said : $"{said} ({locale.Format(at.InZone(other).TimeOfDay)} in {other.Id})";
    }
}
