using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Leverage;

public sealed class DerivedRowsOnSqlite() : DerivedRowsTests(DatabaseKind.Sqlite);

public sealed class DerivedRowsOnPostgres() : DerivedRowsTests(DatabaseKind.Postgres);

/// <summary>What follows from a plan is stored with every change of it, where the change touches it.</summary>
public abstract class DerivedRowsTests(DatabaseKind kind)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_is_changed_the_stored_rows_are_those_of_the_whole_plan()
    {
        await using var client = await Client.Begin(kind);
        await client.AssertDerived("began");
        foreach (var (what, edit) in Edits.All)
        {
            await client.Change(edit, what);
            await client.AssertDerived(what);
        }
    }

    [Fact]
    public async Task Whatever_is_changed_each_line_is_stamped_by_what_it_shows()
    {
        await using var client = await Client.Begin(kind);
        var (lines, stamps) = (await client.Lines(), await client.StampRows());
        foreach (var (what, edit) in Edits.All)
        {
            client.Clock.AdvanceMinutes(1);
            await client.Change(edit, what);
            var (newLines, newStamps) = (await client.Lines(), await client.StampRows());
            foreach (var (uid, was) in stamps) AssertStamped(what, lines.GetValueOrDefault(uid), newLines.GetValueOrDefault(uid), was, newStamps[uid]);
            (lines, stamps) = (newLines, newStamps);
        }
    }

    [Fact]
    public async Task Two_changes_within_a_second_move_a_line_twice()
    {
        await using var client = await Client.Begin(kind);
        var uid = (await client.Lines()).Values.First(l => l.Key == "five-steps").Uid;
        var seen = new List<(int Sequence, Instant At)>();
        for (var n = 0; n < 3; n++)
        {
            await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Title = $"Title {n}" }));
            var stamp = (await client.StampRows())[uid];
            seen.Add((stamp.Sequence, stamp.ChangedAt));
        }

        Assert.Equal([1, 2, 3], seen.Select(s => s.Sequence));
        Assert.Equal(seen.Select(s => s.At).Distinct().Order(), seen.Select(s => s.At));
        Assert.All(seen, s => Assert.Equal(0, s.At.ToUnixTimeTicks() % NodaConstants.TicksPerSecond));
    }

    [Fact]
    public async Task A_line_that_returns_counts_on()
    {
        await using var client = await Client.Begin(kind);
        var uid = (await client.Lines()).Values.First(l => l.Key == "five-steps").Uid;
        var first = (await client.StampRows())[uid];

        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Status = PieceStatus.Retired }));
        var gone = (await client.StampRows())[uid];
        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Status = PieceStatus.Published }));
        var back = (await client.StampRows())[uid];

        Assert.NotNull(gone.GoneAt);
        Assert.DoesNotContain(uid, (await client.Stamps.ReadAsync(client.Id, Stop)).Keys.Where(_ => back.GoneAt is not null));
        Assert.Equal((first.Sequence + 1, null), (back.Sequence, back.GoneAt));
        Assert.True(back.ChangedAt > gone.GoneAt);
        Assert.True((await client.Stamps.ReadStateAsync(client.Id, Stop))!.LinesGoneAt >= gone.GoneAt);
    }

    [Fact]
    public async Task Only_what_a_change_touches_is_written()
    {
        await using var client = await Client.Begin(kind);
        await client.Look(db => db.Tasks.ExecuteUpdateAsync(t => t.SetProperty(r => r.Title, "damaged"), Stop));

        await client.Change(w => Edits.Piece(w, "planning-day-regroup", p => p with { Title = "Why plans live" }));

        var titles = await client.Look(db => db.Tasks.AsNoTracking().ToListAsync(Stop));
        var piece = (await client.Plan()).Pieces.First(p => p.Key == "planning-day-regroup").Id!.Value;
        Assert.All(titles, t => Assert.Equal(t.SourceId == piece && !t.Offered, t.Title != "damaged"));
    }

    [Fact]
    public async Task An_imported_plan_goes_on_with_its_own_change_data()
    {
        var changed = Instant.FromUtc(2026, 1, 2, 3, 4, 5);
        await using var client = await Client.Begin(kind, plan => Edits.Piece(plan, "five-steps", p => p with { Sequence = 7, Changed = changed }));
        var line = (await client.Lines()).Values.First(l => l.Type == "piece" && l.Key == "five-steps");

        Assert.Equal(new Stamp(7, changed), (await client.Stamps.ReadAsync(client.Id, Stop))[line.Uid]);
        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Title = "Seven steps" }));
        Assert.Equal(8, (await client.Stamps.ReadAsync(client.Id, Stop))[line.Uid].Sequence);
    }

    [Fact]
    public async Task A_plan_that_is_written_out_carries_the_highest_change_data_of_its_lines()
    {
        await using var client = await Client.Begin(kind);
        client.Clock.AdvanceHours(1);
        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Title = "Seven steps" }));
        await client.Change(w => w with { Periods = [w.Periods[0] with { TakeAways = [.. w.Periods[0].TakeAways.Select(t => t with { ClosedOn = new(2026, 11, 23) })] }, .. w.Periods.Skip(1)] });

        var open = Client.Starter().Periods[0].TakeAways.Where(t => t is { ClosedOn: null, By: not null }).Select(t => t.Key).ToHashSet();
        var written = await client.Stamps.WithChangeDataAsync(await client.Plan(), Stop);

        var stamps = await client.StampRows();
        var piece = written.Pieces.First(p => p.Key == "five-steps");
        Assert.Equal(1, piece.Sequence);
        Assert.Equal(stamps.Values.Where(s => s.SourceId == piece.Id).Max(s => s.ChangedAt), piece.Changed);
        Assert.Equal(open, written.Periods[0].TakeAways.Where(t => t.Sequence == 1).Select(t => t.Key).ToHashSet());
        Assert.All(written.Launches, l => Assert.Equal(0, l.Sequence));
        await using var elsewhere = await Client.Begin(kind, _ => written);
        var there = await elsewhere.Stamps.ReadAsync(elsewhere.Id, Stop);
        Assert.All(await client.Stamps.ReadAsync(client.Id, Stop), s => Assert.True(there[s.Key].Sequence >= s.Value.Sequence && there[s.Key].Changed >= s.Value.Changed, s.Key));
    }

    [Fact]
    public async Task An_undone_change_leaves_the_rows_as_they_were()
    {
        await using var client = await Client.Begin(kind);
        var before = await client.Look(db => db.Tasks.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Stop));
        await client.Change(w => Edits.Piece(w, "five-steps", p => p with { Title = "Seven steps", PlannedOn = new(2026, 12, 1), Publish = null }));
        var set = await client.Look(db => db.ChangeSets.OrderByDescending(c => c.Revision).Select(c => c.Id).FirstAsync(Stop));

        await client.Store.UndoAsync(client.Id, set, new("the coach", null, "web"), Stop);

        Assert.Equal(before, await client.Look(db => db.Tasks.AsNoTracking().OrderBy(t => t.Id).ToListAsync(Stop)));
    }

    [Fact]
    public async Task With_too_much_competing_for_the_slots_proposals_wait_for_the_next_reconciliation()
    {
        await using var client = await Client.Begin(kind);
        var many = Enumerable.Range(0, DerivedRows.AtOnce + 1).Select(n => Edits.Post($"many-{n}", new(2026, 11, 26), PieceStatus.Planned) with { Recipes = ["none"] }).ToList();
        await client.Change(w => w with { Pieces = [.. w.Pieces, .. many] });
        await client.AssertDerived("added many");

        await client.Change(w => w with { Pieces = [.. w.Pieces, .. Enumerable.Range(0, 4).Select(n => Edits.Post($"linked-{n}", new LocalDate(2026, 11, 25).PlusWeeks(n), PieceStatus.Planned) with { Channel = "linkedin", Recipes = ["none"] })] });
        var waiting = await client.Look(db => db.Sources.CountAsync(s => s.Fingerprint == "", Stop));
        await client.Reconciliation.ReconcileAsync(client.Id, null, dryRun: false, Stop);

        Assert.Equal(1, waiting);
        await client.AssertDerived("looked at again");
    }

    private static void AssertStamped(string what, Entry? before, Entry? after, StampRow was, StampRow now)
    {
        var name = $"{what}: {before?.Title ?? after?.Title} {was.Uid}";
        if (after is null)
        {
            Assert.True(now.GoneAt is not null && now.Sequence == was.Sequence, name);
            return;
        }
        Assert.True(now.GoneAt is null, name);
        if (before is null || Moves(before) != Moves(after))
            Assert.True(now.Sequence > was.Sequence && now.ChangedAt > was.ChangedAt, $"{name}\n{before}\n{after}");
        else if (Plain(before) != Plain(after)) Assert.True(now.Sequence == was.Sequence && now.ChangedAt > was.ChangedAt, $"{name}\n{before}\n{after}");
        else Assert.True(now.Sequence == was.Sequence && now.ChangedAt == was.ChangedAt, name);
    }

    private static string Moves(Entry e) => (e.When, e.Rule, e.Skipped, e.Variations, e.Status, e.Title, e.Location).ToString();

    private static Entry Plain(Entry e) => e with { Sequence = 0, Changed = null, Key = "" };
}
