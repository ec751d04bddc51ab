using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using CsCheck;
using NodaTime;
using static ContentPlanner.Tests.Leverage.Few;

namespace ContentPlanner.Tests.Leverage;

/// <summary>What holds for proposals, whatever the pieces, their rules and their past.</summary>
public class EvergreenLaws
{
    private static readonly Gen<LocalDate> Near = Gen.Int[-200, 60].Select(n => Today.PlusDays(n));

    private static readonly Gen<Season> Season = Gen.Select(Gen.Int[1, 12], Gen.Int[1, 28], Gen.Int[1, 12], Gen.Int[1, 28], (m, d, n, e) => new Season(new(m, d), new(n, e)));

    private static readonly Gen<EvergreenRule> Rule = Gen.Select(Gen.Int[0, 120], Gen.Int[1, 4].Nullable(), Season.Array[0, 2], Near.Nullable(), Near.Nullable(), Gen.Int[0, 3], Gen.Int[0, 60], Gen.Int[0, 1],
        (cooldown, cycles, seasons, hold, expires, variants, gap, priority) => new EvergreenRule
        {
            CooldownDays = cooldown, Cycles = cycles, Seasons = seasons.ToValueList(), HoldUntil = hold, ExpiresOn = expires?.PlusDays(100),
            Variants = Enumerable.Range(0, variants).Select(n => $"variant {n}").ToValueList(), NetworkGapDays = gap, Priority = priority,
        });

    private static readonly Gen<ContentPiece> Piece = Gen.Select(Gen.Int[0, 20], Near, Rule, Near.Array[0, 2], (n, day, rule, outlets) => Calm with
    {
        Key = FormattableString.Invariant($"piece-{n}"), PlannedOn = day, Evergreen = rule, Outlets = outlets.Select(on => new Outlet("linkedin", on)).ToValueList(),
    });

    private static readonly Cadence Mondays = Wednesdays with { Key = "mondays", Channel = "x", Series = Wednesdays.Series with { Start = new(2026, 11, 2) } };

    private static readonly Gen<Workspace> Plan = Gen.Select(Piece.Array[1, 8], Gen.Int[0, 10], (pieces, filled) =>
        (House with { Cadences = [Wednesdays, Mondays, Wednesdays with { Key = "noon-again" }], Blackouts = [new(new(2026, 12, 7), new(2026, 12, 9), "Quiet")] })
        .With([.. pieces.DistinctBy(p => p.Key), Calm with { Key = "own", Channel = "linkedin", PlannedOn = Today.PlusDays(filled), Evergreen = null, Recipes = ["none"] }]));

    [Fact]
    public void Every_proposal_keeps_every_limit_of_its_rule() => Plan.Sample(plan =>
    {
        var schedule = plan.Plan();
        foreach (var proposal in Proposals(schedule))
        {
            var piece = plan.Pieces.Single(p => p.Key == proposal.Source.Key);
            var (rule, day) = (piece.Evergreen!, proposal.Day);
            var others = schedule.Tasks.Where(t => t.Source.Key == piece.Key && t.Key != proposal.Key).ToList();
            var outings = piece.OutingsWith(others);
            Assert.All(outings.Select(o => o.On).Concat(others.Where(t => t.IsOpen).Select(t => t.Due)), on => Assert.True(Apart(on, day) >= rule.CooldownDays));
            Assert.All(outings.Where(o => o.Channel == proposal.Channel), o => Assert.True(Apart(o.On, day) >= rule.NetworkGapDays));
            Assert.True(rule.Seasons.Count == 0 || rule.Seasons.Any(s => s.Includes(day)));
            Assert.True(rule.HoldUntil is not { } hold || day >= hold);
            Assert.True(rule.ExpiresOn is not { } expires || day <= expires);
            Assert.True(rule.Cycles is not { } cycles || outings.Count(o => o.Again) < cycles);
            Assert.True(rule.Variants.Count == 0 || proposal.Variant is not null);
            Assert.Null(plan.Calendar.BlackoutOn(day));
        }
    }, iter: Full.Iterations(60));

    [Fact]
    public void Only_empty_slots_of_the_days_ahead_are_filled_each_once() => Plan.Sample(plan =>
    {
        var schedule = plan.Plan();
        var proposals = Proposals(schedule);
        var gaps = schedule.Slots(Evergreen.DaysAhead(Today)).Where(s => s.IsGap).Select(s => (s.Cadence.Channel, s.When.Day)).ToHashSet();
        Assert.All(proposals, p => Assert.Contains((p.Channel, p.Day), gaps));
        Assert.Distinct(proposals.Select(p => (p.Channel, p.Day)));
        Assert.Distinct(proposals.Select(p => p.Source.Key));
    }, iter: Full.Iterations(60));

    [Fact]
    public void Running_twice_gives_the_same_proposals() => Plan.Sample(plan => Assert.Equal(plan.Plan().Tasks, plan.Plan().Tasks), iter: Full.Iterations(30));

    [Fact]
    public void Time_away_makes_no_more_proposals_than_slots_ahead_and_none_in_the_past() => Gen.Select(Plan, Gen.Int[1, 60]).Sample((plan, days) =>
    {
        var today = Today.PlusDays(days);
        var schedule = plan.Plan(today);
        Assert.All(Proposals(schedule), p => Assert.True(p.Day >= today));
        Assert.True(Proposals(schedule).Count <= schedule.Slots(Evergreen.DaysAhead(today)).Count(s => s.IsGap));
    }, iter: Full.Iterations(60));

    [Fact]
    public void Taking_up_every_proposal_leaves_cooldowns_kept_in_the_weeks_after() => Plan.Sample(plan =>
    {
        var taken = Proposals(plan.Plan()).Select(p => new TaskDecision { Key = p.Key.ToString(), Status = ContentTaskStatus.Done, Day = p.Day, ClosedOn = p.Day }).ToArray();
        var after = plan.With(taken).Plan(Today.PlusDays(14));
        foreach (var proposal in Proposals(after))
            Assert.All(taken.Where(t => t.Key.StartsWith(proposal.Source.Key + "/", StringComparison.Ordinal)),
                t => Assert.True(Apart(t.Day!.Value, proposal.Day) >= plan.Pieces.Single(p => p.Key == proposal.Source.Key).Evergreen!.CooldownDays));
    }, iter: Full.Iterations(60));

    private static List<ContentTask> Proposals(Schedule schedule) => [.. schedule.Tasks.Where(t => t is { Key.Outing: not null, Status: ContentTaskStatus.Proposed })];

    private static int Apart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
