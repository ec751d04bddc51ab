using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Today;

/// <summary>What a day can be asked for by itself.</summary>
public enum DayPart
{
    Late,

    /// <summary>Due from today on.</summary>
    Week,
}

/// <summary>All that is late, or all that is due in the next seven days: tasks, steps, pieces, and what was agreed.</summary>
/// <param name="Whose">Mine or everybody's; empty where nothing is mine.</param>
/// <param name="Back">The whole day.</param>
public sealed record DayPartModel(DayPart Part, ClientToday Day, IReadOnlyList<Choice> Whose, string Back)
{
    public IReadOnlyList<DueLine> Lines => Part == DayPart.Late ? Day.Late : Day.Due;

    /// <summary><see cref="ClientToday.Many"/> stands for more.</summary>
    public int Count => Part == DayPart.Late ? Day.LateCount : Day.DueCount;
}

/// <summary>What to do now, of one client or of several.</summary>
public sealed record TodayModel
{
    /// <summary>"Monday 23 November".</summary>
    public required string Day { get; init; }

    /// <summary>"Two things are late, five are due in the next seven days."</summary>
    public required string Summary { get; init; }

    /// <summary>Mine or everybody's; empty where nothing is mine.</summary>
    public required IReadOnlyList<Choice> Whose { get; init; }

    /// <summary>Across clients: which of them; empty on a client's own page.</summary>
    public IReadOnlyList<Choice> Which { get; init; } = [];

    public required IReadOnlyList<ClientToday> Clients { get; init; }
}

/// <summary>One client's part of the page.</summary>
public sealed record ClientToday
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>May the reader finish, put off, decide against.</summary>
    public required bool MayAct { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<DueLine> Late { get; init; }

    /// <summary>Of all that is late; <see cref="Many"/> stands for more.</summary>
    public required int LateCount { get; init; }

    /// <summary>The first of them.</summary>
    public required IReadOnlyList<DueLine> Due { get; init; }
    public required int DueCount { get; init; }

    /// <summary>"everybody", or null: the reader's own.</summary>
    public required string? Whose { get; init; }

    /// <summary>Where all of a part are listed.</summary>
    public string All(DayPart part) => $"/w/{Key}/today?show={part.ToString().ToLowerInvariant()}" + (Whose is null ? "" : $"&who={Whose}");

    /// <summary>Nobody needs the exact figure of what is more.</summary>
    public const int Many = 500;
    public required IReadOnlyList<LaunchLine> Launches { get; init; }
    public required IReadOnlyList<PickLine> Picks { get; init; }
    public required IReadOnlyList<GapLine> Gaps { get; init; }

    /// <summary>Those of them whose first empty place is today.</summary>
    public IEnumerable<GapLine> OpenToday => Gaps.Where(g => g.IsToday);

    /// <summary>No piece, no launch and no slot is planned.</summary>
    public bool IsUnplanned { get; init; }

    /// <summary>May the reader plan.</summary>
    public bool MayPlan { get; init; }

    public bool IsQuiet => Late.Count == 0 && Due.Count == 0 && Launches.Count == 0 && Picks.Count == 0 && Gaps.Count == 0;
}

/// <summary>Something to do by a day.</summary>
/// <param name="Kind">Sign of its category.</param>
/// <param name="Href">Where it lives: its draft, its piece, its launch.</param>
/// <param name="Task">Id, for a content task: it can be finished, put off, decided against here.</param>
/// <param name="Step">Key, for a step of a launch or project.</param>
/// <param name="InDialog">Its page opens over this one.</param>
public sealed record DueLine(string Kind, string Title, string? About, string When, bool IsLate, bool IsCritical, string? Href, Guid? Task = null, string? Step = null, bool CanWait = true, bool InDialog = false);

/// <summary>A launch on its way.</summary>
/// <param name="Number">Days until its own day, or since; on it "Today".</param>
/// <param name="Unit">"days to go".</param>
public sealed record LaunchLine(string Title, string Kind, string Day, string Number, string Unit, int Done, int Steps, string Href, IReadOnlyList<GateLine> Next);

/// <param name="When">"Fri 4 Dec · in 11 days".</param>
public sealed record GateLine(string Title, string When, bool IsLate);

/// <summary>Something worth using again, and why.</summary>
public sealed record PickLine(Guid Task, string What, string Source, string Channel, string Effort, IReadOnlyList<string> Reasons, string? Href);

/// <summary>Empty slots of the editorial calendar.</summary>
/// <param name="Idea">Title of an idea without a day that would fit.</param>
/// <param name="Href">A new piece for the first of them.</param>
/// <param name="IdeaHref">The idea.</param>
/// <param name="IsToday">The first of them is today's.</param>
/// <param name="Kind">Sign of its category.</param>
public sealed record GapLine(string Kind, string Title, string Channel, string Days, string? Idea, string Href, string? IdeaHref, bool IsToday);
