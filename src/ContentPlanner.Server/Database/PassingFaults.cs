using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContentPlanner.Server.Database;

/// <summary>Faults that are over when one asks again a little later: a dropped connection, a server that restarts, a busy file.</summary>
internal static class PassingFaults
{
    private const int SqliteBusy = 5, SqliteLocked = 6;

    public static bool IsPassing(this Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
            if (cause is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }
                or NpgsqlException { IsTransient: true }
                // What is asked of a connection that has broken in between: "Connection is not open".
                or InvalidOperationException { Source: "Npgsql" }
                or SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }) return true;
        return false;
    }
}
