using Npgsql;

namespace ContentPlanner.Server.Tests.Parts;

public class PostgresServerTests
{
    [Fact]
    public async Task Tests_share_a_server_and_each_has_a_database_of_its_own()
    {
        var server = await PostgresServer.Shared();
        Assert.Same(server, await PostgresServer.Shared());
        var one = await server.CreateDatabase();
        var other = await server.CreateDatabase();

        await Ask(one, "CREATE TABLE planned (title text)");

        Assert.Equal(1L, await Ask(one, "SELECT count(*) FROM pg_tables WHERE tablename = 'planned'"));
        Assert.Equal(0L, await Ask(other, "SELECT count(*) FROM pg_tables WHERE tablename = 'planned'"));
    }

    [Fact]
    public async Task A_database_made_like_another_has_its_rows_and_goes_its_own_way()
    {
        var server = await PostgresServer.Shared();
        var original = await server.CreateDatabase();
        await Ask(original, "CREATE TABLE planned (title text); INSERT INTO planned VALUES ('Five steps')");

        var copy = await server.CreateDatabase(like: original);
        await Ask(copy, "DELETE FROM planned");

        Assert.Equal(0L, await Ask(copy, "SELECT count(*) FROM planned"));
        Assert.Equal(1L, await Ask(original, "SELECT count(*) FROM planned"));
    }

    [Fact]
    public async Task A_database_goes_with_its_test_whoever_is_still_connected()
    {
        var database = await TestDatabase.Open(DatabaseKind.Postgres);
        var connection = database.Databases.ConnectionString;
        await using var forgotten = new NpgsqlConnection(connection);
        await forgotten.OpenAsync(TestContext.Current.CancellationToken);
        var other = await (await PostgresServer.Shared()).CreateDatabase();
        var name = new NpgsqlConnectionStringBuilder(connection).Database;
        Assert.Equal(1L, await Ask(other, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));

        await database.DisposeAsync();

        Assert.Equal(0L, await Ask(other, $"SELECT count(*) FROM pg_database WHERE datname = '{name}'"));
        await database.DisposeAsync();
    }

    [Fact]
    public async Task The_shared_server_cannot_be_stopped_by_a_test()
    {
        var server = await PostgresServer.Shared();
        await Assert.ThrowsAsync<InvalidOperationException>(() => server.Stop());
    }

    [Fact]
    public async Task A_server_of_its_own_is_crashed_and_started_again_with_what_was_committed()
    {
        await using var server = await PostgresServer.OfItsOwn();
        var database = await server.CreateDatabase();
        await Ask(database, "CREATE TABLE planned (title text); INSERT INTO planned VALUES ('Five steps')");
        await using var open = new NpgsqlConnection(database);
        await open.OpenAsync(TestContext.Current.CancellationToken);

        await server.Stop(immediate: true);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Ask(open, "SELECT 1"));
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => Ask(database, "SELECT 1"));

        await server.Start();
        NpgsqlConnection.ClearPool(open);
        Assert.Equal(1L, await Ask(database, "SELECT count(*) FROM planned"));

        await server.Restart();
        NpgsqlConnection.ClearPool(open);
        Assert.Equal(1L, await Ask(database, "SELECT count(*) FROM planned"));
    }

    private static async Task<object?> Ask(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        return await Ask(connection, sql);
    }

    private static async Task<object?> Ask(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
