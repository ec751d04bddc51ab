using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>An area and what must be achieved in it, said in one go.</summary>
internal sealed record FocusRow(string? Area, string? Title, string? Measure, decimal? Start, decimal? Target, LocalDate? By);

/// <summary>A person and the roles they play, with commas between them; without a name, roles that nobody plays yet.</summary>
internal sealed record PlayerRow(string? Name, string? Email, string? Role);

/// <summary>The five steps, as short as a planning day needs them; the plan's own pages know every detail.</summary>
internal static class DaySteps
{
    private static readonly DayStep Environment = new("environment", "Environment", "What is happening around you?",
        "What clients need, what others offer, what is changing, what could go wrong. A few words each; what stays empty is left out.")
    {
        There = c => [.. c.Period.Environment.Select(f => $"{PlanParts.Kind(f.Kind)}: {f.Title}")],
        Lines =
        [
            new DayLines<EnvironmentFactor>
            {
                Form = c => new FormOf<EnvironmentFactor>(c.Locale)
                    .Choice("kind", "What is it?", PlanParts.Kind, f => f.Kind, (f, v) => f with { Kind = v })
                    .Text("title", "In a few words", f => f.Title, (f, v) => f with { Title = v ?? "" }),
                Offers = _ => [.. new[] { FactorKind.ClientNeed, FactorKind.ClientNeed, FactorKind.CompetitorOffer, FactorKind.Trend, FactorKind.Risk }.Select(k => new EnvironmentFactor { Key = "", Kind = k, Title = "" })],
                IsBlank = f => f.Title.Length == 0,
                Put = (w, period, f) => w.Change(period, p => p with { Environment = [.. p.Environment, f with { Key = Keys.New(f.Title, "factor", w.Periods.SelectMany(x => x.Environment).Select(x => x.Key)) }] }),
            },
        ],
    };

    private static readonly DayStep Focus = new("focus", "Focus", "What must be achieved?",
        "One sentence that inspires, then where your attention goes and how you would know that you got there.")
    {
        There = c => [.. c.Period.Focus.SelectMany(f => f.Intentions.Select(i => $"{f.Name}: {i.Title}"))],
        IsBegun = c => c.Period.Vision is not null || c.Period.Focus.Count > 0,
        Lines =
        [
            new DayLines<FocusRow>
            {
                Form = c => new FormOf<FocusRow>(c.Locale)
                    .Text("area", "Focus area", r => r.Area, (r, v) => r with { Area = v })
                    .Text("title", "What must be achieved in it?", r => r.Title, (r, v) => r with { Title = v })
                    .Text("measure", "What is counted?", r => r.Measure, (r, v) => r with { Measure = v })
                    .Number("start", "From how many?", r => r.Start, (r, v) => r with { Start = v })
                    .Number("target", "To how many?", r => r.Target, (r, v) => r with { Target = v })
                    .Day("by", "By when?", r => r.By, (r, v) => r with { By = v })
                    .Check("title", r => r.Area is not null && r.Title is null ? "Say what must be achieved in it." : null)
                    .Check("area", r => r.Area is null ? "Name the area it belongs to." : null),
                Offers = _ => [.. Enumerable.Repeat(new FocusRow(null, null, null, null, null, null), 3)],
                IsBlank = r => r.Area is null && r.Title is null,
                Put = (w, period, r) =>
                {
                    var areas = w.Periods.First(p => p.Key == period).Focus;
                    var area = areas.FirstOrDefault(f => string.Equals(f.Name, r.Area, StringComparison.OrdinalIgnoreCase)) ?? new FocusArea { Key = Keys.New(r.Area!, "focus", w.Periods.SelectMany(p => p.Focus).Select(f => f.Key)), Name = r.Area! };
                    var intention = new Intention { Key = Keys.New(r.Title!, "intention", w.Intentions().Select(i => i.Key)), Title = r.Title!, Measure = r.Measure, Start = r.Start, Target = r.Target, By = r.By };
                    return w.Change(period, p => p with { Focus = p.Focus.Put(area with { Intentions = [.. area.Intentions, intention] }) });
                },
            },
        ],
    };

