using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

/// <summary>Content tasks: what follows from pieces, sessions and countdowns, with their drafts and what people do with them.</summary>
internal static class TaskEndpoints
{
    private const string One = "/{task}";

    public static void MapTasks(this IEndpointRouteBuilder app)
    {
        var tasks = app.MapClientApi("/tasks", Access.Contributor).WithTags("Tasks");
        tasks.MapGet("", ListAsync).Says(new("listTasks", "Content tasks, by the day they are due")
        {
            Answer = ApiShape.Of<TaskView>().Page(), IsTagged = true, Problems = [400],
            Parameters =
            [
                .. ApiParameter.Paging, ApiParameter.Choice("status", "Only in this state.", Enum.GetValues<ContentTaskStatus>().Select(ApiJson.Word)),
                ApiParameter.Text("owner", "Only of this member; me for your own."), ApiParameter.Text("channel", "Only for this channel."), ApiParameter.Text("launch", "Only of this launch."),
                ApiParameter.Text("source", "Only of this piece or launch, by its key."), ApiParameter.Day("from", "Only due on this day or later."), ApiParameter.Day("to", "Only due on this day or earlier."),
            ],
        });
        tasks.MapGet(One, ReadAsync).Says(new("getTask", "A content task") { Answer = ApiShape.Of<TaskView>(), IsTagged = true, Description = "By its id, or by its key with each / written %2F." });
        tasks.MapGet(One + "/draft", DraftAsync).Says(new("getTaskDraft", "The text prepared for it") { Answer = ApiShape.Of<DraftView>(), IsTagged = true });
        tasks.MapPut(One + "/draft", WriteAsync).Says(new("writeTaskDraft", "Put a text of your own in its place") { Body = ApiShape.Of<DraftBody>(), Answer = ApiShape.Of<ChangeView>(), AsksForTag = true, Problems = [412, 422, 428] });
        tasks.MapDelete(One + "/draft", DropAsync).Says(new("dropTaskDraft", "Let its template write the text again") { Answer = ApiShape.Of<ChangeView>(), AsksForTag = true, Problems = [412, 422, 428] });
        Verb<DayBody>(tasks, "take-up", "takeUpTask", "Make a proposal work, for the slot's day or another", (deeds, task, body, _) => deeds.TakeUp(task, body.Day), new());
        Verb<NothingBody>(tasks, "begin", "beginTask", "It is being worked on", (deeds, task, _, _) => deeds.Begin(task), new());
        Verb<ClosingBody>(tasks, "done", "finishTask", "It went out: on which day (today if not said), at which address", (deeds, task, body, today) => deeds.Done(task, body.On ?? today, body.Url), new());
        Verb<SnoozeBody>(tasks, "snooze", "snoozeTask", "Put it off to a later day", (deeds, task, body, _) => deeds.Snooze(task, body.Until), null);
        Verb<NothingBody>(tasks, "wake", "wakeTask", "It wants attention again", (deeds, task, _, _) => deeds.Wake(task), new());
        Verb<ClosingBody>(tasks, "skip", "skipTask", "Decide against it", (deeds, task, body, today) => deeds.Skip(task, body.On ?? today), new());
        Verb<NothingBody>(tasks, "reopen", "reopenTask", "Open it again", (deeds, task, _, _) => deeds.Reopen(task), new());
        Verb<PinBody>(tasks, "pin", "pinTask", "Give it a day of its own; it no longer follows its source", (deeds, task, body, _) => deeds.Pin(task, body.Day), null);
        Verb<NothingBody>(tasks, "relink", "relinkTask", "Let it follow its source again", (deeds, task, _, _) => deeds.Relink(task), new());
        Verb<AssignBody>(tasks, "assign", "assignTask", "Give it to a member; to whoever holds its role when none is said", (deeds, task, body, _) => deeds.Assign(task, body.Member), new());
        Verb<NoteBody>(tasks, "note", "noteTask", "Make a note for whoever does it", (deeds, task, body, _) => deeds.Remark(task, Api.Given(body.Note)), new());
    }

    private static async Task<IResult> ListAsync(HttpContext http, Desks desks, string? status, string? owner, string? channel, string? launch, string? source, string? from, string? to)
    {
        if (!Answers.TryWord<ContentTaskStatus>(status, out var wanted)) return Api.Wrong($"status is {string.Join(", ", Enum.GetValues<ContentTaskStatus>().Select(ApiJson.Word))}.");
        if (!Queries.TryDay(from, out var first) || !Queries.TryDay(to, out var last)) return Queries.NoDay;
        if (await desks.OfAsync(http.Client().Id, http.RequestAborted) is not { } desk) return Missing;
        if (owner == "me") owner = http.Client().Member ?? "";
        var lines = desk.Schedule.Tasks.Where(t => (wanted is null || t.Status == wanted) && (owner is null || t.Owner == owner) && (channel is null || t.Channel == channel)
            && (launch is null || t.Launch == launch) && (source is null || t.Source.Key == source || t.Source.Launch == source) && !(t.Due < first) && !(t.Due > last));
        return http.Paged(lines, t => $"{Queries.Written(t.Due)} {t.Key}", t => TaskView.Of(t, desk.Schedule.Today));
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string task, Desks desks) =>
        await FindAsync(http, task, desks) is var (desk, found) ? http.Tagged(TaskView.Of(found, desk.Schedule.Today)) : Missing;

