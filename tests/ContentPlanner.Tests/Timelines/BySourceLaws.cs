using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using CsCheck;
using NodaTime;

namespace ContentPlanner.Tests.Timelines;

/// <summary>A schedule derived source by source is the schedule, however its pieces are cut into parts.</summary>
public class BySourceLaws
{
    private static readonly LocalDate Today = Sample.Today;
    private static readonly DateInterval Window = new(Today.PlusDays(-800), Today.PlusDays(1200));
    private static readonly Workspace Starter = Shipped.Plan("coaching-author").Value!;

    private static readonly Gen<ContentPiece> Piece = Gen.Select(
        Gen.Int[-60, 60], Gen.Enum<PieceStatus>(), Gen.OneOf("blog", "newsletter", "linkedin"), Gen.OneOf("blog-post", "newsletter", "case-study"), Gen.Bool, Gen.Bool, Gen.OneOf("", "the-book"),
        (day, status, channel, format, timed, evergreen, launch) => new ContentPiece
        {
            Key = "",
            Title = "A piece",
            Format = format,
            Channel = channel,
            Status = status,
            PlannedOn = Today.PlusDays(day),
            Publish = timed ? new(Today.PlusDays(day) + new LocalTime(9, 0)) : null,
            Evergreen = evergreen ? new() { CooldownDays = 5, NetworkGapDays = 1 } : null,
            Launch = launch.Length == 0 || Starter.Launches.All(l => l.Key != launch) ? null : launch,
            Body = new(BodyFormat.Markdown, "1. one\n2. two\n"),
        });

    /// <summary>The starter plan with more pieces, several of them in one place, and decisions about some tasks.</summary>
    private static readonly Gen<Workspace> Plan = Piece.Array[0, 12].SelectMany(pieces =>
    {
        var plan = Starter with { Pieces = [.. Starter.Pieces, .. pieces.Select((p, i) => p with { Key = $"more-{i}" })] };
        var keys = Whole(plan, Today).Tasks.Select(t => t.Key.ToString()).ToList();
        return Gen.Select(Gen.Int[0, keys.Count - 1], Gen.Enum<ContentTaskStatus>().Nullable(), Gen.Int[-20, 20].Nullable(), (i, status, day) => new TaskDecision
        {
            Key = keys[i],
            Status = status,
            Day = day is { } n ? Today.PlusDays(n) : null,
            ClosedOn = status?.IsClosed() == true ? Today.PlusDays(-3) : null,
        }).Array[0, 10].Select(decisions => plan with { Tasks = [.. decisions.DistinctBy(d => d.Key)] });
    });

    private static readonly Gen<(Workspace Plan, int[] Cuts)> Cut = Gen.Select(Plan, Gen.Int[1, 7].Array[40]);

    [Fact]
    public void The_tasks_of_all_parts_are_the_tasks() => Cut.Sample((plan, cuts) =>
    {
        var parts = Parts(plan, cuts, Today).SelectMany(p => p.Tasks).ToDictionary(t => t.Id);
        var whole = Whole(plan, Today).Tasks;
        Assert.Equal(whole.Count, parts.Count);
        Assert.All(whole, task => Assert.Equal(task, parts[task.Id]));
    }, iter: Full.Iterations(8));

    [Fact]
    public void The_milestones_of_all_parts_are_the_milestones() => Cut.Sample((plan, cuts) =>
    {
        var parts = Parts(plan, cuts, Today).SelectMany(p => p.Milestones).ToDictionary(m => m.Id);
        var whole = Whole(plan, Today).Milestones;
        Assert.Equal(whole.Count, parts.Count);
        Assert.All(whole, milestone => Assert.Equal(milestone, parts[milestone.Id]));
    }, iter: Full.Iterations(3));

