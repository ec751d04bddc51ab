using System.Reflection;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentPlanner.Server.Database;

/// <summary>
/// The steps by which each database's tables became what they are, the newest last. Named one by one, as <see cref="Mappings"/> are and
/// for its reason: every start asks whether one is missing.
/// </summary>
internal sealed class NamedMigrations(ICurrentDbContext current) : IMigrationsAssembly
{
    private static readonly Type[] OfSqlite = [typeof(Sqlite.Initial), typeof(Sqlite.Doors), typeof(Sqlite.OneDigest), typeof(Sqlite.AuditTrail)];
    private static readonly Type[] OfPostgres = [typeof(Postgres.Initial), typeof(Postgres.Doors), typeof(Postgres.OneDigest), typeof(Postgres.AuditTrail)];

    private readonly bool _isSqlite = current.Context is SqliteDb;

    public IReadOnlyDictionary<string, TypeInfo> Migrations => field ??= new SortedList<string, TypeInfo>(
        (_isSqlite ? OfSqlite : OfPostgres).ToDictionary(m => m.GetCustomAttribute<MigrationAttribute>()!.Id, m => m.GetTypeInfo()), StringComparer.Ordinal);

    public ModelSnapshot? ModelSnapshot => field ??= _isSqlite ? new Sqlite.SqliteDbModelSnapshot() : new Postgres.PostgresDbModelSnapshot();

    public Assembly Assembly => typeof(NamedMigrations).Assembly;

    public string? FindMigrationId(string nameOrId) =>
        Migrations.Keys.FirstOrDefault(id => id.Equals(nameOrId, StringComparison.OrdinalIgnoreCase) || id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..].Equals(nameOrId, StringComparison.OrdinalIgnoreCase));

    public Migration CreateMigration(TypeInfo migrationClass, string activeProvider)
    {
        var migration = (Migration)Activator.CreateInstance(migrationClass.AsType())!;
        migration.ActiveProvider = activeProvider;
        return migration;
    }
}
