using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ContentPlanner.Server.Database;

/// <summary>
/// What each connection needs to be told: wait for other writers instead of failing at once, and write safely in WAL mode
/// without a sync on every commit. WAL itself is a property of the file.
/// </summary>
internal sealed class SqlitePragmas(string more) : DbConnectionInterceptor
{
    private readonly string _pragmas = "PRAGMA busy_timeout=5000; PRAGMA synchronous=NORMAL;" + more;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = _pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
