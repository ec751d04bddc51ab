using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>A page of the plan that is edited: its parts under one heading.</summary>
public sealed record PlanSection(string Key, string Title, string About, IReadOnlyList<PlanPart> Parts);

/// <summary>The five steps of the planning day and what goes with them, as people edit them.</summary>
internal static class PlanParts
{
    /// <summary>First the one that says nothing: no form begins with an answer.</summary>
    private static readonly IReadOnlyList<Option> Impacts = [.. new[] { 0, 3, 2, 1, -1, -2, -3 }.Select(i => new Option(i.ToString(System.Globalization.CultureInfo.InvariantCulture), char.ToUpperInvariant(Impact(i)[0]) + Impact(i)[1..]))];

    private static readonly IReadOnlyList<Option> Levels = [new("", "Not said"), .. Enum.GetValues<Level>().Reverse().Select(l => new Option(l.ToString(), Told.Sentence(Level(l)).TrimEnd('.')))];

    private static readonly IReadOnlyList<Option> Kinds = [.. Enum.GetValues<FactorKind>().Select(k => new Option(k.ToString(), Kind(k)))];

    private static readonly PeriodPart<EnvironmentFactor> Factor = new("factor", "Add to the environment", "need, offer, change or risk")
    {
        Form = (c, was) => new FormOf<EnvironmentFactor>(c.Locale)
            .Choice("kind", "What is it?", was is null ? [new("", "Choose one"), .. Kinds] : Kinds, f => was is null && f.Title.Length == 0 ? "" : f.Kind.ToString(), (f, v) => f with { Kind = Enum.Parse<FactorKind>(v!) }, required: true)
            .Text("title", "In a few words", f => f.Title, (f, v) => f with { Title = v! }, required: true)
            .Choice("impact", "What does it do to us?", Impacts, f => f.Impact.ToString(System.Globalization.CultureInfo.InvariantCulture), (f, v) => f with { Impact = int.Parse(v!, System.Globalization.CultureInfo.InvariantCulture) })
            .Choice("horizon", "When does it matter?", h => h == Horizon.ThisYear ? "This year" : "This year and going forward", f => f.Horizon, (f, v) => f with { Horizon = v })
            .Text("note", "More about it", f => f.Note, (f, v) => f with { Note = v }, rows: 2),
        New = _ => new() { Key = "", Kind = FactorKind.ClientNeed, Title = "" },
        Title = (f, _) => f.Title,
        About = (f, _) => Together(Kind(f.Kind), f.Impact == 0 ? null : Impact(f.Impact), f.Horizon == Horizon.GoingForward ? "going forward" : null),
        In = (p, _) => p.Environment,
        Put = (p, _, items) => p with { Environment = items },
        Taken = w => w.Periods.SelectMany(p => p.Environment).Select(f => f.Key),
        Without = (w, _, key) => w.WithoutFactor(key),
    };

    private static readonly PeriodPart<FocusArea> Focus = new("focus", "Add a focus area", "focus area")
    {
        Heading = "Focus areas",
        Form = (c, _) => new FormOf<FocusArea>(c.Locale)
            .Text("name", "What is the area called?", f => f.Name, (f, v) => f with { Name = v! }, required: true)
            .Text("note", "More about it", f => f.Note, (f, v) => f with { Note = v }, rows: 2),
        New = _ => new() { Key = "", Name = "" },
        Title = (f, _) => f.Name,
        About = (f, _) => f.Intentions.Count == 0 ? "no intention yet" : FormattableString.Invariant($"{f.Intentions.Count} {(f.Intentions.Count == 1 ? "intention" : "intentions")}"),
        In = (p, _) => p.Focus,
        Put = (p, _, items) => p with { Focus = items },
        Taken = w => w.Periods.SelectMany(p => p.Focus).Select(f => f.Key),
        Without = (w, _, key) => w.WithoutFocus(key),
    };