    private static async Task<IResult> DraftAsync(HttpContext http, string task, Desks desks) =>
        await FindAsync(http, task, desks) is var (desk, found) ? http.Tagged(DraftOf(desk, found)) : Missing;

    private static async Task<IResult> WriteAsync(HttpContext http, string task, Desks desks, TaskDeeds deeds, WorkspaceStore workspaces)
    {
        var (body, problem) = await http.SentAsync<DraftBody>();
        if (body is null) return problem!;
        return await WithDraftAsync(http, task, desks, workspaces, (found, draft) => deeds.Write(found, body.Text, draft.Fingerprint));
    }

    private static Task<IResult> DropAsync(HttpContext http, string task, Desks desks, TaskDeeds deeds, WorkspaceStore workspaces) =>
        WithDraftAsync(http, task, desks, workspaces, (found, _) => deeds.DropDraft(found));

    /// <summary>Only while the draft is the one that was seen, also when somebody else is as fast.</summary>
    private static async Task<IResult> WithDraftAsync(HttpContext http, string task, Desks desks, WorkspaceStore workspaces, Func<ContentTask, DraftView, Deed> does)
    {
        var seen = http.Request.Headers.IfMatch.ToString();
        if (seen.Length == 0) return Answers.Unseen;
        if (await FindAsync(http, task, desks) is not var (desk, found)) return Missing;
        var (draft, stale) = (DraftOf(desk, found), false);
        var deed = does(found, draft);
        var result = await workspaces.DoAsync(http.Client().Id, http.Actor(), deed with
        {
            Verb = workspace =>
            {
                var now = desks.Of(workspace);
                stale = seen != "*" && (TaskDeeds.Find(now.Schedule, found.Id.ToString()) is not { } task || ApiJson.Tag(ApiJson.Bytes(DraftOf(now, task))) is var tag && !seen.Contains(tag, StringComparison.Ordinal));
                return stale ? Verdict.Refused("the draft is another one") : deed.Verb(workspace);
            },
        }, http.RequestAborted);
        return stale ? Answers.Stale("the draft is not the one you saw: read it again, then repeat your change") : Answers.Of(result);
    }

    private static DraftView DraftOf(Desk desk, ContentTask task) => DraftView.Of(desk.Drafts.Of(task), task.SourceChanged ? desk.Drafts.ChangesSinceEdited(task) : null);

    private static void Verb<T>(RouteGroupBuilder tasks, string verb, string id, string summary, Func<TaskDeeds, ContentTask, T, LocalDate, Deed> deed, T? otherwise) where T : class =>
        tasks.MapPost($"{One}/{verb}", async (HttpContext http, string task, Desks desks, TaskDeeds deeds, WorkspaceStore workspaces, IClock clock) =>
        {
            var (body, problem) = await http.SentAsync(otherwise);
            if (body is null) return problem!;
            if (await FindAsync(http, task, desks) is not var (desk, found)) return Missing;
            var done = deed(deeds, found, body, Queries.TodayOf(http, desk.Workspace, clock));
            return Answers.Of(await workspaces.DoAsync(http.Client().Id, http.Actor(), done, http.RequestAborted));
        }).Says(Verbs.Operation<T>(id, summary, otherwise is not null));

    private static async Task<(Desk Desk, ContentTask Task)?> FindAsync(HttpContext http, string task, Desks desks) =>
        await desks.OfAsync(http.Client().Id, http.RequestAborted) is { } desk && TaskDeeds.Find(desk.Schedule, Uri.UnescapeDataString(task)) is { } found ? (desk, found) : null;

    private static IResult Missing => Api.Missing("There is no such task.");
}

/// <summary>Nothing has to be said.</summary>
internal sealed record NothingBody;

internal static class Verbs
{
    /// <summary>Something done to one thing: it may be said twice, and says which change can be taken back.</summary>
    public static ApiOperation Operation<T>(string id, string summary, bool bodyIsOptional) => new(id, summary)
    {
        Body = typeof(T) == typeof(NothingBody) ? null : ApiShape.Of<T>(), BodyIsOptional = bodyIsOptional, Answer = ApiShape.Of<ChangeView>(), Problems = [422],
    };
}
