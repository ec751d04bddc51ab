using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>What a project reaches by a day; without a project it begins one of its own.</summary>
internal sealed record MilestoneRow(string? Title, LocalDate? On, string? Project);

/// <summary>Something that comes out regularly.</summary>
internal sealed record RhythmRow(string Channel, IsoDayOfWeek Day, LocalTime? Time, bool IsOn);

/// <summary>The fifth step: what is reached by when, and what comes out regularly.</summary>
internal static class DayMilestones
{
    /// <summary>Those nearly everybody begins with; the plan knows all of the installation's. What goes out there; null: posts made of something else, too.</summary>
    private static readonly (string Key, string Name, string? Format)[] Channels =
    [
        ("blog", "Blog post", "blog-post"), ("newsletter", "Newsletter", "newsletter"), ("podcast", "Podcast episode", "podcast"), ("youtube", "Video", "video"),
        ("linkedin", "LinkedIn post", null), ("instagram", "Instagram post", null), ("community", "Community post", null),
    ];

    private static readonly RhythmRow[] Weekly =
    [
        new("blog", IsoDayOfWeek.Tuesday, new(9, 0), false), new("newsletter", IsoDayOfWeek.Thursday, new(8, 0), false), new("linkedin", IsoDayOfWeek.Wednesday, new(12, 0), false),
        new("podcast", IsoDayOfWeek.Monday, new(9, 0), false), new("youtube", IsoDayOfWeek.Friday, new(9, 0), false), new("instagram", IsoDayOfWeek.Wednesday, new(12, 0), false), new("community", IsoDayOfWeek.Monday, new(9, 0), false),
    ];

    /// <summary>For whom has one of each already.</summary>
    private static IEnumerable<RhythmRow> Everyday => from row in Weekly from day in Enumerable.Range(1, 7) select row with { Day = (IsoDayOfWeek)day };

    private static readonly DayLines<MilestoneRow> Milestones = new()
    {
        Prefix = "m",
        Heading = "Milestones",
        About = "What is reached by when. Each belongs to a project; one that belongs to none of yours begins a project of its own, called like it.",
        One = "milestone",
        Many = "milestones",
        Form = c => new FormOf<MilestoneRow>(c.Locale)
            .Text("title", "What is reached?", r => r.Title, (r, v) => r with { Title = v })
            .Day("on", "On which day?", r => r.On, (r, v) => r with { On = v })
            .Choice("project", "In which project?", [.. c.Period.Projects.Select(p => new Option(p.Key, p.Title)), new("", "A project of its own")], r => r.Project ?? "", (r, v) => r with { Project = v })
            .Check("title", r => r is { Title: null, On: not null } ? "What is reached on that day?" : null)
            .Check("on", r => r is { Title: not null, On: null } ? "On which day is it reached?" : null),
        Offers = c => [.. Enumerable.Repeat(new MilestoneRow(null, null, c.Period.Projects is [var first, ..] ? first.Key : null), 3)],
        IsBlank = r => r is { Title: null, On: null },
        Put = (w, period, r) =>
        {
            var project = w.Periods.First(p => p.Key == period).Projects.FirstOrDefault(p => p.Key == r.Project);
            var step = new ProjectMilestone { Key = Keys.New(r.Title!, "milestone", project?.Milestones.Select(m => m.Key) ?? []), Title = r.Title!, On = r.On };
            return project is null
                ? w.Begin(period, new() { Key = "", Title = r.Title!, Milestones = [step] })
                : w.Change(period, p => p with { Projects = p.Projects.Put(project with { Milestones = [.. project.Milestones, step] }) });
        },
    };

