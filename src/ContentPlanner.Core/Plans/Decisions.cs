using NodaTime;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Launches;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// What a person decided about a derived milestone. The key is <c>{launch or project}/{step}</c>. Everything not decided
/// stays derived.
/// </summary>
public sealed record MilestoneDecision : PlanItem
{
    public MilestoneStatus? Status { get; init; }
    public string? Owner { get; init; }
    public Link? Link { get; init; }

    /// <summary>The day a person set (Pinned, Detached), or the day it stood on when it was closed: closed items never move.</summary>
    public LocalDate? Day { get; init; }

    /// <summary>The day it was done, skipped or cancelled.</summary>
    public LocalDate? ClosedOn { get; init; }

    /// <summary>Why a hard constraint is broken on purpose.</summary>
    public string? OverrideReason { get; init; }

    public string? Note { get; init; }
}

/// <summary>
/// What a person decided about a derived content task. The key is <c>{source}/{recipe step}/{channel}/{cycle}</c>, see
/// <see cref="TaskKey"/>.
/// </summary>
public sealed record TaskDecision : PlanItem
{
    public ContentTaskStatus? Status { get; init; }
    public string? Owner { get; init; }

    /// <summary>A day a person set; the task no longer follows its source.</summary>
    public LocalDate? Day { get; init; }

    public LocalDate? SnoozedUntil { get; init; }

    public LocalDate? ClosedOn { get; init; }

    /// <summary>The draft as a person edited it; null: rendered on read.</summary>
    public string? Draft { get; init; }

    /// <summary>Fingerprint of the source the edited draft was made from; another one now means "source changed".</summary>
    public string? DraftSource { get; init; }

    /// <summary>Where it went out.</summary>
    public string? Url { get; init; }

    public string? Note { get; init; }
}

/// <summary>The weekly mail for one person.</summary>
public sealed record DigestSubscription : PlanItem
{
    /// <summary>Member key.</summary>
    public required string Person { get; init; }

    public IsoDayOfWeek Weekday { get; init; } = IsoDayOfWeek.Monday;
    public LocalTime Time { get; init; } = new(8, 0);

    /// <summary>Null: the person's, else the workspace's.</summary>
    public DateTimeZone? Zone { get; init; }

    /// <summary>Empty: all of them, in the usual order.</summary>
    public ValueList<DigestSection> Sections { get; init; } = [];

    /// <summary>Send a short "all clear" when there is nothing to say: a digest that stays away is an alarm.</summary>
    public bool IncludeEmpty { get; init; } = true;

    public LocalDate? PausedUntil { get; init; }
}

public enum DigestSection { Picks, Due, Launches, Calendar, Gaps, TakeAways, Stale, Approvals }

/// <summary>Who receives the countdown of a launch; without one, the launch's owner and the strategist do (design rule 9).</summary>
public sealed record CountdownSubscription : PlanItem
{
    public required string Launch { get; init; }

    /// <summary>Member keys; empty switches the launch's countdown mails off.</summary>
    public ValueList<string> People { get; init; } = [];
}

public enum TaskForm { Event, Todo, None }

/// <summary>A named, filtered iCalendar view. Its token is never part of a document.</summary>
public sealed record FeedDefinition : PlanItem
{
    public required string Name { get; init; }

    /// <summary>Member key the rights and <c>owner: me</c> are evaluated as; null: the strategist.</summary>
    public string? Person { get; init; }

    public FeedFilter Filter { get; init; } = new();
    public FeedOptions Options { get; init; } = new();
}

/// <summary>What a feed shows; an empty list does not filter. Lists hold lower-case keys.</summary>
public sealed record FeedFilter
{
    public ValueList<string> Categories { get; init; } = [];

    /// <summary>What the entries are about: <c>piece</c>, <c>milestone</c>, <c>task</c>, <c>session</c> …</summary>
    public ValueList<string> Types { get; init; } = [];

    public ValueList<string> Statuses { get; init; } = [];
    public ValueList<string> Launches { get; init; } = [];
    public ValueList<string> Pillars { get; init; } = [];
    public ValueList<string> Channels { get; init; } = [];

    /// <summary>Only what the feed's person owns.</summary>
    public bool Mine { get; init; }
}

/// <summary>How a feed shows it (ical.md, section 5).</summary>
public sealed record FeedOptions
{
    public TaskForm Tasks { get; init; } = TaskForm.Event;
    public bool ShowCancelled { get; init; } = true;

    /// <summary>Unfilled slots appear only when asked for (design rule 11).</summary>
    public bool ShowGaps { get; init; }

    /// <summary>Items marked private need this flag.</summary>
    public bool ShowPrivate { get; init; }

    /// <summary>Names of who does it, in descriptions.</summary>
    public bool ShowPeople { get; init; }

    /// <summary>Titles only: for participants.</summary>
    public bool TitlesOnly { get; init; }

    public bool AllDay { get; init; }

    /// <summary>"✓ " before what is done.</summary>
    public bool MarkDone { get; init; } = true;

    /// <summary>"✗ " before what is cancelled, for programs that do not strike it through.</summary>
    public bool MarkCancelled { get; init; }

    /// <summary>Minutes before the start (timed) or before midnight of the day (all-day; 540 is 15:00 the day before). Empty: none.</summary>
    public ValueList<int> Alarms { get; init; } = [];

    /// <summary>Days of past shown, 0…365.</summary>
    public int PastDays { get; init; } = 60;

    /// <summary>Days of future shown, 1…1095.</summary>
    public int FutureDays { get; init; } = 400;

    /// <summary>How often clients are asked to look, 15…10080 minutes.</summary>
    public int RefreshMinutes { get; init; } = 60;

    /// <summary>A CSS3 colour name (RFC 7986, 5.9); null: by kind of feed.</summary>
    public string? Color { get; init; }

    /// <summary>Octets; 0 switches the cap off. Google's importer refuses more than about 1 MB.</summary>
    public int MaxBytes { get; init; } = 1_000_000;
}
