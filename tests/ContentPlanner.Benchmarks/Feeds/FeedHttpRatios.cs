using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core;
using ContentPlanner.Server;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace ContentPlanner.Benchmarks.Feeds;

/// <summary>
/// An unchanged feed as the whole service serves it, beside a bare Kestrel endpoint that sends the same octets from memory
/// and does nothing else. Both run in this process and take turns under the same load, of wrk, which is a process of its own.
/// </summary>
public static partial class FeedHttpRatios
{
    private const int Turns = 21;

    /// <summary>Enough for about 200 KB.</summary>
    private const int Pieces = 330;

    public static async Task PrintAsync(TextWriter to)
    {
        using var folder = new TemporaryData();
        await MeasureAsync("SQLite", new Settings { Data = folder.Path }, to);
        if (Environment.GetEnvironmentVariable("PLANNER_TEST_PG") is { Length: > 0 } postgres)
            await MeasureAsync("PostgreSQL", new Settings { Data = folder.Path, Database = { ConnectionString = postgres } }, to);
        else
            to.WriteLine("PostgreSQL is not measured: PLANNER_TEST_PG names none");
    }

    private static async Task MeasureAsync(string name, Settings settings, TextWriter to)
    {
        (settings.Feeds.PerFeedPerMinute, settings.Feeds.PerAddressPerMinute) = (int.MaxValue, int.MaxValue);
        var installation = Installation.Read(Installation.ShippedTemplates, [])!;
        await using var service = Service.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"], settings, installation, SystemClock.Instance);
        await service.StartAsync();
        await service.Services.GetRequiredService<DatabaseGate>().OpenedAsync(CancellationToken.None);
        var (feed, thousand) = (await AddFeed(service, "two-hundred-kilobytes", Pieces), await AddFeed(service, "a-thousand-items", 1000));

        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false });
        using var answer = await client.GetAsync(new Uri(feed));
        var octets = await answer.Content.ReadAsByteArrayAsync();
        var tag = answer.Headers.ETag!.ToString();
        await using var bare = await Bare(octets, tag);
        var bareAddress = bare.Urls.First();

        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"An unchanged feed of {octets.Length:N0} octets, {name}"));
        Print(to, "with the same octets", 0.7, await InTurn((bareAddress + "/body", null), (feed, null)));
        Print(to, "that answers 304", 0.5, await InTurn((bareAddress + "/unchanged", tag), (feed, tag)));
        Print(to, await Latencies(client, 5000, i => (feed, tag), HttpStatusCode.NotModified), "304, one after the other", 5);
        // Another narrowing each time is drawn each time.
        Print(to, await Latencies(client, 300, i => ($"{thousand}?alarms={i + 10}m", null), HttpStatusCode.OK), "a thousand items drawn and sent", 50);
        await bare.StopAsync();
        await service.StopAsync();
    }

    private static async Task<string> AddFeed(WebApplication service, string key, int pieces)
    {
        var services = service.Services;
        var made = (ChangeResult.Done)await services.GetRequiredService<WorkspaceStore>().CreateAsync(Plan(key, pieces), Actor.CommandLine, "began", fresh: true, CancellationToken.None);
        var issued = await services.GetRequiredService<FeedStore>().AddAsync(new(made.After.Id, "Editorial", "editorial", "editorial"), CancellationToken.None);
        return FeedLinks.Of(new(service.Urls.First()), issued.Token, issued.Feed.Slug).Https;
    }

    private static Workspace Plan(string key, int pieces)
    {
        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        return new()
        {
            Key = key,
            Name = "Many pieces",
            Zone = DateTimeZoneProviders.Tzdb["Europe/Dublin"],
            Members = [new() { Key = "coach", Name = "The coach", Roles = ["author"] }],
            Pieces = Enumerable.Range(0, pieces).Select(n => new ContentPiece
            {
                Key = $"letter-{n}",
                Title = $"Five steps to finish the piece you keep starting, and why plans die after the planning day – letter {n}",
                Format = "letter",
                Channel = "newsletter",
                Status = PieceStatus.Scheduled,
                Publish = new(today.PlusDays(n % 300).At(new LocalTime(7 + n % 12, 0))),
                Owner = "coach",
                Url = $"https://steadyground.example/letters/{n}",
            }).ToValueList(),
        };
    }

    private static async Task<WebApplication> Bare(byte[] octets, string tag)
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Run(context =>
        {
            if (context.Request.Path.Value == "/unchanged")
            {
                context.Response.StatusCode = StatusCodes.Status304NotModified;
                context.Response.Headers.ETag = tag;
                return Task.CompletedTask;
            }
            context.Response.ContentType = "text/calendar; charset=utf-8";
            context.Response.ContentLength = octets.Length;
            Task written = context.Response.BodyWriter.WriteAsync(octets).AsTask();
            return written;
        });
        await app.StartAsync();
        return app;
    }

    /// <summary>
    /// Requests a second of each, the medians of short turns; and the median of the ratios of neighbouring turns, which other
    /// work on the machine met alike.
    /// </summary>
    private static async Task<(double Bare, double Feed, double Ratio)> InTurn((string Address, string? Tag) bare, (string Address, string? Tag) feed)
    {
        await Load(bare, seconds: 3);
        await Load(feed, seconds: 3);
        var turns = new List<(double Bare, double Feed)>();
        for (var turn = 0; turn < Turns; turn++)
        {
            // Who is first gains or loses by it: in turns.
            if (turn % 2 == 0)
            {
                var first = await Load(bare, seconds: 1);
                turns.Add((first, await Load(feed, seconds: 1)));
            }
            else
            {
                var first = await Load(feed, seconds: 1);
                turns.Add((await Load(bare, seconds: 1), first));
            }
        }
        return (Median(turns.Select(t => t.Bare)), Median(turns.Select(t => t.Feed)), Median(turns.Select(t => t.Feed / t.Bare)));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Turns / 2);

    private static async Task<double> Load((string Address, string? Tag) on, int seconds)
    {
        string[] condition = on.Tag is null ? [] : ["-H", $"If-None-Match: {on.Tag}"];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", ["-t1", "-c16", string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), .. condition, on.Address]) { RedirectStandardOutput = true })!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (said.Contains("Non-2xx", StringComparison.Ordinal)) throw new InvalidOperationException($"the load was not answered:\n{said}");
        return double.Parse(Rate().Match(said).Groups[1].Value, CultureInfo.InvariantCulture);
    }

    private static async Task<double[]> Latencies(HttpClient client, int times, Func<int, (string Address, string? Tag)> next, HttpStatusCode wanted)
    {
        var all = new double[times];
        for (var i = -times / 10; i < times; i++)
        {
            var (address, tag) = next(i + times / 10);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            if (tag is not null) request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            var started = Stopwatch.GetTimestamp();
            using var answer = await client.SendAsync(request);
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode != wanted) throw new InvalidOperationException($"the answer was {answer.StatusCode}");
            if (i >= 0) all[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
        return all;
    }

    private static void Print(TextWriter to, string what, double wanted, (double Bare, double Feed, double Ratio) result) =>
        to.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"  a bare endpoint {what} {result.Bare:N0} a second, the feed {result.Feed:N0}: {result.Ratio:0.00} x (at least {wanted} wanted)"));

    private static void Print(TextWriter to, double[] milliseconds, string what, int wanted)
    {
        var sorted = milliseconds.Order().ToList();
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what}: median {sorted[sorted.Count / 2]:0.00} ms, 99 of 100 within {sorted[(int)(sorted.Count * 0.99)]:0.00} ms (at most {wanted} ms wanted)"));
    }

    [GeneratedRegex(@"Requests/sec:\s+([0-9.]+)", RegexOptions.CultureInvariant)]
    private static partial Regex Rate();

    private sealed class TemporaryData : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("contentplanner-feed-http-").FullName;

        public void Dispose()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(Path, recursive: true);
        }
    }
}