    private static readonly PeriodPart<Intention> Intention = new("intention", "Add an intention", "intention")
    {
        Form = (c, _) => new FormOf<Intention>(c.Locale)
            .Text("title", "What must be achieved?", i => i.Title, (i, v) => i with { Title = v! }, required: true)
            .Text("measure", "What is counted?", i => i.Measure, (i, v) => i with { Measure = v }, hint: "Subscribers, seats sold, free Fridays …")
            .Number("start", "Where does it stand?", i => i.Start, (i, v) => i with { Start = v })
            .Number("target", "Where should it be?", i => i.Target, (i, v) => i with { Target = v })
            .Day("by", "By when?", i => i.By, (i, v) => i with { By = v })
            .Choice("owner", "Who sees to it?", Options.Members(c.Workspace), i => i.Owner ?? "", (i, v) => i with { Owner = v }),
        New = _ => new() { Key = "", Title = "" },
        Title = (i, _) => i.Title,
        About = (i, c) => Measure(i, c.Locale) + (c.Workspace.NameOf(i.Owner) is { } owner ? $" · {owner}" : ""),
        In = (p, parent) => p.Focus.FirstOrDefault(f => f.Key == parent)?.Intentions ?? [],
        Put = (p, parent, items) => p with { Focus = [.. p.Focus.Select(f => f.Key == parent ? f with { Intentions = items } : f)] },
        Taken = w => w.Intentions().Select(i => i.Key),
        Without = (w, _, key) => w.WithoutIntention(key),
        Within = p => [.. p.Focus.Select(f => (f.Key, f.Name))],
    };

    private static readonly PeriodPart<Player> Player = new("player", "Add a player", "player")
    {
        Heading = "Who plays which role",
        Form = (c, _) => new FormOf<Player>(c.Locale)
            .Text("role", "Which role?", p => p.Role.Spelled(), (p, v) => p with { Role = Keys.New(v!, "role", []) }, required: true, hint: "Author, designer, facilitator … steps and tasks go to whoever plays their role.")
            .Choice("member", "Who plays it?", Options.Members(c.Workspace, "Somebody outside, named below"), p => p.Member ?? "", (p, v) => p with { Member = v })
            .Text("name", "Name of somebody outside", p => p.Name, (p, v) => p with { Name = v }, hint: "Somebody who gets no mail from here: the cover studio.")
            .Text("responsibility", "What do they answer for?", p => p.Responsibility, (p, v) => p with { Responsibility = v }, rows: 2)
            .Check("name", p => p.Member is null && p.Name is null ? "Say who plays it: choose a member, or write the name of somebody outside." : p.Member is not null && p.Name is not null ? "A member has a name already: leave one of the two out." : null),
        New = _ => new() { Key = "", Role = "" },
        Title = (p, _) => p.Role.Spelled(),
        About = (p, c) => $"{c.Workspace.NameOf(p.Member) ?? p.Name}{(p.Responsibility is { } does ? $" · {does}" : "")}",
        In = (p, _) => p.Players,
        Put = (p, _, items) => p with { Players = items },
        Taken = w => w.Periods.SelectMany(p => p.Players).Select(p => p.Key),
    };

    private static readonly PeriodPart<OpenRole> OpenRole = new("role", "Add somebody who is missing", "missing player")
    {
        Heading = "Who is missing",
        Form = (c, _) => new FormOf<OpenRole>(c.Locale)
            .Text("role", "Which role is missing?", r => r.Role.Spelled(), (r, v) => r with { Role = Keys.New(v!, "role", []) }, required: true)
            .Day("by", "By when are they wanted?", r => r.WantedBy, (r, v) => r with { WantedBy = v })
            .Text("how", "How will they be won?", r => r.How, (r, v) => r with { How = v }, rows: 2)
            .Choice("owner", "Who looks?", Options.Members(c.Workspace), r => r.Owner ?? "", (r, v) => r with { Owner = v })
            .Day("filled", "Found on", r => r.FilledOn, (r, v) => r with { FilledOn = v }, hint: "Then name them among the players."),
        New = _ => new() { Key = "", Role = "" },
        Title = (r, _) => r.Role.Spelled(),
        About = (r, c) => r.FilledOn is { } found ? $"found on {c.Locale.Format(found, DayStyle.Medium)}" : r.WantedBy is { } by ? $"wanted by {c.Locale.Format(by, DayStyle.Medium)}" : "no day yet",
        In = (p, _) => p.OpenRoles,
        Put = (p, _, items) => p with { OpenRoles = items },
        Taken = w => w.Periods.SelectMany(p => p.OpenRoles).Select(r => r.Key),
    };

