using System.CommandLine;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>digest preview</c>: the weekly mails as they would read now, without sending any.</summary>
internal static class DigestCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = new Option<string?>("--data") { Description = "Data folder of the service", HelpName = "DIR", Recursive = true };
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
        command.SetAction(async (call, stop) =>
        {
            await using var parts = await Beside.OpenAsync(terminal, clock, call.GetValue(data), stop);
            if (parts is null) return CommandLine.ProblemsFound;
            return await Print(terminal, parts, call.GetValue(workspace), call.GetValue(person), call.GetValue(html), stop);
        });
        return command;
    }

    private static async Task<int> Print(Terminal terminal, IServiceProvider parts, string? workspace, string? person, bool html, CancellationToken stop)
    {
        await using var db = parts.GetRequiredService<Databases>().CreateDbContext();
        var known = await db.Workspaces.OrderBy(w => w.Key).Select(w => new { w.Id, w.Key }).ToListAsync(stop);
        var chosen = workspace is null ? known : known.FindAll(w => w.Key == workspace);
        if (chosen.Count != 1)
        {
            var keys = known.Count == 0 ? "there is none yet" : $"there are {string.Join(", ", known.Select(w => w.Key))}";
            await terminal.Error.WriteLineAsync(workspace is null ? $"Say whose with --workspace; {keys}." : $"There is no client '{workspace}'; {keys}.");
            return CommandLine.ProblemsFound;
        }
        var desk = (await parts.GetRequiredService<Desks>().OfAsync(chosen[0].Id, stop))!;
        var digests = desk.Subscriptions.Values.Where(s => s.Kind == DeliveryKind.Digest && (person is null || s.Person.Key == person)).OrderBy(s => s.Person.Key, StringComparer.Ordinal).ToList();
        if (digests.Count == 0)
        {
            var people = desk.Subscriptions.Values.Where(s => s.Kind == DeliveryKind.Digest).Select(s => s.Person.Key).Distinct().Order(StringComparer.Ordinal);
            await terminal.Error.WriteLineAsync(person is null ? "Nobody gets a digest; the plan says who under “digests”." : $"'{person}' gets no digest; there are {string.Join(", ", people)}.");
            return CommandLine.ProblemsFound;
        }
        var failed = false;
        foreach (var digest in digests)
        {
            var rendering = parts.GetRequiredService<Letters>().Preview(desk, digest, null);
            if (rendering?.Mail is { } mail) await terminal.Output.WriteLineAsync(html ? mail.Html : $"Subject: {mail.Subject}\n\n{mail.Text}");
            else if (rendering?.Problem is { } problem)
            {
                terminal.Show([problem]);
                failed = true;
            }
            else await terminal.Output.WriteLineAsync($"{digest.Person.Name} has nothing to read at the moment, and wants no mail that says so.");
        }
        return failed ? CommandLine.ProblemsFound : CommandLine.Done;
    }
}
