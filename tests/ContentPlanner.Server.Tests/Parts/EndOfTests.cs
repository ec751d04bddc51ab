using ContentPlanner.Server.Tests.Parts;

[assembly: AssemblyFixture(typeof(EndOfTests))]

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>Takes down after the last test what the tests shared.</summary>
public sealed class EndOfTests : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await Chromium.CloseAsync();
        await PostgresServer.EndShared();
        await TestDatabase.EndShared();
    }
}