    private static readonly DayLines<RhythmRow> Cadences = new()
    {
        Heading = "Cadences",
        About = "What comes out regularly. A cadence gives the calendar its slots to fill.",
        One = "cadence",
        Many = "cadences",
        Form = c => new FormOf<RhythmRow>(c.Locale)
            .Flag("on", "This comes out every week", r => r.IsOn, (r, v) => r with { IsOn = v })
            .Choice("channel", "Where?", [.. Channels.Select(k => new Option(k.Key, k.Name))], r => r.Channel, (r, v) => r with { Channel = v! })
            .Choice("day", "On which day?", [.. Enumerable.Range(1, 7).Select(d => new Option(((IsoDayOfWeek)d).ToString(), c.Locale.Days[d - 1]))], r => r.Day.ToString(), (r, v) => r with { Day = Enum.Parse<IsoDayOfWeek>(v!) })
            .Time("time", "At what time?", r => r.Time, (r, v) => r with { Time = v }),
        Offers = c => [.. Weekly.Where(r => !ComesOut(c.Workspace, c.Period, r, onAnyDay: true)).Concat(Everyday.Where(r => !ComesOut(c.Workspace, c.Period, r))).Take(3)],
        IsBlank = r => !r.IsOn,
        Put = (w, period, r) =>
        {
            var span = w.Periods.First(p => p.Key == period);
            if (ComesOut(w, span, r)) return w;
            var start = span.From;
            while (start.DayOfWeek != r.Day) start = start.PlusDays(1);
            var (_, name, format) = Channels.First(k => k.Key == r.Channel);
            var cadence = new Cadence
            {
                Key = Keys.New($"{r.Channel} {r.Day}", "cadence", w.Cadences.Select(k => k.Key)),
                Title = name,
                Channel = r.Channel,
                Format = format,
                Series = new() { Start = start, Time = r.Time, Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(r.Day)], Until = span.To } },
            };
            return w with { Cadences = [.. w.Cadences, cadence], Channels = w.Channels.Any(k => k.Key == r.Channel) ? w.Channels : [.. w.Channels, new() { Key = r.Channel }] };
        },
    };

    public static DayStep Step { get; } = new("milestones", "Milestones", "What is reached by when, and what comes out regularly?",
        "A launch plans every step backward from its day; everything else that has a day is a milestone of a project.")
    {
        There = c =>
        [
            .. c.Workspace.Launches.Select(l => $"Launch: {l.Title}"),
            .. c.Period.Projects.SelectMany(p => p.Milestones.Select(m => $"{Said(p, m)}, {(DayOf(p, m) is { } on ? c.Locale.Format(on, DayStyle.Medium) : "counted from its deadline")}")),
            .. c.Period.OpenRoles.Where(o => o is { FilledOn: null, WantedBy: not null }).Select(o => $"To be found: {Spelling.Spelled(o.Role)}, by {c.Locale.Format(o.WantedBy!.Value, DayStyle.Medium)}"),
            .. c.Workspace.Cadences.Select(k => $"{k.Title}, {k.Series.Rule.InWords(k.Series.Start)}"),
            .. c.Period.Reviews.Select(r => $"{r.Title}, {c.Locale.Format(r.Series.Start, DayStyle.Medium)}{(r.Series.Rule.Count == 1 ? "" : $", {r.Series.Rule.InWords(r.Series.Start)}")}"),
        ],
        // The one at a project's deadline came with the project.
        IsBegun = c => c.Workspace.Launches.Count + c.Workspace.Cadences.Count + c.Period.Reviews.Count > 0 || c.Period.Projects.Any(p => p.Milestones.Any(m => !IsAtDeadline(m))),
        Lines = [Milestones, DayDates.OpenRoles, Cadences, DayDates.Review],
    };

    /// <summary>What is reached; of which project, where it does not say so itself.</summary>
    private static string Said(Project project, ProjectMilestone milestone) =>
        milestone.Title == project.Title || milestone.Title == DaySteps.ShouldBeDone(project.Title) ? project.Title : $"{project.Title}: {milestone.Title}";

    private static LocalDate? DayOf(Project project, ProjectMilestone milestone) => milestone.On ?? (IsAtDeadline(milestone) ? project.Deadline : null);

    private static bool IsAtDeadline(ProjectMilestone milestone) => milestone is { On: null, Offset.Offset.Amount: 0 };

    private static bool ComesOut(Workspace workspace, Plan period, RhythmRow row, bool onAnyDay = false) => workspace.Cadences.Any(k => k.Channel == row.Channel
        && !(k.Series.Rule.Until < period.From)
        && (onAnyDay || (k.Series.Rule is { Frequency: Frequency.Weekly, Interval: 1 } rule && (rule.Weekdays.Count == 0 ? k.Series.Start.DayOfWeek == row.Day : rule.Weekdays.Any(d => d.Day == row.Day)))));
}
