using System.CommandLine;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Backups;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>archive CLIENT</c>: everything of a client in a zip that can be read without this program.</summary>
internal static class ArchiveCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var workspace = new Argument<string?>("CLIENT") { Description = "The client's key; not needed while there is one", Arity = ArgumentArity.ZeroOrOne };
        var to = new Option<string?>("--out") { Description = "File to write; without it one named by key and day, where you stand", HelpName = "FILE" };
        var data = Desk.Data();
        var command = new Command("archive", "Write everything of a client into a zip that can be read without this program") { workspace, to, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            if (await desk.WorkspaceAsync(call.GetValue(workspace), stop) is not { } found) return CommandLine.ProblemsFound;
            var archive = desk.Get<WorkspaceArchive>();
            var file = call.GetValue(to) ?? archive.FileName(found.Workspace.Key);
            if (File.Exists(file)) return desk.Refuse($"Not written: {file} is there already.");
            var manifest = await archive.WriteAsync(found.Id, file, stop);
            await terminal.Output.WriteLineAsync(FormattableString.Invariant($"{found.Workspace.Name}: {file}, {manifest!.Files.Count} files, {BackupPages.Size(new FileInfo(file).Length)}"));
            return CommandLine.Done;
        }, stop));
        return command;
    }
}