    private static readonly PeriodPart<CommunicationStep> Communication = new("communication", "Add who hears of it", "step to tell the team")
    {
        Heading = "Who hears of it, and when",
        Form = (c, _) => new FormOf<CommunicationStep>(c.Locale)
            .Text("title", "What is told?", s => s.Title, (s, v) => s with { Title = v! }, required: true)
            .Day("on", "On which day?", s => s.On == default ? null : s.On, (s, v) => s with { On = v!.Value }, required: true)
            .Text("audience", "To whom?", s => s.Audience, (s, v) => s with { Audience = v })
            .Choice("owner", "By whom?", Options.Members(c.Workspace), s => s.Owner ?? "", (s, v) => s with { Owner = v })
            .Day("done", "Done on", s => s.DoneOn, (s, v) => s with { DoneOn = v }),
        New = _ => new() { Key = "", Title = "", On = default },
        Title = (s, _) => s.Title,
        About = (s, c) => $"{c.Locale.Format(s.On, DayStyle.Medium)}{(s.Audience is { } to ? $" · {to}" : "")}{(s.DoneOn is null ? "" : " · done")}",
        In = (p, _) => p.Communication,
        Put = (p, _, items) => p with { Communication = items },
        Taken = w => w.Periods.SelectMany(p => p.Communication).Select(s => s.Key),
    };

    private static readonly PeriodPart<Project> Project = new("project", "Add a project", "project")
    {
        Form = (c, _) => new FormOf<Project>(c.Locale)
            .Text("title", "What is the project?", p => p.Title, (p, v) => p with { Title = v! }, required: true)
            .Text("outcome", "What is there when it is done?", p => p.Outcome, (p, v) => p with { Outcome = v })
            .Choice("importance", "How much does it matter?", Levels, p => p.Importance?.ToString() ?? "", (p, v) => p with { Importance = LevelOf(v) })
            .Choice("effort", "How much time and effort does it take?", Levels, p => p.Effort?.ToString() ?? "", (p, v) => p with { Effort = LevelOf(v) })
            .Whole("priority", "Its place in the order", 1, 1000, p => p.Priority, (p, v) => p with { Priority = v }, hint: "1 is first.")
            .Choice("owner", "Who leads it?", Options.Members(c.Workspace), p => p.Owner ?? "", (p, v) => p with { Owner = v })
            .Choice("intention", "Which intention does it serve?", Options.Intentions(c.Workspace), p => p.Intention ?? "", (p, v) => p with { Intention = v })
            .Day("deadline", "By when?", p => p.Deadline, (p, v) => p with { Deadline = v })
            .Check("deadline", p => p.Deadline is null && p.Milestones.Any(m => m is { On: null, Offset: not null }) ? "Milestones are counted back from this day: keep one, or give them days of their own first." : null),
        New = c => new() { Key = "", Title = "", Priority = c.Period.Projects.Select(p => p.Priority ?? 0).DefaultIfEmpty().Max() + 1 },
        Title = (p, _) => p.Title,
        About = (p, c) => Together(p.Importance is { } matters ? $"matters {Level(matters)}" : null, p.Effort is { } takes ? $"takes {Level(takes)}" : null, p.Deadline is { } day ? $"by {c.Locale.Format(day, DayStyle.Medium)}" : null, c.Workspace.NameOf(p.Owner)),
        In = (p, _) => p.Projects,
        Put = (p, _, items) => p with { Projects = items },
        Taken = w => w.Periods.SelectMany(p => p.Projects).Select(p => p.Key).Concat(w.Launches.Select(l => l.Key)),
        Without = (w, _, key) => w.WithoutProject(key),
    };

