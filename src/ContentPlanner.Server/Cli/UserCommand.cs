using System.CommandLine;
using ContentPlanner.Server.Accounts;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>user sign-in-link</c>: who may start the program may be its administrator.</summary>
internal static class UserCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        var url = new Option<string?>("--url") { Description = "Address of the service, when no base URL is set up", HelpName = "URL" };
        var link = new Command("sign-in-link", "Print a link that makes a browser the administrator's, once, within an hour") { data, url };
        link.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var token = await desk.Get<SignInLinks>().CreateAsync(stop);
            var address = desk.Settings.BaseUrl ?? call.GetValue(url);
            await terminal.Output.WriteLineAsync(address is null
                ? $"Below the address of the service: {SignInLinks.Path(token)}"
                : address.TrimEnd('/') + SignInLinks.Path(token));
            return CommandLine.Done;
        }, stop));
        return new("user", "Who may use the installation") { link };
    }
}
