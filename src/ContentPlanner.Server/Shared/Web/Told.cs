using ContentPlanner.Core;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>What a page says was done just before, with the way back.</summary>
/// <param name="Undo">Where a post takes it back; null: it cannot be taken back any more.</param>
public sealed record Said(string Words, string? Undo, string UndoLabel = "Undo");

/// <summary>
/// Telling what was done. After a change the browser is sent on to the next page, whose address names the change set
/// (<c>?done=…</c>) and nothing else, so that two tabs never tell each other's.
/// </summary>
public static class Told
{
    private const string Parameter = "done";

    /// <summary>Done: the next page, with "Moved “X” to 4 May. Undo" on it. Otherwise why not.</summary>
    /// <param name="back">Path of the next page, of this program.</param>
    /// <param name="again">The page with the form, as it was filled in, and the words; null: a page of its own says them.</param>
    public static async Task<IResult> Done(this HttpContext http, ChangeResult result, string back, Func<string, IResult>? again = null) => result switch
    {
        ChangeResult.Done { ChangeSet: { } set } done when IsScript(http) => Results.Json(await ScriptsAsync(http, done, set)),
        ChangeResult.Done when IsScript(http) => Results.Json(new { words = "It was so already", changeSet = (Guid?)null, undo = (string?)null }),
        ChangeResult.Done { ChangeSet: { } set } => Administrator.SeeOther(QueryHelpers.AddQueryString(Local(back), Parameter, set.ToString())),
        ChangeResult.Done => Administrator.SeeOther(Local(back)),
        ChangeResult.Refused(var why) => http.Refused(why, back, StatusCodes.Status422UnprocessableEntity, again),
        ChangeResult.Conflict(_, var words) => http.Refused(words, back, StatusCodes.Status409Conflict, again),
        _ => http.Refused("It is not there any more", back, StatusCodes.Status404NotFound),
    };

    /// <summary>Why something was not done, for a person or a script.</summary>
    public static IResult Refused(this HttpContext http, string words, string back, int status = StatusCodes.Status422UnprocessableEntity, Func<string, IResult>? again = null)
    {
        var sentence = Sentence(words);
        if (IsScript(http)) return Results.Json(new { words = sentence }, statusCode: status);
        return again?.Invoke(sentence) ?? View.Of<RefusedPage>(new { Words = sentence, Back = Local(back) }, status);
    }

    /// <summary>
    /// What a page was about is not there any more: because it was just taken back, which the list it stood on then tells, or
    /// because somebody removed it.
    /// </summary>
    /// <param name="list">Path of the page that names those there are.</param>
    public static IResult Gone(this HttpContext http, string words, string list) => http.Request.Query[Parameter] is [{ Length: > 0 } done, ..]
        ? Administrator.SeeOther(QueryHelpers.AddQueryString(Local(list), Parameter, done))
        : http.Refused(words, list, StatusCodes.Status404NotFound);

    /// <summary>Whether a script of ours asks and wants JSON, not a page.</summary>
    public static bool IsScript(HttpContext http) => http.Request.Headers.Accept.ToString().StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>A path of this program; what leads elsewhere becomes the beginning.</summary>
    public static string Local(string? path) => path is ['/', ..] && path is not ['/', '/' or '\\', ..] && !path.Contains('\n') && !path.Contains('\r') ? path : "/";

    /// <summary>What people read: with a capital and a full stop.</summary>
    public static string Sentence(string words)
    {
        if (words.Length == 0) return words;
        var text = words.Capital();
        return text[^1] is '.' or '!' or '?' ? text : text + ".";
    }

    internal static QueryString Without(QueryString query)
    {
        if (!query.HasValue || !query.Value!.Contains(Parameter, StringComparison.Ordinal)) return query;
        return QueryString.Create(QueryHelpers.ParseQuery(query.Value).Where(p => p.Key != Parameter));
    }

    internal static async Task<Said?> OfAsync(HttpContext http, PlannerDb db, IReadOnlyList<ClientName> clients, ClientName? here, CancellationToken stop)
    {
        if (!Guid.TryParse(http.Request.Query[Parameter], out var set)) return null;
        var found = await (from change in db.ChangeSets.AsNoTracking()
                           join client in db.Workspaces on change.WorkspaceId equals client.Id
                           where change.Id == set
                           select new { change.What, change.UndoneBy, change.Undoes, client.Key }).FirstOrDefaultAsync(stop);
        // What was done to another client is not told on this one's page, and nobody is told of a client that is not theirs.
        if (found is null || clients.All(c => c.Key != found.Key) || (here is not null && here.Key != found.Key)) return null;
        return new(Sentence(found.What), found.UndoneBy is null ? UndoAddress(found.Key, set) : null, found.Undoes is null ? "Undo" : "Do it again");
    }

    internal static string UndoAddress(string workspace, Guid set) => $"/w/{workspace}/undo/{set}";

    private static async Task<object> ScriptsAsync(HttpContext http, ChangeResult.Done done, Guid set)
    {
        await using var db = http.RequestServices.GetRequiredService<IDbContextFactory<PlannerDb>>().CreateDbContext();
        var what = await db.ChangeSets.Where(c => c.Id == set).Select(c => c.What).FirstAsync(http.RequestAborted);
        return new { words = Sentence(what), changeSet = (Guid?)set, undo = UndoAddress(done.After.Workspace.Key, set) };
    }
}