    private static readonly PeriodPart<ProjectMilestone> Step = new("step", "Add a milestone", "milestone")
    {
        Form = (c, _) => new FormOf<ProjectMilestone>(c.Locale)
            .Text("title", "What is reached?", m => m.Title, (m, v) => m with { Title = v! }, required: true)
            .Day("on", "On which day?", m => m.On, (m, v) => v is null ? m with { On = null } : m with { On = v, Offset = null })
            .Whole("before", "Or so many days before the project’s deadline", 0, 3660, DaysBefore, (m, v) => v is null ? m.Offset is null || DaysBefore(m) is null ? m : m with { Offset = null } : v == DaysBefore(m) ? m : m with { Offset = new("deadline", new(-v.Value, OffsetUnit.Days)) })
            .Text("outcome", "What is there then?", m => m.Outcome, (m, v) => m with { Outcome = v })
            .Choice("owner", "Who sees to it?", Options.Members(c.Workspace, "Whoever leads the project"), m => m.Owner ?? "", (m, v) => m with { Owner = v })
            .Flag("critical", "The project fails without it", m => m.Critical, (m, v) => m with { Critical = v })
            .Check("on", m => m is { On: null, Offset: null } ? "Give it a day, or so many days before the deadline." : m is { On: not null, Offset: not null } ? "Either a day or days before the deadline, not both." : null),
        New = _ => new() { Key = "", Title = "" },
        Title = (m, _) => m.Title,
        About = (m, c) => m.On is { } day ? c.Locale.Format(day, DayStyle.Medium) : DaysBefore(m) is { } days ? days switch { 0 => "on the deadline", 1 => "1 day before the deadline", _ => FormattableString.Invariant($"{days} days before the deadline") } : m.Offset?.ToString() ?? "",
        In = (p, parent) => p.Projects.FirstOrDefault(r => r.Key == parent)?.Milestones ?? [],
        Put = (p, parent, items) => p with { Projects = [.. p.Projects.Select(r => r.Key == parent ? r with { Milestones = items } : r)] },
        Taken = w => w.Periods.SelectMany(p => p.Projects).SelectMany(p => p.Milestones).Select(m => m.Key),
        Without = (w, parent, key) => w.WithoutStep(parent, key),
        Within = p => [.. p.Projects.Select(r => (r.Key, r.Title))],
    };

    private static readonly PeriodPart<TakeAway> TakeAway = new("take-away", "Add a take-away", "take-away")
    {
        Form = (c, _) => new FormOf<TakeAway>(c.Locale)
            .Text("what", "What is to be done?", t => t.What, (t, v) => t with { What = v! }, required: true)
            .Choice("who", "By whom?", Options.Members(c.Workspace), t => t.Who ?? "", (t, v) => t with { Who = v })
            .Day("by", "By when?", t => t.By, (t, v) => t with { By = v })
            .Day("closed", "Closed on", t => t.ClosedOn, (t, v) => t with { ClosedOn = v })
            .Text("outcome", "What came of it?", t => t.Outcome, (t, v) => t with { Outcome = v }),
        New = _ => new() { Key = "", What = "" },
        Title = (t, _) => t.What,
        About = (t, c) => $"{c.Workspace.NameOf(t.Who) ?? "nobody yet"}{(t.By is { } by ? $" · by {c.Locale.Format(by, DayStyle.Medium)}" : "")}{(t.ClosedOn is null ? "" : " · closed")}",
        In = (p, _) => p.TakeAways,
        Put = (p, _, items) => p with { TakeAways = items },
        Taken = w => w.Periods.SelectMany(p => p.TakeAways).Select(t => t.Key),
    };

