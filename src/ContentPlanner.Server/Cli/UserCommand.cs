using System.CommandLine;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>Who may use the installation. Whoever may start the program may let anybody in.</summary>
internal sealed class UserCommand
{
    private readonly Option<string?> _data = Desk.Data();
    private readonly Option<string?> _url = new("--url") { Description = "Address of the service, when no base URL is set up", HelpName = "URL" };

    public static Command Create(Terminal terminal, IClock clock)
    {
        var user = new UserCommand();
        return new("user", "Who may use the installation") { user.Add(terminal, clock), user.Reset(terminal, clock), user.SignInLink(terminal, clock) };
    }

    private Command Add(Terminal terminal, IClock clock)
    {
        var email = new Argument<string>("email") { Description = "Their e-mail address" };
        var name = new Option<string?>("--name") { Description = "As others shall read it; the address if not said", HelpName = "NAME" };
        var administrator = new Option<bool>("--administrator") { Description = "They run the installation" };
        var workspace = new Option<string?>("--workspace") { Description = "Client to let them into", HelpName = "KEY" };
        var access = new Option<string>("--access") { Description = "What they may do there: client-viewer, contributor, strategist or owner", HelpName = "ACCESS", DefaultValueFactory = _ => "strategist" };
        var command = new Command("add", "Make an account, or let one that is there into a client; prints a link to choose a password") { email, name, administrator, workspace, access, _data, _url };
        command.SetAction((call, stop) => WorkAsync(terminal, clock, call, async (desk, accounts) =>
        {
            if (Access(call.GetValue(access)) is not { } level) return desk.Refuse($"'{call.GetValue(access)}' is no access; it is client-viewer, contributor, strategist or owner.");
            var client = call.GetValue(workspace) is { } key ? await desk.WorkspaceAsync(key, stop) : null;
            if (client is null && call.GetValue(workspace) is not null) return CommandLine.ProblemsFound;

            var account = await accounts.FindAsync(call.GetValue(email)!);
            var isNew = account is null;
            if (account is null)
            {
                var made = await accounts.AddAsync(new(call.GetValue(name) ?? call.GetValue(email), call.GetValue(email), null, call.GetValue(administrator)), proven: true, Actor.CommandLine);
                if (made is AccountResult.Refused refused) return desk.Refuse(refused.Why);
                account = ((AccountResult.Done)made).Account;
            }
            else if (client is null)
            {
                return desk.Refuse($"There is an account {account.Email} already. Say --workspace KEY to let it into a client; `user reset` prints a link to choose a new password.");
            }
            if (client is not null)
            {
                await accounts.GrantAsync(account.Id, client.Id, level, null, Actor.CommandLine, stop);
                await terminal.Output.WriteLineAsync($"{account.Name} has a {level.Word()}'s access to {client.Workspace.Name}.");
            }
            if (isNew) await Print(desk, call, "To choose a password, once, within an hour", await desk.Get<SignInLinks>().ForAsync(account.Id, setsPassword: true, stop));
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private Command Reset(Terminal terminal, IClock clock)
    {
        var email = new Argument<string>("email") { Description = "The account's e-mail address" };
        var command = new Command("reset", "Print a link to choose a new password, once, within an hour") { email, _data, _url };
        command.SetAction((call, stop) => WorkAsync(terminal, clock, call, async (desk, accounts) =>
        {
            if (await accounts.FindAsync(call.GetValue(email)!) is not { } account) return desk.Refuse($"There is no account {call.GetValue(email)}; `user add` makes one.");
            await Print(desk, call, $"For {account.Name} to choose a new password, once, within an hour", await desk.Get<SignInLinks>().ForAsync(account.Id, setsPassword: true, stop));
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private Command SignInLink(Terminal terminal, IClock clock)
    {
        var email = new Argument<string?>("email") { Description = "Whose; the first administrator's if not said", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("sign-in-link", "Print a link that signs a browser in, once, within an hour; the first one makes the administrator's account") { email, _data, _url };
        command.SetAction((call, stop) => WorkAsync(terminal, clock, call, async (desk, accounts) =>
        {
            var links = desk.Get<SignInLinks>();
            if (call.GetValue(email) is not { } address)
            {
                await Print(desk, call, null, await links.ForAdministratorAsync(stop));
                return CommandLine.Done;
            }
            if (await accounts.FindAsync(address) is not { } account) return desk.Refuse($"There is no account {address}; `user add` makes one.");
            await Print(desk, call, null, await links.ForAsync(account.Id, setsPassword: false, stop));
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private Task<int> WorkAsync(Terminal terminal, IClock clock, ParseResult call, Func<Desk, AccountStore, Task<int>> work, CancellationToken stop) =>
        Desk.WorkAsync(terminal, clock, call.GetValue(_data), async desk =>
        {
            await using var scope = desk.Get<IServiceScopeFactory>().CreateAsyncScope();
            return await work(desk, scope.ServiceProvider.GetRequiredService<AccountStore>());
        }, stop);

    private Task Print(Desk desk, ParseResult call, string? what, string token)
    {
        var address = desk.Settings.BaseUrl ?? call.GetValue(_url);
        if (address is not null) return desk.Terminal.Output.WriteLineAsync((what is null ? "" : $"{what}: ") + address.TrimEnd('/') + SignInLinks.Path(token));
        return desk.Terminal.Output.WriteLineAsync($"{(what is null ? "O" : $"{what}, o")}pen the address of the service with this behind it: {SignInLinks.Path(token)}");
    }

    private static Access? Access(string? text) => AccessWords.Parse(text);
}
