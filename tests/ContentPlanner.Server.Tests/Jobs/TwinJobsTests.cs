using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class TwinJobsOnSqlite() : TwinJobsTests(DatabaseKind.Sqlite);

public sealed class TwinJobsOnPostgres() : TwinJobsTests(DatabaseKind.Postgres);

/// <summary>R4: no job needs to be alone, whatever is due.</summary>
public abstract class TwinJobsTests(DatabaseKind kind)
{
    /// <summary>A Thursday, when late work is told, in a week with digests, after a review day was missed.</summary>
    private static readonly Instant Later = Instant.FromUtc(2026, 12, 31, 9, 0);

    /// <summary>What each run leaves a row of its own in, whatever it did.</summary>
    private static readonly string[] OfRuns = ["job", "job_run"];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_shipped_job_done_by_two_nodes_at_once_leaves_what_one_run_leaves()
    {
        var alone = await LeftBehind(copies: 1);

        var together = await LeftBehind(copies: 2);

        Assert.Equal(alone, together);
        Assert.Contains(alone, left => left.StartsWith("delivery: ", StringComparison.Ordinal) && !left.EndsWith(" 0", StringComparison.Ordinal));
    }

    /// <summary>How many rows each table has, and how many mails went out, after every job ran in as many copies at once, each on a node of its own.</summary>
    private async Task<IReadOnlyList<string>> LeftBehind(int copies)
    {
        await using var database = await TestDatabase.Open(kind);
        using var folder = new TemporaryFolder();
        var clock = new FakeClock(Instant.FromUtc(2026, 11, 23, 9, 0));
        var nodes = Enumerable.Range(0, copies).Select(_ => Node(database, folder.Path, clock)).ToList();
        Assert.NotNull(await nodes[0].GetRequiredService<StarterPlan>().LoadAsync(Stop));
        clock.Reset(Later);

        foreach (var job in nodes[0].GetRequiredService<JobFiles>().All.OrderBy(j => j.Id, StringComparer.Ordinal))
        {
            var runs = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.GetRequiredService<JobRunner>().RunAsync(node.GetRequiredService<JobFiles>().Find(job.Id)!, dryRun: false, Stop))));
            Assert.All(runs, run => Assert.True(run.Outcome == JobOutcome.Succeeded, $"{job.Id}: {run.Outcome}, {run.Message}"));
        }

        await using var db = database.Databases.CreateDbContext();
        await db.Database.OpenConnectionAsync(Stop);
        await using var count = db.Database.GetDbConnection().CreateCommand();
        var left = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Except(OfRuns).Order(StringComparer.Ordinal))
        {
            count.CommandText = $"SELECT COUNT(*) FROM \"{table}\"";
            left.Add($"{table}: {await count.ExecuteScalarAsync(Stop)}");
        }
        // A mail that two sent would be one file all the same: how often one was begun tells it.
        left.Add($"attempts: {await db.Deliveries.SumAsync(d => d.Attempts, Stop)}");
        left.Add($"mails: {Directory.GetFiles(folder.Path, "*.eml", SearchOption.AllDirectories).Length}");
        left.Add($"backups: {Directory.GetFiles(folder.Path, "*.zip", SearchOption.AllDirectories).Length}");
        foreach (var node in nodes) await node.DisposeAsync();
        return left;
    }

    private static ServiceProvider Node(TestDatabase database, string folder, IClock clock)
    {
        var settings = new Settings { Data = database.Folder ?? folder };
        settings.Mail.Folder = Path.Combine(folder, "mail");
        // The database's own clock is not the test's.
        settings.Mail.ClockSkewSeconds = int.MaxValue;
        settings.Backup.Folder = Path.Combine(folder, "backups");
        if (database.Folder is null) settings.Database.ConnectionString = database.Databases.ConnectionString;
        return new ServiceCollection().AddLogging().AddParts(settings, Installation.Read(Installation.ShippedTemplates, [])!, clock).BuildServiceProvider();
    }
}
