using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Output;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Archives;

/// <summary>What was put into an archive.</summary>
/// <param name="Revision">Of the workspace, of which everything in it is.</param>
/// <param name="Files">Octets of each.</param>
public sealed record ArchiveManifest(Guid Workspace, string Key, string Name, long Revision, IReadOnlyDictionary<string, long> Files, IReadOnlyDictionary<string, long> Rows);

/// <summary>
/// Everything of one client in a zip that can be read without this program: the plan document with its texts, what follows from it
/// (calendars, tasks with drafts, mails, the plan on a page), each table as CSV with change log and deliveries' log, and every mail that is kept.
/// Importing its plan.yaml gives the same client again, with calendars that know their entries.
/// </summary>
public sealed class WorkspaceArchive(Databases databases, WorkspaceStore workspaces, StampBook stamps, Libraries libraries, IClock clock)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private static readonly JsonSerializerOptions Shape = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>A name for the file: <c>steady-ground-20261125.zip</c>.</summary>
    public string FileName(string key) => $"{key}-{InstantPattern.CreateWithInvariantCulture("uuuuMMdd'T'HHmmss'Z'").Format(clock.GetCurrentInstant())}.zip";

    /// <summary>Null: there is no such workspace.</summary>
    /// <param name="to">Is written from its beginning to its end, never sought in; it stays open.</param>
    public async Task<ArchiveManifest?> WriteAsync(Guid workspace, Stream to, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot) return null;
        var now = clock.GetCurrentInstant();
        var document = await stamps.WithChangeDataAsync(snapshot.Workspace, stop);
        var written = WrittenPlan.WithFiles(document);
        var own = libraries.Of(snapshot.Workspace);
        var output = PlanOutput.Of(snapshot.Workspace, own.Library, own.Templates, now);
        var (files, rows) = (new SortedDictionary<string, long>(StringComparer.Ordinal), new SortedDictionary<string, long>(StringComparer.Ordinal));
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: Utf8, stop);

        await Add("README.txt", Utf8.GetBytes(Readme(snapshot.Workspace, now)));
        await Add("plan/plan.yaml", Utf8.GetBytes(written.Plan));
        foreach (var (path, text) in written.Texts) await Add($"plan/{path}", Utf8.GetBytes(text));
        // Where an import of the plan looks for them.
        foreach (var (path, text) in written.Templates.OrderBy(t => t.Key, StringComparer.Ordinal)) await Add($"plan/plan.templates/{path}", Utf8.GetBytes(text));
        foreach (var (path, octets) in output.Files.OrderBy(f => f.Key, StringComparer.Ordinal)) await Add($"what-follows/{path}", octets);
        await Add("tables/pieces.csv", Pieces(snapshot.Workspace));
        await using (var db = databases.CreateDbContext())
        {
            foreach (var table in OwnedRows.Of(db.Model))
            {
                using var csv = new MemoryStream();
                rows[table.Name] = await RowsAsCsv.WriteAsync(db, table, workspace, csv, stop);
                await Add($"tables/{table.Name}.csv", csv.ToArray());
            }
            var mails = db.StoredMails.AsNoTracking().Where(m => db.Deliveries.Any(d => d.Id == m.DeliveryId && d.WorkspaceId == workspace));
            await foreach (var mail in mails.AsAsyncEnumerable().WithCancellation(stop)) await Add($"mails/{mail.DeliveryId:N}.eml", mail.Message);
        }
        var manifest = new ArchiveManifest(workspace, snapshot.Workspace.Key, snapshot.Workspace.Name, snapshot.Revision, files, rows);
        await Add("manifest.json", JsonSerializer.SerializeToUtf8Bytes(new
        {
            format = 1,
            program = BackupStore.Program,
            writtenAt = InstantPattern.ExtendedIso.Format(now),
            workspace = new { id = workspace, key = manifest.Key, name = manifest.Name, revision = manifest.Revision },
            rows,
            files = files.Keys.ToDictionary(f => f, f => new { octets = files[f], sha256 = hashes[f] }),
            notWritten = output.Problems.Select(p => p.ToString()),
        }, Shape));
        return manifest;

        async Task Add(string path, byte[] octets)
        {
            var entry = zip.CreateEntry(path);
            entry.LastWriteTime = now.ToDateTimeOffset();
            await using var content = await entry.OpenAsync(stop);
            await content.WriteAsync(octets, stop);
            (files[path], hashes[path]) = (octets.Length, Convert.ToHexStringLower(SHA256.HashData(octets)));
        }
    }

    /// <summary>Into a file that its owner alone may read; whole, or not there.</summary>
    public async Task<ArchiveManifest?> WriteAsync(Guid workspace, string file, CancellationToken stop)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        var writing = file + ".writing";
        try
        {
            ArchiveManifest? manifest;
            await using (var stream = PrivateFile.Create(writing, access: FileAccess.ReadWrite))
            {
                manifest = await WriteAsync(workspace, stream, stop);
                stream.Flush(flushToDisk: true);
            }
            if (manifest is not null) File.Move(writing, file, overwrite: false);
            return manifest;
        }
        finally
        {
            File.Delete(writing);
        }
    }

    private static byte[] Pieces(Workspace workspace)
    {
        using var buffer = new MemoryStream();
        using (var csv = RowsAsCsv.Writer(buffer))
        {
            foreach (var column in new[] { "key", "title", "format", "status", "channel", "planned", "publish", "owner", "pillar", "launch", "address", "text" }) csv.WriteField(column);
            csv.EndRecord();
            foreach (var piece in workspace.Pieces)
            {
                foreach (var value in new object?[]
                {
                    piece.Key, piece.Title, piece.Format, piece.Status, piece.Channel, piece.PlannedOn,
                    piece.Publish is { } at ? LocalDateTimePattern.GeneralIso.Format(at.At) : null, piece.Owner, piece.Pillar, piece.Launch, piece.Url, piece.Body?.Text,
                }) csv.WriteField(RowsAsCsv.Text(value) ?? "");
                csv.EndRecord();
            }
        }
        return buffer.ToArray();
    }

    private static string Readme(Workspace workspace, Instant now) => $"""
        {workspace.Name}: everything, as of {InstantPattern.General.Format(now)}

        plan/plan.yaml     the plan document with its texts beside it. `contentplanner import plan/plan.yaml` makes the
                           client again, anywhere, with the same ids: calendars know their entries.
        what-follows/      what came out of it: calendars (.ics), tasks with drafts, mails, agendas, the plan on a page.
        tables/            every table of the database as CSV (UTF-8): pieces; change_set and change, who did what, when;
                           delivery, what was mailed to whom; and so on. A cell that a spreadsheet would run begins with '.
        mails/             the mails that are still kept, as they were sent.
        manifest.json      what is in here, with fingerprints.

        Secrets are not in here: addresses of calendars and links in mails stop working with the client.

        """;
}
