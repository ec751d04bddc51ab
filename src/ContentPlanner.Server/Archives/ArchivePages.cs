using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Archives;

/// <summary><c>/w/{workspace}/archive</c>: everything of a client to take along, and the end of it.</summary>
internal static class ArchivePages
{
    private const string Zip = "application/zip";

    public static void MapArchives(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/archive", Access.Owner);
        pages.MapGet("", (HttpContext http) => Show(http, null));
        pages.MapPost("", DownloadAsync);
        pages.MapPost("/deletion", async (HttpContext http, WorkspaceDeletion deletion, CancellationToken stop) =>
        {
            var typed = (await http.Request.ReadFormAsync(stop))["key"].ToString();
            return await deletion.DeleteAsync(http.Client().Id, typed, http.Actor(), stop) switch
            {
                DeletionResult.Deleted deleted => Page.Plain($"{deleted.Name} is deleted", Html.Of($"<p>Everything there was is in the archive {Path.GetFileName(deleted.Archive)}; whoever runs the installation can hand it to you.</p><p><a href=\"/\">To your clients</a></p>")),
                DeletionResult.Refused refused => Show(http, refused.Why),
                _ => Page.Plain("Not here", Html.Of($"<p>The client is deleted already. <a href=\"/\">To your clients</a></p>"), StatusCodes.Status404NotFound),
            };
        });
    }

    /// <summary>The same for programs.</summary>
    public static void MapArchiveExport(this IEndpointRouteBuilder app) => app.MapClientApi("/archive", Access.Owner).WithTags("Exports").MapGet("", DownloadAsync)
        .Says(new("exportArchive", "Everything of the client as a zip: plan document with its texts, calendars, tasks, mails, who did what") { Answer = ApiShape.Text(Zip), Description = "It can be read without this program, and its plan imported again. Asks for an owner, and for the scope manage of a key." });

    private static async Task<IResult> DownloadAsync(HttpContext http, WorkspaceArchive archive, CancellationToken stop)
    {
        // Into a file first: a zip that breaks off in the middle would look like a whole one.
        var file = Path.Combine(Path.GetTempPath(), $"contentplanner-{Guid.NewGuid():N}.zip");
        if (await archive.WriteAsync(http.Client().Id, file, stop) is null) return Api.Missing("There is no such workspace.");
        var stream = new FileStream(file, new FileStreamOptions { Mode = FileMode.Open, Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose });
        return Results.File(stream, Zip, archive.FileName(http.Client().Key));
    }

    private static IResult Show(HttpContext http, string? why)
    {
        var (client, token) = (http.Client(), Page.FormToken(http));
        return Page.Plain($"{client.Name}: archive", Html.Of($"""
            <p>A zip with everything: the plan document, calendars, tasks with drafts, who did what, what was mailed to whom. It can be read without this program, and imported again.</p>
            <form method="post" action="/w/{client.Key}/archive">{token}<button class="first">Download everything</button></form>
            <h2>Delete {client.Name}</h2>
            <p>It is archived first. Then its pages are gone, its calendars answer that they are, and nobody gets mail about it any more. This cannot be undone; importing the archive brings the plan back, with new addresses for its calendars.</p>
            {(why is null ? Html.Empty : Html.Of($"<p class=\"note\" role=\"alert\">Not deleted: {why}.</p>"))}
            <form method="post" action="/w/{client.Key}/archive/deletion">{token}
            <label for="key">To confirm, type {client.Key}</label><input id="key" name="key" required autocomplete="off" spellcheck="false">
            <p><button class="quiet">Delete it</button></p></form>
            """), why is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
