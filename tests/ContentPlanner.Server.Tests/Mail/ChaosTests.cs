using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>
/// Two nodes on one PostgreSQL, killed at random moments in the middle of sending, again and again (reliability.md 2.3, R2,
/// R15). Over 1,000 digests when CONTENTPLANNER_LONG=1.
/// </summary>
public class ChaosTests(ITestOutputHelper output)
{
    private static readonly bool Full = Environment.GetEnvironmentVariable("CONTENTPLANNER_LONG") == "1";
    private static readonly int Digests = Full ? 1000 : 60;
    private static readonly int Kills = Full ? 30 : 4;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(UnknownOutcome.Resend)]
    [InlineData(UnknownOutcome.Park)]
    public async Task Two_nodes_killed_again_and_again_send_each_digest_once(UnknownOutcome policy)
    {
        await using var database = await TestDatabase.Open(DatabaseKind.Postgres);
        await using var server = ScriptedSmtp.Start(perMail: TimeSpan.FromMilliseconds(20));
        await using var post = await Due(database);
        var environment = Settings(database, server, policy);
        var kills = 0;

        await Task.WhenAll(Node(1), Node(2));

        var rows = await post.Deliveries(DeliveryKind.Digest);
        var accepted = server.Accepted.GroupBy(m => m.Recipients.Single()).ToDictionary(g => g.Key, g => g.Select(m => m.Message.MessageId!).ToList());
        var (duplicates, parked) = (accepted.Values.Sum(ids => ids.Count - 1), rows.Where(d => d.Status == DeliveryStatus.Parked).ToList());
        var (inVain, lost) = (parked.Count(d => accepted.ContainsKey(d.Address)), parked.Count(d => !accepted.ContainsKey(d.Address)));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{policy}: {Digests} digests, {kills} kills, {server.Accepted.Count} accepted, {accepted.Count} distinct, {duplicates} duplicates, {parked.Count} parked ({inVain} had been accepted, {lost} had not)"));

        Assert.Equal(Digests, rows.Count);
        Assert.All(rows, d => Assert.True(d.Status is DeliveryStatus.Sent or DeliveryStatus.Parked, $"{d.Status}: {d.Error ?? d.Reason}"));
        Assert.All(rows.Where(d => d.Status == DeliveryStatus.Sent), d => Assert.Contains(d.Address, accepted.Keys));
        Assert.All(rows.Where(d => accepted.ContainsKey(d.Address)), d => Assert.Equal([d.MessageId], accepted[d.Address].Distinct()));
        Assert.True(kills >= Math.Min(Kills, 3), $"only {kills} kills");
        if (policy == UnknownOutcome.Resend)
        {
            Assert.Empty(parked);
            Assert.InRange(duplicates, 0, kills);
        }
        else
        {
            Assert.Equal(0, duplicates);
            Assert.InRange(parked.Count, 0, kills);
        }

        async Task Node(int seed)
        {
            var random = new Random(seed);
            while (await Open() > 0)
            {
                var before = server.Accepted.Count;
                await using var node = ProgramProcess.Start(["jobs", "run", "digest-tick"], environment);
                if (Volatile.Read(ref kills) >= Kills)
                {
                    await node.Exit(within: TimeSpan.FromMinutes(5));
                    continue;
                }
                // Once it, or the other, is at work: a moment later, wherever that is.
                while (!node.HasExited && server.Accepted.Count == before) await Task.Delay(10, Stop);
                await Task.Delay(random.Next(20, 900), Stop);
                if (node.HasExited) continue;
                await node.Kill();
                Interlocked.Increment(ref kills);
            }
        }

        async Task<int> Open()
        {
            var rows = await post.Deliveries(DeliveryKind.Digest);
            var open = rows.Count == 0 ? Digests : rows.Count(d => d.Status is not (DeliveryStatus.Sent or DeliveryStatus.Parked or DeliveryStatus.Failed or DeliveryStatus.Skipped));
            // What a killed node had in hand is free when its lease has run out.
            if (open is > 0 and < 10) await Task.Delay(500, Stop);
            return open;
        }
    }

    /// <summary>A team whose digests were due an hour ago, by the real clock, which is the nodes'.</summary>
    private static async Task<PostOffice> Due(TestDatabase database)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var london = DateTimeZoneProviders.Tzdb["Europe/London"];
        var due = (now - Duration.FromHours(1)).InZone(london).LocalDateTime;
        var post = await PostOffice.Open(database, clock: new FakeClock(now - Duration.FromHours(2)));
        var team = PostOffice.Team(Digests);
        await post.Create(team with { Digests = team.Digests.Select(d => d with { Weekday = due.DayOfWeek, Time = due.TimeOfDay }).ToValueList() });
        return post;
    }

    private static Dictionary<string, string?> Settings(TestDatabase database, ScriptedSmtp server, UnknownOutcome policy) => new()
    {
        ["Database__ConnectionString"] = database.Databases.ConnectionString,
        ["BaseUrl"] = "https://plan.example.org",
        ["Mail__From"] = "Planner <plan@example.org>",
        ["Mail__DigestUnknown"] = policy.ToString(),
        ["Mail__Smtp__Host"] = server.Host,
        ["Mail__Smtp__Port"] = server.Port.ToString(CultureInfo.InvariantCulture),
        ["Mail__Smtp__Security"] = "None",
        ["Mail__Smtp__TimeoutSeconds"] = "2",
        ["Mail__Smtp__Connections"] = "1",
    };
}
