using System.Diagnostics;
using Npgsql;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// A private PostgreSQL: its data in a temporary folder, one port of 127.0.0.1, no socket, nothing flushed to disk. It goes with
/// the test process, see <see cref="Reaper"/>.
/// </summary>
internal sealed class PostgresCluster : IAsyncDisposable
{
    private readonly string _folder;

    private PostgresCluster(string folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    public int Port { get; }

    public string ConnectionString => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1", Port = Port, Username = "planner", Database = "postgres", Pooling = false,
    }.ConnectionString;

    public static async Task<PostgresCluster> Start()
    {
        // PostgreSQL refuses to run as root, so then everything below is done, and owned, by its own user.
        var folder = (await AsServer("mktemp", "-d", "/tmp/contentplanner-pg-XXXXXX")).Trim();
        Reaper.Watch(folder);
        await AsServer(Program("initdb"), "-D", $"{folder}/data", "-U", "planner", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions");
        for (var tries = 1; ; tries++)
        {
            var cluster = new PostgresCluster(folder, FreePort.Pick());
            try
            {
                await cluster.Resume();
                return cluster;
            }
            catch (InvalidOperationException) when (tries < 3)
            {
                // Somebody may have taken the port in between.
            }
        }
    }

    public async Task Resume()
    {
        // What is committed is handed to the system at once (synchronous_commit stays on), so an immediate stop loses none of it, as
        // in a real crash. That the system does not write it to the disk would only be noticed in a power cut.
        var options = $"-c listen_addresses=127.0.0.1 -c port={Port} -c unix_socket_directories= -c max_connections=1000 "
            + "-c fsync=off -c full_page_writes=off";
        try
        {
            await AsServer(Program("pg_ctl"), "-D", $"{_folder}/data", "-l", $"{_folder}/log", "-o", options, "-t", "60", "-w", "-s", "start");
        }
        catch (InvalidOperationException refused)
        {
            throw new InvalidOperationException($"{refused.Message}\n{await AsServer("tail", "-n", "20", $"{_folder}/log")}", refused);
        }
    }

    public Task Stop(bool immediate) =>
        AsServer(Program("pg_ctl"), "-D", $"{_folder}/data", "-m", immediate ? "immediate" : "fast", "-t", "60", "-w", "-s", "stop");

    public async ValueTask DisposeAsync()
    {
        if (File.Exists($"{_folder}/data/postmaster.pid")) await Stop(immediate: true);
        await AsServer("rm", "-rf", _folder);
        Reaper.Forget(_folder);
    }

    private static string Program(string name) => Path.Combine(PostgresBinaries.Folder!, name);

    private static async Task<string> AsServer(string program, params string[] arguments)
    {
        string[] call = Environment.UserName == "root" ? ["runuser", "-u", "postgres", "--", program, .. arguments] : [program, .. arguments];
        using var process = Process.Start(new ProcessStartInfo(call[0], call[1..])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/",
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{string.Join(' ', call)} ended with {process.ExitCode}:\n{await output}{await error}");
    }
}
