using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// The few pieces worth using again this week, for one person. Every open or proposed task that is theirs and due by the
/// end of the week may be picked; the reasons that speak for it decide. One task for a source and two for a channel, so
/// that a week has variety; never more than fits into the person's hours, but always three when there are three.
/// </summary>
public static class Picks
{
    public const int Fewest = 3, Most = 7;

    /// <summary>A launch so many days ahead speaks for what it can use.</summary>
    public const int NearDays = 60;

    private const int MostReasons = 3, MostForAChannel = 2, FreshDays = 14;

    /// <param name="until">The day after the week's last.</param>
    /// <param name="gaps">Empty slots of the next four weeks.</param>
    public static ValueList<Pick> For(Reader reader, Schedule schedule, LocalDate until, IReadOnlyList<Gap> gaps)
    {
        var reasons = new Reasons(reader, schedule, gaps);
        var candidates = schedule.Tasks
            .Where(t => t.Status is ContentTaskStatus.Open or ContentTaskStatus.InProgress or ContentTaskStatus.Proposed
                && t.Source.Kind != SourceKind.Mark && t.Due < until && reader.Owns(t.Owner))
            .Select(t => new Candidate(t, reasons.For(t)))
            .Where(c => c.Reasons.Count > 0)
            .OrderByDescending(c => c.Reasons.Sum(r => Weight(r.Kind)))
            .ThenBy(c => c.Task.Due).ThenBy(c => c.Task.Key.ToString(), StringComparer.Ordinal)
            .ToArray();
        return Choose(candidates, reader.Member.WeeklyHours * 60)
            .Select(c => Of(schedule, c.Task, c.Reasons)).ToValueList();
    }

    /// <summary>How much a reason counts. What has never been used again and fills an empty slot beats everything else.</summary>
    private static int Weight(PickReasonKind kind) => kind switch
    {
        PickReasonKind.NeverUsedAgain => 4,
        PickReasonKind.ChannelShort => 3,
        PickReasonKind.IntentionBehind => 3,
        PickReasonKind.LaunchNear => 2,
        PickReasonKind.Rested => 2,
        PickReasonKind.ServesIntention => 1,
        _ => 1,
    };

    private static List<Candidate> Choose(IReadOnlyList<Candidate> candidates, decimal? minutes)
    {
        var chosen = new List<Candidate>();
        foreach (var candidate in candidates)
            if (IsVaried(candidate.Task) && Fits(candidate.Task)) chosen.Add(candidate);
        // A quiet week may have one source only: three tasks from it are better than one.
        foreach (var candidate in candidates)
            if (chosen.Count < Fewest && !chosen.Contains(candidate)) chosen.Add(candidate);
        return chosen;

        bool IsVaried(ContentTask task) =>
            chosen.Count < Most
            && chosen.TrueForAll(c => c.Task.Source.Key != task.Source.Key)
            && chosen.Count(c => c.Task.Channel == task.Channel) < MostForAChannel;

        bool Fits(ContentTask task) =>
            chosen.Count < Fewest || minutes is not { } most || chosen.Sum(c => c.Task.EffortMinutes) + task.EffortMinutes <= most;
    }

    private sealed record Candidate(ContentTask Task, ValueList<PickReason> Reasons);

    private static Pick Of(Schedule schedule, ContentTask task, ValueList<PickReason> reasons) => new()
    {
        Task = task,
        What = task.What(),
        Source = task.Source.Title,
        SourceUrl = schedule.Workspace.Pieces.FirstOrDefault(p => task.Source.Kind == SourceKind.Piece && p.Key == task.Source.Key)?.Url,
        Channel = schedule.Workspace.ChannelName(schedule.Library, task.Channel),
        Reasons = reasons,
    };

    /// <summary>What speaks for a task; looked up once for all of them.</summary>
    private sealed class Reasons(Reader reader, Schedule schedule, IReadOnlyList<Gap> gaps)
    {
        private readonly Dictionary<string, ContentPiece> _pieces = schedule.Workspace.Pieces.ToDictionary(p => p.Key, StringComparer.Ordinal);

        private readonly ILookup<string, ContentTask> _tasks = schedule.Tasks
            .Where(t => t.Source.Kind == SourceKind.Piece).ToLookup(t => t.Source.Key, StringComparer.Ordinal);

        private readonly Dictionary<string, IntentionStanding> _intentions = schedule.Workspace.Periods
            .SelectMany(p => IntentionStanding.Of(schedule.Workspace, p, reader.Today))
            .GroupBy(s => s.Intention.Key).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

        public ValueList<PickReason> For(ContentTask task) => All(task).OrderByDescending(r => Weight(r.Kind)).Take(MostReasons).ToValueList();

        private readonly Dictionary<string, ValueList<Outing>> _outings = new(StringComparer.Ordinal);

        /// <summary>Where the piece with this key has been, which is asked for each of its tasks; nowhere: a launch has no outings.</summary>
        private ValueList<Outing> OutingsOf(string key)
        {
            if (!_outings.TryGetValue(key, out var outings))
                _outings[key] = outings = _pieces.TryGetValue(key, out var piece) ? piece.OutingsWith(_tasks[key]) : [];
            return outings;
        }

        private IEnumerable<PickReason> All(ContentTask task)
        {
            if (OutingsOf(task.Source.Key) is [var first, ..] outings && first.On <= reader.Today)
            {
                var isFresh = Period.DaysBetween(first.On, reader.Today) <= FreshDays;
                if (!isFresh && outings.Select(o => o.Channel).Distinct().Count() == 1) yield return new(PickReasonKind.NeverUsedAgain, Day: first.On);
                if (task.Key.Outing is not null) yield return new(PickReasonKind.Rested, Number: Period.DaysBetween(outings.LastDay()!.Value, reader.Today));
                if (isFresh) yield return new(PickReasonKind.Fresh, Day: first.On);
            }
            if (gaps.Where(g => g.CouldTake(task)).Sum(g => g.Days.Count) is > 0 and var empty) yield return new(PickReasonKind.ChannelShort, schedule.Workspace.ChannelName(schedule.Library, task.Channel), empty);
            if (task.Intention is { } key && _intentions.GetValueOrDefault(key) is { } standing)
                yield return new(standing.Pace == Pace.Behind ? PickReasonKind.IntentionBehind : PickReasonKind.ServesIntention, standing.Intention.Title);
            if (Launch(task) is { } launch) yield return new(PickReasonKind.LaunchNear, launch.Launch.Title, Period.DaysBetween(reader.Today, launch.Day!.Value));
        }

        private LaunchSchedule? Launch(ContentTask task) =>
            task.Launch is { } key && schedule.Launch(key) is { Launch.Status: LaunchStatus.Planned, Day: { } day } launch
            && day >= reader.Today && day < reader.Today.PlusDays(NearDays) ? launch : null;
    }
}
