using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using ContentPlanner.Tests.Plans;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Server.Tests.Plans;

public sealed class RoundTripOnSqlite() : RoundTripTests(DatabaseKind.Sqlite);

public sealed class RoundTripOnPostgres() : RoundTripTests(DatabaseKind.Postgres);

/// <summary>Everything of a plan document is stored and comes out again, whatever it holds.</summary>
public abstract class RoundTripTests(DatabaseKind kind)
{
    private static readonly int Plans = Environment.GetEnvironmentVariable("CONTENTPLANNER_LONG") == "1" ? 100 : 15;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whatever_a_plan_holds_comes_back_from_the_database_and_from_its_export()
    {
        await using var database = await TestDatabase.Open(kind);
        await Gen.Int[0, 1_000_000].SampleAsync(async seed =>
        {
            var plan = Replacement.Storable(Identity.WithIds(new Invented(seed).Workspace(), fresh: true, Guid.CreateVersion7) with { Key = $"plan-{Guid.NewGuid():N}" });
            var made = Done(await Store(database).ImportAsync(plan, key: null, fresh: false, Actor.CommandLine, Stop));

            var stored = (await Store(database).ReadAsync(made.After.Id, Stop))!.Workspace;
            Assert.True(plan == stored, Difference(plan, stored));

            foreach (var export in new[] { WrittenPlan.WithFiles(stored), WrittenPlan.InOne(stored) })
            {
                var read = PlanFile.Read("plan.yaml", export.Plan, export.Texts.GetValueOrDefault, PlanTexts.Library, PlanTexts.Today);
                Assert.DoesNotContain(read.Problems, p => p.Severity == Severity.Error);
                Assert.True(export.Texts.Count == 0 || stored == read.Value, Difference(stored, read.Value!));
                var again = Done(await Store(database).ImportAsync(read.Value!, key: null, fresh: false, Actor.CommandLine, Stop));
                if (export.Texts.Count > 0) Assert.Null(again.ChangeSet);
            }
        }, iter: Plans, threads: 1);
    }

    [Fact]
    public async Task A_plan_that_takes_the_place_of_another_is_there_as_written_and_undo_brings_the_other_back()
    {
        await using var database = await TestDatabase.Open(kind);
        await Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[0, 1_000_000]).SampleAsync(async (one, other) =>
        {
            var key = $"plan-{Guid.NewGuid():N}";
            var first = Done(await Store(database).ImportAsync(new Invented(one).Workspace() with { Key = key, Id = null }, key, fresh: true, Actor.CommandLine, Stop)).After;
            var wanted = Bare.Of(new Invented(other).Workspace() with { Key = key });

            var second = Done(await Store(database).ImportAsync(wanted, key, fresh: false, Actor.CommandLine, Stop));
            Assert.True(wanted == Bare.Of(second.After.Workspace), Difference(wanted, Bare.Of(second.After.Workspace)));
            if (second.ChangeSet is not { } set) return;
            var back = Done(await Store(database).UndoAsync(first.Id, set, Actor.CommandLine, Stop));

            Assert.True(first.Workspace == back.After.Workspace, Difference(first.Workspace, back.After.Workspace));
        }, iter: Plans, threads: 1);
    }

    private static WorkspaceStore Store(TestDatabase database) => new(database.Databases, [], new(database.Databases), new MicrosecondClock(SystemClock.Instance));

    private static ChangeResult.Done Done(ChangeResult result) => Assert.IsType<ChangeResult.Done>(result);

    private static string Difference(Workspace expected, Workspace actual)
    {
        var (a, b) = (expected.ToString(), actual.ToString());
        var at = a.Zip(b).TakeWhile(pair => pair.First == pair.Second).Count();
        return $"expected …{Around(a)}…\nbut found …{Around(b)}…";

        string Around(string text) => text[Math.Max(0, at - 80)..Math.Min(text.Length, at + 40)];
    }
}
