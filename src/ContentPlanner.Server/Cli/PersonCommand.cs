using System.CommandLine;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>person archive</c> and <c>person erase</c>: what is stored of somebody, handed over, and gone.</summary>
internal static class PersonCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        data.Recursive = true;
        return new("person", "What is stored of a person: written out, or erased") { Archive(terminal, clock, data), Erase(terminal, clock, data), data };
    }

    private static Command Archive(Terminal terminal, IClock clock, Option<string?> data)
    {
        var email = new Argument<string>("EMAIL") { Description = "Their address" };
        var to = new Option<string>("--out") { Description = "File to write", HelpName = "FILE", Required = true };
        var command = new Command("archive", "Write what is stored of a person into a zip for them") { email, to };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var file = call.GetRequiredValue(to);
            if (File.Exists(file)) return desk.Refuse($"Not written: {file} is there already.");
            if (!await desk.Get<PersonArchive>().WriteAsync(call.GetRequiredValue(email), file, stop)) return desk.Refuse($"Nothing is stored of {call.GetValue(email)}.");
            await terminal.Output.WriteLineAsync($"What is stored of {call.GetValue(email)}: {file}");
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static Command Erase(Terminal terminal, IClock clock, Option<string?> data)
    {
        var who = new Argument<string>("EMAIL") { Description = "Their address; for a member without one CLIENT/KEY" };
        var archive = new Option<string?>("--archive") { Description = "Write what is stored of them into this file first", HelpName = "FILE" };
        var none = new Option<bool>("--no-archive") { Description = "They do not want one" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var command = new Command("erase", "Erase a person from plans, accounts, mails and the change log; it cannot be undone") { who, archive, none, yes };
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => EraseAsync(desk, call.GetRequiredValue(who), call.GetValue(archive), call.GetValue(none), call.GetValue(yes), stop), stop));
        return command;
    }

    private static async Task<int> EraseAsync(Desk desk, string who, string? file, bool none, bool yes, CancellationToken stop)
    {
        var output = desk.Terminal.Output;
        if ((file is null) != none && who.Contains('@', StringComparison.Ordinal)) return desk.Refuse("Say --archive FILE to keep what is stored of them for them, or --no-archive if they do not want it.");
        if (!yes && !desk.Terminal.Asks($"Erase {who} everywhere? It cannot be undone, and changes that name them cannot either."))
        {
            await output.WriteLineAsync("Nothing was changed.");
            return CommandLine.ProblemsFound;
        }
        if (file is not null)
        {
            if (File.Exists(file)) return desk.Refuse($"Not erased: {file} is there already.");
            if (await desk.Get<PersonArchive>().WriteAsync(who, file, stop)) await output.WriteLineAsync($"What was stored of them: {file}");
        }
        switch (await ErasedAsync(desk, who, stop))
        {
            case ErasureResult.Done { Erased: var erased }:
                await output.WriteLineAsync($"{(erased.Clients.Count > 0 ? $"Erased from {string.Join(", ", erased.Clients)}{(erased.Account ? ", with their account" : "")}" : erased.Account ? "Erased with their account; they were in no plan" : "Erased; they were in no plan and had no account")}; {Terminal.Count(erased.Feeds, "calendar")} switched off, {Terminal.Count(erased.Deliveries, "mail")} forgotten.");
                foreach (var (client, texts) in erased.StillNamed) await output.WriteLineAsync($"{client}: {Terminal.Count(texts, "text")} that people wrote still {(texts == 1 ? "holds" : "hold")} the name; look for it there.");
                await output.WriteLineAsync("Backups still hold them until they are rotated away. Erase again after restoring one from before today.");
                return CommandLine.Done;
            case ErasureResult.Refused refused: return desk.Refuse($"Not erased: {refused.Why}.");
            default: return desk.Refuse($"Nothing is stored of {who}.");
        }
    }

    private static async Task<ErasureResult> ErasedAsync(Desk desk, string who, CancellationToken stop)
    {
        var erasure = desk.Get<Erasure>();
        if (who.Contains('@', StringComparison.Ordinal)) return await erasure.EraseAsync(who, Actor.CommandLine, stop);
        return who.Split('/') is [var client, var member] && await desk.Workspaces.FindAsync(client, stop) is { } id ? await erasure.EraseAsync(id, member, Actor.CommandLine, stop) : new ErasureResult.Missing();
    }
}
