using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Database;

/// <summary>
/// The embedded default. An instant is a whole number of microseconds, a day and a time are texts of fixed width, so that
/// comparing and ordering mean the same as on PostgreSQL.
/// </summary>
public sealed class SqliteDb(DbContextOptions<SqliteDb> options) : PlannerDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Instant>().HaveConversion<InstantAsMicroseconds>();
        configurationBuilder.Properties<LocalDate>().HaveConversion<LocalDateAsText>();
        configurationBuilder.Properties<LocalTime>().HaveConversion<LocalTimeAsText>();
    }
}
