using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// One client, whole: what was planned and what people decided since (design rule 1). A plan document is one workspace.
/// People, channels, cadences, pieces and launches belong to it; <see cref="Periods"/> hold the strategy of each
/// planning period, and the timeline spans all of them.
/// </summary>
public sealed record Workspace : PlanItem
{
    public required string Name { get; init; }

    /// <summary>The zone all wall times are in unless an item says otherwise.</summary>
    public required DateTimeZone Zone { get; init; }

    /// <summary>BCP 47, for example <c>en-IE</c>: how days and numbers are written.</summary>
    public string Locale { get; init; } = "en-GB";

    public ValueList<IsoDayOfWeek> WorkingWeek { get; init; } =
        [IsoDayOfWeek.Monday, IsoDayOfWeek.Tuesday, IsoDayOfWeek.Wednesday, IsoDayOfWeek.Thursday, IsoDayOfWeek.Friday];

    /// <summary>Days nobody works; shown on the calendar.</summary>
    public ValueList<DaysOff> Holidays { get; init; } = [];

    /// <summary>Days on which nothing is published, held or due: "no launches in August".</summary>
    public ValueList<DaysOff> Blackouts { get; init; } = [];

    public string? Website { get; init; }

    /// <summary>Key of the member who keeps the plan: receives countdowns beside a launch's owner (design rule 9).</summary>
    public string? Strategist { get; init; }

    public ValueList<Member> Members { get; init; } = [];
    public ValueList<ChannelUse> Channels { get; init; } = [];
    public ValueList<Pillar> Pillars { get; init; } = [];
    public ValueList<Cadence> Cadences { get; init; } = [];
    public ValueList<ContentPiece> Pieces { get; init; } = [];
    public ValueList<Launch> Launches { get; init; } = [];
    public ValueList<Plan> Periods { get; init; } = [];
    public ValueList<CalendarNote> Notes { get; init; } = [];

    /// <summary>Where new things are looked for by themselves: a blog, a calendar.</summary>
    public ValueList<ImportSource> Sources { get; init; } = [];

    /// <summary>What people decided about derived milestones and tasks, by key.</summary>
    public ValueList<MilestoneDecision> Milestones { get; init; } = [];
    public ValueList<TaskDecision> Tasks { get; init; } = [];

    /// <summary>What people were asked to approve and what they said, in the order they were asked.</summary>
    public ValueList<Approval> Approvals { get; init; } = [];

    public ValueList<DigestSubscription> Digests { get; init; } = [];
    public ValueList<CountdownSubscription> Countdowns { get; init; } = [];
    public ValueList<FeedDefinition> Feeds { get; init; } = [];

    /// <summary>
    /// Files of the library that this client has in words of her own (design rule 6). They are no part of the plan document:
    /// an export writes them beside it.
    /// </summary>
    public ValueList<OwnTemplate> Templates { get; init; } = [];

    public WorkCalendar Calendar => new(WorkingWeek, Holidays, Blackouts);
}

/// <summary>Days off as people say them: "24 December to 1 January", both included.</summary>
public sealed record DaysOff(LocalDate From, LocalDate To, string Name, Origin? Origin = null)
{
    public bool Includes(LocalDate day) => day >= From && day <= To;
}

/// <summary>Somebody who can sign in, own things and receive mail.</summary>
public sealed record Member : PlanItem
{
    public required string Name { get; init; }
    public string? Email { get; init; }

    /// <summary>Planning roles this member holds in every period (author, designer …); a period's players come first.</summary>
    public ValueList<string> Roles { get; init; } = [];

    /// <summary>Hours a week for content work; above it the week is reported as overload. Null: not watched.</summary>
    public decimal? WeeklyHours { get; init; }

    /// <summary>Null: the workspace's.</summary>
    public DateTimeZone? Zone { get; init; }
}

/// <summary>What the client is known for; gives hashtags and a filter.</summary>
public sealed record Pillar : PlanItem
{
    public required string Name { get; init; }
    public ValueList<string> Hashtags { get; init; } = [];
}

/// <summary>That the client uses a channel, and how theirs differs from the installation's (channels.yaml).</summary>
public sealed record ChannelUse : PlanItem
{
    public string? Name { get; init; }

    /// <summary>Member key of who posts there; wins over a recipe step's role.</summary>
    public string? Owner { get; init; }

    /// <summary>Where it is: <c>https://…</c>.</summary>
    public string? Address { get; init; }

    public ValueList<string> Hashtags { get; init; } = [];
}

/// <summary>Something to remember on the calendar: a day, or a span of days.</summary>
public sealed record CalendarNote : PlanItem
{
    public required string Title { get; init; }
    public required LocalDate From { get; init; }
    public required LocalDate To { get; init; }
    public string? Text { get; init; }
    public bool Private { get; init; }

    /// <summary>Null: a person wrote it.</summary>
    public Origin? Origin { get; init; }
}
