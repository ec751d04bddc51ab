using Microsoft.EntityFrameworkCore.Design;

namespace ContentPlanner.Server.Database;

/// <summary>For <c>dotnet ef migrations add</c>, which wants a context and no database.</summary>
internal sealed class DesignTimeSqlite : IDesignTimeDbContextFactory<SqliteDb>
{
    public SqliteDb CreateDbContext(string[] args) => (SqliteDb)Databases.Sqlite("design-time.db").CreateDbContext();
}

internal sealed class DesignTimePostgres : IDesignTimeDbContextFactory<PostgresDb>
{
    public PostgresDb CreateDbContext(string[] args) => (PostgresDb)Databases.Postgres("Host=localhost;Database=design-time").CreateDbContext();
}
