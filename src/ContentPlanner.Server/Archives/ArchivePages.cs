using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;

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
                DeletionResult.Deleted deleted => Deleted(http, deleted),
                DeletionResult.Refused refused => Show(http, refused.Why),
                _ => View.Says("Not here", ["The client is deleted already."], StatusCodes.Status404NotFound, "/", "To your clients"),
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

    private static IResult Show(HttpContext http, string? why) => View.Of<ArchivePage>(
        new { http.Client().Key, http.Client().Name, Mistake = why is null ? null : $"Not deleted: {why}." }, why is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult Deleted(HttpContext http, DeletionResult.Deleted deleted)
    {
        // The page has no client to stand in any more.
        http.Features.Set<Client>(null);
        return View.Says($"{deleted.Name} is deleted", [$"Everything there was is in the archive {Path.GetFileName(deleted.Archive)}; whoever runs the installation can hand it to you."], href: "/", action: "To your clients");
    }
}
