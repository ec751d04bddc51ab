using System.CommandLine;
using ContentPlanner.Core;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Cli;

/// <summary><c>health</c>: asks the service on this machine whether it lives; what a container's health check runs, where there is no curl.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static Command Create(Terminal terminal)
    {
        var url = new Option<string?>("--url") { Description = "Address of the service; where it listens, if not said", HelpName = "URL" };
        var ready = new Option<bool>("--ready") { Description = "Ask whether it can do its work, not only whether it lives" };
        var data = Desk.Data();
        var command = new Command("health", "Whether the service lives: exit 0 if it does") { url, ready, data };
        command.SetAction(async (call, stop) =>
        {
            var problems = new List<Problem>();
            var address = call.GetValue(url) ?? SettingsFile.Read(call.GetValue(data), problems)?.Listens.AbsoluteUri;
            terminal.Show(problems);
            if (address is null) return CommandLine.ProblemsFound;
            using var http = new HttpClient { Timeout = Patience };
            try
            {
                using var answer = await http.GetAsync(new Uri(address.TrimEnd('/') + (call.GetValue(ready) ? "/health/ready" : "/health/live")), stop);
                await terminal.Output.WriteAsync(await answer.Content.ReadAsStringAsync(stop));
                return answer.IsSuccessStatusCode ? CommandLine.Done : CommandLine.ProblemsFound;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or UriFormatException)
            {
                await terminal.Error.WriteLineAsync($"{address} does not answer: {e.InnerException?.Message ?? e.Message}");
                return CommandLine.ProblemsFound;
            }
        });
        return command;
    }
}