    private static readonly PeriodPart<ReviewCadence> Review = new("review", "Add a review cadence", "review cadence")
    {
        Form = (c, _) =>
        {
            var form = new FormOf<ReviewCadence>(c.Locale)
                .Text("title", "What is it called?", r => r.Title, (r, v) => r with { Title = v! }, required: true)
                .Day("from", "The first time", r => r.Series.Start == default ? null : r.Series.Start, (r, v) => r with { Series = r.Series with { Start = v!.Value } }, required: true)
                .Choice("rhythm", "And then", [.. Rhythms.Names.Select(n => new Option(n.Key, n.Words))], r => Rhythms.Of(r.Series), (r, v) => Rhythms.Set(r, v!))
                .Time("time", "At what time?", r => r.Series.Time, (r, v) => r with { Series = r.Series with { Time = v } })
                .Whole("minutes", "How long, in minutes?", 5, 24 * 60, r => r.Series.DurationMinutes, (r, v) => r with { Series = r.Series with { DurationMinutes = v ?? 60 } })
                .Day("until", "Until", r => r.Series.Rule.Until, (r, v) => r with { Series = Rhythms.End(r.Series, v) })
                .Check("until", r => r.Series.Rule.Until < r.Series.Start ? "That is before the first time." : null);
            foreach (var member in c.Workspace.Members)
                form.Flag($"with-{member.Key}", $"{member.Name} takes part", r => r.Participants.Contains(member.Key), (r, v) => r with { Participants = [.. r.Participants.Where(p => p != member.Key), .. v ? [member.Key] : Array.Empty<string>()] });
            return form;
        },
        New = c => new() { Key = "", Title = "Regroup", Series = new() { Start = c.Today.PlusWeeks(4), Time = new(10, 0), DurationMinutes = 90, Rule = new() { Frequency = Frequency.Weekly, Interval = 4, Until = c.Period.To } }, Participants = [.. c.Workspace.Members.Select(m => m.Key)] },
        Title = (r, _) => r.Title,
        About = (r, _) => r.Series.Rule.InWords(r.Series.Start),
        In = (p, _) => p.Reviews,
        Put = (p, _, items) => p with { Reviews = items },
        Taken = w => w.Periods.SelectMany(p => p.Reviews).Select(r => r.Key),
    };

    public static IReadOnlyList<PlanSection> Sections { get; } =
    [
        new("environment", "Environment", "What clients need, what others offer, what is changing, what could go wrong; and what impact that will have this year and going forward.", [Factor]),
        new("focus", "Focus", "Where your attention goes, and what must be achieved in each area to realise the vision.", [Focus, Intention]),
        new("players", "Players", "Who the key players are, what role each has, who is missing and how they will be won; and who hears of it.", [Player, OpenRole, Communication]),
        new("projects", "Projects", "The key projects: what matters most, what takes most time and effort, where the priorities are.", [Project]),
        new("milestones", "Milestones", "What is reached by when, on the calendar.", [Step]),
        new("take-aways", "Take-aways", "Who does what by when.", [TakeAway]),
        new("reviews", "Reviews", "When you look back and forward together.", [Review]),
    ];

    public static PlanSection? Section(string key) => Sections.FirstOrDefault(s => s.Key == key);

    public static string Kind(FactorKind kind) => kind switch
    {
        FactorKind.ClientNeed => "What clients need",
        FactorKind.CompetitorOffer => "What others offer",
        FactorKind.Trend => "What is changing",
        _ => "What could go wrong",
    };

    public static string Impact(int impact) => impact switch
    {
        3 => "helps a lot",
        2 => "helps",
        1 => "helps a little",
        0 => "not said, or makes no difference",
        -1 => "hurts a little",
        -2 => "hurts",
        _ => "hurts a lot",
    };

    /// <summary>"1,240 → 2,000 subscribers by 15 Dec 2027".</summary>
    public static string Measure(Intention intention, Locale locale)
    {
        var numbers = (intention.Start, intention.Target) switch
        {
            ({ } from, { } to) => $"{locale.Format(from)} → {locale.Format(to)} ",
            (null, { } to) => $"{locale.Format(to)} ",
            _ => "",
        };
        var text = $"{numbers}{intention.Measure}{(intention.By is { } by ? $" by {locale.Format(by, DayStyle.Medium)}" : "")}".Trim();
        return text.Length == 0 ? "nothing is counted yet" : text;
    }

    public static string Level(Level level) => level switch
    {
        Core.Plans.Level.High => "much",
        Core.Plans.Level.Medium => "some",
        _ => "little",
    };

