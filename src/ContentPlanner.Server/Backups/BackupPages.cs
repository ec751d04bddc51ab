using System.Globalization;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Backups;

/// <summary><c>/admin/backup</c>: what was backed up, one more now, and the end of the hold after a restore.</summary>
internal static class BackupPages
{
    public const string Path = "/admin/backup";

    public static void MapBackups(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration(Path);
        pages.MapGet("", Show);
        pages.MapGet("/{name}", (string name, BackupStore backups) => backups.Folder.Find(name) is { } found ? Results.File(System.IO.Path.GetFullPath(found.Path), "application/zip", found.Name) : Results.NotFound());
        pages.MapPost("", async (BackupStore backups, CancellationToken stop) =>
        {
            try
            {
                await backups.TakeAsync(BackupKind.Manual, null, null, stop);
                return Administrator.SeeOther(Path);
            }
            catch (BackupException why)
            {
                return View.Says("No backup was taken", [Told.Sentence(why.Message)], StatusCodes.Status409Conflict, Path, "Back to the backups");
            }
        });
        pages.MapPost("/confirmation", async (HttpRequest request, HoldMode hold, CancellationToken stop) =>
        {
            var what = (await request.ReadFormAsync(stop))["due"].ToString();
            await hold.EndAsync(sendWhatWasDue: what == "send", stop);
            return Administrator.SeeOther(Path);
        });
    }

    private static async Task<IResult> Show(HttpContext http, BackupStore backups, HoldMode hold, CancellationToken stop)
    {
        var time = ReaderTime.Of(http.Person(), null);
        var held = await hold.ReadAsync(stop);
        return View.Of<BackupPage>(new
        {
            Folder = System.IO.Path.GetFullPath(backups.Folder.Path),
            Backups = backups.Folder.List().Select(b => new BackupPage.Line(b.Name, time.Moment(b.TakenAt), BackupFolder.Word(b.Kind), Size(b.Octets))).ToArray(),
            Held = held is null ? null : $"Since {time.Moment(held.Since)}, because {held.Why}. What was sent after that backup is not known here, and would be sent once more.",
        });
    }

    internal static string Size(long octets) => octets switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, octets / 1000)} kB"),
    };
}
