using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Tests of pages: each has the program to itself, with the demo client and a browser.</summary>
public abstract class WebTests(DatabaseKind kind) : IAsyncLifetime
{
    protected WebApp App { get; private set; } = null!;

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => App = await WebApp.Start(kind);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
