using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Launches;

/// <summary>What holds for every launch, whatever its blueprint, its calendar and what people decided about it.</summary>
public class LawTests
{
    private const string Main = "main";

    private static readonly Gen<LocalDate> Day = Gen.Int[0, 3000].Select(n => new LocalDate(2024, 1, 1).PlusDays(n));

    private static readonly Gen<Core.Launches.Offset> AnyOffset =
        Gen.Select(Gen.Int[-400, 400], Gen.Enum<OffsetUnit>(), (n, unit) => new Core.Launches.Offset(unit == OffsetUnit.Months ? n / 20 : n, unit));

    private static readonly Gen<ValueList<DaysOff>> Rest =
        Gen.Select(Day, Gen.Int[0, 20], (from, days) => new DaysOff(from, from.PlusDays(days), "rest")).Array[0, 6].Select(r => r.ToValueList());

    private static readonly Gen<ValueList<IsoDayOfWeek>> Week =
        Gen.Int[1, 127].Select(bits => Enumerable.Range(1, 7).Where(d => (bits >> (d - 1) & 1) == 1).Select(d => (IsoDayOfWeek)d).ToValueList());

    /// <summary>Anchors that hang on main or on one before them, so that each has a day.</summary>
    private static readonly Gen<ValueList<AnchorDefinition>> Anchors = Gen.Select(Gen.Int[0, 1000], AnyOffset).Array[0, 4].Select(rules =>
    {
        var anchors = new List<AnchorDefinition> { new() { Name = Main, Title = "Main" } };
        foreach (var (pick, offset) in rules)
            anchors.Add(new() { Name = FormattableString.Invariant($"a{anchors.Count}"), Title = "Other", Offset = new(anchors[pick % anchors.Count].Name, offset) });
        return anchors.ToValueList();
    });

    private static readonly Gen<(int Pick, Core.Launches.Offset Offset, Roll Roll)> Rule = Gen.Select(Gen.Int[0, 1000], AnyOffset, Gen.Enum<Roll>());

    private static readonly Gen<Blueprint> AnyBlueprint = Gen.Select(Anchors, Rule.Array[1, 8], (anchors, rules) => new Blueprint
    {
        Key = "any",
        Version = 1,
        Title = "Any",
        Kind = "Any",
        MainAnchor = Main,
        Anchors = anchors,
        Steps = rules.Select((r, i) => new BlueprintStep
        {
            Key = FormattableString.Invariant($"s{i}"),
            Title = "Step",
            Offset = new(anchors[r.Pick % anchors.Count].Name, r.Offset),
            Roll = r.Roll,
        }).ToValueList(),
        Countdown = new() { Anchor = anchors[^1].Name, Marks = [new() { DaysBefore = 30, Template = "any" }, new() { DaysBefore = 0, Template = "any" }] },
    });

    private static readonly Gen<MilestoneDecision?> Decision = Gen.Select(Gen.Int[0, 7], Gen.Enum<MilestoneStatus>(), Gen.Enum<Link>(), Day, Day, (present, status, link, day, closed) => new MilestoneDecision
    {
        Key = "",
        Status = (present & 1) == 0 ? null : status,
        Link = (present & 2) == 0 ? null : link,
        Day = (present & 4) == 0 ? null : day,
        ClosedOn = (present & 1) == 0 ? null : closed,
    }).Select(d => d.Status is null && d.Link is null && d.Day is null ? null : d);

    private static readonly Gen<(Workspace Workspace, Library Library)> AnyPlan =
        Gen.Select(AnyBlueprint, Day, Rest, Rest, Week, Decision.Array[8]).Select((blueprint, day, holidays, blackouts, week, decisions) => (
            new Workspace
            {
                Key = "any",
                Name = "Any",
                Zone = Sample.Dublin,
                WorkingWeek = week,
                Holidays = holidays,
                Blackouts = blackouts,
                Launches = [new() { Key = "it", Title = "It", Blueprint = "any", Anchors = [new(Main, day)] }],
                Milestones = decisions.Select((d, i) => d is null ? null : d with { Key = FormattableString.Invariant($"it/s{i}") }).OfType<MilestoneDecision>().ToValueList(),
            },
            new Library { Blueprints = [blueprint] }));

    [Fact]
    public void There_and_back_again_changes_nothing() => Gen.Select(AnyPlan, Day).Sample((plan, b) =>
    {
        var (a, library) = (plan.Workspace, plan.Library);

        var back = a.Move(library, "it", Main, b).Move(library, "it", Main, DayOf(a));

        Assert.Equal(a, back);
        Assert.Equal(Derived(a, library), Derived(back, library));
    }, iter: Full.Iterations(120));

