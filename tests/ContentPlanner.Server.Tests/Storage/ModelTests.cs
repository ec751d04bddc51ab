using System.Reflection;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using NodaTime;

namespace ContentPlanner.Server.Tests.Storage;

public sealed class ModelTests
{
    public static TheoryData<DatabaseKind> Both => [DatabaseKind.Sqlite, DatabaseKind.Postgres];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(Both))]
    public void Migrations_know_everything_the_model_has(DatabaseKind kind)
    {
        using var db = Unopened(kind);

        Assert.False(db.Database.HasPendingModelChanges(), $"run `dotnet ef migrations add NAME --context {db.GetType().Name}`");
    }

    [Fact]
    public void Every_mapping_of_the_program_is_named()
    {
        var looked = new ModelBuilder();
        looked.ApplyConfigurationsFromAssembly(typeof(PlannerDb).Assembly);
        using var db = Unopened(DatabaseKind.Sqlite);

        Assert.Equal(looked.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(Table).Order(), db.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(Table).Order());

        static string Table(Microsoft.EntityFrameworkCore.Metadata.IReadOnlyEntityType entity) => $"{entity.ClrType.Name} in {entity.GetTableName()}";
    }

    [Theory, MemberData(nameof(Both))]
    public void Every_migration_of_the_program_is_named(DatabaseKind kind)
    {
        using var db = Unopened(kind);
        var looked = typeof(PlannerDb).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Migration)) && t.GetCustomAttribute<DbContextAttribute>()?.ContextType == db.GetType())
            .Select(t => t.GetCustomAttribute<MigrationAttribute>()!.Id);

        Assert.Equal(looked.Order(StringComparer.Ordinal), db.Database.GetMigrations());
    }

    /// <summary>A type with a zone or a clock of its own loses either on one of the two databases. What ASP.NET Core Identity brings is its own.</summary>
    [Theory, MemberData(nameof(Both))]
    public void Time_is_nodatimes_in_every_row(DatabaseKind kind)
    {
        using var db = Unopened(kind);
        Type[] foreign = [typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly), typeof(TimeSpan)];

        var found = from entity in db.Model.GetEntityTypes()
                    from property in entity.ClrType.GetProperties()
                    where property.DeclaringType!.Assembly != typeof(Microsoft.AspNetCore.Identity.IdentityUser<>).Assembly && foreign.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType)
                    select $"{entity.ClrType.Name}.{property.Name}";

        Assert.Empty(found);
    }

    /// <summary>The first and last moments plans speak of, and the finest part both databases keep.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task A_moment_comes_back_to_the_microsecond(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Open(kind);
        Instant[] moments =
        [
            Instant.FromUtc(2026, 11, 25, 9, 0) + Duration.FromNanoseconds(1_000), Instant.FromUtc(2027, 3, 28, 1, 30) + Duration.FromNanoseconds(999_999_000),
            Instant.FromUtc(1969, 12, 31, 23, 59, 59) + Duration.FromNanoseconds(999_999_000), Instant.FromUtc(9999, 12, 31, 23, 59, 59),
        ];
        await using (var db = database.Databases.CreateDbContext())
        {
            foreach (var (at, n) in moments.Select((m, n) => (m, n)))
                db.Workspaces.Add(new() { Id = Guid.CreateVersion7(), Key = $"w{n}", Name = "x", Zone = "UTC", CreatedAt = at, ChangedAt = at });
            await db.SaveChangesAsync(Stop);
        }

        await using var again = database.Databases.CreateDbContext();
        Assert.Equal(moments, (await again.Workspaces.OrderBy(w => w.Key).ToListAsync(Stop)).Select(w => w.ChangedAt));
        Assert.Equal(moments.Order(), (await again.Workspaces.OrderBy(w => w.ChangedAt).ToListAsync(Stop)).Select(w => w.ChangedAt));
    }

    /// <summary>A table that is imported may have more rows than either database takes parameters.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task Rows_are_found_among_more_values_than_a_statement_takes_parameters(DatabaseKind kind)
    {
        const int many = 70_000;
        var (at, day) = (Instant.FromUtc(2026, 11, 23, 9, 0), new LocalDate(2026, 11, 23));
        await using var database = await TestDatabase.Open(kind);
        await using var db = database.Databases.CreateDbContext();
        db.Workspaces.Add(new() { Id = Guid.CreateVersion7(), Key = "w", Name = "x", Zone = "UTC", ChangedAt = at, ReconciledOn = day });
        await db.SaveChangesAsync(Stop);
        var ids = Enumerable.Range(0, many).Select(_ => Guid.CreateVersion7()).Append((await db.Workspaces.SingleAsync(Stop)).Id).ToList();
        var keys = Enumerable.Range(0, many).Select(n => $"k{n}").Append("w").ToList();
        var moments = Enumerable.Range(1, many).Select(n => at + Duration.FromSeconds(n)).Append(at).ToList();
        var days = Enumerable.Range(1, many).Select(n => (LocalDate?)day.PlusDays(n)).Append(day).ToList();

        Assert.Equal(1, await db.Workspaces.CountAsync(w => ids.Contains(w.Id), Stop));
        Assert.Equal(1, await db.Workspaces.CountAsync(w => keys.Contains(w.Key), Stop));
        Assert.Equal(1, await db.Workspaces.CountAsync(w => moments.Contains(w.ChangedAt), Stop));
        Assert.Equal(1, await db.Workspaces.CountAsync(w => days.Contains(w.ReconciledOn), Stop));
    }

    [Theory, MemberData(nameof(Both))]
    public async Task Who_saves_what_somebody_saved_in_between_meets_a_conflict(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Open(kind);
        var id = await Begin(database);
        await using var mine = database.Databases.CreateDbContext();
        var row = await mine.Workspaces.SingleAsync(Stop);
        await using (var theirs = database.Databases.CreateDbContext())
        {
            (await theirs.Workspaces.SingleAsync(Stop)).Name = "theirs";
            await theirs.SaveChangesAsync(Stop);
        }

        row.Name = "mine";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.SaveChangesAsync(Stop));

        await using var again = database.Databases.CreateDbContext();
        Assert.Equal("theirs", (await again.Workspaces.SingleAsync(w => w.Id == id, Stop)).Name);
    }

    /// <summary>A statement goes around the change tracker, so it has to count by itself.</summary>
    [Theory, MemberData(nameof(Both))]
    public async Task A_change_of_the_plan_is_a_conflict_for_who_read_the_row_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.Open(kind);
        var store = new WorkspaceStore(database.Databases, [], new(database.Databases), SystemClock.Instance);
        var plan = new Core.Plans.Workspace { Key = "w", Name = "before", Zone = DateTimeZone.Utc };
        var made = Assert.IsType<ChangeResult.Done>(await store.CreateAsync(plan, Actor.CommandLine, "began", fresh: true, Stop));
        await using var mine = database.Databases.CreateDbContext();
        var row = await mine.Workspaces.SingleAsync(Stop);
        await store.ChangeAsync(made.After.Id, Actor.CommandLine, "renamed", w => w with { Name = "theirs" }, Stop);

        row.Name = "mine";
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => mine.SaveChangesAsync(Stop));
    }

    private static async Task<Guid> Begin(TestDatabase database)
    {
        await using var db = database.Databases.CreateDbContext();
        var row = new WorkspaceRow { Id = Guid.CreateVersion7(), Key = "w", Name = "x", Zone = "UTC" };
        db.Workspaces.Add(row);
        await db.SaveChangesAsync(Stop);
        return row.Id;
    }

    private static PlannerDb Unopened(DatabaseKind kind) =>
        (kind == DatabaseKind.Sqlite ? Databases.Sqlite("never-opened.db") : Databases.Postgres("Host=localhost;Database=never-opened")).CreateDbContext();
}