    private static readonly DayStep Players = new("players", "Players", "Who plays which role?",
        "Steps and tasks go to whoever plays their role. With a mail address they can have a digest and sign in later; without one they are somebody outside. Who is missing? Write the role and leave the name empty.")
    {
        There = c => [.. c.Workspace.Members.Select(m => $"{m.Name}: {string.Join(", ", c.Period.Players.Where(p => p.Member == m.Key).Select(p => p.Role).Concat(m.Roles).Distinct().Select(Spelling.Spelled))}"), .. c.Period.Players.Where(p => p.Member is null).GroupBy(p => p.Name, StringComparer.Ordinal).Select(p => $"{p.Key}: {string.Join(", ", p.Select(r => Spelling.Spelled(r.Role)).Distinct())}"), .. c.Period.OpenRoles.Where(o => o.FilledOn is null).Select(o => $"Missing: {Spelling.Spelled(o.Role)}")],
        IsBegun = c => c.Period.Players.Count + c.Period.OpenRoles.Count > 0,
        Suggests = c => [.. c.Library.Roles().Select(Spelling.Spelled)],
        Lines =
        [
            new DayLines<PlayerRow>
            {
                Form = c => new FormOf<PlayerRow>(c.Locale)
                    .Text("name", "Name", r => r.Name, (r, v) => r with { Name = v })
                    .Text("email", "Mail address", r => r.Email, (r, v) => r with { Email = v }, type: "email")
                    .Text("role", "Role", r => r.Role, (r, v) => r with { Role = v }, hint: "Several with commas between: Author, Coach.", list: DayStep.Suggestions)
                    .Check("name", r => r is { Name: null, Email: not null } ? "Whose address is it?" : null)
                    .Check("role", r => RolesIn(r).Count == 0 ? "Which role do they play?" : null)
                    .Check("email", r => r.Email is { } mail && (!mail.Contains('@', StringComparison.Ordinal) || mail.Any(char.IsWhiteSpace)) ? "That is no mail address, such as coach@example.org." : null),
                Offers = _ => [.. Enumerable.Repeat(new PlayerRow(null, null, null), 3)],
                IsBlank = r => r is { Name: null, Email: null, Role: null },
                Put = (w, period, r) => RolesIn(r).Aggregate(w, (now, role) => r.Name is null ? Missing(now, period, role) : Plays(now, period, r, role)),
            },
        ],
    };

    private static readonly DayStep Projects = new("projects", "Projects", "What are the key projects?",
        "In the order you take them: the first matters most.")
    {
        There = c => [.. c.Period.Projects.Select(p => p.Title + (p.Deadline is { } by ? $", by {c.Locale.Format(by, DayStyle.Medium)}" : ""))],
        Lines =
        [
            new DayLines<Project>
            {
                Form = c => new FormOf<Project>(c.Locale)
                    .Text("title", "Project", p => p.Title, (p, v) => p with { Title = v ?? "" })
                    .Text("outcome", "What is there when it is done?", p => p.Outcome, (p, v) => p with { Outcome = v })
                    .Choice("owner", "Who leads it?", Options.Members(c.Workspace), p => p.Owner ?? "", (p, v) => p with { Owner = v })
                    .Day("deadline", "By when?", p => p.Deadline, (p, v) => p with { Deadline = v }),
                Offers = _ => [.. Enumerable.Repeat(new Project { Key = "", Title = "" }, 3)],
                IsBlank = p => p.Title.Length == 0 && p.Outcome is null,
                Put = (w, period, p) =>
                {
                    var title = p.Title.Length == 0 ? p.Outcome! : p.Title;
                    var step = p.Deadline is null ? Core.ValueList.Of<ProjectMilestone>([]) : [new ProjectMilestone { Key = "done", Title = p.Outcome ?? ShouldBeDone(title), Offset = new("deadline", Core.Launches.Offset.Zero), Critical = true }];
                    return w.Begin(period, p with { Title = title, Milestones = step });
                },
            },
        ],
    };

    public static IReadOnlyList<DayStep> All { get; } = [Environment, Focus, Players, Projects, DayMilestones.Step];

    /// <summary>The workspace with one more project in a period, after those that are there.</summary>
    public static Workspace Begin(this Workspace w, string period, Project project)
    {
        var taken = w.Periods.SelectMany(x => x.Projects).Select(x => x.Key).Concat(w.Launches.Select(l => l.Key));
        var last = w.Periods.First(x => x.Key == period).Projects.Select(x => x.Priority ?? 0).DefaultIfEmpty().Max();
        return w.Change(period, x => x with { Projects = [.. x.Projects, project with { Key = Keys.New(project.Title, "project", taken), Priority = last + 1 }] });
    }

    /// <summary>What stands on the deadline of a project of which nobody said what is there then.</summary>
    public static string ShouldBeDone(string project) => $"{project} should be done";

    private static IReadOnlyList<string> RolesIn(PlayerRow row) => (row.Role ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Workspace Plays(Workspace w, string period, PlayerRow row, string role)
    {
        var member = w.Members.FirstOrDefault(m => m.Email is not null && string.Equals(m.Email, row.Email, StringComparison.OrdinalIgnoreCase))
            ?? (row.Email is null ? w.Members.FirstOrDefault(m => m.Name == row.Name) : new Member { Key = Keys.New(row.Name!, "member", w.Members.Select(m => m.Key)), Name = row.Name!, Email = row.Email });
        var player = new Player { Key = Keys.New(role, "player", w.Periods.SelectMany(p => p.Players).Select(p => p.Key)), Role = Keys.New(role, "role", []), Member = member?.Key, Name = member is null ? row.Name : null };
        return (member is null ? w : w with { Members = w.Members.Put(member) }).Change(period, p => p with { Players = [.. p.Players, player] });
    }

    private static Workspace Missing(Workspace w, string period, string role)
    {
        var open = new OpenRole { Key = Keys.New(role, "role", w.Periods.SelectMany(p => p.OpenRoles).Select(r => r.Key)), Role = Keys.New(role, "role", []) };
        return w.Change(period, p => p with { OpenRoles = [.. p.OpenRoles, open] });
    }
}
