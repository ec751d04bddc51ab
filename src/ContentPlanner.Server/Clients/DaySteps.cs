using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>An area and what must be achieved in it, said in one go.</summary>
internal sealed record FocusRow(string? Area, string? Title, string? Measure, decimal? Target, LocalDate? By);

/// <summary>A person and the role they play.</summary>
internal sealed record PlayerRow(string? Name, string? Email, string? Role);

/// <summary>Something that comes out regularly.</summary>
internal sealed record RhythmRow(string Channel, IsoDayOfWeek Day, LocalTime? Time, bool IsOn);

/// <summary>The five steps, as short as a planning day needs them; the plan's own pages know every detail.</summary>
internal static class DaySteps
{
    /// <summary>Those nearly everybody begins with; the plan knows all of the installation's.</summary>
    private static readonly (string Key, string Name)[] Channels =
        [("blog", "Blog post"), ("newsletter", "Newsletter"), ("podcast", "Podcast episode"), ("youtube", "Video"), ("linkedin", "LinkedIn post"), ("instagram", "Instagram post"), ("community", "Community post")];

    private static readonly DayStep<EnvironmentFactor> Environment = new("environment", "Environment", "What is happening around you?",
        "What clients need, what others offer, what is changing, what could go wrong. A few words each; what stays empty is left out.")
    {
        There = c => [.. c.Period.Environment.Select(f => $"{PlanParts.Kind(f.Kind)}: {f.Title}")],
        Form = c => new FormOf<EnvironmentFactor>(c.Locale)
            .Choice("kind", "What is it?", PlanParts.Kind, f => f.Kind, (f, v) => f with { Kind = v })
            .Text("title", "In a few words", f => f.Title, (f, v) => f with { Title = v ?? "" }),
        Offers = _ => [.. new[] { FactorKind.ClientNeed, FactorKind.ClientNeed, FactorKind.CompetitorOffer, FactorKind.Trend, FactorKind.Risk }.Select(k => new EnvironmentFactor { Key = "", Kind = k, Title = "", Impact = k == FactorKind.Risk ? -1 : 1 })],
        IsBlank = f => f.Title.Length == 0,
        Put = (w, period, f) => w.Change(period, p => p with { Environment = [.. p.Environment, f with { Key = Keys.New(f.Title, "factor", w.Periods.SelectMany(x => x.Environment).Select(x => x.Key)) }] }),
    };

    private static readonly DayStep<FocusRow> Focus = new("focus", "Focus", "What must be achieved?",
        "One sentence that inspires, then where your attention goes and how you would know that you got there.")
    {
        There = c => [.. c.Period.Focus.SelectMany(f => f.Intentions.Select(i => $"{f.Name}: {i.Title}"))],
        Form = c => new FormOf<FocusRow>(c.Locale)
            .Text("area", "Focus area", r => r.Area, (r, v) => r with { Area = v })
            .Text("title", "What must be achieved in it?", r => r.Title, (r, v) => r with { Title = v })
            .Text("measure", "What is counted?", r => r.Measure, (r, v) => r with { Measure = v })
            .Number("target", "How many?", r => r.Target, (r, v) => r with { Target = v })
            .Day("by", "By when?", r => r.By, (r, v) => r with { By = v })
            .Check("title", r => r.Area is not null && r.Title is null ? "Say what must be achieved in it." : null)
            .Check("area", r => r.Area is null ? "Name the area it belongs to." : null),
        Offers = _ => [.. Enumerable.Repeat(new FocusRow(null, null, null, null, null), 3)],
        IsBlank = r => r.Area is null && r.Title is null,
        Put = (w, period, r) =>
        {
            var areas = w.Periods.First(p => p.Key == period).Focus;
            var area = areas.FirstOrDefault(f => string.Equals(f.Name, r.Area, StringComparison.OrdinalIgnoreCase)) ?? new FocusArea { Key = Keys.New(r.Area!, "focus", w.Periods.SelectMany(p => p.Focus).Select(f => f.Key)), Name = r.Area! };
            var intention = new Intention { Key = Keys.New(r.Title!, "intention", w.Intentions().Select(i => i.Key)), Title = r.Title!, Measure = r.Measure, Start = r.Target is null ? null : 0, Target = r.Target, By = r.By };
            return w.Change(period, p => p with { Focus = p.Focus.Put(area with { Intentions = [.. area.Intentions, intention] }) });
        },
    };

