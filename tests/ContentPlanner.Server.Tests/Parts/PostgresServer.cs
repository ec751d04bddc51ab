using System.Collections.Concurrent;
using Npgsql;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// PostgreSQL for tests: the server of <c>PLANNER_TEST_PG</c> (a connection string whose user may create databases), else one
/// started from the local binaries, private and thrown away. Tests share one; those that stop it take one of their own.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer>> TheShared = new(OpenShared);

    private readonly string _administration;
    private readonly PostgresCluster? _cluster;
    private readonly bool _own;
    private readonly ConcurrentDictionary<string, bool> _databases = new();
    private readonly SemaphoreSlim _dropping = new(1);
    private NpgsqlConnection? _dropper;

    private PostgresServer(string administration, PostgresCluster? cluster, bool own)
    {
        _administration = administration;
        _cluster = cluster;
        _own = own;
    }

    /// <summary>The server all tests share, started when the first asks. It stays up to the end.</summary>
    public static Task<PostgresServer> Shared() => PostgresBinaries.Wanted() is { } missing ? throw Missing.Part(missing) : TheShared.Value;

    /// <summary>A server for one test, which may stop and start it. Always from local binaries.</summary>
    public static async Task<PostgresServer> OfItsOwn()
    {
        if (PostgresBinaries.Folder is null) throw Missing.Part(PostgresBinaries.WhatToInstall);
        var cluster = await PostgresCluster.Start();
        return new(cluster.ConnectionString, cluster, own: true);
    }

    /// <summary>A fresh database and how to connect to it.</summary>
    /// <param name="like">Connection string of a database to copy, made here before; nobody may be connected to it.</param>
    public async Task<string> CreateDatabase(string? like = null)
    {
        var name = $"planner_test_{Guid.NewGuid():N}";
        var template = "";
        if (like is not null)
        {
            await using (var idle = new NpgsqlConnection(like)) NpgsqlConnection.ClearPool(idle);
            template = $" TEMPLATE \"{new NpgsqlConnectionStringBuilder(like).Database}\"";
        }
        await Execute($"CREATE DATABASE \"{name}\"{template}");
        _databases[name] = true;
        // A test that has ended leaves its pool behind; what lies idle in it is closed, so that hundreds of tests share one server.
        return new NpgsqlConnectionStringBuilder(_administration) { Database = name, Pooling = true, ConnectionIdleLifetime = 2, ConnectionPruningInterval = 1 }.ConnectionString;
    }

    /// <summary>
    /// Throws a database away, whoever is still connected to it: hundreds of them, left to the end, take minutes to remove. What cannot be
    /// dropped is left to the end, and fails no test.
    /// </summary>
    /// <param name="connection">As <see cref="CreateDatabase"/> gave it.</param>
    public async Task DropDatabase(string connection)
    {
        await using (var idle = new NpgsqlConnection(connection)) NpgsqlConnection.ClearPool(idle);
        var name = new NpgsqlConnectionStringBuilder(connection).Database!;
        await _dropping.WaitAsync();
        try
        {
            if (_dropper is null) await (_dropper = new(_administration)).OpenAsync();
            await Execute(_dropper, Drop(name));
            _databases.TryRemove(name, out _);
        }
        catch (NpgsqlException)
        {
            await _dropper!.DisposeAsync();
            _dropper = null;
        }
        finally
        {
            _dropping.Release();
        }
    }

    /// <summary>Stops the server; immediate drops every connection as a crash does, otherwise open transactions are rolled back first.</summary>
    public Task Stop(bool immediate = false) => Own.Stop(immediate);

    /// <summary>Starts the server again, on its port, with its data.</summary>
    public Task Start() => Own.Resume();

    public async Task Restart(bool immediate = false)
    {
        await Stop(immediate);
        await Start();
    }

    private PostgresCluster Own => _own ? _cluster! : throw new InvalidOperationException("other tests use this server; take PostgresServer.OfItsOwn() to stop one");

    public ValueTask DisposeAsync() => _own ? _cluster!.DisposeAsync() : throw new InvalidOperationException("the shared server ends with the tests, not before");

    private static async Task<PostgresServer> OpenShared()
    {
        if (PostgresBinaries.Given is { } given)
            return new(new NpgsqlConnectionStringBuilder(given) { Pooling = false }.ConnectionString, null, own: false);
        var cluster = await PostgresCluster.Start();
        return new(cluster.ConnectionString, cluster, own: false);
    }

    private async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(_administration);
        await connection.OpenAsync();
        await Execute(connection, sql);
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string Drop(string name) => $"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)";

    /// <summary>The end of the test run: a private server is removed, a given one gets rid of our databases.</summary>
    internal static async Task EndShared()
    {
        if (!TheShared.IsValueCreated || !TheShared.Value.IsCompletedSuccessfully) return;
        var server = await TheShared.Value;
        NpgsqlConnection.ClearAllPools();
        if (server._cluster is { } cluster) await cluster.DisposeAsync();
        else foreach (var name in server._databases.Keys) await server.Execute(Drop(name));
    }
}
