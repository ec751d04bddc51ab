using System.Diagnostics;
using System.Globalization;
using ContentPlanner.Benchmarks.Timelines;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Templates;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace ContentPlanner.Benchmarks.Reconciling;

/// <summary>
/// What it costs to store what follows from a plan: against writing the very same rows and nothing else, a second time, and
/// for one changed piece among few and many. Takes turns on one database; the median round counts.
/// </summary>
internal static class ReconcileRatios
{
    private const int Rounds = 5, Edits = 60;

    private static readonly Instant Now = ManyPieces.Today.At(new(9, 0)).InUtc().ToInstant();
    private static readonly Actor Somebody = new("somebody", null, "web");

    public static async Task PrintAsync(TextWriter to)
    {
        var folder = Directory.CreateTempSubdirectory("contentplanner-ratios-").FullName;
        await Print(to, "SQLite", n => Task.FromResult(Databases.Sqlite(Path.Combine(folder, $"{n}.db"))));
        if (Environment.GetEnvironmentVariable("PLANNER_TEST_PG") is { Length: > 0 } server) await Print(to, "PostgreSQL", _ => Fresh(server));
        else await to.WriteLineAsync("PostgreSQL is left out: PLANNER_TEST_PG names no server");
    }

    private static async Task<Databases> Fresh(string server)
    {
        var name = $"planner_ratios_{Guid.NewGuid():N}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return Databases.Postgres(new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString);
    }

    private static async Task Print(TextWriter to, string name, Func<int, Task<Databases>> open)
    {
        await to.WriteLineAsync($"Reconciling on {name}");
        var ten = await Service.Open(await open(10_000), 10_000, follows: false);
        await ten.Reconciliation.ReconcileAsync(ten.Id, ManyPieces.Today, dryRun: false, default);
        var bare = await BareRows.ReadAsync(ten.Databases);
        var (inserted, first, second) = (new List<Cost>(), new List<Cost>(), new List<Cost>());
        for (var round = 0; round < Rounds; round++)
        {
            await ten.Forget();
            inserted.Add(await Time(bare.InsertAsync));
            await ten.Forget();
            first.Add(await Time(() => ten.Reconciliation.ReconcileAsync(ten.Id, ManyPieces.Today, dryRun: false, default)));
            second.Add(await Time(() => ten.Reconciliation.ReconcileAsync(ten.Id, ManyPieces.Today, dryRun: false, default)));
        }
        Line(to, $"bare insert of {bare.Count} rows", Median(inserted));
        Line(to, "reconcile of 10,000 pieces", Median(first), $"{Median(first).Over(Median(inserted))} (at most 3 wanted)");
        Line(to, "a second run", Median(second), $"{Median(second).Over(Median(first))} (at most 0.3 wanted)");

        var few = await Service.Open(await open(1_000), 1_000, follows: true);
        var many = await Service.Open(await open(100_000), 100_000, follows: true);
        foreach (var (what, days) in new[] { ("in half a year", 190), ("next week", 7) })
        {
            var (one, other) = (new List<Cost>(), new List<Cost>());
            var (bareOne, bareOther) = (new List<Cost>(), new List<Cost>());
            for (var edit = 0; edit < Edits; edit++)
            {
                one.Add(await Time(() => few.Edit(days, edit)));
                other.Add(await Time(() => many.Edit(days, edit)));
                bareOne.Add(await Time(() => few.EditAlone(days, edit)));
                bareOther.Add(await Time(() => many.EditAlone(days, edit)));
            }
            Line(to, $"a piece {what} of 1,000", Median(one));
            Line(to, "the same of 100,000", Median(other), $"{Median(other).Over(Median(one))} (at most 1.5 wanted)");
            Line(to, "1,000, nothing derived", Median(bareOne));
            Line(to, "100,000, nothing derived", Median(bareOther), Median(bareOther).Over(Median(bareOne)));
        }
    }

    /// <summary>By the clock, and of this process's own processors: on a busy machine the second is the surer.</summary>
    private static async Task<Cost> Time(Func<Task> run)
    {
        var (started, processors) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await run();
        return new(Stopwatch.GetElapsedTime(started).TotalMilliseconds, (Environment.CpuUsage.TotalTime - processors).TotalMilliseconds);
    }

    private static Cost Median(List<Cost> costs) =>
        new(costs.Select(c => c.Elapsed).Order().ElementAt(costs.Count / 2), costs.Select(c => c.Processor).Order().ElementAt(costs.Count / 2));

    private static void Line(TextWriter to, string what, Cost cost, string remark = "")
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-36} {cost.Elapsed,9:0.0} ms, {cost.Processor,9:0.0} ms of processor  {remark}"));
        to.Flush();
    }

    private sealed record Cost(double Elapsed, double Processor)
    {
        public string Over(Cost other) => string.Create(CultureInfo.InvariantCulture, $"{Elapsed / other.Elapsed:0.00} x, {Processor / other.Processor:0.00} x of processor");
    }

    /// <summary>The parts of the service that store, on a database with a workspace of so many pieces.</summary>
    private sealed class Service(Databases databases, Libraries installation, IClock clock)
    {
        private readonly WorkspaceStore _alone = new(databases, [], new(databases), clock);
        private readonly WorkspaceStore _store = new(databases, [new DerivedRows(installation, clock)], new(databases), clock);
        private Reconciliation? _reconciliation;

        public Databases Databases => databases;
        public Guid Id { get; private set; }
        public Reconciliation Reconciliation => _reconciliation ??= new(databases, _alone, new(databases), installation, clock);

        public static async Task<Service> Open(Databases databases, int pieces, bool follows)
        {
            await databases.MigrateAsync(default);
            var service = new Service(databases, new(new(ManyPieces.Library, TemplateSet.Read(new Dictionary<string, string>()).Value!, new Dictionary<string, string>(), "templates")), new Standing());
            var made = await service._alone.CreateAsync(ManyPieces.Of(pieces), Somebody, "began", fresh: false, default);
            service.Id = ((ChangeResult.Done)made).After.Id;
            if (follows) await service.Reconciliation.ReconcileAsync(service.Id, ManyPieces.Today, dryRun: false, default);
            return service;
        }

        public async Task Forget()
        {
            await using var db = databases.CreateDbContext();
            await db.Database.OpenConnectionAsync();
            foreach (var table in BareRows.Tables)
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"{(databases.IsSqlite ? "DELETE FROM" : "TRUNCATE")} {table}";
                await command.ExecuteNonQueryAsync();
            }
        }

        public Task Edit(int days, int edit) => Edit(_store, days, edit, "changed");

        public Task EditAlone(int days, int edit) => Edit(_alone, days, edit, "alone");

        /// <summary>Another title for a piece of a day so far ahead.</summary>
        private async Task Edit(WorkspaceStore store, int days, int edit, string word)
        {
            var at = (200 - days) * 2;
            var result = await store.ChangeAsync(Id, Somebody, "renamed a piece", w => w.With(w.Pieces[at], p => p with { Title = string.Create(CultureInfo.InvariantCulture, $"Title {edit} {word}") }), default);
            if (result is not ChangeResult.Done { ChangeSet: not null }) throw new InvalidOperationException($"Nothing was changed: {result}");
        }

        private sealed class Standing : IClock
        {
            public Instant GetCurrentInstant() => Now;
        }
    }
}
