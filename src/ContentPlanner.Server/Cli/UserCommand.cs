using System.CommandLine;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>user sign-in-link</c>: who may start the program may be its administrator.</summary>
internal static class UserCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = new Option<string?>("--data") { Description = "Data folder of the service", HelpName = "DIR" };
        var url = new Option<string?>("--url") { Description = "Address of the service, when no base URL is set up", HelpName = "URL" };
        var link = new Command("sign-in-link", "Print a link that makes a browser the administrator's, once, within an hour") { data, url };
        link.SetAction(async (call, stop) =>
        {
            await using var parts = await Beside.OpenAsync(terminal, clock, call.GetValue(data), stop);
            if (parts is null) return CommandLine.ProblemsFound;
            var token = await parts.GetRequiredService<SignInLinks>().CreateAsync(stop);
            var address = parts.GetRequiredService<Settings>().BaseUrl ?? call.GetValue(url);
            await terminal.Output.WriteLineAsync(address is null
                ? $"Below the address of the service: {SignInLinks.Path(token)}"
                : address.TrimEnd('/') + SignInLinks.Path(token));
            return CommandLine.Done;
        });
        return new("user", "Who may use the installation") { link };
    }
}
