using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Jobs;

public sealed class ReconcileJobsOnSqlite() : ReconcileJobsTests(DatabaseKind.Sqlite);

public sealed class ReconcileJobsOnPostgres() : ReconcileJobsTests(DatabaseKind.Postgres);

public abstract class ReconcileJobsTests(DatabaseKind kind) : JobsOfService(kind)
{
    [Fact]
    public async Task When_a_day_has_begun_what_time_alone_changes_is_brought_up_to_it_once()
    {
        await Begin();
        Assert.Equal("{}", (await Run("series")).Counts);
        Clock.AdvanceDays(30);

        var run = await Run("series");

        Assert.StartsWith("""{"workspaces":1,""", run.Counts, StringComparison.Ordinal);
        Assert.Equal("{}", (await Run("series")).Counts);
        await using var db = Databases.CreateDbContext();
        Assert.Equal(new LocalDate(2026, 12, 23), await db.Workspaces.Select(w => w.ReconciledOn).SingleAsync(Stop));
    }

    [Fact]
    public async Task The_day_begins_where_the_client_is()
    {
        await Begin();
        var zone = (await Snapshot()).Workspace.Zone;
        var midnight = zone.AtStartOfDay(new(2026, 11, 24)).ToInstant();

        Clock.Reset(midnight - Duration.FromSeconds(1));
        Assert.Equal("{}", (await Run("series")).Counts);
        Clock.Reset(midnight);
        Assert.NotEqual("{}", (await Run("series")).Counts);
    }

    /// <summary>R4, and "a week of downtime, no burst".</summary>
    [Fact]
    public async Task After_weeks_away_two_copies_at_once_offer_each_rested_piece_at_most_once()
    {
        await Begin(Rested);
        Clock.AdvanceDays(60);

        var runs = await Task.WhenAll(Run("series"), Run("series"), Run("reconcile-plans"), Run("evergreen"));

        Assert.All(runs, r => Assert.Equal((JobOutcome.Succeeded, null), (r.Outcome, r.Message)));
        await using var db = Databases.CreateDbContext();
        var offered = (await db.Tasks.AsNoTracking().Where(t => t.Status == ContentTaskStatus.Proposed).ToListAsync(Stop)).Where(t => TaskKey.OfOuting(t.Key) is not null).ToList();
        Assert.NotEmpty(offered);
        Assert.Equal(offered.Count, offered.Select(t => t.SourceId).Distinct().Count());
        Assert.All(offered, t => Assert.True(t.Day >= Clock.GetCurrentInstant().InUtc().Date.PlusDays(-1)));
        Assert.Equal("""{"workspaces":1}""", (await Run("reconcile-plans")).Counts);
    }

    [Fact]
    public async Task What_was_lost_of_a_plans_rows_is_made_again_and_a_dry_run_only_says_so()
    {
        await Begin();
        await using var db = Databases.CreateDbContext();
        var before = await db.Tasks.CountAsync(Stop);
        await db.Tasks.ExecuteDeleteAsync(Stop);
        await db.Sources.ExecuteDeleteAsync(Stop);

        var dry = await Run("reconcile-plans", dryRun: true);
        Assert.Equal(0, await db.Tasks.CountAsync(Stop));
        var run = await Run("reconcile-plans");

        Assert.Equal(before, await db.Tasks.CountAsync(Stop));
        Assert.Contains("made", dry.Counts, StringComparison.Ordinal);
        Assert.Equal(dry.Counts, run.Counts);
    }

    /// <summary>Pieces that were out long ago, and a place for one of them every day.</summary>
    private static Workspace Rested(Workspace plan) => plan with
    {
        Pieces = plan.Pieces.Where(p => p is { Status: PieceStatus.Published, Evergreen: not null }).ToValueList(),
        Cadences = plan.Cadences.Where(c => c.Key == "linkedin-wednesday").Select(c => c with { Series = c.Series with { Rule = new() { Frequency = Frequency.Daily } } }).ToValueList(),
        Launches = [],
        Tasks = [],
        Milestones = [],
    };

    private async Task Begin(Func<Workspace, Workspace>? made = null)
    {
        var problems = new List<Problem>();
        var installation = Installation.Read(Installation.ShippedTemplates, problems)!;
        var plan = PlanOnDisk.Read(Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml"), installation.Library, Now.InUtc().Date, problems)!;
        Assert.IsType<ChangeResult.Done>(await Store.CreateAsync(made?.Invoke(plan) ?? plan, Actor.CommandLine, "began", fresh: true, Stop));
        await Run("reconcile-plans");
    }

    private async Task<WorkspaceSnapshot> Snapshot()
    {
        await using var db = Databases.CreateDbContext();
        return (await Store.ReadAsync(await db.Workspaces.Select(w => w.Id).SingleAsync(Stop), Stop))!;
    }
}
