using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Launches;

/// <summary>A line of what is late before the launch is there.</summary>
/// <param name="Name">What ticking it as done says, whatever the launch is called by then; null: it is nothing that gets done.</param>
public sealed record LateLine(MoveLine Line, string? Name, bool IsDone);

/// <summary>What a launch would do before it is made: above all, what would be late on its first day.</summary>
/// <param name="Late">With what is ticked as done already.</param>
/// <param name="Seen">Of the late list: making the launch names it, so that nobody makes one without having seen it.</param>
public sealed record LaunchPreview(MovePreview Preview, IReadOnlyList<LateLine> Late, IReadOnlyList<MoveLine> Others, IReadOnlyList<MoveLine> Steps, string Seen)
{
    /// <summary>"57 steps, 2 of them done and 4 late already, 8 sessions, a countdown with 8 marks": the steps its page will count.</summary>
    public required string Counted { get; init; }

    /// <summary>"51 steps, 8 sessions, 5 dates": what is listed as yet to come.</summary>
    public required string ToCome { get; init; }

    /// <summary>Roles its steps ask for and nobody plays, as people say them.</summary>
    public required IReadOnlyList<string> Unplayed { get; init; }

    /// <summary>What is prepared for the marks of its countdown.</summary>
    public required CountdownLook Countdown { get; init; }

    /// <summary>Where players are named, below the client's address.</summary>
    public required string Players { get; init; }

    /// <param name="done">The <see cref="LateLine.Name"/>s of what is done already; those of what is not late are nothing.</param>
    public static LaunchPreview Of(Workspace workspace, OpenPlan plan, Launch launch, LateChoice choice, IReadOnlySet<string> done)
    {
        var read = Moves.Reading(workspace);
        var kept = MovePreview.OfCreating(workspace, plan.Library, read, launch, plan.Today);
        var late = kept[MoveGroup.LandsInThePast].ToList();
        var begun = kept.WithDone(late.Where(IsDone).Select(r => r.Key).ToHashSet(StringComparer.Ordinal), read);
        var preview = begun.With(choice, read);
        var made = begun.After.Launch(launch.Key)!;
        var ahead = preview.Rows.Where(r => r.Group is not (MoveGroup.BreaksConstraint or MoveGroup.Collides or MoveGroup.LandsInThePast) && r.Kind is MovedKind.Milestone or MovedKind.Anchor or MovedKind.Session && r.NewDay >= plan.Today).OrderBy(r => r.NewDay).ToList();
        return new(preview,
            [.. MoveLine.Of(late, workspace, plan.Locale).Zip(late, (line, row) => new LateLine(line, NameOf(row), IsDone(row)))],
            MoveLine.Of(preview.Rows.Where(r => r.Group is MoveGroup.BreaksConstraint or MoveGroup.Collides), workspace, plan.Locale),
            MoveLine.Of(ahead, workspace, plan.Locale),
            Hash(late))
        {
            Counted = CountedOf(made, plan.Today),
            ToCome = ToComeOf(ahead),
            Unplayed = [.. made.Milestones.Where(m => m is { Role: not null, Owner: null, Outside: null } && !m.Status.IsClosed()).Select(m => m.Role!.Replace('-', ' ')).Distinct().Order(StringComparer.Ordinal)],
            Countdown = CountdownLook.Of(preview.After, made.Key, plan.Locale),
            Players = PlanPage.Current(workspace, plan.Today) is { } period ? $"/plan/periods/{period.Key}/players" : "/plan",
        };

        bool IsDone(MoveRow row) => NameOf(row) is { } name && done.Contains(name);

        // The launch's key comes from its title, which may be mended until it is made.
        string? NameOf(MoveRow row) => row.Kind is not (MovedKind.Milestone or MovedKind.Task) ? null
            : row.Key.StartsWith(launch.Key + "/", StringComparison.Ordinal) ? row.Key[launch.Key.Length..] : row.Key;
    }

    private static string CountedOf(LaunchSchedule launch, NodaTime.LocalDate today)
    {
        var (done, late) = (launch.Milestones.Count(m => m.Status == MilestoneStatus.Done), launch.Milestones.Count(m => m.IsLate(today)));
        return string.Join(", ", new[]
        {
            DueWords.Counted(launch.Milestones.Count, "step", "steps"),
            (done, late) switch
            {
                (0, 0) => null,
                (0, _) => string.Create(CultureInfo.InvariantCulture, $"{late} of them late already"),
                (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{done} of them done already"),
                _ => string.Create(CultureInfo.InvariantCulture, $"{done} of them done and {late} late already"),
            },
            launch.Sessions is { } sessions ? DueWords.Counted(sessions.Sessions.Count, "session", "sessions") : null,
            launch.Marks.Count == 0 ? null : $"a countdown with {DueWords.Counted(launch.Marks.Count, "mark", "marks")}",
        }.OfType<string>());
    }

    private static string ToComeOf(IReadOnlyCollection<MoveRow> rows) => string.Join(", ",
        from kind in ((MovedKind Kind, string One, string Many)[])[(MovedKind.Milestone, "step", "steps"), (MovedKind.Session, "session", "sessions"), (MovedKind.Anchor, "date", "dates")]
        let count = rows.Count(r => r.Kind == kind.Kind)
        where count > 0
        select DueWords.Counted(count, kind.One, kind.Many));

    private static string Hash(IEnumerable<MoveRow> late) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', late.Select(r => $"{r.Kind} {r.Key} {r.NewDay?.Iso()}")))))[..16];
}
