#pragma warning disable EF1002 // Names of tables are the model's.
using System.IO.Compression;
using System.Net;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Archives;

public sealed class ErasureOnSqlite() : ErasureTests(DatabaseKind.Sqlite);

public sealed class ErasureOnPostgres() : ErasureTests(DatabaseKind.Postgres);

/// <summary>A person asks to be forgotten.</summary>
public abstract class ErasureTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Address = "rory@steadyground.example";

    private readonly TemporaryFolder _folder = new();
    private FeedHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private T Part<T>() where T : notnull => _house.Service.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync() => _house = await FeedHouse.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Name_and_address_are_in_no_row_any_more_and_the_trail_says_a_former_member()
    {
        var member = await _house.MemberId("assistant");
        using var browser = await Browser.Of(_house.Service.App, Address, _house.Workspace, Access.Contributor);
        await _house.Change(w => w with { Pieces = [.. w.Pieces.Select(p => p.Key == "second" ? p with { Title = "Ask somebody" } : p)] });
        await Do(new("Rory", member, "web"), "finished something of “Rory”", w => w with { Pieces = [.. w.Pieces.Select(p => p.Key == "first" ? p with { Owner = "assistant" } : p)] });
        await Do(new("Rory", null, "mail"), "gave it to nobody", w => w with { Pieces = [.. w.Pieces.Select(p => p.Key == "first" ? p with { Pillar = "rest" } : p)] });
        var (own, followed, others) = (await _house.Add(new(_house.Workspace, "Rory’s", "calendar", "calendar", member)), await _house.Add(new(_house.Workspace, "Tasks", "tasks-assistant", "tasks-assistant")), await _house.Add());
        await Owe(member);

        Assert.True(await Part<PersonArchive>().WriteAsync("Rory@steadyground.example", _folder["rory.zip"], Stop));
        var erased = Assert.IsType<ErasureResult.Done>(await Part<Erasure>().EraseAsync("Rory@SteadyGround.example", Actor.CommandLine, Stop)).Erased;

        Assert.Equal(("steady-ground", true, 1, 2), (Assert.Single(erased.Clients), erased.Account, erased.Deliveries, erased.Feeds));
        Assert.Empty(erased.StillNamed);
        await using var zip = await ZipFile.OpenReadAsync(_folder["rory.zip"], Stop);
        Assert.NotNull(zip.GetEntry("steady-ground/member.json"));
        Assert.Equal((HttpStatusCode.Gone, HttpStatusCode.Gone, HttpStatusCode.OK), ((await _house.Get(own)).Status, (await _house.Get(followed)).Status, (await _house.Get(others)).Status));
        await using var db = _house.Database.Databases.CreateDbContext();
        Assert.Equal(2, await db.ChangeSets.CountAsync(c => c.Actor == Erasure.Nobody, Stop));
        Assert.Contains("finished something of “a former member”", await db.ChangeSets.Select(c => c.What).ToListAsync(Stop));
        await NowhereAsync(db, "Rory", Address, "rory");
        var now = (await _house.Service.Workspaces.ReadAsync(_house.Workspace, Stop))!.Workspace;
        Assert.Equal(["coach"], now.Members.Select(m => m.Key));
        Assert.Null(now.Pieces.Single(p => p.Key == "first").Owner);
        using var signedOut = await browser.Get("/w/steady-ground/archive");
        Assert.NotEqual(HttpStatusCode.OK, signedOut.StatusCode);
    }

    [Fact]
    public async Task Texts_that_people_wrote_stay_and_are_told()
    {
        await _house.Change(w => w with { Pieces = [.. w.Pieces.Select(p => p.Key == "first" ? p with { Title = "What Rory taught me" } : p)] });

        var erased = Assert.IsType<ErasureResult.Done>(await Part<Erasure>().EraseAsync(Address, Actor.CommandLine, Stop)).Erased;

        Assert.Equal(("steady-ground", 1), erased.StillNamed.Select(s => (s.Key, s.Value)).Single());
    }

    [Fact]
    public async Task The_last_administrator_is_not_erased_and_who_is_not_there_is_told()
    {
        using var administrator = await Browser.OfAdministrator(_house.Service.App);

        Assert.IsType<ErasureResult.Refused>(await Part<Erasure>().EraseAsync("ada@example.org", Actor.CommandLine, Stop));
        Assert.IsType<ErasureResult.Missing>(await Part<Erasure>().EraseAsync("nobody@example.org", Actor.CommandLine, Stop));
        Assert.Contains("Jobs", await administrator.Read("/admin/jobs"), StringComparison.Ordinal);
    }

    private async Task Do(Actor actor, string what, Func<Workspace, Workspace> change) =>
        Assert.IsType<ChangeResult.Done>(await _house.Service.Workspaces.ChangeAsync(_house.Workspace, actor, what, w => change(w), Stop));

    private async Task Owe(Guid person)
    {
        var now = _house.Clock.GetCurrentInstant();
        await using var db = _house.Database.Databases.CreateDbContext();
        var delivery = new DeliveryRow
        {
            Id = Guid.CreateVersion7(), Kind = DeliveryKind.Digest, SubscriptionId = Guid.CreateVersion7(), Period = "2026-W47", WorkspaceId = _house.Workspace, PersonId = person,
            Address = Address, Name = "Rory", MessageId = $"{Guid.NewGuid():N}@example.org", Status = DeliveryStatus.Sent, DueAt = now, NotAfter = now, NextAttemptAt = now, EndedAt = now,
        };
        db.Deliveries.Add(delivery);
        db.StoredMails.Add(new() { DeliveryId = delivery.Id, Subject = "For Rory", Message = "To: Rory"u8.ToArray(), RenderedAt = now });
        db.Suppressions.Add(new() { Address = Address, Reason = "asked for it", Since = now });
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>In no text of any table.</summary>
    private static async Task NowhereAsync(Database.PlannerDb db, params string[] words)
    {
        foreach (var entity in db.Model.GetEntityTypes().Where(e => !e.IsOwned()))
            foreach (var column in entity.GetProperties().Where(p => p.ClrType == typeof(string)))
            {
                // A feed's slug is its address, by which it is known to be gone.
                if (entity.GetTableName() == "feed" && column.Name == "Slug") continue;
                var texts = await db.Database.SqlQueryRaw<string>($"SELECT \"{column.GetColumnName()}\" AS \"Value\" FROM \"{entity.GetTableName()}\" WHERE \"{column.GetColumnName()}\" IS NOT NULL").ToListAsync(Stop);
                foreach (var word in words) Assert.DoesNotContain(texts, t => t.Contains(word, StringComparison.Ordinal) && Told($"{entity.GetTableName()}.{column.Name}: {t}"));
            }

        static bool Told(string where)
        {
            TestContext.Current.TestOutputHelper?.WriteLine(where);
            return true;
        }
    }
}