    [Fact]
    public void By_way_of_another_day_is_the_same_as_going_straight() => Gen.Select(AnyPlan, Day, Day).Sample((plan, b, c) =>
    {
        var byWay = plan.Workspace.Move(plan.Library, "it", Main, b).Move(plan.Library, "it", Main, c);
        var straight = plan.Workspace.Move(plan.Library, "it", Main, c);

        Assert.Equal(Derived(straight, plan.Library), Derived(byWay, plan.Library));
        Assert.Equal(straight, byWay);
    }, iter: Full.Iterations(120));

    [Fact]
    public void Moving_again_to_where_it_is_changes_nothing() => Gen.Select(AnyPlan, Day).Sample((plan, b) =>
    {
        var once = plan.Workspace.Move(plan.Library, "it", Main, b);

        Assert.Equal(once, once.Move(plan.Library, "it", Main, b));
        Assert.Empty(MovePreview.Of(once, plan.Library, _ => new(), "it", Main, b, Sample.Today).Rows);
    }, iter: Full.Iterations(120));

    [Fact]
    public void What_is_closed_or_pinned_never_moves() => Gen.Select(AnyPlan, Day).Sample((plan, b) =>
    {
        var before = Derived(plan.Workspace, plan.Library).Milestones;
        var after = Derived(plan.Workspace.Move(plan.Library, "it", Main, b), plan.Library).Milestones.ToDictionary(m => m.Key);

        foreach (var m in before.Where(m => m.Status.IsClosed() || m.Link != Link.Linked)) Assert.Equal(m.Day, after[m.Key].Day);
    }, iter: Full.Iterations(120));

    [Fact]
    public void Calendar_days_without_a_roll_move_by_exactly_as_many_days() => Gen.Select(Day, Gen.Int[-900, 900], Gen.Int[-400, 400].Array[1, 6], Rest).Sample((day, n, offsets, blackouts) =>
    {
        var blueprint = Bare with { Steps = offsets.Select((o, i) => Small.Step(FormattableString.Invariant($"s{i}"), Main, o) with { Roll = Roll.None }).ToValueList() };
        var (workspace, library) = (PlanOn(day) with { Blackouts = blackouts }, new Library { Blueprints = [blueprint] });

        var moved = Derived(workspace.Move(library, "it", Main, day.PlusDays(n)), library).Milestones.ToDictionary(m => m.Key);

        Assert.All(Derived(workspace, library).Milestones, m => Assert.Equal(m.Day.PlusDays(n), moved[m.Key].Day));
    }, iter: Full.Iterations(200));

    [Fact]
    public void A_roll_ends_on_a_working_day_on_its_side_with_none_between() => AnyPlan.Sample((workspace, library) =>
    {
        var calendar = workspace.Calendar;
        foreach (var m in Derived(workspace, library).Milestones.Where(m => m.Roll != Roll.None))
        {
            Assert.True(calendar.IsWorkingDay(m.Planned));
            Assert.True(m.Roll == Roll.Previous ? m.Planned <= m.RuleDay : m.Planned >= m.RuleDay);
            for (var day = LocalDate.Min(m.Planned, m.RuleDay).PlusDays(1); day < LocalDate.Max(m.Planned, m.RuleDay); day = day.PlusDays(1))
                Assert.False(calendar.IsWorkingDay(day));
        }
    }, iter: Full.Iterations(120));

    [Fact]
    public void Anchors_that_hang_on_each_other_in_any_way_are_worked_out_or_left_out_but_never_followed_for_ever() =>
        Gen.Select(Gen.Int[0, 6], AnyOffset).Array[1, 6].Sample(rules =>
        {
            string Name(int i) => FormattableString.Invariant($"a{i}");
            var anchors = rules.Select((r, i) => new AnchorDefinition { Name = Name(i), Title = Name(i), Offset = new(r.Item1 == 6 ? Main : Name(r.Item1), r.Item2) });
            var blueprint = Bare with
            {
                Anchors = [Bare.Anchors[0], .. anchors],
                Steps = rules.Select((_, i) => Small.Step(Name(i), Name(i), 0)).ToValueList(),
            };

            var schedule = Schedule.Of(PlanOn(new(2027, 5, 11)), new Library { Blueprints = [blueprint] }, _ => new(), Sample.Today);

            Assert.All(Enumerable.Range(0, rules.Length), i => Assert.Equal(ReachesMain(i), schedule.Milestone("it/" + Name(i)) is not null));
            Assert.Equal(Enumerable.Range(0, rules.Length).All(ReachesMain), schedule.Findings.All(f => f.Kind != FindingKind.UnresolvedAnchor));

            bool ReachesMain(int i)
            {
                for (var step = 0; step <= rules.Length; step++)
                {
                    if (rules[i].Item1 == 6) return true;
                    if (rules[i].Item1 >= rules.Length) return false;
                    i = rules[i].Item1;
                }
                return false;
            }
        }, iter: Full.Iterations(300));

