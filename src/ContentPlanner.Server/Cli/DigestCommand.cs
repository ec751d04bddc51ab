using System.CommandLine;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>digest preview</c>: the weekly mails as they would read now, without sending any.</summary>
internal static class DigestCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        data.Recursive = true;
        var command = new Command("digest", "The weekly mails") { Preview(terminal, clock, data) };
        command.Options.Add(data);
        return command;
    }

    private static Command Preview(Terminal terminal, IClock clock, Option<string?> data)
    {
        var workspace = new Option<string?>("--workspace") { Description = "Whose: the client's key; not needed while there is one", HelpName = "KEY" };
        var person = new Option<string?>("--person") { Description = "For whom: the member's key; everybody who gets one if not said", HelpName = "KEY" };
        var account = new Option<string?>("--account") { Description = "The digest of all clients of this account instead", HelpName = "EMAIL" };
        var html = new Option<bool>("--html") { Description = "As HTML" };
        var text = new Option<bool>("--text") { Description = "As text, which it is if nothing is said" };
        var command = new Command("preview", "Print the weekly mails as they would read now") { workspace, person, account, html, text };
        command.Validators.Add(call =>
        {
            if (call.GetValue(html) && call.GetValue(text)) call.AddError("Choose one of --html and --text.");
            if (call.GetValue(account) is not null && (call.GetValue(workspace) ?? call.GetValue(person)) is not null) call.AddError("--account is about all clients; leave --workspace and --person out.");
        });
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => call.GetValue(account) is { } email
                ? PrintOfAll(desk, email, call.GetValue(html), stop)
                : Print(desk, call.GetValue(workspace), call.GetValue(person), call.GetValue(html), stop), stop));
        return command;
    }

    private static async Task<int> PrintOfAll(Desk desk, string email, bool html, CancellationToken stop)
    {
        await using var scope = desk.Get<IServiceScopeFactory>().CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<AccountStore>().FindAsync(email);
        if (account is null || await desk.Get<DigestsOfAll>().ChosenAsync(account.Id, stop) is not { } chosen || await desk.Get<AllClients>().OfAsync(account.Id, chosen, stop) is not { } clients)
        {
            await desk.Terminal.Error.WriteLineAsync(account is null ? $"There is no account '{email}'." : $"'{email}' gets no digest of all clients; whoever wants one chooses it under Profile, Digest.");
            return CommandLine.ProblemsFound;
        }
        switch (desk.Get<Letters>().Preview(clients))
        {
            case { Mail: { } mail }:
                await desk.Terminal.Output.WriteLineAsync(html ? mail.Html : $"Subject: {mail.Subject}\n\n{mail.Text}");
                return CommandLine.Done;
            case { Problem: { } problem }:
                desk.Terminal.Show([problem]);
                return CommandLine.ProblemsFound;
            default:
                await desk.Terminal.Output.WriteLineAsync($"{account.Name} has nothing to read at the moment, and wants no mail that says so.");
                return CommandLine.Done;
        }
    }

    private static async Task<int> Print(Desk desk, string? workspace, string? person, bool html, CancellationToken stop)
    {
        if (await desk.WorkspaceAsync(workspace, stop) is not { } chosen) return CommandLine.ProblemsFound;
        var mails = (await desk.Get<Desks>().OfAsync(chosen.Id, stop))!;
        var digests = mails.Subscriptions.Values.Where(s => s.Kind == DeliveryKind.Digest && (person is null || s.Person.Key == person)).OrderBy(s => s.Person.Key, StringComparer.Ordinal).ToList();
        if (digests.Count == 0)
        {
            var people = mails.Subscriptions.Values.Where(s => s.Kind == DeliveryKind.Digest).Select(s => s.Person.Key).Distinct().Order(StringComparer.Ordinal);
            await desk.Terminal.Error.WriteLineAsync(person is null ? "Nobody gets a digest; the plan says who under “digests”." : $"'{person}' gets no digest; there are {string.Join(", ", people)}.");
            return CommandLine.ProblemsFound;
        }
        var failed = false;
        foreach (var digest in digests)
        {
            var rendering = desk.Get<Letters>().Preview(mails, digest, null);
            if (rendering?.Mail is { } mail) await desk.Terminal.Output.WriteLineAsync(html ? mail.Html : $"Subject: {mail.Subject}\n\n{mail.Text}");
            else if (rendering?.Problem is { } problem)
            {
                desk.Terminal.Show([problem]);
                failed = true;
            }
            else await desk.Terminal.Output.WriteLineAsync($"{digest.Person.Name} has nothing to read at the moment, and wants no mail that says so.");
        }
        return failed ? CommandLine.ProblemsFound : CommandLine.Done;
    }
}
