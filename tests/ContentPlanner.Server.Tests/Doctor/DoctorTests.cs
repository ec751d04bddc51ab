using System.Text.Json;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Doctor;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Feeds;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Doctor;

/// <summary><c>doctor</c>: each trouble is found, and told with what to do.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeClock _clock = new(FeedHouse.Now);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_sound_installation_has_no_trouble()
    {
        await Migrated();

        var found = await Examine();

        Assert.Empty(found.Where(d => d.Soundness == Soundness.Bad).Select(d => d.ToString()));
        foreach (var about in new[] { "settings", "data folder", "disk", "templates", "job files", "database", "migrations", "time zones", "clock", "mails", "jobs" })
            Assert.Equal((about, Soundness.Good), (about, One(found, about).Soundness));
        foreach (var about in new[] { "mail server", "base URL", "backup", "service" }) Assert.Equal((about, Soundness.Warning), (about, One(found, about).Soundness));
        Assert.All(found.Where(d => d.Soundness != Soundness.Good), d => Assert.NotNull(d.Advice));
    }

    [Fact]
    public async Task Mistakes_in_settings_are_all_it_looks_at()
    {
        _folder.Write("data/settings.json", """{ "Mail": { "Smtp": { "Prot": 25 } } }""");

        var found = Assert.Single(await Examine());

        Assert.Equal(Soundness.Bad, found.Soundness);
        Assert.Contains("did you mean Mail:Smtp:Port?", found.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_file_an_older_schema_and_a_newer_one_are_told_apart()
    {
        Directory.CreateDirectory(_folder["data"]);
        Assert.Equal(Soundness.Warning, One(await Examine(), "database").Soundness);

        await using (var db = (await Migrated()).CreateDbContext())
        {
            await db.Database.ExecuteSqlRawAsync("""INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Later', '99')""", Stop);
            Assert.Contains("newer version", One(await Examine(), "migrations").Words, StringComparison.Ordinal);
            await db.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" <> '20261125000000_Initial'""", Stop);
            var older = One(await Examine(), "migrations");
            Assert.Equal(Soundness.Warning, older.Soundness);
            Assert.Contains("older version", older.Words, StringComparison.Ordinal);
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        await File.WriteAllTextAsync(Databases.SqliteFile(new() { Data = _folder["data"] }), "This is no database, it is a letter.", Stop);
        Assert.Equal(Soundness.Bad, One(await Examine(), "database").Soundness);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_the_password_is_found_and_one_that_takes_it_is_not()
    {
        await using var server = await RealSmtp.Start();
        await Migrated();
        _folder.Write("data/settings.json", $$"""{ "Mail": { "From": "plan@example.org", "Administrators": "ada@example.org", "Smtp": { "Host": "127.0.0.1", "Port": {{server.Port}}, "Security": "None" } } }""");
        Assert.Equal(Soundness.Good, One(await Examine(), "mail server").Soundness);

        _folder.Write("data/settings.json", $$"""{ "Mail": { "From": "plan@example.org", "Smtp": { "Host": "127.0.0.1", "Port": {{server.Port}}, "Security": "Tls", "TimeoutSeconds": 5 } } }""");
        var refused = One(await Examine(), "mail server");
        Assert.Equal(Soundness.Bad, refused.Soundness);
        Assert.Contains("cannot be used", refused.Words, StringComparison.Ordinal);
        Assert.Equal(Soundness.Warning, One(await Examine(), "administrators").Soundness);
    }

    [Fact]
    public async Task A_port_that_somebody_else_has_is_found()
    {
        await Migrated();
        await using var other = await Receiver.Start();
        _folder.Write("data/settings.json", $$"""{ "Urls": "http://127.0.0.1:{{other.Port}}", "BaseUrl": "https://127.0.0.1:1" }""");

        var found = await Examine();

        Assert.Contains("another program listens", One(found, "port").Words, StringComparison.Ordinal);
        Assert.Contains("does not answer", One(found, "way in").Words, StringComparison.Ordinal);
        Assert.Equal(Soundness.Warning, One(found, "proxies").Soundness);
    }

    [Fact]
    public async Task Jobs_that_do_not_get_done_old_backups_parked_mails_a_hold_and_a_clock_that_went_back_are_found()
    {
        var house = await Migrated();
        await using (var db = house.CreateDbContext())
        {
            var then = _clock.GetCurrentInstant() - Duration.FromDays(5);
            db.Jobs.Add(new() { Id = "digest-tick", KnownSince = then, LastSuccessAt = then });
            db.Settings.Add(new() { Key = HoldMode.Key, Value = """{"since":"2026-11-20T00:00:00Z","why":"it was restored"}""" });
            db.Settings.Add(new() { Key = "last-backup", Value = """{"at":"2026-11-20T00:00:00Z","name":"old.zip","node":"here"}""" });
            db.Deliveries.Add(new() { Id = Guid.CreateVersion7(), Kind = DeliveryKind.Test, SubscriptionId = Guid.CreateVersion7(), Period = "x", MessageId = "x@y", Status = DeliveryStatus.Parked });
            db.Workspaces.Add(new() { Id = Guid.CreateVersion7(), Key = "later", Name = "Later", Zone = "Europe/Dublin", ChangedAt = _clock.GetCurrentInstant() + Duration.FromDays(1) });
            await db.SaveChangesAsync(Stop);
        }

        var found = await Examine();

        Assert.Contains("digest-tick has not succeeded since 2026-11-20", One(found, "jobs").Words, StringComparison.Ordinal);
        Assert.Equal(Soundness.Bad, One(found, "backup").Soundness);
        Assert.Contains("1 may have arrived", One(found, "mails").Words, StringComparison.Ordinal);
        Assert.Contains("because it was restored", One(found, "hold").Words, StringComparison.Ordinal);
        Assert.Equal(Soundness.Bad, One(found, "clock").Soundness);
    }

    [Fact]
    public async Task Files_that_everybody_may_read_are_found()
    {
        if (OperatingSystem.IsWindows()) return;
        await Migrated();
        foreach (var folder in new[] { _folder.Path, _folder["data"] }) File.SetUnixFileMode(folder, (UnixFileMode)0b111_101_101);
        File.SetUnixFileMode(Databases.SqliteFile(new() { Data = _folder["data"] }), (UnixFileMode)0b110_100_100);
        Assert.Equal(Soundness.Warning, One(await Examine(), "permissions").Soundness);

        File.SetUnixFileMode(_folder["data"], (UnixFileMode)0b111_000_000);
        Assert.Equal(Soundness.Good, One(await Examine(), "permissions").Soundness);
    }

    [Fact]
    public async Task A_PostgreSQL_with_another_clock_and_a_server_that_is_away_are_found()
    {
        await using var server = await PostgresServer.OfItsOwn();
        var connection = await server.CreateDatabase();
        await Databases.Postgres(connection).MigrateAsync(Stop);
        _folder.Write("data/settings.json", JsonSerializer.Serialize(new { Database = new { ConnectionString = connection } }));

        // The clock of this test is not the database's.
        Assert.Equal(Soundness.Bad, One(await Examine(), "database's clock").Soundness);
        await server.Stop();
        Npgsql.NpgsqlConnection.ClearAllPools();
        var away = One(await Examine(), "database");
        Assert.Equal(Soundness.Bad, away.Soundness);
        Assert.Contains("Database:ConnectionString", away.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_verb_tells_people_and_scripts_and_its_exit_says_whether_there_is_trouble()
    {
        await Migrated();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();

        var good = ProgramRun.Of("doctor", "--data", _folder["data"]);
        Assert.Equal((0, ""), (good.Exit, good.Error));
        Assert.Contains("warning  mail server: mail is not leaving this machine", good.Output, StringComparison.Ordinal);
        var json = ProgramRun.Of("doctor", "--data", _folder["data"], "--json");
        using var document = JsonDocument.Parse(json.Output);
        Assert.True(document.RootElement.GetProperty("well").GetBoolean());
        Assert.Contains(document.RootElement.GetProperty("findings").EnumerateArray(), f => f.GetProperty("about").GetString() == "database" && f.GetProperty("state").GetString() == "good");

        await File.WriteAllTextAsync(Databases.SqliteFile(new() { Data = _folder["data"] }), "no database", Stop);
        Assert.Equal(1, ProgramRun.Of("doctor", "--data", _folder["data"]).Exit);
    }

    private Task<IReadOnlyList<Diagnosis>> Examine() => Examination.RunAsync(_folder["data"], _clock, Stop);

    private static Diagnosis One(IReadOnlyList<Diagnosis> found, string about) => Assert.Single(found, d => d.About == about);

    private async Task<Databases> Migrated()
    {
        Directory.CreateDirectory(_folder["data"]);
        var databases = Databases.Sqlite(Databases.SqliteFile(new() { Data = _folder["data"] }));
        await databases.MigrateAsync(Stop);
        return databases;
    }
}
