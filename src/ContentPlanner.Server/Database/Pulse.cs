using System.Diagnostics;
using ContentPlanner.Server.Workspaces;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ContentPlanner.Server.Database;

/// <summary>
/// Whether anything may have been written since: a number that differs if so. What was read while it had one value is
/// current as long as it has the same, and asking costs no query. Take the number before reading.
/// </summary>
public abstract class Pulse : IDisposable
{
    public abstract long Now { get; }

    public abstract void Dispose();

    internal static Pulse Of(Databases databases, DatabaseGate gate, WorkspaceChanges changes) =>
        databases.IsSqlite ? new SqlitePulse(databases, gate) : new PostgresPulse(changes);
}

/// <summary>
/// <c>PRAGMA data_version</c> differs once another connection, of this process or of another, has committed anything. It is
/// asked of a connection that never writes, and looks at shared memory only: a few microseconds.
/// </summary>
internal sealed class SqlitePulse(Databases databases, DatabaseGate gate) : Pulse
{
    private readonly Lock _turn = new();
    private SqliteConnection? _connection;
    private sqlite3_stmt? _question;

    /// <summary>Counts openings: another connection counts from anew.</summary>
    private long _opened;

    public override long Now
    {
        get
        {
            lock (_turn) return Ask() is { } version ? (_opened << 32) + version : NeverAgain();
        }
    }

    private long? Ask()
    {
        if (_question is null && !Open()) return null;
        var answered = raw.sqlite3_step(_question) == raw.SQLITE_ROW;
        var version = answered ? raw.sqlite3_column_int64(_question, 0) : 0;
        if (raw.sqlite3_reset(_question) == raw.SQLITE_OK && answered) return version;
        Close();
        return null;
    }

    private bool Open()
    {
        if (!gate.IsOpen) return false;
        try
        {
            _connection = new(new SqliteConnectionStringBuilder(databases.ConnectionString) { Pooling = false, Mode = SqliteOpenMode.ReadWrite }.ToString());
            _connection.Open();
            if (raw.sqlite3_prepare_v2(_connection.Handle, "PRAGMA data_version", out _question) == raw.SQLITE_OK)
            {
                _opened++;
                return true;
            }
        }
        catch (SqliteException)
        {
            // Whoever reads next meets the same trouble and tells it better.
        }
        Close();
        return false;
    }

    /// <summary>Nobody knows, so anything may have changed.</summary>
    private long NeverAgain() => -++_opened;

    private void Close()
    {
        _question?.Dispose();
        _connection?.Dispose();
        (_question, _connection) = (null, null);
    }

    public override void Dispose()
    {
        lock (_turn) Close();
    }
}

/// <summary>
/// Counts the changes of workspaces this node hears of, at once for its own and as fast as PostgreSQL tells for others'; and
/// moves by itself twice a second, for what nobody tells and for messages that were lost.
/// </summary>
internal sealed class PostgresPulse : Pulse
{
    private static readonly long Beat = Stopwatch.Frequency / 2;

    private readonly WorkspaceChanges _changes;
    private long _heard;

    public PostgresPulse(WorkspaceChanges changes)
    {
        _changes = changes;
        changes.Changed += Hear;
    }

    public override long Now => (Volatile.Read(ref _heard) << 32) + Stopwatch.GetTimestamp() / Beat % (1L << 32);

    private void Hear(Guid workspace, long revision) => Interlocked.Increment(ref _heard);

    public override void Dispose() => _changes.Changed -= Hear;
}
