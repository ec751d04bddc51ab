using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Leverage;

/// <summary>Content tasks as people work on them: the list at <c>/w/{client}/tasks</c>, and one task with its draft behind it.</summary>
internal static class TaskPages
{
    public static void MapTaskPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/tasks", Access.Contributor);
        pages.MapGet("", ListAsync);
        pages.MapPost("", SeveralAsync);
        pages.MapPost("/lengths", LengthsAsync);
        pages.MapGet("/{**task}", ShowAsync);
        pages.MapPost("/{**task}", ActAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IDbContextFactory<PlannerDb> databases) => await ListOf(http, databases, null);

    private static async Task<IResult> ListOf(HttpContext http, IDbContextFactory<PlannerDb> databases, string? refusal)
    {
        var open = await OpenPlan.OfAsync(http);
        var model = await new TaskList(open, databases).ReadAsync(TaskQuery.Of(http.Request.Query), refusal, http.RequestAborted);
        return View.Of<TaskListPage>(new { Model = model }, refusal is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    /// <summary>What is done to one line of the list, or to all that are ticked.</summary>
    private static async Task<IResult> SeveralAsync(HttpContext http, IDbContextFactory<PlannerDb> databases, TaskBook book, WorkspaceStore workspaces)
    {
        var stop = http.RequestAborted;
        var form = await http.Request.ReadFormAsync(stop);
        var open = await OpenPlan.OfAsync(http);
        var back = TaskQuery.Of(http.Request.Query).At(open.At("/tasks"));
        // A line's own button names its task: "done:0198…".
        var (verb, one) = form["do"].ToString().Split(':') is [var name, var id] && Guid.TryParse(id, out var only) ? (name, only) : (form["do"].ToString(), (Guid?)null);
        var ids = one is { } line ? [line] : form["task"].Select(t => Guid.TryParse(t, out var ticked) ? ticked : Guid.Empty).Where(t => t != Guid.Empty).ToList();
        if (ids.Count == 0) return await Again("tick the tasks you mean first");
        var tasks = (await book.FindAllAsync(open.Plan, ids, stop)).Select(f => f.Task).ToList();
        if (tasks.Count == 0) return await Again("these tasks are not on the list any more");
        var (deed, why) = TasksTogether.Of(verb, tasks, open.Today, one is null ? Date(form["until"]) : open.Today.PlusDays(7), form["owner"]);
        if (deed is null) return await Again(why!);
        var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), deed, stop);
        return result is ChangeResult.Refused(var refusal) ? await Again(refusal) : await http.Done(result, back);

        async Task<IResult> Again(string words) => Told.IsScript(http) ? http.Refused(words, back) : await ListOf(http, databases, Told.Sentence(words));
    }

    private static async Task<IResult> LengthsAsync(HttpContext http, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var open = await OpenPlan.OfAsync(http);
        var channel = open.Workspace.ChannelsIn(open.Library).FirstOrDefault(c => c.Key == form["channel"]);
        return Results.Json(Typing.Lengths(form["draft"].ToString(), channel));
    }

    private static async Task<IResult> ShowAsync(string task, bool? write, HttpContext http, TaskBook book) => await PageOf(task, http, book, write == true, null);