    private static readonly DayStep<PlayerRow> Players = new("players", "Players", "Who plays which role?",
        "Steps and tasks go to whoever plays their role. With a mail address they can have a digest and sign in later; without one they are somebody outside.")
    {
        There = c => [.. c.Workspace.Members.Select(m => $"{m.Name}: {string.Join(", ", c.Period.Players.Where(p => p.Member == m.Key).Select(p => p.Role).Concat(m.Roles).Distinct())}"), .. c.Period.Players.Where(p => p.Member is null).Select(p => $"{p.Name}: {p.Role}")],
        Form = c => new FormOf<PlayerRow>(c.Locale)
            .Text("name", "Name", r => r.Name, (r, v) => r with { Name = v })
            .Text("email", "Mail address", r => r.Email, (r, v) => r with { Email = v }, type: "email")
            .Text("role", "Role", r => r.Role, (r, v) => r with { Role = v }, hint: "Author, assistant, designer …")
            .Check("name", r => r.Name is null ? "Who is it?" : null)
            .Check("role", r => r.Role is null ? "Which role do they play?" : null)
            .Check("email", r => r.Email is { } mail && (!mail.Contains('@', StringComparison.Ordinal) || mail.Any(char.IsWhiteSpace)) ? "That is no mail address, such as coach@example.org." : null),
        Offers = _ => [.. Enumerable.Repeat(new PlayerRow(null, null, null), 3)],
        IsBlank = r => r is { Name: null, Email: null, Role: null },
        Put = (w, period, r) =>
        {
            var member = w.Members.FirstOrDefault(m => m.Email is not null && string.Equals(m.Email, r.Email, StringComparison.OrdinalIgnoreCase))
                ?? (r.Email is null ? w.Members.FirstOrDefault(m => m.Name == r.Name) : new Member { Key = Keys.New(r.Name!, "member", w.Members.Select(m => m.Key)), Name = r.Name!, Email = r.Email });
            var role = Keys.New(r.Role!, "role", []);
            var player = new Player { Key = Keys.New(r.Role!, "player", w.Periods.SelectMany(p => p.Players).Select(p => p.Key)), Role = role, Member = member?.Key, Name = member is null ? r.Name : null };
            return (member is null ? w : w with { Members = w.Members.Put(member) }).Change(period, p => p with { Players = [.. p.Players, player] });
        },
    };

    private static readonly DayStep<Project> Projects = new("projects", "Projects", "What are the key projects?",
        "In the order you take them: the first matters most.")
    {
        There = c => [.. c.Period.Projects.Select(p => p.Title + (p.Deadline is { } by ? $", by {c.Locale.Format(by, DayStyle.Medium)}" : ""))],
        Form = c => new FormOf<Project>(c.Locale)
            .Text("title", "Project", p => p.Title, (p, v) => p with { Title = v ?? "" })
            .Text("outcome", "What is there when it is done?", p => p.Outcome, (p, v) => p with { Outcome = v })
            .Choice("owner", "Who leads it?", Options.Members(c.Workspace), p => p.Owner ?? "", (p, v) => p with { Owner = v })
            .Day("deadline", "By when?", p => p.Deadline, (p, v) => p with { Deadline = v }),
        Offers = _ => [.. Enumerable.Repeat(new Project { Key = "", Title = "" }, 3)],
        IsBlank = p => p.Title.Length == 0 && p.Outcome is null,
        Put = (w, period, p) =>
        {
            var taken = w.Periods.SelectMany(x => x.Projects).Select(x => x.Key).Concat(w.Launches.Select(l => l.Key));
            var last = w.Periods.First(x => x.Key == period).Projects.Select(x => x.Priority ?? 0).DefaultIfEmpty().Max();
            var title = p.Title.Length == 0 ? p.Outcome! : p.Title;
            var step = p.Deadline is null ? Core.ValueList.Of<ProjectMilestone>([]) : [new ProjectMilestone { Key = "done", Title = $"{title}: done", Offset = new("deadline", Core.Launches.Offset.Zero), Critical = true }];
            return w.Change(period, x => x with { Projects = [.. x.Projects, p with { Key = Keys.New(title, "project", taken), Title = title, Priority = last + 1, Milestones = step }] });
        },
    };

    private static readonly DayStep<RhythmRow> Milestones = new("milestones", "Milestones", "What comes out regularly, and what are you building towards?",
        "A cadence gives the calendar its slots to fill. A launch plans every step backward from its day.")
    {
        There = c => [.. c.Workspace.Launches.Select(l => $"Launch: {l.Title}"), .. c.Workspace.Cadences.Select(k => $"{k.Title}, {k.Series.Rule.InWords(k.Series.Start)}")],
        Form = c => new FormOf<RhythmRow>(c.Locale)
            .Flag("on", "This comes out every week", r => r.IsOn, (r, v) => r with { IsOn = v })
            .Choice("channel", "Where?", [.. Channels.Select(k => new Option(k.Key, k.Name))], r => r.Channel, (r, v) => r with { Channel = v! })
            .Choice("day", "On which day?", [.. Enumerable.Range(1, 7).Select(d => new Option(((IsoDayOfWeek)d).ToString(), c.Locale.Days[d - 1]))], r => r.Day.ToString(), (r, v) => r with { Day = Enum.Parse<IsoDayOfWeek>(v!) })
            .Time("time", "At what time?", r => r.Time, (r, v) => r with { Time = v }),
        Offers = _ => [new("blog", IsoDayOfWeek.Tuesday, new(9, 0), false), new("newsletter", IsoDayOfWeek.Thursday, new(8, 0), false), new("linkedin", IsoDayOfWeek.Wednesday, new(12, 0), false)],
        IsBlank = r => !r.IsOn,
        Put = (w, period, r) =>
        {
            var span = w.Periods.First(p => p.Key == period);
            var name = Channels.First(k => k.Key == r.Channel).Name;
            var start = span.From;
            while (start.DayOfWeek != r.Day) start = start.PlusDays(1);
            var cadence = new Cadence
            {
                Key = Keys.New($"{r.Channel} {r.Day}", "cadence", w.Cadences.Select(k => k.Key)),
                Title = name,
                Channel = r.Channel,
                Series = new() { Start = start, Time = r.Time, Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(r.Day)], Until = span.To } },
            };
            return w with { Cadences = [.. w.Cadences, cadence], Channels = w.Channels.Any(k => k.Key == r.Channel) ? w.Channels : [.. w.Channels, new() { Key = r.Channel }] };
        },
    };

    public static IReadOnlyList<DayStep> All { get; } = [Environment, Focus, Players, Projects, Milestones];
}
