using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// The weekly mail for one person (domain.md 4.5): what is worth using again and why, what is due and late, how launches
/// stand, what the next seven days hold, which slots are empty. Each section is short and says how much it leaves out;
/// a section the person did not ask for is empty.
/// </summary>
public sealed record Digest
{
    public required Reader Reader { get; init; }
    public required DigestSubscription Subscription { get; init; }
    public required string Workspace { get; init; }

    /// <summary>The week of the reader's day: the digest's period (design rule 10).</summary>
    public required IsoWeek Week { get; init; }

    /// <summary>Seven days from the reader's today, both ends included.</summary>
    public required DateInterval Days { get; init; }

    /// <summary>What the person reads, in their order.</summary>
    public required ValueList<DigestSection> Sections { get; init; }

    /// <summary>Three to seven, when there are as many.</summary>
    public ValueList<Pick> Picks { get; init; } = [];

    public Capped<DueItem> Late { get; init; } = new([], 0);
    public Capped<DueItem> Due { get; init; } = new([], 0);

    /// <summary>Everything late the mail shows or counts: the late items, and picks somebody promised whose day has passed.</summary>
    public int LateCount => Late.Count + Picks.Count(p => p.IsPromised && Reader.DaysLate(p.Task.Due) > 0);

    /// <summary>Everything due within <see cref="Days"/> the mail shows or counts, promised picks included.</summary>
    public int DueCount => Due.Count + Picks.Count(p => p.IsPromised && Reader.DaysLate(p.Task.Due) == 0);

    public Capped<LaunchOutlook> Launches { get; init; } = new([], 0);
    public Capped<CalendarDay> Calendar { get; init; } = new([], 0);
    public Capped<Gap> Gaps { get; init; } = new([], 0);
    public Capped<TakeAwayLine> TakeAways { get; init; } = new([], 0);
    public Capped<StillTrue> Stale { get; init; } = new([], 0);
    public Capped<ApprovalLine> Approvals { get; init; } = new([], 0);

    /// <summary>Nothing to say: the mail is a short all-clear, because a digest that stays away is an alarm.</summary>
    public bool IsEmpty =>
        Picks.Count == 0 && Late.IsEmpty && Due.IsEmpty && Launches.IsEmpty && Calendar.IsEmpty && Gaps.IsEmpty && TakeAways.IsEmpty && Stale.IsEmpty && Approvals.IsEmpty;

    /// <summary>In the order of a Monday morning: what to do, what is late, what comes, what is missing.</summary>
    public static readonly ValueList<DigestSection> UsualSections =
    [
        DigestSection.Picks, DigestSection.Due, DigestSection.Launches, DigestSection.Calendar,
        DigestSection.Gaps, DigestSection.TakeAways, DigestSection.Stale, DigestSection.Approvals,
    ];

    private const int WeekDays = 7, GapDays = 28;

    /// <summary>The digest a subscription owes its person at <paramref name="now"/>; null when the workspace has no such member.</summary>
    public static Digest? Of(Schedule schedule, Timeline timeline, DigestSubscription subscription, Instant now) =>
        Reader.Of(schedule.Workspace, subscription.Person, now, subscription.Zone) is { } reader ? Of(schedule, timeline, subscription, reader, DigestCaps.Usual) : null;

    /// <summary>What there is to say to a reader, whoever they are in the plan.</summary>
    public static Digest Of(Schedule schedule, Timeline timeline, DigestSubscription subscription, Reader reader, DigestCaps caps)
    {
        var workspace = schedule.Workspace;
        var sections = subscription.Sections.Count == 0 ? UsualSections : subscription.Sections;
        var week = new DateInterval(reader.Today, reader.Today.PlusDays(WeekDays - 1));
        var until = week.End.PlusDays(1);
        var gaps = Gap.Within(schedule, new(reader.Today, reader.Today.PlusDays(GapDays - 1))).ToArray();
        var picks = Wanted(DigestSection.Picks, () => Digests.Picks.For(reader, schedule, until, gaps)).Take(caps.Picks).ToValueList();
        var picked = picks.Select(p => p.Task.Key).ToHashSet();
        var due = Wanted(DigestSection.Due, () => DueItem.For(reader, schedule, until, picked)).ToArray();
        return new()
        {
            Reader = reader,
            Subscription = subscription,
            Workspace = workspace.Name,
            Week = IsoWeek.Of(reader.Today),
            Days = week,
            Sections = sections,
            Picks = picks,
            Late = due.Where(d => d.IsLate).CappedAt(caps.Late),
            Due = due.Where(d => !d.IsLate).CappedAt(caps.Due),
            Launches = Wanted(DigestSection.Launches, () => LaunchesFor(reader, schedule, caps.Gates)).CappedAt(caps.Launches),
            Calendar = Wanted(DigestSection.Calendar, () => CalendarDay.Within(reader, timeline, week)).CappedAt(WeekDays),
            Gaps = Wanted(DigestSection.Gaps, () => gaps.Where(g => reader.IsStrategist || reader.Owns(g.Owner))).CappedAt(caps.Gaps),
            TakeAways = Wanted(DigestSection.TakeAways, () => TakeAwayLine.Open(workspace).Where(t => reader.Owns(t.Who)))
                .Select(t => TakeAwayLine.Of(workspace, t, reader.Today)).CappedAt(caps.TakeAways),
            Stale = Wanted(DigestSection.Stale, () => StillTrue.For(reader, schedule)).CappedAt(caps.Stale),
            Approvals = Wanted(DigestSection.Approvals, () => ApprovalLine.For(reader, schedule)).CappedAt(caps.Approvals),
        };

        IEnumerable<T> Wanted<T>(DigestSection section, Func<IEnumerable<T>> find) => sections.Contains(section) ? find() : [];
    }

    /// <summary>The strategist, and who looks in from outside, see every launch; others those they lead, follow or still have a step in.</summary>
    private static IEnumerable<LaunchOutlook> LaunchesFor(Reader reader, Schedule schedule, int gates)
    {
        var theirs = schedule.Launches.Where(l =>
            reader.IsStrategist
            || reader.IsOutside
            || CountdownLetter.Readers(schedule.Workspace, l.Launch).Contains(reader.Key)
            || l.Launch.Owner == reader.Key
            || l.Milestones.Any(m => m.Owner == reader.Key && !m.Status.IsClosed()));
        return LaunchOutlook.Underway(schedule.Workspace, theirs, reader.Today, reader.Today, gates);
    }
}