    private static Level? LevelOf(string? typed) => typed is null ? null : Enum.Parse<Level>(typed);

    /// <summary>What was said; what nobody said is left out.</summary>
    private static string Together(params ReadOnlySpan<string?> parts) => string.Join(" · ", parts.ToArray().OfType<string>());

    private static int? DaysBefore(ProjectMilestone milestone) => milestone.Offset?.Offset switch
    {
        { Unit: OffsetUnit.Days, Amount: <= 0 } days => -days.Amount,
        { Unit: OffsetUnit.Weeks, Amount: <= 0 } weeks => -7 * weeks.Amount,
        _ => null,
    };
}

/// <summary>Rhythms people choose from; any other the plan has is kept as it is.</summary>
internal static class Rhythms
{
    private const string Own = "own";

    public static IReadOnlyList<(string Key, string Words)> Names { get; } =
    [
        ("once", "Only that once"), ("weekly", "Every week"), ("two-weeks", "Every two weeks"), ("four-weeks", "Every four weeks"),
        ("monthly", "Every month, on the same weekday of the month"), ("quarterly", "Every three months, on the same weekday of the month"), (Own, "As it is now"),
    ];

    public static string Of(Series series) => series.Rule switch
    {
        { Count: 1 } => "once",
        { Frequency: Frequency.Weekly, Interval: 1, Weekdays.Count: <= 1 } => "weekly",
        { Frequency: Frequency.Weekly, Interval: 2, Weekdays.Count: <= 1 } => "two-weeks",
        { Frequency: Frequency.Weekly, Interval: 4, Weekdays.Count: <= 1 } => "four-weeks",
        { Frequency: Frequency.Monthly, Interval: 1, Weekdays: [{ Ordinal: not 0 }] } => "monthly",
        { Frequency: Frequency.Monthly, Interval: 3, Weekdays: [{ Ordinal: not 0 }] } => "quarterly",
        _ => Own,
    };

    public static ReviewCadence Set(ReviewCadence review, string rhythm) => review with { Series = Set(review.Series, rhythm) };

    /// <summary>The rhythm it has already, on the weekday it begins with, takes nothing back that was moved or left out.</summary>
    public static Series Set(Series series, string rhythm)
    {
        if (rhythm == Of(series) && series.Rule.Frequency == Frequency.Weekly && series.Rule.Weekdays.All(d => d.Day == series.Start.DayOfWeek)) return series;
        var start = series.Start;
        // The last such weekday of a month is meant where there is no fifth in every month.
        var ordinal = (start.Day - 1) / 7 + 1 is var n && n == 5 ? -1 : n;
        var bare = series.Rule with { Weekdays = [], DayOfMonth = null, Month = null, SkipMissing = false, Count = series.Rule.Count == 1 ? null : series.Rule.Count };
        Recurrence? rule = rhythm switch
        {
            "once" => bare with { Frequency = Frequency.Weekly, Interval = 1, Count = 1, Until = null },
            "weekly" => bare with { Frequency = Frequency.Weekly, Interval = 1 },
            "two-weeks" => bare with { Frequency = Frequency.Weekly, Interval = 2 },
            "four-weeks" => bare with { Frequency = Frequency.Weekly, Interval = 4 },
            "monthly" => bare with { Frequency = Frequency.Monthly, Interval = 1, Weekdays = [new(start.DayOfWeek, ordinal)] },
            "quarterly" => bare with { Frequency = Frequency.Monthly, Interval = 3, Weekdays = [new(start.DayOfWeek, ordinal)] },
            _ => null,
        };
        if (rule is null || rule == series.Rule) return series;
        return series with { Rule = rule, Skipped = [], Moved = [] };
    }

    /// <summary>The last day it may fall on, which takes the place of a count; what is only once has no end, whatever stands in the field.</summary>
    public static Series End(Series series, LocalDate? until) => series.Rule.Count == 1 ? series
        : series with { Rule = series.Rule with { Until = until, Count = until is null ? series.Rule.Count : null } };
}
