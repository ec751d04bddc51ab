using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>
/// What a review ("regroup") goes through: what happened since the last one, what everybody took away, how intentions and
/// launches stand, what has to be decided, and what comes until the next one. As known on the day it is written; before
/// the review that includes what is still due until then.
/// </summary>
public sealed record ReviewAgenda
{
    public required string Workspace { get; init; }
    public required ReviewDate Review { get; init; }

    /// <summary>The day of the review before, else the planning day.</summary>
    public required LocalDate Since { get; init; }

    /// <summary>What is written is known on this day: today, or the review's day once it has passed.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>Next review of any period; null after the last.</summary>
    public ReviewDate? Next { get; init; }

    public string? Vision { get; init; }

    /// <summary>Steps, tasks, pieces and take-aways that were finished since the review before, by day.</summary>
    public required Capped<Happening> Done { get; init; }

    /// <summary>Open, and its day has passed: what matters most first, then the longest late.</summary>
    public required Capped<Happening> Late { get; init; }

    /// <summary>Dates that stand elsewhere than announced or planned.</summary>
    public required Capped<Slip> Slips { get; init; }

    /// <summary>What is still due before the review; empty on its day.</summary>
    public required Capped<Happening> BeforeWeMeet { get; init; }

    /// <summary>Open ones, by day.</summary>
    public ValueList<TakeAwayLine> TakeAways { get; init; } = [];

    public ValueList<IntentionStanding> Intentions { get; init; } = [];
    public ValueList<LaunchOutlook> Launches { get; init; } = [];

    /// <summary>Empty slots from the review until the next one.</summary>
    public required Capped<Gap> Gaps { get; init; }

    public ValueList<OpenRoleLine> OpenRoles { get; init; } = [];

    /// <summary>What the plan shows that somebody has to decide about, the most serious first.</summary>
    public required Capped<Decision> Decisions { get; init; }

    /// <summary>Steps and launch days from the review until the next one, by day.</summary>
    public required Capped<Happening> Ahead { get; init; }

    private const int MostDone = 14, MostLate = 10, MostSlips = 6, MostBefore = 8, MostGaps = 6, MostDecisions = 8, MostAhead = 14, MostGates = 3;

    /// <summary>How far ahead an agenda looks when no further review is planned.</summary>
    private const int DaysWithoutNext = 28;

    /// <summary>The agenda of the first review on or after the schedule's day; null when none is planned.</summary>
    public static ReviewAgenda? OfNext(Schedule schedule) =>
        ReviewDate.After(schedule.Workspace, schedule.Today).FirstOrDefault() is { } review ? Of(schedule, review) : null;

    /// <param name="whole">Every line of it; else the first of each part.</param>
    public static ReviewAgenda Of(Schedule schedule, ReviewDate review, bool whole = false)
    {
        int AtMost(int few) => whole ? int.MaxValue : few;
        var workspace = schedule.Workspace;
        var since = review.Since(workspace);
        var asOf = LocalDate.Min(schedule.Today, review.Day);
        var next = ReviewDate.After(workspace, review.Day.PlusDays(1)).FirstOrDefault();
        var ahead = new DateInterval(review.Day, next?.Day.PlusDays(-1) ?? review.Day.PlusDays(DaysWithoutNext));
        var slips = schedule.Launches.Where(l => l.Launch.Status == LaunchStatus.Planned).SelectMany(Slip.Of);
        return new()
        {
            Workspace = workspace.Name,
            Review = review,
            Since = since,
            AsOf = asOf,
            Next = next,
            Vision = review.Period.Vision,
            Done = Happening.Done(schedule, since, asOf).OrderBy(h => h.Day).ThenBy(h => h.Title, StringComparer.Ordinal).CappedAt(AtMost(MostDone)),
            Late = Happening.Open(schedule).Where(h => h.Day < asOf)
                .OrderBy(h => h.Rank).ThenBy(h => h.Day).ThenBy(h => h.Title, StringComparer.Ordinal).CappedAt(AtMost(MostLate)),
            Slips = slips.CappedAt(AtMost(MostSlips)),
            BeforeWeMeet = Foremost(Happening.Open(schedule).Where(h => h.Day >= asOf && h.Day < review.Day), AtMost(MostBefore)),
            TakeAways = TakeAwayLine.Open(workspace).Select(t => TakeAwayLine.Of(workspace, t, asOf)).ToValueList(),
            Intentions = IntentionStanding.Of(workspace, review.Period, asOf).ToValueList(),
            Launches = LaunchOutlook.Underway(workspace, schedule.Launches, review.Day, asOf, MostGates).ToValueList(),
            Gaps = Gap.Within(schedule, ahead, whole).CappedAt(AtMost(MostGaps)),
            OpenRoles = review.Period.OpenRoles.Where(r => r.FilledOn is null)
                .Select(r => new OpenRoleLine(r.Role, r.WantedBy, r.How, workspace.NameOf(r.Owner), r.FilledOn)).ToValueList(),
            Decisions = Decision.Of(Report.Of(schedule).Findings).CappedAt(AtMost(MostDecisions)),
            Ahead = Foremost(Happening.Open(schedule).Concat(Happening.Dates(schedule)).Where(h => ahead.Contains(h.Day)), AtMost(MostAhead)),
        };
    }

    /// <summary>What matters most, told in the order it comes.</summary>
    private static Capped<Happening> Foremost(IEnumerable<Happening> happenings, int most)
    {
        var foremost = happenings.OrderBy(h => h.Rank).ThenBy(h => h.Day).ThenBy(h => h.Title, StringComparer.Ordinal).CappedAt(most);
        return foremost with { Shown = foremost.Shown.OrderBy(h => h.Day).ThenBy(h => h.Title, StringComparer.Ordinal).ToValueList() };
    }
}
