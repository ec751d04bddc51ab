using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Jobs;

/// <summary>The shipped jobs as the command line runs them: on the parts of the service, without a scheduler.</summary>
public abstract class JobsOfService(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;
    private ServiceProvider _parts = null!;

    protected static Instant Now { get; } = Instant.FromUtc(2026, 11, 23, 9, 0);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected FakeClock Clock { get; } = new(Now);

    protected Databases Databases => _database.Databases;

    protected WorkspaceStore Store => _parts.GetRequiredService<WorkspaceStore>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        var settings = new Settings { Data = _database.Folder ?? "" };
        if (kind == DatabaseKind.Postgres) settings.Database.ConnectionString = Databases.ConnectionString;
        _parts = new ServiceCollection().AddLogging().AddParts(settings, Installation.Read(Installation.ShippedTemplates, [])!, Clock).BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _parts.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected Task<JobRunRow> Run(string id, bool dryRun = false) =>
        _parts.GetRequiredService<JobRunner>().RunAsync(_parts.GetRequiredService<JobFiles>().Find(id)!, dryRun, Stop);
}
