using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Resources;

/// <summary>A line of the timeline; the words are those of <c>timeline.json</c>.</summary>
/// <param name="Start">A day, or a wall time where there is a zone.</param>
internal sealed record EntryView(string Uid, string Type, string Key, Facet Facet, string Start, string Title, string Category, EntryStatus Status, string State)
{
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public string? Zone { get; init; }
    public int? Minutes { get; init; }
    public int? Days { get; init; }

    /// <summary>Of a recurring thing, in words.</summary>
    public string? Rule { get; init; }

    public string? Owner { get; init; }

    /// <summary>Somebody outside who does it, by name.</summary>
    public string? Outside { get; init; }
    public string? Reason { get; init; }
    public string? Description { get; init; }
    public string? Location { get; init; }
    public string? Url { get; init; }
    public string? Launch { get; init; }
    public string? Pillar { get; init; }
    public string? Channel { get; init; }
    public bool Private { get; init; }
    public bool Critical { get; init; }
    public bool Gap { get; init; }
    public LocalDate? ClosedOn { get; init; }

    public static EntryView Of(Occurrence occurrence)
    {
        var entry = occurrence.Entry;
        return new(entry.Uid, entry.Type, entry.Key, entry.Facet, occurrence.When is When.At at ? WallTime.Format(at.Start) : LocalDatePattern.Iso.Format(occurrence.Day), occurrence.Title, entry.Category, entry.Status, entry.State)
        {
            Zone = (occurrence.When as When.At)?.Zone.Id,
            Minutes = (occurrence.When as When.At)?.Minutes,
            Days = (occurrence.When as When.AllDay)?.Days,
            Rule = entry.Rule?.InWords(entry.Day),
            Owner = entry.Owner,
            Outside = entry.Outside,
            Reason = entry.Reason,
            Description = entry.Description,
            Location = occurrence.Location,
            Url = entry.Url,
            Launch = entry.Launch,
            Pillar = entry.Pillar,
            Channel = entry.Channel,
            Private = entry.Private,
            Critical = entry.Critical,
            Gap = entry.IsGap,
            ClosedOn = entry.ClosedOn,
        };
    }
}

/// <summary>One place of a cadence, with what fills it.</summary>
/// <param name="Day">The day the rule gives: its name, whenever it is held.</param>
internal sealed record OccurrenceView(string Cadence, LocalDate Day, string Start, bool Gap)
{
    public string? Zone { get; init; }
    public int? Minutes { get; init; }
    public string? Piece { get; init; }
    public string? Task { get; init; }

    /// <summary>Only an idea stands there.</summary>
    public bool Tentative { get; init; }

    public static OccurrenceView Of(Slot slot) => new(
        slot.Cadence.Key, slot.Day, slot.When is When.At at ? LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at.Start) : LocalDatePattern.Iso.Format(slot.When.Day), slot.IsGap)
    {
        Zone = (slot.When as When.At)?.Zone.Id,
        Minutes = (slot.When as When.At)?.Minutes,
        Piece = slot.Piece?.Key,
        Task = slot.Task?.Key.ToString(),
        Tentative = slot.IsTentative,
    };
}

internal sealed record CoverageCellView(string Channel, CoverageState State, LocalDate? On, int? AgeDays, bool Late, string? Url, string? Task);

/// <summary>A piece across the channels.</summary>
internal sealed record CoverageRowView(string Piece, string Title, int Published, int Steps, int Places, bool OnePlaceOnly, IReadOnlyList<CoverageCellView> Cells);

/// <summary>Which piece has been where.</summary>
internal sealed record CoverageView(IReadOnlyList<string> Channels, IReadOnlyList<CoverageRowView> Items, string? Next, int Used, int Possible)
{
    public static CoverageRowView Of(Coverage coverage, CoverageRow row) => new(row.Piece.Key, row.Piece.Title, row.Published, row.Steps, row.Places, row.IsInOnePlaceOnly,
        [.. row.Cells.Zip(coverage.Channels, (cell, channel) => new CoverageCellView(channel.Key, cell.State, cell.On, cell.AgeDays, cell.IsLate, cell.Url, cell.Task))]);
}

