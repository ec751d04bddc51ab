using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Benchmarks.Pages;

/// <summary>
/// Pages of a client with ten thousand pieces beside the same pages of one with a hundred, whose month looks the same. The whole
/// service answers in this process; the two take turns, the median of the ratios of neighbours counts. Processor time is told, so that
/// a busy machine gives the same figures as an idle one. The first look after a change is one of them: before each of its turns a piece is renamed.
/// </summary>
internal static partial class PageRatios
{
    private const int Turns = 60, TurnsAfterChanges = 25;

    private const string Few = "hundred", Many = "ten-thousand";

    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);
    private static readonly LocalDate Today = new(2026, 11, 23);
    private static readonly string[] Pages =
    [
        "calendar", "calendar?view=week", "calendar?view=agenda", "today",
        "pieces", "pieces?show=out&page=2", "pieces?show=all&q=post", "pieces/post-60", "tasks", "tasks?by=person", "tasks?show=proposals",
        "tasks/post-60/linkedin-post/linkedin/1", "coverage", "coverage?page=2", "coverage?view=alone", "coverage?view=balance",
    ];

    private static readonly string[] AfterChanges = ["today", "calendar", "tasks", "coverage", "coverage?view=alone", "coverage?view=balance"];

    public static async Task PrintAsync(TextWriter to)
    {
        var folder = Directory.CreateTempSubdirectory("contentplanner-pages-").FullName;
        var installation = Installation.Read(Installation.ShippedTemplates, [])!;
        await using var service = Service.Create(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"], new Settings { Data = folder }, installation, new FakeClock(Now));
        await service.StartAsync();
        await service.Services.GetRequiredService<DatabaseGate>().OpenedAsync(CancellationToken.None);
        var store = service.Services.GetRequiredService<WorkspaceStore>();
        var clients = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var (key, pieces) in new[] { (Few, 100), (Many, 10_000) })
            clients[key] = await store.CreateAsync(Plan(key, pieces), Actor.CommandLine, "began", fresh: true, CancellationToken.None) is ChangeResult.Done made ? made.After.Id : throw new InvalidOperationException($"{key} was not made");
        using var client = await SignedIn(service.Services, service.Urls.First());

        await to.WriteLineAsync("Pages of a client with 10,000 pieces beside 100, SQLite, processor time of one request after the other");
        foreach (var page in Pages)
            await to.WriteLineAsync(await Compared(page, Turns, key => Time(client, $"/w/{key}/{page}")));
        await to.WriteLineAsync("The same, first look after a piece was renamed");
        foreach (var page in AfterChanges)
            await to.WriteLineAsync(await Compared(page, TurnsAfterChanges, async key =>
            {
                await Rename(store, clients[key]);
                return await Time(client, $"/w/{key}/{page}");
            }));
        await service.StopAsync();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> Compared(string page, int turns, Func<string, Task<double>> time)
    {
        var (few, many, ratios) = (new List<double>(), new List<double>(), new List<double>());
        for (var turn = -10; turn < turns; turn++)
        {
            var (a, b) = (await time(Few), await time(Many));
            if (turn < 0) continue;
            few.Add(a);
            many.Add(b);
            ratios.Add(b / a);
        }
        return string.Create(CultureInfo.InvariantCulture, $"  {page,-40} {Median(few),7:0.0} ms {Median(many),7:0.0} ms   ratio {Median(ratios):0.00} (at most 2 wanted)");
    }

    /// <summary>Of next week, so that it counts.</summary>
    private static async Task Rename(WorkspaceStore store, Guid workspace)
    {
        var renamed = await store.ChangeAsync(workspace, Actor.CommandLine, "renamed a piece", w => w with
        {
            Pieces = [.. w.Pieces.Select(p => p.PlannedOn == Today.PlusDays(7) ? p with { Title = p.Title + "'" } : p)],
        }, CancellationToken.None);
        if (renamed is not ChangeResult.Done) throw new InvalidOperationException("the piece was not renamed");
    }

    /// <summary>What a request costs the processor, in milliseconds, everything beside it included.</summary>
    private static async Task<double> Time(HttpClient client, string path)
    {
        var begun = Environment.CpuUsage.TotalTime;
        using var answer = await client.GetAsync(path);
        if (answer.StatusCode != HttpStatusCode.OK) throw new InvalidOperationException($"{path} answers {answer.StatusCode}");
        await answer.Content.ReadAsByteArrayAsync();
        return (Environment.CpuUsage.TotalTime - begun).TotalMilliseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static async Task<HttpClient> SignedIn(IServiceProvider services, string address)
    {
        await using var scope = services.CreateAsyncScope();
        var account = ((AccountResult.Done)await scope.ServiceProvider.GetRequiredService<AccountStore>().AddAsync(new("Ada", "ada@example.org", null, true), proven: true)).Account;
        var link = SignInLinks.Path(await services.GetRequiredService<SignInLinks>().ForAsync(account.Id, setsPassword: false, CancellationToken.None));
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new(), AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new(address) };
        var form = Token().Match(await client.GetStringAsync(link)).Groups[1].Value;
        using var fields = new FormUrlEncodedContent([new("form", form)]);
        using var answer = await client.PostAsync(link, fields);
        return answer.StatusCode == HttpStatusCode.SeeOther ? client : throw new InvalidOperationException($"signing in answers {answer.StatusCode}");
    }

    /// <summary>Two pieces a day, from three weeks ahead back through the years.</summary>
    private static Workspace Plan(string key, int pieces) => new()
    {
        Key = key,
        Name = key,
        Zone = DateTimeZoneProviders.Tzdb["Europe/Dublin"],
        Members = [new() { Key = "coach", Name = "The coach", Roles = ["author", "assistant"] }],
        Channels = [new() { Key = "blog" }, new() { Key = "linkedin" }],
        Periods =
        [
            new()
            {
                Key = "year",
                Name = "Year",
                From = Today.PlusDays(-300),
                To = Today.PlusDays(60),
                PlannedOn = Today.PlusDays(-300),
                Focus = [new() { Key = "reach", Name = "Reach", Intentions = [new() { Key = "readers", Title = "Ten thousand readers" }, new() { Key = "stages", Title = "Six stages" }] }],
            },
        ],
        Cadences = [new() { Key = "post", Title = "Post", Channel = "blog", Series = new() { Start = Today.PlusDays(-20), Time = new(9, 0), Rule = new() { Frequency = Frequency.Daily } } }],
        Pieces = Enumerable.Range(0, pieces).Select(n => new ContentPiece
        {
            Key = $"post-{n}",
            Title = $"Post {n}",
            Format = "blog-post",
            Channel = "blog",
            Status = n / 2 < 22 ? PieceStatus.Planned : PieceStatus.Published,
            PlannedOn = Today.PlusDays(22 - n / 2),
            Owner = "coach",
            // Every other piece serves something, as in a plan that is looked after.
            Intention = n % 2 == 0 ? "readers" : null,
        }).ToValueList(),
    };

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
