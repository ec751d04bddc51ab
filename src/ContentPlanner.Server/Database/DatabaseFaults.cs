using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace ContentPlanner.Server.Database;

/// <summary>Faults of the database in words for people, with what to do.</summary>
public static class DatabaseFaults
{
    private const int SqliteBusy = 5, SqliteReadOnly = 8, SqliteInputOutput = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNoDatabase = 26;

    /// <summary>Null: it is no fault of the database.</summary>
    public static string? InWords(this Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SqliteException sqlite:
                    return Words(sqlite);
                case PostgresException { SqlState: PostgresErrorCodes.DiskFull }:
                    return "The database's disk is full, and nothing was saved. Make room on it, then try again.";
                case PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName } refused:
                    return $"The database refuses us: {refused.MessageText}. Look at Database:ConnectionString.";
                case NpgsqlException { IsTransient: true } or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow }:
                    return $"The database does not answer ({cause.Message.TrimEnd('.')}), and nothing was saved. Look whether it runs, then try again.";
                case DbException other:
                    return $"The database could not do it: {other.Message}";
            }
        }
        return null;
    }

    private static string Words(SqliteException fault) => fault.SqliteErrorCode switch
    {
        SqliteFull => "The disk is full, and nothing was saved. Make room where the data folder is, then try again; what was saved before is whole.",
        SqliteInputOutput => $"The disk could not be read or written ({fault.Message}), and nothing was saved. Look whether it is full or broken.",
        SqliteReadOnly => "The database file cannot be written. Give this program the right to write in the data folder.",
        SqliteCannotOpen => "The database file cannot be opened. Look whether the data folder is there and this program may write in it.",
        SqliteBusy => "Another program keeps the database busy, and nothing was saved. Try again.",
        SqliteCorrupt or SqliteNoDatabase => "The database file is damaged. Keep a copy of it, and restore a backup.",
        _ => $"The database could not do it: {fault.Message}",
    };
}
