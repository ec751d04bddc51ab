using System.Diagnostics;
using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Benchmarks.Mails;

/// <summary>
/// Digests rendered with today's data, stored and sent, against MailKit sending one prebuilt message to the same sink: 20 ms
/// for each mail, four senders on both sides. On SQLite, and on the PostgreSQL that PLANNER_TEST_PG names, if it does.
/// </summary>
internal static class DigestRatios
{
    private const int Senders = 4;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    private static readonly Instant Sunday = Instant.FromUtc(2026, 11, 22, 12, 0), Monday = Instant.FromUtc(2026, 11, 23, 9, 0);

    public static async Task PrintAsync(TextWriter output)
    {
        await PrintAsync(output, null);
        if (Environment.GetEnvironmentVariable("PLANNER_TEST_PG") is not { Length: > 0 } server) return;
        var name = $"planner_digests_{Guid.NewGuid():N}";
        await using var administration = Npgsql.NpgsqlDataSource.Create(server);
        await using (var create = administration.CreateCommand($"CREATE DATABASE \"{name}\"")) await create.ExecuteNonQueryAsync();
        await PrintAsync(output, new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString);
        await using var drop = administration.CreateCommand($"DROP DATABASE \"{name}\" WITH (FORCE)");
        await drop.ExecuteNonQueryAsync();
    }

    private static async Task PrintAsync(TextWriter output, string? postgres, int digests = 10_000)
    {
        using var sink = new Sink(Pause);
        var folder = Directory.CreateTempSubdirectory("contentplanner-digests-").FullName;
        var settings = new Settings { Data = folder, BaseUrl = "https://plan.example.org" };
        settings.Database.ConnectionString = postgres;
        settings.Mail.From = "Planner <plan@example.org>";
        settings.Mail.ClockSkewSeconds = int.MaxValue;
        settings.Mail.Smtp = new() { Host = "127.0.0.1", Port = sink.Port, Security = SmtpSecurity.None, Connections = Senders };
        var clock = new FakeClock(Sunday);
        var installation = Installation.Read(Installation.ShippedTemplates, [])!;
        await using var parts = new ServiceCollection().AddLogging().AddParts(settings, installation, clock).BuildServiceProvider();
        var databases = parts.GetRequiredService<Databases>();
        await databases.MigrateAsync(default);
        await Populate(parts, installation, digests);

        clock.Reset(Monday);
        var example = await Example(parts);
        var bare = await Bare(sink, example, digests / 5);
        var ticks = parts.GetRequiredService<MailTicks>();
        var (began, before) = (Stopwatch.GetTimestamp(), sink.Accepted);
        while (sink.Accepted - before < digests)
            if ((await ticks.DigestTickAsync(dryRun: false, default))["sent"] == 0) throw new InvalidOperationException("nothing was sent");
        var ours = (sink.Accepted - before) / Stopwatch.GetElapsedTime(began).TotalSeconds;
        var again = await Bare(sink, example, digests / 5);
        var rate = (bare + again) / 2;
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"digests ({(databases.IsSqlite ? "SQLite" : "PostgreSQL")}): {digests} rendered, stored and sent at {ours:0}/s; MailKit alone {bare:0}/s before and {again:0}/s after; ratio {ours / rate:0.00}"));
        if (databases.IsSqlite) Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The coaching author's year a hundred times over, with a hundred digests each, for its people in turn.</summary>
    private static async Task Populate(IServiceProvider parts, Installation installation, int digests)
    {
        var problems = new List<Problem>();
        var plan = PlanOnDisk.Read(Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml"), installation.Library, new(2026, 11, 22), problems)!;
        var each = Math.Min(100, digests);
        for (var n = 0; n < digests / each; n++)
        {
            var client = plan with
            {
                Key = $"client-{n}",
                Digests = Enumerable.Range(0, each).Select(i => new DigestSubscription { Key = $"digest-{i}", Person = plan.Members[i % plan.Members.Count].Key, Time = new(8, 0) }).ToValueList(),
            };
            await parts.GetRequiredService<WorkspaceStore>().CreateAsync(client, Actor.CommandLine, "began", fresh: true, default);
        }
    }

    /// <summary>One of the digests, as it would be sent.</summary>
    private static async Task<byte[]> Example(IServiceProvider parts)
    {
        var workspace = (await parts.GetRequiredService<WorkspaceStore>().FindAsync("client-0", default))!.Value;
        var desk = (await parts.GetRequiredService<Desks>().OfAsync(workspace, default))!;
        var coach = desk.Subscriptions.Values.First(s => s.Kind == DeliveryKind.Digest && s.Person.Key == "coach");
        var delivery = new DeliveryRow { Id = Guid.NewGuid(), Kind = DeliveryKind.Digest, SubscriptionId = coach.Id, Period = "2026-W48", Address = "coach@example.org", MessageId = "example@example.org" };
        return parts.GetRequiredService<Letters>().Write(delivery, new Standing.Owed(desk, coach)).Mail!.Message;
    }

    /// <summary>Mails a second, of one message that is there already.</summary>
    private static async Task<double> Bare(Sink sink, byte[] message, int mails)
    {
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            using var client = new SmtpClient();
            using var prebuilt = MailMessage.Read(message);
            await client.ConnectAsync("127.0.0.1", sink.Port, SecureSocketOptions.None);
            for (var n = 0; n < mails / Senders; n++) await client.SendAsync(prebuilt);
            await client.DisconnectAsync(quit: true);
        })));
        return mails / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }
}
