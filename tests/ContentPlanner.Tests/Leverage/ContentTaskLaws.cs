using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using CsCheck;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

/// <summary>What holds for the tasks of any pieces and decisions.</summary>
public class ContentTaskLaws
{
    private static readonly Gen<LocalDate> Day = Gen.Int[-400, 400].Select(n => Today.PlusDays(n));

    private static readonly Gen<ContentPiece> Piece = Gen.Select(Gen.Int[1, 6], Gen.Enum<PieceStatus>(), Day, Gen.Int[0, 7], Gen.OneOf("blog-post", "case-study"), Day, Gen.Int[0, 3],
        (n, status, day, points, format, outlet, outlets) => new ContentPiece
        {
            Key = FormattableString.Invariant($"piece-{n}"), Title = "Piece", Format = format, Status = status, PlannedOn = day, Channel = "blog",
            Body = new(BodyFormat.Markdown, string.Concat(Enumerable.Repeat("1 point\n", points))),
            Outlets = Enumerable.Range(0, outlets).Select(i => new Outlet("linkedin", outlet.PlusDays(i * 30))).ToValueList(),
        });

    private static readonly Gen<Workspace> Plan = Piece.Array[1, 5].Select(pieces => House.With(Circle).With(pieces.DistinctBy(p => p.Key).ToArray()));

    /// <summary>A plan, and decisions about some of its tasks.</summary>
    private static readonly Gen<Workspace> DecidedPlan = Plan.SelectMany(plan =>
    {
        var keys = plan.Derive().Keys();
        return Gen.Select(Gen.Int[0, keys.Count - 1], Gen.Enum<ContentTaskStatus>().Nullable(), Day.Nullable(), Day,
                (i, status, day, closed) => new TaskDecision { Key = keys[i], Status = status, Day = day, ClosedOn = status is { } s && s.IsClosed() ? closed : null })
            .Array[0, 8].Select(decisions => plan.With(decisions.DistinctBy(d => d.Key).ToArray()));
    });

    [Fact]
    public void Deriving_twice_gives_the_same_tasks() =>
        DecidedPlan.Sample(plan => Assert.Equal(plan.Derive().Tasks, plan.Derive().Tasks), iter: Full.Iterations(30));

    [Fact]
    public void No_two_tasks_have_one_key_or_one_id() => DecidedPlan.Sample(plan =>
    {
        var tasks = plan.Derive().Tasks;
        Assert.Distinct(tasks.Select(t => t.Key));
        Assert.Distinct(tasks.Select(t => t.Id));
    }, iter: Full.Iterations(30));

    [Fact]
    public void What_is_closed_never_moves_whatever_its_source_does() => Gen.Select(DecidedPlan, Gen.Int[-200, 200]).Sample((plan, days) =>
    {
        var before = Moved(plan, 0).Derive().Tasks.Where(t => t.Decision?.ClosedOn is not null).ToDictionary(t => t.Key, t => (t.Day, t.Status));
        var after = Moved(plan, days).Derive().Tasks.ToDictionary(t => t.Key, t => (t.Day, t.Status));
        Assert.All(before, task => Assert.Equal(task.Value, after.GetValueOrDefault(task.Key, task.Value)));
    }, iter: Full.Iterations(30));

    [Fact]
    public void A_day_set_by_hand_never_moves() => Gen.Select(DecidedPlan, Gen.Int[-200, 200]).Sample((plan, days) =>
        Assert.All(Moved(plan, days).Derive().Tasks.Where(t => t.IsOpen && t.Decision?.Day is not null), t => Assert.Equal(t.Decision!.Day, t.Day)), iter: Full.Iterations(30));

    [Fact]
    public void Moving_a_source_there_and_back_restores_every_day() => Gen.Select(DecidedPlan, Gen.Int[-200, 200]).Sample((plan, days) =>
        Assert.Equal(Moved(plan, 0).Derive().Tasks, Moved(Moved(plan, days), -days).Derive().Tasks), iter: Full.Iterations(30));

    [Fact]
    public void Parts_of_a_series_never_share_a_day() => Plan.Sample(plan =>
        Assert.All(plan.Derive().Tasks.Where(t => t.Parts is not null && t.Decision is null).GroupBy(t => (t.Source.Key, t.Step)), parts => Assert.Distinct(parts.Select(p => p.Planned))), iter: Full.Iterations(30));

    [Fact]
    public void Every_decision_is_shown_on_its_task_or_reported() => DecidedPlan.Sample(plan =>
    {
        var derived = plan.Derive();
        var shown = derived.Tasks.Select(t => t.Decision?.Key).Concat(derived.Findings.Select(f => f.Subject)).ToHashSet();
        Assert.All(plan.Tasks, decision => Assert.Contains(decision.Key, shown));
    }, iter: Full.Iterations(30));

    private static Workspace Moved(Workspace plan, int days) =>
        plan.With(plan.Pieces.Select(p => p with { PlannedOn = p.PlannedOn!.Value.PlusDays(days), Outlets = [] }).ToArray());
}
