using System.CommandLine;
using ContentPlanner.Core;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>serve</c>: web app, feeds, jobs and mail, until it is told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on, for example http://127.0.0.1:5080", HelpName = "URLS" };
        var data = new Option<string?>("--data") { Description = "Folder for the embedded database and for mails while no mail server is set up", HelpName = "DIR" };

        var command = new Command("serve", "Run the service: calendars to subscribe to, jobs and mail") { urls, data };
        command.SetAction((call, stop) => Run(terminal, clock, call.GetValue(urls), call.GetValue(data), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, IClock clock, string? urls, string? data, CancellationToken stop)
    {
        var settings = SettingsFile.Read(data);
        var problems = new List<Problem>();
        var jobs = JobFiles.Read(settings.JobsFolder, Service.Verbs(), problems);
        if (Installation.Read(settings.TemplatesFolder, problems) is not { } installation || jobs is null)
        {
            terminal.Show(problems);
            return CommandLine.ProblemsFound;
        }
        using var held = Hold(settings);
        if (held is null && settings.Database.ConnectionString is null)
        {
            await terminal.Error.WriteLineAsync($"Another program serves {Databases.SqliteFile(settings)} already. Stop it first, or name another folder with --data.");
            return CommandLine.ProblemsFound;
        }
        string[] arguments = urls is null ? [] : ["--urls", urls];
        await using var app = Service.Create(arguments, settings, installation, clock);
        await app.StartAsync(stop);
        await Welcome(app, settings, terminal, stop);
        await app.WaitForShutdownAsync(stop);
        return CommandLine.Done;
    }

    /// <summary>Where it is, and, until an administrator has signed in, how to; later <c>user sign-in-link</c> says so when asked.</summary>
    private static async Task Welcome(WebApplication app, Settings settings, Terminal terminal, CancellationToken stop)
    {
        var address = (settings.BaseUrl ?? app.Urls.First()).TrimEnd('/');
        await terminal.Output.WriteLineAsync($"ContentPlanner listens on {string.Join(", ", app.Urls)}");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, app.Lifetime.ApplicationStopping);
        try
        {
            await app.Services.GetRequiredService<DatabaseGate>().OpenedAsync(either.Token);
            var links = app.Services.GetRequiredService<SignInLinks>();
            if (!await links.SomebodyCameAsync(either.Token))
                await terminal.Output.WriteLineAsync($"Administrator: {address}{SignInLinks.Path(await links.CreateAsync(either.Token))} (lets you in once, within an hour)");
        }
        catch (OperationCanceledException)
        {
            // Told to end before the database was there.
        }
    }

    /// <summary>An embedded database belongs to one service at a time (design rule 13).</summary>
    private static InstanceLock? Hold(Settings settings)
    {
        if (settings.Database.ConnectionString is not null) return null;
        Directory.CreateDirectory(settings.Data);
        return InstanceLock.Take(Databases.SqliteFile(settings));
    }
}
