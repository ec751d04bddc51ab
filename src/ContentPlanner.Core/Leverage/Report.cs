using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>
/// How the plan stands as a whole: where content has been, what comes short, what serves nothing, what rests on the shelf,
/// and what launches and weeks ask too much. Everything report.md tells, as values.
/// </summary>
public sealed record Report
{
    public required LocalDate Today { get; init; }
    public required Coverage Coverage { get; init; }

    /// <summary>Pieces and content tasks whose day has passed.</summary>
    public required ValueList<LateWork> Late { get; init; }

    /// <summary>Of the next 7 days.</summary>
    public required ValueList<Shortfall> Week { get; init; }

    /// <summary>Of the next 28 days.</summary>
    public required ValueList<Shortfall> Month { get; init; }

    public required ValueList<StarvedIntention> Starved { get; init; }
    public required ValueList<UnmetNeed> Unmet { get; init; }
    public required ValueList<ContentPiece> Orphans { get; init; }
    public required ValueList<StalePiece> Stale { get; init; }
    public required ValueList<ShelvedPiece> Shelf { get; init; }

    /// <summary>Members' weeks with more work than hours, in the weeks looked ahead.</summary>
    public required ValueList<WeekLoad> Overload { get; init; }

    /// <summary>Everything above that a person should know, and what launches and tasks say about themselves, the gravest first.</summary>
    public required ValueList<Finding> Findings { get; init; }

    /// <summary>Days of work looked ahead for overload: a quarter.</summary>
    private const int LoadDays = 91;

    public static Report Of(Schedule schedule)
    {
        var workspace = schedule.Workspace;
        var quarter = new DateInterval(schedule.Today, schedule.Today.PlusDays(LoadDays - 1));
        var report = new Report
        {
            Today = schedule.Today,
            Coverage = Coverage.Of(schedule),
            Late = LateWork.Of(schedule),
            Week = Shortfall.Within(schedule, 7),
            Month = Shortfall.Within(schedule, 28),
            Starved = Purpose.Starved(schedule),
            Unmet = Purpose.Unmet(schedule),
            Orphans = Purpose.Orphans(schedule).ToValueList(),
            Stale = Freshness.Stale(workspace, schedule.Library, schedule.Today),
            Shelf = Evergreen.Shelf(workspace, schedule.Library, schedule.Launches, schedule.Tasks, schedule.Today),
            Overload = Load.PerWeek(schedule, quarter).Where(w => w.MinutesOver > 0).ToValueList(),
            Findings = [],
        };
        return report with
        {
            Findings = UnheldRoles.Together(schedule).Concat(Load.Overloads(schedule, quarter)).Concat(report.Gaps())
                .OrderByDescending(f => f.Severity).ThenBy(f => f.Kind).ThenBy(f => f.Day).ThenBy(f => f.Subject, StringComparer.Ordinal)
                .ToValueList(),
        };
    }

    private IEnumerable<Finding> Gaps()
    {
        foreach (var channel in Month.Where(s => s.Missing > 0))
            yield return new(FindingKind.CadenceShortfall, FindingSeverity.Warning, channel.Channel.Key,
                FormattableString.Invariant($"{channel.Channel.Name} has {channel.Filled} of {DayWords.Counted(channel.Slots, "place")} filled in the next 28 days{(channel.Ideas > 0 ? $", and {DayWords.Counted(channel.Ideas, "idea")}" : "")}"));
        foreach (var (_, _, intention, last) in Starved)
            yield return new(FindingKind.StarvedIntention, FindingSeverity.Warning, intention.Key,
                $"Nothing planned serves “{intention.Title}” in the next {Purpose.LookAhead} days; {(last is { } day ? $"the last was on {day.Dated()}" : "nothing has so far")}", last);
        foreach (var (_, need, idea) in Unmet)
            yield return new(FindingKind.UnmetNeed, FindingSeverity.Warning, need.Key,
                $"No piece answers “{need.Title}”{(idea is null ? "" : $"; “{idea}” is an idea")}");
        foreach (var piece in Orphans)
            yield return new(FindingKind.OrphanContent, FindingSeverity.Note, piece.Key, $"“{piece.Title}” serves no intention and no client need", piece.Day);
        foreach (var row in Coverage.OnePlaceOnly)
            yield return new(FindingKind.OnePlaceOnly, FindingSeverity.Note, row.Piece.Key, $"“{row.Piece.Title}” stands in one place only", row.Piece.Day);
        foreach (var stale in Stale)
            yield return new(FindingKind.Stale, FindingSeverity.Note, stale.Piece.Key, $"“{stale.Piece.Title}” has been out for {DayWords.Days(stale.AgeDays)}: is it still true?", stale.Since);
    }
}
