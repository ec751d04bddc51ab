using System.Globalization;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using NodaTime.Text;

namespace ContentPlanner.Server.Backups;

/// <summary><c>/admin/backup</c>: what was backed up, one more now, and the end of the hold after a restore.</summary>
internal static class BackupPages
{
    public const string Path = "/admin/backup";

    private static readonly InstantPattern Minutes = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

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
                return Page.Administration("No backup was taken", Html.Of($"<p>{why.Message}</p><p><a href=\"{Path}\">Back</a></p>"), StatusCodes.Status409Conflict);
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
        var token = Page.FormToken(http);
        var list = backups.Folder.List();
        var held = await hold.ReadAsync(stop);
        return Page.Administration("Backup", Html.Of($"""
            {(held is null ? Html.Empty : Held(held, token))}
            <p class="quiet">Backups lie in {System.IO.Path.GetFullPath(backups.Folder.Path)}. Each holds everything but settings.json and folders of your own; copy them to another machine. Whoever has one can read all of it.</p>
            <form method="post" action="{Path}">{token}<button class="first">Back up now</button></form>
            {(list.Count == 0 ? Html.Of($"<p>There is none yet. The job nightly-backup takes one every night.</p>") : Html.Of($"""
                <table class="stacks"><thead><tr><th scope="col">Taken (UTC)</th><th scope="col">Why</th><th scope="col">Size</th><th scope="col"></th></tr></thead><tbody>
                {Html.Join(list.Select(b => Html.Of($"<tr><th scope=\"row\">{Minutes.Format(b.TakenAt)}</th><td data-label=\"Why\">{BackupFolder.Word(b.Kind)}</td><td data-label=\"Size\">{Size(b.Octets)}</td><td><a href=\"{Path}/{b.Name}\">Download</a></td></tr>")))}
                </tbody></table>
                """))}
            <p class="quiet">Restoring needs the service stopped: <code>contentplanner restore FILE</code>.</p>
            """));
    }

    private static Html Held(Hold hold, Html token) => Html.Of($"""
        <h2>Nothing is sent</h2>
        <p>Since {Minutes.Format(hold.Since)} UTC, because {hold.Why}. What was sent after that backup is not known here, and would be sent once more.</p>
        <form method="post" action="{Path}/confirmation">{token}
        <p><button class="first" name="due" value="leave-out">Go on, and leave out what was due until now</button></p>
        <p><button class="quiet" name="due" value="send">Go on, and send what is due: nothing was sent since the backup</button></p></form>
        """);

    internal static string Size(long octets) => octets switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e9:0.0} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{octets / 1e6:0.0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, octets / 1000)} kB"),
    };
}
