using System.Net;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Backups;

/// <summary>From one database to the other, with everything (issue: "SQLite → PostgreSQL give the same feeds byte for byte").</summary>
public sealed class DatabaseMoveTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, DatabaseKind.Postgres)]
    [InlineData(DatabaseKind.Postgres, DatabaseKind.Sqlite)]
    public async Task Calendars_addresses_and_sign_ins_go_on_in_the_other_database(DatabaseKind from, DatabaseKind to)
    {
        await using var house = await FeedHouse.Open(from);
        var feed = await house.Add();
        await house.MoveTheBook(new(2027, 5, 18));
        var before = await house.Get(feed);
        using var administrator = await Browser.OfAdministrator(house.Service.App);
        var cookies = administrator.Cookies.GetCookieHeader(house.Service.Address);
        Assert.Equal(HttpStatusCode.OK, (await house.Get("/admin/jobs", ("Cookie", cookies))).Status);
        await house.Service.Stop();
        await Installed.HasEnded(house.Database.Databases);

        await using var place = await Installed.Empty(to);
        if (to == DatabaseKind.Sqlite) Directory.CreateDirectory(place.Settings.Data);
        var source = new Settings();
        if (from == DatabaseKind.Sqlite) source.Data = house.Database.Folder!;
        else source.Database.ConnectionString = house.Database.Databases.ConnectionString;
        var copied = await new DatabaseMove(source, house.Clock).MoveAsync(place.Databases, Stop);

        await using (var old = house.Database.Databases.CreateDbContext())
        {
            foreach (var (table, rows) in copied.Where(c => c.Key != "setting")) Assert.Equal((table, rows), (table, await place.Count(table)));
            Assert.Equal(copied.Keys.Order(), old.Model.GetEntityTypes().Where(e => !e.IsOwned()).Select(e => e.GetTableName()!).Order());
            // Should the old one be started by mistake, it sends nothing; the new one does.
            Assert.Contains("moved to", (await old.Settings.SingleAsync(s => s.Key == HoldMode.Key, Stop)).Value, StringComparison.Ordinal);
        }
        await using var service = await place.Serve(house.Clock);
        Assert.Equal(before.Octets, (await house.Send(HttpMethod.Get, feed.Path, service)).Octets);
        Assert.Equal(HttpStatusCode.NotModified, (await house.Send(HttpMethod.Get, feed.Path, service, ("If-None-Match", before.Tag))).Status);
        Assert.Equal(HttpStatusCode.OK, (await house.Send(HttpMethod.Get, "/admin/jobs", service, ("Cookie", cookies))).Status);
        await using var now = place.Databases.CreateDbContext();
        Assert.False(await now.Settings.AnyAsync(s => s.Key == HoldMode.Key, Stop));
    }

    [Fact]
    public async Task A_database_that_holds_something_is_refused_and_stays_as_it_was()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite);
        await house.Service.Stop();
        await using var other = await FeedHouse.Open(DatabaseKind.Postgres);
        var rows = await Rows(other);

        var refused = await Assert.ThrowsAsync<BackupException>(() => new DatabaseMove(new() { Data = house.Database.Folder! }, house.Clock).MoveAsync(other.Database.Databases, Stop));

        Assert.Contains("is not empty", refused.Message, StringComparison.Ordinal);
        Assert.Equal(rows, await Rows(other));
    }

    [Fact]
    public async Task Nothing_is_moved_while_the_service_runs()
    {
        await using var house = await FeedHouse.Open(DatabaseKind.Sqlite);
        using var alone = InstanceLock.Take(Databases.SqliteFile(new() { Data = house.Database.Folder! }));
        await using var place = await Installed.Empty(DatabaseKind.Postgres);

        var refused = await Assert.ThrowsAsync<BackupException>(() => new DatabaseMove(new() { Data = house.Database.Folder! }, house.Clock).MoveAsync(place.Databases, Stop));

        Assert.Contains("then say the same again", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<int> Rows(FeedHouse house)
    {
        await using var db = house.Database.Databases.CreateDbContext();
        return await db.Items.CountAsync(Stop) + await db.Stamps.CountAsync(Stop);
    }
}
