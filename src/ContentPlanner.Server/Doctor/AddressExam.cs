using System.Net;
using System.Net.Sockets;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Doctor;

/// <summary>Where the service listens, what links begin with, who can get there, and whose word on who asks is taken.</summary>
internal static class AddressExam
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<IReadOnlyList<Diagnosis>> OfAsync(Settings settings, CancellationToken stop)
    {
        var found = new List<Diagnosis>();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = Patience }) { Timeout = Patience };
        foreach (var url in (settings.Urls ?? Settings.DefaultUrl).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            found.Add(await OfPort(http, new Settings { Urls = url }.Listens, IsServed(settings), stop));
        found.AddRange(await OfBaseUrl(http, settings, stop));
        if (OfProxies(settings) is { } proxies) found.Add(proxies);
        return found;
    }

    /// <summary>Whether somebody serves the embedded database at this moment.</summary>
    private static bool IsServed(Settings settings)
    {
        if (settings.Database.ConnectionString is not null || !File.Exists(Databases.SqliteFile(settings) + ".lock")) return false;
        using var free = InstanceLock.Take(Databases.SqliteFile(settings));
        return free is null;
    }

    /// <summary>Either the service answers there, or nobody has the port.</summary>
    private static async Task<Diagnosis> OfPort(HttpClient http, Uri address, bool isServed, CancellationToken stop)
    {
        if (await Ask(http, new(address, "/health/live"), stop) is { Status: HttpStatusCode.OK, Text: "live\n" })
        {
            var ready = await Ask(http, new(address, "/health/ready"), stop);
            return ready.Status == HttpStatusCode.OK ? Diagnosis.Good("service", $"it runs at {address} and is ready")
                : Diagnosis.Bad("service", $"it runs at {address} and is not ready", "Its log says what it waits for, and so does /health/ready to an administrator.");
        }
        try
        {
            using var probe = new TcpClient();
            using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
            soon.CancelAfter(TimeSpan.FromSeconds(2));
            await probe.ConnectAsync(address.Host, address.Port, soon.Token);
            return Diagnosis.Bad("port", FormattableString.Invariant($"another program listens on port {address.Port}"), "Stop it, or set Urls to another port.");
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !stop.IsCancellationRequested)
        {
            return isServed ? Diagnosis.Good("service", FormattableString.Invariant($"it runs, and listens on another port than {address.Port}, as said when it was started"))
                : Diagnosis.Warning("service", FormattableString.Invariant($"it is not running: port {address.Port} is free"), "Start `serve`, if it should run on this machine.");
        }
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfBaseUrl(HttpClient http, Settings settings, CancellationToken stop)
    {
        if (settings.BaseUrl is null) return [Diagnosis.Warning("base URL", $"none is set, so links begin with {settings.Address}, which only this machine can reach", "Set BaseUrl to the address people use, such as https://plan.example.org.")];
        var reach = FeedReach.Of(settings.Address);
        var found = new List<Diagnosis> { reach.Who.Length == 0 ? Diagnosis.Good("base URL", $"{settings.BaseUrl}: every calendar program can get there") : Diagnosis.Warning("base URL", settings.BaseUrl, reach.For(runsIt: true)) };
        var (status, text) = await Ask(http, new(settings.BaseUrl.TrimEnd('/') + "/health/live"), stop);
        found.Add((status, text) is (HttpStatusCode.OK, "live\n") ? Diagnosis.Good("way in", $"the service answers at {settings.BaseUrl}")
            : Diagnosis.Warning("way in", status is null ? $"{settings.BaseUrl} does not answer: {text}" : FormattableString.Invariant($"{settings.BaseUrl}/health/live answers {(int)status} and is not this service"), "Look at the name's DNS entry, the proxy and its certificate. Where this machine cannot reach itself by that name, look from another one."));
        return found;
    }

    private static Diagnosis? OfProxies(Settings settings)
    {
        if (settings.Proxies.Length > 0) return Diagnosis.Good("proxies", $"{string.Join(", ", settings.Proxies)} may say who asks");
        return settings.BaseUrl?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true
            ? Diagnosis.Warning("proxies", "people come through https, so through a proxy, and none is named: every reader has the proxy's address, and limits count them as one", "Set Proxies to the proxy's address as this program sees it, such as 127.0.0.1.")
            : null;
    }

    private static async Task<(HttpStatusCode? Status, string Text)> Ask(HttpClient http, Uri address, CancellationToken stop)
    {
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, stop);
            return (answer.StatusCode, answer.StatusCode == HttpStatusCode.OK && answer.Content.Headers.ContentLength is null or < 100 ? await answer.Content.ReadAsStringAsync(stop) : "");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or TaskCanceledException && !stop.IsCancellationRequested)
        {
            return (null, e.InnerException?.Message ?? e.Message);
        }
    }
}