internal sealed record FindingView(FindingKind Kind, FindingSeverity Severity, string Subject, string Message, LocalDate? Day);

internal sealed record ShortfallView(string Channel, int Days, int Places, int Filled, int Ideas, int Missing);

internal sealed record LateWorkView(string Title, LocalDate Day, int DaysLate, string? Owner);

internal sealed record LoadView(string Member, LocalDate Monday, int Minutes, int? Available, int MinutesOver);

/// <summary>How the plan stands as a whole, the gravest findings first.</summary>
internal sealed record ReportView(
    LocalDate Today, IReadOnlyList<FindingView> Findings, IReadOnlyList<LateWorkView> Late, IReadOnlyList<ShortfallView> Week, IReadOnlyList<ShortfallView> Month, IReadOnlyList<LoadView> Overload,
    IReadOnlyList<string> StarvedIntentions, IReadOnlyList<string> UnmetNeeds, IReadOnlyList<string> OnePlaceOnly, IReadOnlyList<string> Stale, int Used, int Possible)
{
    public static ReportView Of(Report report) => new(
        report.Today,
        [.. report.Findings.Select(f => new FindingView(f.Kind, f.Severity, f.Subject, f.Message, f.Day))],
        [.. report.Late.Select(l => new LateWorkView(l.Title, l.Day, l.DaysLate, l.Owner))],
        [.. report.Week.Select(Of)],
        [.. report.Month.Select(Of)],
        [.. report.Overload.Select(o => new LoadView(o.Member, o.Monday, o.Minutes, o.Available, o.MinutesOver))],
        [.. report.Starved.Select(s => s.Intention.Key)],
        [.. report.Unmet.Select(u => u.Need.Key)],
        [.. report.Coverage.OnePlaceOnly.Select(r => r.Piece.Key)],
        [.. report.Stale.Select(s => s.Piece.Key)],
        report.Coverage.Used, report.Coverage.Possible);

    private static ShortfallView Of(Shortfall s) => new(s.Channel.Key, s.Days, s.Slots, s.Filled, s.Ideas, s.Missing);
}

internal sealed record AnchorView(string Key, string Name, string Title, LocalDate Day, bool Given, string Reason, LocalDate? RuleDay, LocalDate? Announced);

internal sealed record SessionView(string Key, int Number, string Title, string Start, string Zone, int Minutes, bool Held, bool Moved, string? Place, string? Owner);

internal sealed record MarkView(string Key, string Label, LocalDate Day);

/// <summary>The days that follow from a launch: anchors, milestones, sessions, countdown.</summary>
internal sealed record LaunchScheduleView(
    string Launch, LocalDate? Day, LocalDate? RunwayFrom, LocalDate? RunwayTo, IReadOnlyList<AnchorView> Anchors, IReadOnlyList<MilestoneView> Milestones, IReadOnlyList<SessionView> Sessions,
    IReadOnlyList<MarkView> Marks, IReadOnlyList<FindingView> Findings)
{
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static LaunchScheduleView Of(LaunchSchedule launch, LocalDate today) => new(
        launch.Key, launch.Day, launch.Runway?.Start, launch.Runway?.End,
        [.. launch.Anchors.Select(a => new AnchorView(a.Key, a.Name, a.Title, a.Day, a.IsGiven, a.Reason, a.RuleDay, a.Announced))],
        [.. launch.Milestones.Select(m => MilestoneView.Of(m, today))],
        [.. (launch.Sessions?.Sessions ?? []).Select(s => new SessionView(s.Key, s.Number, s.Title, WallTime.Format(s.When.WallTime), ((When.At)s.When).Zone.Id, ((When.At)s.When).Minutes, s.IsHeld, s.IsMoved, s.Place, s.Owner))],
        [.. launch.Marks.Select(m => new MarkView(m.Key, m.Label, m.Day))],
        [.. launch.Findings.Select(f => new FindingView(f.Kind, f.Severity, f.Subject, f.Message, f.Day))]);
}

/// <summary>A day on which people look back and forward together.</summary>
internal sealed record ReviewDayView(string Title, string Period, string Start, string? Zone, IReadOnlyList<string> Participants, LocalDate Since);
