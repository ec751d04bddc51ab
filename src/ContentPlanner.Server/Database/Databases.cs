using System.Data.Common;
using ContentPlanner.Server.Shared;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace ContentPlanner.Server.Database;

/// <summary>Which database this installation uses, and contexts for it.</summary>
public sealed class Databases : IDbContextFactory<PlannerDb>
{
    /// <summary>Made when the first context is asked for: Entity Framework takes its time, and not everything needs it.</summary>
    private readonly Lazy<Func<PlannerDb>> _create;

    private Databases(bool isSqlite, string connectionString, Func<Func<PlannerDb>> create) => (IsSqlite, ConnectionString, _create) = (isSqlite, connectionString, new(create));

    public bool IsSqlite { get; }
    public string ConnectionString { get; }

    public PlannerDb CreateDbContext() => _create.Value();

    /// <summary>A connection as it is, for what must not wait for Entity Framework.</summary>
    public DbConnection Connect() => IsSqlite ? new SqliteConnection(ConnectionString) : new NpgsqlConnection(ConnectionString);

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
        return new(true, connection, () =>
        {
            // Of values that are looked for, one parameter holds all: a statement takes no more than some thirty thousand, and a table may have more rows.
            var options = new DbContextOptionsBuilder<SqliteDb>().UseSqlite(connection, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter)).AddInterceptors(new SqlitePragmas(pragmas)).ReplaceService<IMigrationsAssembly, NamedMigrations>().Options;
            return new PooledDbContextFactory<SqliteDb>(options).CreateDbContext;
        });
    }

    public static Databases Postgres(string connectionString) => new(false, connectionString, () =>
    {
        var options = new DbContextOptionsBuilder<PostgresDb>().UseNpgsql(connectionString, npgsql => npgsql.UseNodaTime()).ReplaceService<IMigrationsAssembly, NamedMigrations>().Options;
        return new PooledDbContextFactory<PostgresDb>(options).CreateDbContext;
    });
}
