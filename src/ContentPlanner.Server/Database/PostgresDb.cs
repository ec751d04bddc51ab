using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

/// <summary>
/// For a team and for several nodes. Days, times and instants are PostgreSQL's own; texts are compared octet by octet, as
/// SQLite and .NET's ordinal comparison do, whatever the server's locale.
/// </summary>
public sealed class PostgresDb(DbContextOptions<PostgresDb> options) : PlannerDb(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<string>().UseCollation("C");
}
