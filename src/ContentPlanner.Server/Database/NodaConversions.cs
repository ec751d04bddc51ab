using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Database;

/// <summary>Microseconds since 1970: what PostgreSQL's timestamptz keeps, so that both databases give back what they got.</summary>
internal sealed class InstantAsMicroseconds() : ValueConverter<Instant, long>(
    instant => instant.ToUnixTimeTicks() / 10,
    microseconds => Instant.FromUnixTimeTicks(microseconds * 10));

/// <summary><c>2026-11-25</c>: sorts as text.</summary>
internal sealed class LocalDateAsText() : ValueConverter<LocalDate, string>(
    day => LocalDatePattern.Iso.Format(day),
    text => LocalDatePattern.Iso.Parse(text).Value);

/// <summary><c>08:00:00</c>: sorts as text.</summary>
internal sealed class LocalTimeAsText() : ValueConverter<LocalTime, string>(
    time => LocalTimePattern.GeneralIso.Format(time),
    text => LocalTimePattern.GeneralIso.Parse(text).Value);
