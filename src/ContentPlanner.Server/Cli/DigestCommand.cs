using System.CommandLine;
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
        var html = new Option<bool>("--html") { Description = "As HTML" };
        var text = new Option<bool>("--text") { Description = "As text, which it is if nothing is said" };
        var command = new Command("preview", "Print the weekly mails as they would read now") { workspace, person, html, text };
        command.Validators.Add(call =>
        {
            if (call.GetValue(html) && call.GetValue(text)) call.AddError("Choose one of --html and --text.");
        });
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => Print(desk, call.GetValue(workspace), call.GetValue(person), call.GetValue(html), stop), stop));
        return command;
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
