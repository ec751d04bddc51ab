using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Leverage;

public sealed class ReconciliationOnSqlite() : ReconciliationTests(DatabaseKind.Sqlite);

public sealed class ReconciliationOnPostgres() : ReconciliationTests(DatabaseKind.Postgres);

/// <summary>What time and the library do to derived rows, without any change of the plan.</summary>
public abstract class ReconciliationTests(DatabaseKind kind)
{
    private static readonly LocalDate Later = new(2027, 1, 18);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_day_is_followed_and_a_second_run_finds_nothing_to_do()
    {
        await using var client = await Client.Begin(kind);

        var first = await Reconcile(client, Later);
        await client.AssertDerived("eight weeks later", Later);
        var second = await Reconcile(client, Later);

        Assert.True(first.Changed > 0);
        Assert.Equal((false, 0), (second.AnythingWritten, second.Sources));
        Assert.True(second.Skipped > 0);
    }

    [Fact]
    public async Task A_day_without_news_derives_nothing_again()
    {
        await using var client = await Client.Begin(kind);
        await Reconcile(client, new(2026, 11, 23));

        var next = await Reconcile(client, new(2026, 11, 24));

        Assert.True(next.Skipped > next.Sources * 3, next.ToString());
        await client.AssertDerived("the next day", new(2026, 11, 24));
    }

    [Fact]
    public async Task Rows_that_were_lost_or_damaged_are_there_again_when_everything_is_asked_for()
    {
        await using var client = await Client.Begin(kind);
        await client.Look(db => db.Tasks.Where(t => t.Channel == "linkedin").ExecuteDeleteAsync(Stop));
        await client.Look(db => db.Milestones.ExecuteUpdateAsync(m => m.SetProperty(r => r.Title, "damaged"), Stop));

        await client.Reconciliation.ReconcileAsync(client.Id, null, dryRun: false, Stop, everything: true);

        await client.AssertDerived("repaired");
    }

    [Fact]
    public async Task A_dry_run_counts_what_the_run_does_and_writes_nothing()
    {
        await using var client = await Client.Begin(kind);
        var before = await client.StampRows();

        var dry = (await client.Reconciliation.ReconcileAsync(client.Id, Later, dryRun: true, Stop))!.Value;

        Assert.Equal(before, await client.StampRows());
        await client.AssertDerived("nothing happened", new(2026, 11, 23));
        Assert.Equal(dry, await Reconcile(client, Later));
    }

    [Fact]
    public async Task A_run_that_is_cut_short_is_taken_up_where_it_ended()
    {
        await using var client = await Client.Begin(kind);
        await client.Change(w => w with { Pieces = [.. w.Pieces, .. Enumerable.Range(0, 2500).Select(n => Edits.Post($"many-{n}", new LocalDate(2027, 2, 1).PlusDays(n), PieceStatus.Planned))] });
        await client.Look(db => db.Sources.ExecuteUpdateAsync(s => s.SetProperty(r => r.Fingerprint, "old"), Stop));
        using var cut = new CancellationTokenSource();
        var sources = await client.Look(db => db.Sources.CountAsync(Stop));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var run = Task.Run(() => client.Reconciliation.ReconcileAsync(client.Id, null, dryRun: false, cut.Token), Stop);
            while (await client.Look(db => db.Sources.CountAsync(s => s.Fingerprint != "old", Stop)) < 500) await Task.Delay(5, Stop);
            await cut.CancelAsync();
            await run;
        });
        var rest = await Reconcile(client, new(2026, 11, 23));

        Assert.InRange(rest.Sources, 1, sources - 500);
        await client.AssertDerived("taken up");
    }

    [Fact]
    public async Task What_nobody_took_up_for_four_weeks_is_a_proposal_and_its_line_says_so()
    {
        await using var client = await Client.Begin(kind);
        var open = await client.Look(db => db.Tasks.AsNoTracking().Where(t => t.Status == ContentTaskStatus.Open && t.SourceKind == SourceKind.Piece).OrderBy(t => t.Due).FirstAsync(Stop));
        var uid = (await client.Lines()).Values.First(l => l.Key == open.Key).Uid;
        var before = (await client.StampRows())[uid];

        await Reconcile(client, open.Planned.PlusDays(29));

        var after = (await client.StampRows())[uid];
        Assert.Equal(ContentTaskStatus.Proposed, (await client.Look(db => db.Tasks.AsNoTracking().FirstAsync(t => t.Id == open.Id, Stop))).Status);
        Assert.True(after.Sequence == before.Sequence + 1 && after.ChangedAt > before.ChangedAt);
    }

    [Fact]
    public async Task Feeds_see_that_a_run_changed_what_they_show()
    {
        await using var client = await Client.Begin(kind);
        var before = (await client.Stamps.ReadStateAsync(client.Id, Stop))!;

        await Reconcile(client, Later);

        var after = (await client.Stamps.ReadStateAsync(client.Id, Stop))!;
        Assert.Equal(before.Revision, after.Revision);
        Assert.True(after.Derivation > before.Derivation);
        Assert.Equal(Later, after.Day);
    }

    [Fact]
    public async Task A_change_made_after_midnight_is_derived_as_of_the_day_everything_else_is()
    {
        await using var client = await Client.Begin(kind);
        client.Clock.AdvanceDays(40);

        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Title = "Seven steps" }));

        await client.AssertDerived("forty days later, not reconciled", new(2026, 11, 23));
    }

    private static async Task<ReconcileCounts> Reconcile(Client client, LocalDate today) =>
        (await client.Reconciliation.ReconcileAsync(client.Id, today, dryRun: false, Stop))!.Value;
}
