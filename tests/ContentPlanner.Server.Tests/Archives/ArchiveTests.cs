#pragma warning disable EF1002 // Names of tables are the model's.
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Archives;

public sealed class ArchivesOnSqlite() : ArchiveTests(DatabaseKind.Sqlite);

public sealed class ArchivesOnPostgres() : ArchiveTests(DatabaseKind.Postgres);

/// <summary>A client leaves with everything, and nothing of them stays.</summary>
public abstract class ArchiveTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private T Part<T>() where T : notnull => _house.Service.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(kind, s => s.Backup.Folder = _folder["backups"]);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_archive_can_be_read_without_us_and_imported_as_the_same_client()
    {
        await _house.MoveTheBook(new(2027, 5, 18));
        var feed = await _house.Add();
        var before = await _house.Get(feed);

        await Part<WorkspaceArchive>().WriteAsync(_house.Workspace, _folder["all.zip"], Stop);
        ZipFile.ExtractToDirectory(_folder["all.zip"], _folder["all"]);

        Assert.Contains("BEGIN:VCALENDAR", Text("what-follows/calendar.ics"), StringComparison.Ordinal);
        Assert.Contains("The first page", Text("tables/pieces.csv"), StringComparison.Ordinal);
        Assert.Contains("the coach", Text("tables/change_set.csv"), StringComparison.Ordinal);
        Assert.Contains("20270518", Text("tables/change.csv").Replace("-", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.StartsWith("Id,", Text("tables/delivery.csv"), StringComparison.Ordinal);
        using var manifest = JsonDocument.Parse(Text("manifest.json"));
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateObject())
            Assert.Equal(file.Value.GetProperty("octets").GetInt64(), new FileInfo(_folder[$"all/{file.Name}"]).Length);
        // Neither the address of a calendar nor its hash is in it.
        foreach (var file in _folder.Files.Where(f => f.StartsWith("all/", StringComparison.Ordinal)))
        {
            var text = await File.ReadAllTextAsync(_folder[file], Stop);
            Assert.DoesNotContain(feed.Token, text, StringComparison.Ordinal);
            Assert.DoesNotContain("TokenHash", text, StringComparison.Ordinal);
        }

        await using var elsewhere = await FeedHouse.Open(kind == DatabaseKind.Sqlite ? DatabaseKind.Postgres : DatabaseKind.Sqlite, s => s.Backup.Folder = _folder["other"]);
        await elsewhere.Service.Services.GetRequiredService<WorkspaceDeletion>().DeleteAsync(elsewhere.Workspace, "steady-ground", Actor.CommandLine, Stop);
        var problems = new List<Problem>();
        var plan = PlanOnDisk.Read(_folder["all/plan/plan.yaml"], FeedNode.Shipped.Library, FeedHouse.Now.InUtc().Date, problems);
        Assert.DoesNotContain(problems, p => p.Severity == Severity.Error);
        var imported = Assert.IsType<ChangeResult.Done>(await elsewhere.Service.Workspaces.ImportAsync(plan!, null, fresh: false, Actor.CommandLine, Stop));
        Assert.Equal(_house.Workspace, imported.After.Id);
        var again = await elsewhere.Add(new(imported.After.Id, "Everything", "calendar", "calendar"));
        Assert.Equal(Uids(before), Uids(await elsewhere.Get(again)));
    }

    [Fact]
    public async Task A_deleted_client_is_archived_and_gone_and_her_calendars_say_so()
    {
        var other = await _house.AddClient(FeedHouse.OtherPlan);
        var (feed, revoked, others) = (await _house.Add(), await _house.Add(), await _house.Add(new(other, "Other", "calendar", "calendar")));
        await _house.Feeds.RevokeAsync(revoked.Id, Stop);
        var untouched = await _house.Get(others);
        await _house.Get(feed);
        await Owe(_house.Workspace);
        await Owe(other);

        Assert.IsType<DeletionResult.Refused>(await Part<WorkspaceDeletion>().DeleteAsync(_house.Workspace, "steady", Actor.CommandLine, Stop));
        Assert.Equal(HttpStatusCode.OK, (await _house.Get(feed)).Status);
        var deleted = Assert.IsType<DeletionResult.Deleted>(await Part<WorkspaceDeletion>().DeleteAsync(_house.Workspace, "steady-ground", Actor.CommandLine, Stop));

        Assert.True(ZipFile.OpenRead(deleted.Archive).Entries.Count > 10);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(feed)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Get(revoked)).Status);
        Assert.Equal(untouched.Octets, (await _house.Get(others)).Octets);
        Assert.Null(await _house.Service.Workspaces.ReadAsync(_house.Workspace, Stop));
        await using var db = _house.Database.Databases.CreateDbContext();
        var owed = await db.Deliveries.AsNoTracking().SingleAsync(d => d.WorkspaceId == null, Stop);
        Assert.Equal((DeliveryStatus.Superseded, "", null, null), (owed.Status, owed.Address, owed.Name, owed.PersonId));
        Assert.Equal(DeliveryStatus.Due, (await db.Deliveries.AsNoTracking().SingleAsync(d => d.WorkspaceId == other, Stop)).Status);
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.FindProperty("WorkspaceId") is not null))
        {
            var left = await db.Database.SqlQueryRaw<int>($"SELECT CAST(count(*) AS int) AS \"Value\" FROM \"{entity.GetTableName()}\" WHERE \"WorkspaceId\" = {{0}}", _house.Workspace).SingleAsync(Stop);
            Assert.Equal((entity.GetTableName(), 0), (entity.GetTableName(), left));
        }
        Assert.IsType<DeletionResult.Missing>(await Part<WorkspaceDeletion>().DeleteAsync(_house.Workspace, "steady-ground", Actor.CommandLine, Stop));
    }

    [Fact]
    public async Task Another_node_says_so_within_a_second()
    {
        var other = await _house.AddNode();
        var feed = await _house.Add();
        Assert.Equal(HttpStatusCode.OK, (await _house.Send(HttpMethod.Get, feed.Path, other)).Status);

        await Part<WorkspaceDeletion>().DeleteAsync(_house.Workspace, "steady-ground", Actor.CommandLine, Stop);

        await Task.Delay(1000, Stop);
        Assert.Equal(HttpStatusCode.Gone, (await _house.Send(HttpMethod.Get, feed.Path, other)).Status);
    }

    [Fact]
    public async Task Owners_download_and_delete_by_the_page_and_nobody_else_does()
    {
        using var strategist = await Browser.Of(_house.Service.App, "sam@example.org", _house.Workspace, Access.Strategist);
        using (var refused = await strategist.Get("/w/steady-ground/archive")) Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var owner = await Browser.Of(_house.Service.App, "olga@example.org", _house.Workspace);

        using (var zip = await owner.Submit("/w/steady-ground/archive"))
        {
            Assert.Equal("application/zip", zip.Content.Headers.ContentType!.MediaType);
            using var archive = new ZipArchive(await zip.Content.ReadAsStreamAsync(Stop));
            Assert.NotNull(archive.GetEntry("plan/plan.yaml"));
        }
        using (var mistyped = await owner.Submit("/w/steady-ground/archive", "/w/steady-ground/archive/deletion", ("key", "steady"))) Assert.Equal(HttpStatusCode.UnprocessableEntity, mistyped.StatusCode);
        using (var deleted = await owner.Submit("/w/steady-ground/archive", "/w/steady-ground/archive/deletion", ("key", "steady-ground"))) Assert.Equal(HttpStatusCode.OK, deleted.StatusCode);
        using var gone = await owner.Get("/w/steady-ground/archive");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    private string Text(string path) => File.ReadAllText(_folder[$"all/{path}"]);

    private static List<string> Uids(Answer feed) => [.. feed.Unfolded.Split("\r\n").Where(l => l.StartsWith("UID:", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task Owe(Guid workspace)
    {
        var now = _house.Clock.GetCurrentInstant();
        await using var db = _house.Database.Databases.CreateDbContext();
        db.Deliveries.Add(new()
        {
            Id = Guid.CreateVersion7(), Kind = DeliveryKind.Digest, SubscriptionId = Guid.CreateVersion7(), Period = "2026-W48", WorkspaceId = workspace, PersonId = Guid.CreateVersion7(),
            Address = "maeve@steadyground.example", Name = "Maeve", MessageId = $"{Guid.NewGuid():N}@example.org", Status = DeliveryStatus.Due, DueAt = now, NotAfter = now, NextAttemptAt = now + NodaTime.Duration.FromDays(30),
        });
        await db.SaveChangesAsync(Stop);
    }
}
