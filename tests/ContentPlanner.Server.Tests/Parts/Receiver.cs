using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>Somebody else's server over a real socket: keeps what it is asked, answers as the test says.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    /// <param name="Headers">By name, in any case.</param>
    public sealed record Asked(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

    public ConcurrentQueue<Asked> Requests { get; } = new();

    /// <summary>200 without a word, until the test says otherwise.</summary>
    public Func<HttpContext, Task> Answer { get; set; } = _ => Task.CompletedTask;

    public string Address => _app.Urls.First();

    public int Port => new Uri(Address).Port;

    /// <param name="host">The address it listens at.</param>
    public static async Task<Receiver> Start(string host = "127.0.0.1", int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://{host}:{port}");
        var app = builder.Build();
        var receiver = new Receiver(app);
        app.Run(async http =>
        {
            using var body = new StreamReader(http.Request.Body);
            receiver.Requests.Enqueue(new(http.Request.Method, http.Request.Path, http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), await body.ReadToEndAsync()));
            await receiver.Answer(http);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