    private static async Task<IResult> PageOf(string task, HttpContext http, TaskBook book, bool writing, TaskTyped? typed)
    {
        var open = await OpenPlan.OfAsync(http);
        if (await book.FindAsync(open.Plan, task, http.RequestAborted) is not { } found) return Gone(open);
        var model = TaskPageModel.Of(open, found, writing, typed);
        return View.Of<TaskPage>(new { Model = model }, typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> ActAsync(string task, HttpContext http, TaskBook book, TaskDeeds deeds, WorkspaceStore workspaces)
    {
        var stop = http.RequestAborted;
        var form = await http.Request.ReadFormAsync(stop);
        var open = await OpenPlan.OfAsync(http);
        if (await book.FindAsync(open.Plan, task, stop) is not { } found) return Gone(open);
        var verb = form["do"].ToString();
        if (verb == "ask")
            return await ApprovalAsking.AskAsync(http, open, form, null, found.Task.Key.ToString(), "tasks", open.At($"/tasks/{found.Task.Key}"),
                asked => PageOf(task, http, book, false, new(verb, null, null, null, null, null, "Not asked yet: something needs another look.") { Ask = asked }));
        var (deed, why) = DeedOf(verb, found, form, deeds, open.Today);
        var path = open.At($"/tasks/{found.Task.Key}");
        if (deed is null) return await Again(why!);
        var result = await workspaces.DoAsync(open.Client.Id, http.Actor(), deed, stop);
        return result is ChangeResult.Refused(var refusal) ? await Again(refusal) : await http.Done(result, path);

        async Task<IResult> Again(string words) => Told.IsScript(http) ? http.Refused(words, path) : await PageOf(task, http, book, verb is "write" or "merge",
            new(verb, form["draft"], form["url"], form["on"], form["until"], form["note"], Told.Sentence(words)));
    }

    private static (Deed? Deed, string? Why) DeedOf(string verb, FoundTask found, IFormCollection form, TaskDeeds deeds, LocalDate today)
    {
        var task = found.Task;
        switch (verb)
        {
            case "done":
                var on = Date(form["on"]) ?? today;
                if (on > today) return (null, "it cannot have gone out on a day to come; leave the day as it is, or plan the task for then");
                if (!WebLinks.TryRead(form["url"], out var url, out var wrong)) return (null, wrong);
                return (deeds.Done(task, on, url), null);
            case "snooze":
                return Date(form["until"]) is { } until ? (deeds.Snooze(task, until), null) : (null, "choose the day it shall come back");
            case "wake":
                return (deeds.Wake(task), null);
            case "skip":
                return (WithNote(deeds.Skip(task, today), task, form["note"]), null);
            case "reopen":
                return (deeds.Reopen(task), null);
            case "begin":
                return (deeds.Begin(task), null);
            case "take-up":
                return (deeds.TakeUp(task, Date(form["on"])), null);
            case "assign":
                return (deeds.Assign(task, Given(form["owner"])), null);
            case "pin":
                return Date(form["on"]) is { } day ? (deeds.Pin(task, day), null) : (null, "choose a day");
            case "relink":
                return (deeds.Relink(task), null);
            case "note":
                return (deeds.Remark(task, Given(form["note"])), null);
            case "write":
                return (Unseen(deeds.Write(task, Typing.Lines(form["draft"].ToString()), form["source"].ToString()), task, form["seen"]), null);
            case "keep" when task.Decision?.Draft is { } mine:
                return (Unseen(deeds.Write(task, mine, found.Draft.Fingerprint), task, form["seen"]), null);
            case "take-new":
                return (Unseen(deeds.DropDraft(task), task, form["seen"]), null);
            default:
                return (null, "nothing of that kind can be done with a task");
        }
    }

    /// <summary>The reason stays with the task.</summary>
    private static Deed WithNote(Deed deed, ContentTask task, string? note) => Given(note) is not { } said ? deed : deed with
    {
        What = $"{deed.What}: {said}",
        Verb = workspace => deed.Verb(workspace) is { After: { } after } ? after.Remark(task, said) : deed.Verb(workspace),
    };

    /// <summary>Nothing is written over a text that the person has not seen.</summary>
    private static Deed Unseen(Deed deed, ContentTask task, string? seen) => deed with
    {
        Verb = workspace => Typing.Print(workspace.Tasks.LastOrDefault(d => d.Key == task.Key.ToString())?.Draft) == (seen ?? "")
            ? deed.Verb(workspace)
            : Verdict.Refused("somebody else wrote this draft in between; theirs stands above, your text is kept below. Bring the two together and save again"),
    };

    private static IResult Gone(OpenPlan open) => View.Of<TaskGonePage>(new { Back = open.At("/tasks") }, StatusCodes.Status404NotFound);

    private static LocalDate? Date(string? text) => LocalDatePattern.Iso.Parse(text ?? "") is { Success: true, Value: var day } ? day : null;

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
