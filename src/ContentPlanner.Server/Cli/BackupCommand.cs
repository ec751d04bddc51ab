using System.CommandLine;
using ContentPlanner.Server.Backups;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>backup</c>: everything of the installation in one file, beside a running <c>serve</c>. <c>backup list</c>: what there is.</summary>
internal static class BackupCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var to = new Option<string?>("--to") { Description = "File to write; without it one named by day and hour, in the backups' folder", HelpName = "FILE" };
        var keep = new Option<int?>("--keep") { Description = "Keep so many of those taken by hand in the backups' folder", HelpName = "N" };
        var data = Desk.Data();
        data.Recursive = true;
        keep.Validators.Add(value =>
        {
            if (value.GetValueOrDefault<int?>() is < 1) value.AddError("--keep is how many backups stay: 1 or more.");
        });
        var list = new Command("list", "The backups there are");
        list.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), ListAsync, stop));
        var command = new Command("backup", "Write everything of the installation into one file") { list, to, keep, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var taken = await desk.Get<BackupStore>().TakeAsync(BackupKind.Manual, call.GetValue(to), call.GetValue(keep), stop);
            await terminal.Output.WriteLineAsync(FormattableString.Invariant($"{taken.Path}: {taken.Rows} rows, {BackupPages.Size(taken.Octets)}. Whoever has it can read everything; keep it where only you can."));
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static async Task<int> ListAsync(Desk desk)
    {
        var folder = desk.Get<BackupStore>().Folder;
        var all = folder.List();
        if (all.Count == 0) await desk.Terminal.Output.WriteLineAsync($"There is no backup in {Path.GetFullPath(folder.Path)} yet; `backup` takes one.");
        else desk.Terminal.Table(Path.GetFullPath(folder.Path), [.. all.Select(b => (b.Name, BackupPages.Size(b.Octets), BackupFolder.Word(b.Kind)))]);
        return CommandLine.Done;
    }
}
