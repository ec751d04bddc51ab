using System.Collections.Concurrent;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Templates;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// Hears of what other processes changed and says it on this node: <see cref="WorkspaceChanges.Changed"/> is raised for
/// every change, wherever it was made, a second later at the most. Once more than needed is possible, and harmless.
/// PostgreSQL tells (LISTEN), and is looked at once a second behind it, for a message may be lost with its connection. An
/// embedded database is asked twice a second whether it was written to.
/// </summary>
internal sealed partial class WorkspaceWatch(Databases databases, DatabaseGate gate, Pulse pulse, WorkspaceChanges changes, InstallationTexts texts, MailSetup mail, ILogger<WorkspaceWatch> log) : BackgroundService
{
    private static readonly TimeSpan OnPostgres = TimeSpan.FromSeconds(1), OnSqlite = TimeSpan.FromMilliseconds(500), AfterTrouble = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Guid, long> _told = new();
    private readonly Dictionary<Guid, long> _derived = [];
    private bool _looked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        changes.Changed += Remember;
        try
        {
            await gate.OpenedAsync(stoppingToken);
            while (true)
            {
                try
                {
                    if (databases.IsSqlite) await Ask(stoppingToken);
                    else await Listen(stoppingToken);
                }
                catch (Exception e) when (e is not OperationCanceledException && !stoppingToken.IsCancellationRequested)
                {
                    Deaf(e.Message);
                }
                await Task.Delay(AfterTrouble, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The end.
        }
        finally
        {
            changes.Changed -= Remember;
        }
    }

    private async Task Ask(CancellationToken stop)
    {
        using var pause = new PeriodicTimer(OnSqlite);
        for (var heard = 0L; await pause.WaitForNextTickAsync(stop);)
        {
            var now = pulse.Now;
            if (now == heard && _looked) continue;
            await Look(stop);
            heard = now;
        }
    }

    private async Task Listen(CancellationToken stop)
    {
        var own = new NpgsqlConnectionStringBuilder(databases.ConnectionString) { Pooling = false, KeepAlive = 10, ApplicationName = "contentplanner watch" };
        await using var connection = new NpgsqlConnection(own.ConnectionString);
        connection.Notification += (_, said) => Tell(said.Payload);
        await connection.OpenAsync(stop);
        await using (var listen = new NpgsqlCommand($"LISTEN {WorkspaceChanges.Channel}", connection)) await listen.ExecuteNonQueryAsync(stop);
        while (true)
        {
            await Look(stop);
            await connection.WaitAsync(OnPostgres, stop);
        }
    }

    /// <summary><c>{workspace}:{revision}</c>.</summary>
    private void Tell(string said)
    {
        var colon = said.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && Guid.TryParse(said.AsSpan(0, colon), out var workspace) && long.TryParse(said.AsSpan(colon + 1), out var revision))
            changes.Happened(workspace, revision);
    }

    /// <summary>
    /// Every workspace whose revision is newer than the last told of, or that was derived anew. At first that is all of them: somebody may have read
    /// one before anybody listened.
    /// </summary>
    private async Task Look(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await texts.LookAsync(db, stop);
        await mail.LookAsync(db, stop);
        var revisions = await db.Workspaces.Select(w => new { w.Id, w.Revision, w.Derivation }).ToListAsync(stop);
        foreach (var workspace in revisions)
        {
            var isTold = _told.TryGetValue(workspace.Id, out var told) && told >= workspace.Revision;
            if (isTold && _derived.GetValueOrDefault(workspace.Id) == workspace.Derivation) continue;
            _derived[workspace.Id] = workspace.Derivation;
            changes.Happened(workspace.Id, workspace.Revision);
        }
        _looked = true;
    }

    private void Remember(Guid workspace, long revision) => _told.AddOrUpdate(workspace, revision, (_, told) => Math.Max(told, revision));

    [LoggerMessage(LogLevel.Warning, "Changes of other processes are not heard of at the moment ({Reason})")]
    private partial void Deaf(string reason);
}