    [Fact]
    public void The_lines_of_all_parts_are_the_timeline_without_its_gaps() => Cut.Sample((plan, cuts) =>
    {
        var parts = Parts(plan, cuts, Today).SelectMany(p => p.Lines).ToDictionary(l => l.Uid);
        var whole = Timeline.Of(Whole(plan, Today), Window).Entries.Where(e => !e.IsGap).ToList();
        Assert.Equal(whole.Count, parts.Values.Count(l => l.When.Overlaps(Window) || l.Rule is not null));
        Assert.All(whole, line => Assert.Equal(line, parts[line.Uid]));
    }, iter: Full.Iterations(8));

    [Fact]
    public void A_page_of_pieces_has_the_tasks_of_these_pieces_and_the_outings_that_were_offered() => Cut.Sample((plan, cuts) =>
    {
        var whole = Whole(plan, Today).Tasks.Where(t => t.Source.Kind == SourceKind.Piece).ToList();
        var offered = Sources(plan, Today).Proposals(plan.Pieces, plan.Tasks).SelectMany(s => s.Tasks)
            .ToLookup(t => t.Source.Key, t => new OfferedOuting(t.Key, t.Planned, t.Decision?.Owner is null ? t.Owner : null, Undecided(t)), StringComparer.Ordinal);
        var page = plan.Pieces.Skip(cuts[0]).Take(cuts[1]).ToList();

        var tasks = Sources(plan, Today).TasksOf(page, plan.Tasks, offered);

        foreach (var piece in page)
            Assert.Equal(whole.Where(t => t.Source.Key == piece.Key).OrderBy(t => t.Key.ToString(), StringComparer.Ordinal).Select(Said),
                tasks[piece.Key].OrderBy(t => t.Key.ToString(), StringComparer.Ordinal).Select(Said));

        static string Undecided(ContentTask task) => task.Reason.Contains("; planned for ", StringComparison.Ordinal) ? task.Reason[(task.Reason.IndexOf(", ", StringComparison.Ordinal) + 2)..] : task.Reason;
        // Who would do an offered outing is remembered as it is, decided or not.
        static ContentTask Said(ContentTask task) => task.Key.Outing is null ? task : task with { Owner = null };
    }, iter: Full.Iterations(8));

    [Fact]
    public void A_source_stays_what_it_is_until_the_day_it_names() => Gen.Select(Plan, Gen.Int[1, 45]).Sample((plan, days) =>
    {
        var later = Sources(plan, Today.PlusDays(days)).OfPieces(plan.Pieces, [], plan.Tasks).ToDictionary(s => s.Source);
        foreach (var source in Sources(plan, Today).OfPieces(plan.Pieces, [], plan.Tasks))
            if (source.Until is { } until && until <= Today.PlusDays(days)) Assert.True(until > Today);
            else Assert.Equal(source.Lines, later[source.Source].Lines);
    }, iter: Full.Iterations(8));

    private static Schedule Whole(Workspace plan, LocalDate today) => Schedule.Of(plan, Shipped.Library, Read, today);

    private static BySource Sources(Workspace plan, LocalDate today) => new(plan, Shipped.Library, Read, today);

    private static KeyPoints Read(ContentPiece piece) => KeyPoints.None;

    private static IEnumerable<SourceLines> Parts(Workspace plan, int[] cuts, LocalDate today)
    {
        var sources = Sources(plan, today);
        var (rest, parts) = (plan.Pieces.ToList(), new List<SourceLines>());
        for (var i = 0; rest.Count > 0; i++)
        {
            var part = rest.Take(cuts[i % cuts.Length]).ToList();
            rest.RemoveRange(0, part.Count);
            var beside = plan.Pieces.Where(p => !part.Contains(p) && part.Any(own => own.Day == p.Day && own.Channel == p.Channel));
            parts.AddRange(sources.OfPieces(part, beside, plan.Tasks.Where(d => part.Any(p => d.Key.StartsWith(p.Key + "/", StringComparison.Ordinal)))));
        }
        return [.. parts, .. plan.Launches.Select(l => sources.Of(l, plan.Tasks)), .. plan.Periods.Select(sources.Of), sources.OfNotes(), .. sources.Proposals(plan.Pieces, plan.Tasks)];
    }
}