    [Fact]
    public void Sessions_keep_their_number_and_lose_only_what_is_cancelled() =>
        Gen.Select(Day, Gen.Int[1, 20], Gen.Int[1, 4], Week, Rest, Gen.Int[1, 20].Array[0, 3]).Sample((start, count, every, weekdays, blackouts, cancelled) =>
        {
            var lost = cancelled.Where(k => k <= count).Distinct().ToList();
            var plan = new SessionPlan
            {
                Count = count,
                EveryWeeks = every,
                Weekdays = weekdays,
                Time = new(18, 30),
                Changes = lost.Select(k => new SessionChange { Session = k, Cancelled = true }).ToValueList(),
            };
            var workspace = (PlanOn(start) with { Blackouts = blackouts }).Change("it", l => l with { Sessions = plan });

            var sessions = Schedule.Of(workspace, new Library { Blueprints = [Bare] }, _ => new(), Sample.Today).Launch("it")!.Sessions!;

            Assert.Equal(Enumerable.Range(1, count), sessions.Sessions.Select(s => s.Number));
            Assert.Equal(count - lost.Count, sessions.Sessions.Count(s => s.IsHeld));
            Assert.All(sessions.Sessions, s => Assert.True(weekdays.Contains(s.RuleDay.DayOfWeek) && workspace.Calendar.BlackoutOn(s.RuleDay) is null && s.RuleDay >= start));
            Assert.Equal(sessions.Sessions.Where(s => s.IsHeld).Select(s => s.RuleDay),
                sessions.Series!.Occurrences(Sample.Dublin, new(start, start.PlusYears(5))).Select(o => o.Day));
        }, iter: Full.Iterations(200));

    [Fact]
    public void A_clock_change_moves_no_day_and_no_wall_time_in_any_zone()
    {
        var library = new Library { Blueprints = [Bare with { Steps = [Small.Step("before", Main, -21) with { Time = new(2, 30), Roll = Roll.None }] }] };
        foreach (var zone in DateTimeZoneProviders.Tzdb.Ids.Select(id => DateTimeZoneProviders.Tzdb[id]))
        {
            var transitions = zone.GetZoneIntervals(Instant.FromUtc(2027, 1, 1, 0, 0), Instant.FromUtc(2027, 12, 31, 0, 0)).Where(i => i.HasEnd && i.HasStart).Select(i => i.IsoLocalStart.Date);
            foreach (var day in transitions.Distinct())
            {
                var workspace = (PlanOn(day.PlusDays(-7)) with { Zone = zone }).Change("it", l => l with { Sessions = new() { Count = 3, Time = new(2, 30) } });

                var launch = Schedule.Of(workspace, library, _ => new(), Sample.Today).Launch("it")!;

                Assert.Equal([day.PlusDays(-7), day, day.PlusDays(7)], launch.Sessions!.Sessions.Select(s => s.Day));
                Assert.All(launch.Sessions.Sessions, s => Assert.Equal(new LocalTime(2, 30), s.When.Start.TimeOfDay));
                Assert.All(launch.Sessions.Sessions, s => Assert.Equal(zone.AtLeniently(s.When.Start).ToInstant(), s.When.Instant));
                Assert.Equal(day.PlusDays(-28), launch.Milestones.Single().Day);
            }
        }
    }

    [Fact]
    public void A_decision_taken_back_leaves_no_trace() => Gen.Select(AnyPlan, Day).Sample((plan, day) =>
    {
        var workspace = plan.Workspace with { Milestones = [] };
        foreach (var m in Derived(workspace, plan.Library).Milestones)
        {
            Milestone After(Workspace w) => Derived(w, plan.Library).Milestones.Single(n => n.Key == m.Key);
            var pinned = workspace.Pin(m, day);
            var done = pinned.Complete(After(pinned), day.PlusDays(1));

            Assert.Equal((MilestoneStatus.Done, day, (LocalDate?)day.PlusDays(1)), (After(done).Status, After(done).Day, After(done).ClosedOn));
            Assert.Equal(pinned, done.Reopen(After(done)));
            Assert.Equal(workspace, pinned.Relink(After(pinned)));
            Assert.Equal(workspace, workspace.Skip(m, day).Reopen(m));
            Assert.Equal(workspace, workspace.Change("it", l => l.Cancel(day)).Change("it", l => l.Resume()));
        }
    }, iter: Full.Iterations(25));

    private static readonly Blueprint Bare = new()
    {
        Key = "any",
        Version = 1,
        Title = "Any",
        Kind = "Any",
        MainAnchor = Main,
        Anchors = [new() { Name = Main, Title = "Main" }],
    };

    private static Workspace PlanOn(LocalDate day) => new()
    {
        Key = "any",
        Name = "Any",
        Zone = Sample.Dublin,
        Launches = [new() { Key = "it", Title = "It", Blueprint = "any", Anchors = [new(Main, day)] }],
    };

    private static LocalDate DayOf(Workspace workspace) => workspace.Launches[0].Anchors[0].Day;

    private static LaunchSchedule Derived(Workspace workspace, Library library) => Schedule.Of(workspace, library, _ => new(), Sample.Today).Launch("it")!;
}
