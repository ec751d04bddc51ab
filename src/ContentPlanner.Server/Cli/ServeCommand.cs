using System.CommandLine;
using System.Net.Sockets;
using ContentPlanner.Core;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>serve</c>, also without any verb: web app, feeds, jobs and mail, until it is told to stop.</summary>
internal sealed class ServeCommand
{
    private readonly Option<string?> _urls = new("--urls") { Description = $"Addresses to listen on; {Settings.DefaultUrl} if not said", HelpName = "URLS" };
    private readonly Option<string?> _data = new("--data") { Description = "Folder for the embedded database, for settings.json, and for mails while no mail server is set up; data if not said", HelpName = "DIR" };
    private readonly Option<bool> _demo = new("--demo") { Description = "Load a starter plan into an empty database, and say how to look at it" };

    /// <summary>Who asks at a start asks at once: so long the processor is theirs alone.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    public static Command Create(Terminal terminal, IClock clock)
    {
        var command = new Command("serve", "Run the service: calendars to subscribe to, jobs and mail; also what happens without any verb");
        AddTo(command, terminal, clock);
        return command;
    }

    /// <summary>Makes it what a command does by itself.</summary>
    public static void AddTo(Command command, Terminal terminal, IClock clock)
    {
        var serve = new ServeCommand();
        command.Options.Add(serve._demo);
        command.Options.Add(serve._urls);
        command.Options.Add(serve._data);
        command.SetAction((call, stop) => RunAsync(terminal, clock, call.GetValue(serve._urls), call.GetValue(serve._data), call.GetValue(serve._demo), stop));
    }

    private static async Task<int> RunAsync(Terminal terminal, IClock clock, string? urls, string? data, bool demo, CancellationToken stop)
    {
        var problems = new List<Problem>();
        foreach (var url in urls?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (Listening.Refusal(url) is { } refusal) problems.Add(new("--urls", 0, 0, refusal));
        var settings = SettingsFile.Read(data, problems);
        // A calendar that is kept from the last run is sent before anything else is there; where none is, the rest comes first.
        var calendarsFirst = settings is not null && problems.Count == 0 && KeptFeeds.AnyIn(KeptFeeds.FolderOf(settings));
        var installation = calendarsFirst ? null : Read(settings, problems);
        terminal.Show(problems);
        if (settings is null || (installation is null && !calendarsFirst)) return CommandLine.ProblemsFound;

        if (!TryHold(terminal, settings, out var held)) return CommandLine.ProblemsFound;
        using (held)
        {
            var installed = new TaskCompletionSource<Installation?>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (!calendarsFirst) installed.SetResult(installation);
            await using var app = Service.Create(urls is null ? [] : ["--urls", urls], settings, installed.Task, clock);
            try
            {
                await app.StartAsync(stop);
                if (calendarsFirst)
                {
                    await Task.WhenAny(app.Services.GetRequiredService<KeptFeeds>().FirstAnswered, Task.Delay(Moment, CancellationToken.None));
                    installation = Read(settings, problems);
                    terminal.Show(problems);
                    installed.SetResult(installation);
                    if (installation is null) return CommandLine.ProblemsFound;
                }
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                await terminal.Error.WriteLineAsync($"{e.Message.TrimEnd('.')}. Stop the program that listens there, or say another address: --urls http://localhost:5081");
                return CommandLine.ProblemsFound;
            }
            // Port 0 is any free one: links name the one that it became.
            if (settings.Urls is null || settings.Urls.EndsWith(":0", StringComparison.Ordinal) || urls is not null) settings.Urls = string.Join(';', app.Urls);
            var welcome = new Welcome(app, terminal, demo).ShowAsync(app.Lifetime.ApplicationStopping);
            var settled = Settling.GiveBackAsync(app.Lifetime.ApplicationStopping);
            await app.WaitForShutdownAsync(stop);
            await welcome;
            await settled;
            await terminal.Output.WriteLineAsync("Ended; everything is saved.");
        }
        return CommandLine.Done;
    }

    /// <summary>Templates and jobs, read for all of their mistakes; null: there are some, or the settings have.</summary>
    private static Installation? Read(Settings? settings, List<Problem> problems)
    {
        if (settings is not null) Prepare(settings);
        var installation = Installation.Read(settings?.TemplatesFolder ?? Installation.ShippedTemplates, problems);
        var jobs = JobFiles.Read(settings?.JobsFolder ?? JobFiles.ShippedFolder, Service.Verbs(), problems);
        return settings is null || jobs is null || problems.Any(p => p.Severity == Severity.Error) ? null : installation;
    }

    /// <summary>
    /// Begins what the first feed needs and what hangs on nothing else that a start reads, beside it; who needs one of these
    /// before it is done waits for the rest of it, and meets its fault.
    /// </summary>
    private static void Prepare(Settings settings)
    {
        Task.Run(Databases.Of(settings).Prepare);
        Task.Run(ItemJson.Prepare);
    }

    /// <summary>An embedded database belongs to one service at a time (design rule 13).</summary>
    private static bool TryHold(Terminal terminal, Settings settings, out InstanceLock? held)
    {
        held = null;
        if (settings.Database.ConnectionString is not null) return true;
        var file = Databases.SqliteFile(settings);
        try
        {
            DataFolder.Make(settings.Data);
            held = InstanceLock.Take(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            terminal.Error.WriteLine($"The data folder {Path.GetFullPath(settings.Data)} cannot be written ({e.Message.TrimEnd('.')}). Name another with --data.");
            return false;
        }
        if (held is not null) return true;
        terminal.Error.WriteLine($"Another program serves {Path.GetFullPath(file)} already. Stop it first, or name another folder with --data.");
        return false;
    }
}
