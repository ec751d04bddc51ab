using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class RetentionSweepOnSqlite() : RetentionSweepTests(DatabaseKind.Sqlite);

public sealed class RetentionSweepOnPostgres() : RetentionSweepTests(DatabaseKind.Postgres);

public abstract class RetentionSweepTests(DatabaseKind kind) : JobsOfService(kind)
{
    [Fact]
    public async Task What_has_outlived_its_use_goes_and_what_has_not_stays()
    {
        var workspace = await Fill();

        var run = await Run("retention");

        Assert.Equal("""{"gone lines":1,"change texts":1,"moves":2,"sign-in links":1,"job runs":2,"feed fetches":1}""", run.Counts);
        await using var db = Databases.CreateDbContext();
        Assert.Equal(["alive", "gone lately"], await db.Stamps.Where(s => s.WorkspaceId == workspace).Select(s => s.Uid).Order().ToListAsync(Stop));
        Assert.Equal([(false, 1), (true, 2)], (await db.Changes.Select(c => new { c.Revision, Erased = c.Before == null && c.After == null }).ToListAsync(Stop)).OrderByDescending(c => c.Revision).Select(c => (c.Erased, c.Revision == 9 ? 1 : 2)).Distinct().Order());
        Assert.Equal(["applied lately", "still good"], await db.Moves.Select(m => m.Launch).Order().ToListAsync(Stop));
        Assert.Equal(1, await db.SignInLinks.CountAsync(Stop));
        Assert.Equal(["fresh", "told"], await db.JobRuns.Where(r => r.JobId != "retention").Select(r => r.JobId).Order().ToListAsync(Stop));
        Assert.Equal(1, await db.FeedFetches.CountAsync(Stop));
    }

    [Fact]
    public async Task A_dry_run_counts_the_same_and_takes_nothing()
    {
        await Fill();

        var dry = await Run("retention", dryRun: true);
        var run = await Run("retention");

        Assert.Equal(run.Counts, dry.Counts);
    }

    /// <summary>R4.</summary>
    [Fact]
    public async Task Two_sweeps_at_once_share_the_work()
    {
        await Fill();
        await using (var db = Databases.CreateDbContext())
        {
            db.JobRuns.AddRange(Enumerable.Range(0, 3000).Select(n => new JobRunRow { Id = Guid.NewGuid(), JobId = "old", StartedAt = Now - Duration.FromDays(100) - Duration.FromSeconds(n), Outcome = JobOutcome.Failed }));
            await db.SaveChangesAsync(Stop);
        }

        var runs = await Task.WhenAll(Run("retention"), Run("retention"), Run("retention"));

        Assert.All(runs, r => Assert.Equal(JobOutcome.Succeeded, r.Outcome));
        Assert.Equal(3002, runs.Sum(r => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, long>>(r.Counts)!.GetValueOrDefault("job runs")));
        Assert.Equal("{}", (await Run("retention")).Counts);
    }

    private async Task<Guid> Fill()
    {
        var id = Guid.NewGuid();
        await using var db = Databases.CreateDbContext();
        Instant Ago(int days) => Now - Duration.FromDays(days);
        db.Workspaces.Add(new() { Id = id, Key = "w", Name = "W", Zone = "Europe/Dublin", Revision = 10, CreatedAt = Ago(400), ChangedAt = Now });
        await db.SaveChangesAsync(Stop);
        StampRow Stamp(string uid, Instant? gone) => new() { WorkspaceId = id, Uid = uid, Fingerprint = "f", Shown = "s", ChangedAt = Ago(60), GoneAt = gone };
        db.Stamps.AddRange(Stamp("alive", null), Stamp("gone lately", Ago(29)), Stamp("gone long ago", Ago(31)));
        foreach (var (revision, at) in new[] { (8, Ago(31)), (9, Ago(29)) })
        {
            var set = new ChangeSetRow { Id = Guid.NewGuid(), WorkspaceId = id, Revision = revision, At = at, Actor = "a", Door = "cli", What = "did" };
            db.ChangeSets.Add(set);
            db.Changes.Add(new() { ChangeSetId = set.Id, ItemId = Guid.NewGuid(), WorkspaceId = id, Revision = revision, Kind = "piece", Key = "k", After = "{}" });
        }
        MoveRow Move(string name, Instant expires, bool applied) => new() { Id = Guid.NewGuid(), WorkspaceId = id, Launch = name, Anchor = "publication", To = new(2027, 3, 2), Hash = "h", Rows = "[]", CreatedAt = Ago(40), ExpiresAt = expires, CreatedBy = "a", AppliedAs = applied ? Guid.NewGuid() : null };
        db.Moves.AddRange(Move("still good", Now + Duration.FromHours(1), false), Move("expired", Ago(1), false), Move("applied lately", Ago(20), true), Move("applied long ago", Ago(31), true));
        db.SignInLinks.AddRange(new() { TokenHash = [1], CreatedAt = Ago(3), ExpiresAt = Ago(2) }, new() { TokenHash = [2], CreatedAt = Now, ExpiresAt = Now + Duration.FromHours(1) });
        JobRunRow Run(string name, Instant at, string counts) => new() { Id = Guid.NewGuid(), JobId = name, StartedAt = at, EndedAt = at, Outcome = JobOutcome.Succeeded, Counts = counts };
        db.JobRuns.AddRange(Run("fresh", Now, "{}"), Run("idle", Ago(2), "{}"), Run("told", Ago(80), """{"sent":1}"""), Run("old", Ago(91), """{"sent":1}"""));
        var feed = new FeedRow { Id = Guid.NewGuid(), WorkspaceId = id, TokenHash = [3], Name = "f", Slug = "f", CreatedAt = Ago(300), ChangedAt = Ago(300) };
        db.Feeds.Add(feed);
        await db.SaveChangesAsync(Stop);
        FeedFetchRow Fetch(Instant at) => new() { FeedId = feed.Id, Day = at.InUtc().Date, Client = "khal", Fetches = 1, LastAt = at };
        db.FeedFetches.AddRange(Fetch(Ago(181)), Fetch(Ago(179)));
        await db.SaveChangesAsync(Stop);
        return id;
    }
}
