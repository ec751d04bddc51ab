using ContentPlanner.Server.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

/// <summary>Which database this installation uses, and contexts for it.</summary>
public sealed class Databases : IDbContextFactory<PlannerDb>
{
    private readonly Func<PlannerDb> _create;

    private Databases(bool isSqlite, string connectionString, Func<PlannerDb> create) => (IsSqlite, ConnectionString, _create) = (isSqlite, connectionString, create);

    public bool IsSqlite { get; }
    public string ConnectionString { get; }

    public PlannerDb CreateDbContext() => _create();

    /// <summary>
    /// Makes EF's model before anybody waits for it: the longest step of a start, and one that needs no database. EF keeps it
    /// for all contexts of the process.
    /// </summary>
    public void Prepare()
    {
        using var db = CreateDbContext();
        _ = db.Model;
    }

    public static Databases Of(Settings settings) =>
        settings.Database.ConnectionString is { Length: > 0 } postgres ? Postgres(postgres) : Sqlite(SqliteFile(settings));

    /// <summary>The embedded database's file.</summary>
    public static string SqliteFile(Settings settings) => Path.Combine(settings.Data, "contentplanner.db");

    /// <param name="pragmas">Said to every connection beside the usual ones.</param>
    public static Databases Sqlite(string file, string pragmas = "")
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true, DefaultTimeout = 30 }.ToString();
        var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection).AddInterceptors(new SqlitePragmas(pragmas)).Options;
        var pool = new Microsoft.EntityFrameworkCore.Infrastructure.PooledDbContextFactory<SqliteDb>(options);
        return new(true, connection, pool.CreateDbContext);
    }

    public static Databases Postgres(string connectionString)
    {
        var options = new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connectionString, npgsql => npgsql.UseNodaTime()).Options;
        var pool = new Microsoft.EntityFrameworkCore.Infrastructure.PooledDbContextFactory<PostgresDb>(options);
        return new(false, connectionString, pool.CreateDbContext);
    }
}
