using System.Net;
using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Cli;

/// <summary>The service as a process: started, asked, ended.</summary>
public sealed class ServeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task An_empty_machine_gets_a_service_that_says_where_everything_is_and_ends_when_asked()
    {
        await using var serve = Serve();
        var address = (await serve.Says("Listens on +(http://.*)")).Groups[1].Value;
        await serve.Says($"Data +{_folder["data"]} \\(SQLite\\)");
        await serve.Says($"Mail +{_folder["data/mail"]}, as .eml files: none leaves this machine");

        Assert.Equal((HttpStatusCode.OK, "live\n"), await Ask($"{address}/health/live"));
        await BecomesReady($"{address}/health/ready");

        serve.Terminate();
        Assert.Equal(0, await serve.Exit());
        Assert.Contains("Ended; everything is saved.", serve.Output, StringComparison.Ordinal);
        Assert.Equal("", serve.Error);
    }

    [Fact]
    public async Task No_verb_serves()
    {
        await using var serve = ProgramProcess.Start(["--data", _folder["data"], "--urls", "http://127.0.0.1:0"]);

        await serve.Says("Listens on");
    }

    [Fact]
    public async Task A_second_service_on_the_same_data_refuses_and_every_other_verb_works_beside_the_first()
    {
        await using var first = Serve();
        await first.Says("Listens on");

        await using (var second = Serve())
        {
            Assert.Equal(1, await second.Exit());
            Assert.Contains("Another program serves", second.Error, StringComparison.Ordinal);
        }
        Assert.Equal(0, (await ProgramProcess.Run("import", ProgramRun.StarterPlan, "--data", _folder["data"])).Exit);
        Assert.Contains("steady-ground", (await ProgramProcess.Run("workspace", "list", "--data", _folder["data"])).Output, StringComparison.Ordinal);

        await first.Kill();
        await using var third = Serve();
        await third.Says("Listens on");
    }

    /// <summary>Design rule 13. Who is asked whether they mean it hears first what would keep it from happening.</summary>
    [Fact]
    public async Task A_restore_wants_the_service_stopped_and_says_so_before_it_asks()
    {
        var backup = _folder["now.zip"];
        Task<ProgramRun> Restore(string file) => ProgramProcess.Run("restore", file, "--data", _folder["data"]);
        await using (var serve = Serve())
        {
            await serve.Says("Listens on");
            Assert.Equal(0, (await ProgramProcess.Run("backup", "--to", backup, "--data", _folder["data"])).Exit);

            var refused = await Restore(backup);
            Assert.Equal((1, ""), (refused.Exit, refused.Output));
            Assert.Contains("the service is running", refused.Error, StringComparison.Ordinal);
        }

        var none = await Restore(_folder["none.zip"]);
        Assert.Equal((1, ""), (none.Exit, none.Output));
        Assert.Contains("there is no file", none.Error, StringComparison.Ordinal);
        var asked = await Restore(backup);
        Assert.Contains("Go on? [y/N]", asked.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", asked.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_demo_is_loaded_once()
    {
        await using (var serve = Serve("--demo"))
        {
            await serve.Says("Demo +the starter plan of Steady Ground Coaching is loaded");
            serve.Terminate();
            await serve.Exit();
        }
        await using var again = Serve("--demo");
        await again.Says("Demo +there are clients already");
        Assert.Contains("1 client", (await ProgramProcess.Run("workspace", "list", "--data", _folder["data"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_with_a_way_out()
    {
        var port = FreePort.Pick();
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, port);
        listener.Start();

        await using var serve = ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", $"http://127.0.0.1:{port}"]);

        Assert.Equal(1, await serve.Exit());
        Assert.Contains("say another address: --urls", serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_in_the_settings_are_all_told_and_nothing_starts()
    {
        _folder.Write("data/settings.json", """{ "BaseUrl": "nowhere", "Mail": { "Smtp": { "Prot": 25 } } }""");

        await using var serve = Serve();

        Assert.Equal(1, await serve.Exit());
        Assert.Contains("settings.json:1:3: 'nowhere' is no address", serve.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean Mail:Smtp:Port?", serve.Error, StringComparison.Ordinal);
        Assert.Contains("2 errors", serve.Error, StringComparison.Ordinal);
    }

    /// <summary>Started before its database, and again after it went away: alive all the time, ready when it can be.</summary>
    [Fact]
    public async Task A_server_that_is_not_there_yet_is_waited_for()
    {
        await using var server = await PostgresServer.OfItsOwn();
        var connection = await server.CreateDatabase();
        await server.Stop();
        await using var serve = Serve(connection, []);
        var address = (await serve.Says("Listening on (http://[^,]*), and waiting for the database")).Groups[1].Value;
        Assert.Equal((HttpStatusCode.OK, "live\n"), await Ask($"{address}/health/live"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), await Ask($"{address}/health/ready"));

        await server.Start();
        await serve.Says("Data +PostgreSQL");
        await BecomesReady($"{address}/health/ready");

        // And the scheduler with it: a job that is due each minute gets done, with nobody having restarted anything (R12).
        await Succeeded(connection, "digest-tick");

        await server.Stop(immediate: true);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "not ready\n"), await Ask($"{address}/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "live\n"), await Ask($"{address}/health/live"));
        await server.Start();
        await BecomesReady($"{address}/health/ready");
        Assert.DoesNotContain("   at ", serve.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_nodes_started_together_on_an_empty_server_both_serve_one_demo()
    {
        var connection = await (await PostgresServer.Shared()).CreateDatabase();
        await using var one = Serve(connection, "--demo");
        await using var other = Serve(connection, "--demo");

        var addresses = new[] { await one.Says("Listens on +(http://.*)"), await other.Says("Listens on +(http://.*)") }.Select(m => m.Groups[1].Value);

        foreach (var address in addresses) await BecomesReady($"{address}/health/ready");
        await one.Says("Demo +");
        await other.Says("Demo +");
        await using var list = ProgramProcess.Start(["workspace", "list"], new Dictionary<string, string?> { ["Database__ConnectionString"] = connection });
        await list.Exit();
        Assert.Contains("1 client", list.Output, StringComparison.Ordinal);
    }

    private ProgramProcess Serve(string? option = null) => ProgramProcess.Start(["serve", "--data", _folder["data"], "--urls", "http://127.0.0.1:0", .. option is null ? Array.Empty<string>() : [option]]);

    private static ProgramProcess Serve(string connection, params string[] options) => ProgramProcess.Start(
        ["serve", "--urls", "http://127.0.0.1:0", .. options], new Dictionary<string, string?> { ["Database__ConnectionString"] = connection });

    private static async Task Succeeded(string connection, string job)
    {
        await using var db = Database.Databases.Postgres(connection).CreateDbContext();
        for (var tries = 1; !db.JobRuns.Any(r => r.JobId == job && r.Outcome == Server.Jobs.JobOutcome.Succeeded); tries++)
        {
            Assert.True(tries < 240, $"after two minutes {job} has not run");
            await Task.Delay(500, Stop);
        }
    }

    /// <summary>Jobs are planned a moment after the database is open.</summary>
    private async Task BecomesReady(string address)
    {
        for (var tries = 1; ; tries++)
        {
            var answer = await Ask(address);
            if (answer == (HttpStatusCode.OK, "ready\n")) return;
            Assert.True(tries < 120, $"after a minute still {answer}");
            await Task.Delay(500, Stop);
        }
    }

    private async Task<(HttpStatusCode, string)> Ask(string address)
    {
        using var answer = await _http.GetAsync(new Uri(address), Stop);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Stop));
    }
}
