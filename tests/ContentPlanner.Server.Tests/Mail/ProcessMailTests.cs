using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using MimeKit;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>The program as a process that sends mail by the real clock: told to end, killed, with another clock than its database's.</summary>
public sealed class ProcessMailTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    /// <summary>R22: whose clock is not the database's does not decide what is due.</summary>
    [Theory]
    [InlineData(-45, false)]
    [InlineData(-15, true)]
    [InlineData(15, true)]
    [InlineData(45, false)]
    public async Task On_PostgreSQL_a_node_whose_clock_is_half_a_minute_off_sends_nothing(int seconds, bool sends)
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Postgres);
        await using var server = ScriptedSmtp.Start();
        var now = SystemClock.Instance.GetCurrentInstant();
        await using var post = await PostOffice.Open(database, server, new(now - Duration.FromHours(2)), s => s.Mail.ClockSkewSeconds = 30);
        var due = (now - Duration.FromHours(1)).InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).LocalDateTime;
        var team = PostOffice.Team();
        await post.Create(team with { Digests = team.Digests.Select(d => d with { Weekday = due.DayOfWeek, Time = due.TimeOfDay }).ToValueList() });

        post.Clock.Reset(SystemClock.Instance.GetCurrentInstant() + Duration.FromSeconds(seconds));
        if (sends) Assert.Equal(1, (await post.DigestTick())["sent"]);
        else Assert.Contains("seconds from the database's", (await Assert.ThrowsAsync<InvalidOperationException>(post.DigestTick)).Message, StringComparison.Ordinal);

        Assert.Equal(sends ? 1 : 0, server.Accepted.Count);
    }

    /// <summary>R8.</summary>
    [Fact]
    public async Task Told_to_end_among_a_hundred_slow_mails_it_finishes_the_one_in_hand_and_leaves_none_in_doubt()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Postgres);
        await using var server = ScriptedSmtp.Start(perMail: TimeSpan.FromMilliseconds(500));
        await using var post = await Due(database, 100);
        await using var serve = ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0"], new Dictionary<string, string?>
        {
            ["Database__ConnectionString"] = database.Databases.ConnectionString,
            ["Mail__Smtp__Host"] = server.Host,
            ["Mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
            ["Mail__Smtp__Security"] = "None",
            ["Mail__Smtp__Connections"] = "1",
        });
        while (server.Accepted.Count < 3) await Task.Delay(20, Stop);

        serve.Terminate();
        var then = server.Accepted.Count;
        Assert.Equal(0, await serve.Exit(within: TimeSpan.FromSeconds(40)));

        Assert.InRange(server.Accepted.Count, then, then + 1);
        var rows = await post.Deliveries(DeliveryKind.Digest);
        Assert.Equal(100, rows.Count);
        Assert.Equal(server.Accepted.Count, rows.Count(r => r.Status == DeliveryStatus.Sent));
        // Nothing is claimed, nothing is unknown: whoever comes next goes on at once.
        Assert.All(rows.Where(r => r.Status != DeliveryStatus.Sent), r => Assert.Equal((DeliveryStatus.Due, 0), (r.Status, r.Unknowns)));
    }

    /// <summary>R26.</summary>
    [Fact]
    public async Task Killed_while_it_writes_mails_into_a_folder_each_is_there_whole_or_not_at_all()
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Sqlite);
        const int mails = 60;
        var outbox = _folder["outbox"];
        await using (var post = await Due(database, mails, s => s.Mail.Folder = Directory.CreateDirectory(outbox).FullName)) { }
        Directory.CreateDirectory(outbox);
        var random = new Random(5);
        for (var kills = 0; Files().Length < mails; kills++)
        {
            var before = Files().Length;
            await using var node = ProgramProcess.Start(["jobs", "run", "digest-tick", "--data", database.Folder!], new Dictionary<string, string?> { ["Mail__Folder"] = outbox });
            if (kills >= 6)
            {
                await node.Exit(within: TimeSpan.FromMinutes(5));
                // What a killed run had in hand is free when its lease has run out.
                if (Files().Length < mails) await FreeLeases(database);
                continue;
            }
            while (!node.HasExited && Files().Length == before) await Task.Delay(5, Stop);
            await Task.Delay(random.Next(0, 60), Stop);
            if (!node.HasExited) await node.Kill();
            Assert.All(Files(), IsWhole);
        }

        var rows = await Rows(database);
        Assert.Equal(mails, rows.Count);
        Assert.Equal(rows.Select(r => $"{r.Id:N}.eml").Order(), Files().Select(Path.GetFileName).Order());

        string[] Files() => Directory.GetFiles(outbox, "*.eml");
    }

    private static void IsWhole(string file)
    {
        using var mail = MimeMessage.Load(file);
        Assert.Contains("</html>", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<List<DeliveryRow>> Rows(TestDatabase database)
    {
        await using var db = database.Databases.CreateDbContext();
        return await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.ToListAsync(db.Deliveries, Stop);
    }

    private static async Task FreeLeases(TestDatabase database)
    {
        await using var db = database.Databases.CreateDbContext();
        var now = SystemClock.Instance.GetCurrentInstant();
        foreach (var row in db.Deliveries.Where(d => d.Status == DeliveryStatus.Claimed || d.Status == DeliveryStatus.Unknown || d.Status == DeliveryStatus.Retrying)) row.NextAttemptAt = now - Duration.FromSeconds(1);
        await db.SaveChangesAsync(Stop);
    }

    /// <summary>A team whose digests were due an hour ago, by the real clock.</summary>
    private static async Task<PostOffice> Due(TestDatabase database, int people, Action<Shared.Settings>? set = null)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var due = (now - Duration.FromHours(1)).InZone(DateTimeZoneProviders.Tzdb["Europe/London"]).LocalDateTime;
        var post = await PostOffice.Open(database, clock: new FakeClock(now - Duration.FromHours(2)), set: set);
        var team = PostOffice.Team(people);
        await post.Create(team with { Digests = team.Digests.Select(d => d with { Weekday = due.DayOfWeek, Time = due.TimeOfDay }).ToValueList() });
        return post;
    }
}
