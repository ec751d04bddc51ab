using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>A dated step of a launch or project, as it follows from blueprint, anchors and decisions.</summary>
internal sealed record MilestoneView(Guid Id, string Key, string Title, MilestoneStatus Status, Link Link, LocalDate RuleDay, LocalDate Planned, LocalDate Day, bool Late, string Reason)
{
    public string? Launch { get; init; }
    public string? Project { get; init; }
    public LocalTime? Time { get; init; }
    public DateTimeZone? Zone { get; init; }
    public LocalDate? ClosedOn { get; init; }
    public string? Owner { get; init; }
    public string? Outside { get; init; }
    public string? Role { get; init; }
    public string? Phase { get; init; }
    public bool Critical { get; init; }
    public string? Note { get; init; }
    public int? EffortMinutes { get; init; }
    public string? OverrideReason { get; init; }

    public static MilestoneView Of(Milestone m, LocalDate today) => new(m.Id, m.Key, m.Title, m.Status, m.Link, m.RuleDay, m.Planned, m.Day, m.IsLate(today), m.Reason)
    {
        Launch = m.Launch,
        Project = m.Project,
        Time = m.Time,
        Zone = m.Zone,
        ClosedOn = m.ClosedOn,
        Owner = m.Owner,
        Outside = m.Outside,
        Role = m.Role,
        Phase = m.Phase,
        Critical = m.Critical,
        Note = m.Decision?.Note ?? m.Note,
        EffortMinutes = m.EffortMinutes,
        OverrideReason = m.OverrideReason,
    };
}

/// <summary>Milestones of launches and projects, and what people do with them.</summary>
internal static class MilestoneEndpoints
{
    private const string One = "/{milestone}";

    public static void MapMilestones(this IEndpointRouteBuilder app)
    {
        var milestones = app.MapClientApi("/milestones", Access.ClientViewer).WithTags("Milestones");
        milestones.MapGet("", ListAsync).Says(new("listMilestones", "Milestones of launches and projects, by day")
        {
            Answer = ApiShape.Of<MilestoneView>().Page(), IsTagged = true, Problems = [400],
            Parameters =
            [
                .. ApiParameter.Paging, ApiParameter.Choice("status", "Only in this state.", Enum.GetValues<MilestoneStatus>().Select(ApiJson.Word)), ApiParameter.Text("owner", "Only of this member; me for your own."),
                ApiParameter.Text("launch", "Only of this launch."), ApiParameter.Text("project", "Only of this project."), ApiParameter.Day("from", "Only on this day or later."), ApiParameter.Day("to", "Only on this day or earlier."),
            ],
        });
        milestones.MapGet(One, ReadAsync).Says(new("getMilestone", "A dated step of a launch or project") { Answer = ApiShape.Of<MilestoneView>(), IsTagged = true, Description = "By its id, or by its key with each / written %2F." });
        Verb<NothingBody>(milestones, "begin", "beginMilestone", "It is being worked on", Access.Contributor, (deeds, m, _, _) => deeds.Begin(m), new());
        Verb<ClosingDayBody>(milestones, "done", "finishMilestone", "It is done: on which day, today if not said", Access.Contributor, (deeds, m, body, today) => deeds.Done(m, body.On ?? today), new());
        Verb<ClosingDayBody>(milestones, "skip", "skipMilestone", "Decide against it", Access.Strategist, (deeds, m, body, today) => deeds.Skip(m, body.On ?? today), new());
        Verb<ClosingDayBody>(milestones, "cancel", "cancelMilestone", "Call it off", Access.Strategist, (deeds, m, body, today) => deeds.Cancel(m, body.On ?? today), new());
        Verb<NothingBody>(milestones, "reopen", "reopenMilestone", "Open it again", Access.Contributor, (deeds, m, _, _) => deeds.Reopen(m), new());
        Verb<PinBody>(milestones, "pin", "pinMilestone", "Give it a day of its own", Access.Strategist, (deeds, m, body, _) => deeds.Pin(m, body.Day), null);
        Verb<NothingBody>(milestones, "detach", "detachMilestone", "It keeps its day whatever becomes of its anchor", Access.Strategist, (deeds, m, _, _) => deeds.Detach(m), new());
        Verb<NothingBody>(milestones, "relink", "relinkMilestone", "Let it follow its anchor again", Access.Strategist, (deeds, m, _, _) => deeds.Relink(m), new());
        Verb<ReasonBody>(milestones, "accept", "acceptMilestone", "A rule it breaks is broken on purpose; say why", Access.Strategist, (deeds, m, body, _) => deeds.Accept(m, body.Reason), null);
        Verb<AssignBody>(milestones, "assign", "assignMilestone", "Give it to a member; to whoever holds its role when none is said", Access.Strategist, (deeds, m, body, _) => deeds.Assign(m, body.Member), new());
    }

    private static async Task<IResult> ListAsync(HttpContext http, Desks desks, string? status, string? owner, string? launch, string? project, string? from, string? to)
    {
        if (!Answers.TryWord<MilestoneStatus>(status, out var wanted)) return Api.Wrong($"status is {string.Join(", ", Enum.GetValues<MilestoneStatus>().Select(ApiJson.Word))}.");
        if (!Queries.TryDay(from, out var first) || !Queries.TryDay(to, out var last)) return Queries.NoDay;
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        if (owner == "me") owner = http.Client().Member ?? "";
        var lines = desk.Schedule.Milestones.Where(m => (wanted is null || m.Status == wanted) && (owner is null || m.Owner == owner) && (launch is null || m.Launch == launch)
            && (project is null || m.Project == project) && !(m.Day < first) && !(m.Day > last));
        return http.Paged(lines, m => $"{Queries.Written(m.Day)} {m.Key}", m => MilestoneView.Of(m, desk.Schedule.Today));
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string milestone, Desks desks) =>
        await FindAsync(http, milestone, desks) is var (desk, found) ? http.Tagged(MilestoneView.Of(found, desk.Schedule.Today)) : Missing;

    private static void Verb<T>(RouteGroupBuilder milestones, string verb, string id, string summary, Access access, Func<MilestoneDeeds, Milestone, T, LocalDate, Deed> deed, T? otherwise) where T : class =>
        milestones.MapPost($"{One}/{verb}", async (HttpContext http, string milestone, Desks desks, MilestoneDeeds deeds, WorkspaceStore workspaces, IClock clock) =>
        {
            var (body, problem) = await http.SentAsync(otherwise);
            if (body is null) return problem!;
            if (await FindAsync(http, milestone, desks) is not var (desk, found)) return Missing;
            return Answers.Of(await workspaces.DoAsync(http.Client().Id, http.Actor(), deed(deeds, found, body, Queries.TodayOf(http, desk.Workspace, clock)), http.RequestAborted));
        }).Needs(access).Says(Verbs.Operation<T>(id, summary, otherwise is not null));

    private static async Task<(Desk Desk, Milestone Milestone)?> FindAsync(HttpContext http, string milestone, Desks desks) =>
        await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk && MilestoneDeeds.Find(desk.Schedule, Uri.UnescapeDataString(milestone)) is { } found ? (desk, found) : null;

    private static IResult Missing => Api.Missing("There is no such milestone.");
}

internal sealed record ClosingDayBody(LocalDate? On = null);
