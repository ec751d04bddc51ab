using System.CommandLine;
using System.Data.Common;
using ContentPlanner.Core;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>restore FILE</c>: a backup in the place of everything there is, with the service stopped.</summary>
internal static class RestoreCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var file = new Argument<string>("FILE") { Description = "The backup; `backup list` shows what there is" };
        var yes = new Option<bool>("--yes") { Description = "Do not ask" };
        var data = Desk.Data();
        var command = new Command("restore", "Put a backup in the place of everything there is; the service must be stopped") { file, yes, data };
        command.SetAction((call, stop) => RunAsync(terminal, clock, call.GetValue(data), call.GetRequiredValue(file), call.GetValue(yes), stop));
        return command;
    }

    private static async Task<int> RunAsync(Terminal terminal, IClock clock, string? data, string file, bool yes, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var settings = SettingsFile.Read(data, problems);
        terminal.Show(problems);
        if (settings is null) return CommandLine.ProblemsFound;
        // A name as `backup list` shows it.
        if (!File.Exists(file) && new BackupFolder(settings.BackupFolder).Find(file) is { } named) file = named.Path;
        var where = settings.Database.ConnectionString is null ? Path.GetFullPath(settings.Data) : "the PostgreSQL database of Database:ConnectionString";
        try
        {
            var restoring = new Restoring(settings, clock);
            var backup = await restoring.CheckAsync(file, stop);
            if (!yes && !terminal.Asks($"Everything in {where} gives way to the backup of {Words.Moment(backup.At)}, {file}; what is there is backed up first. Go on?"))
            {
                await terminal.Output.WriteLineAsync("Nothing was changed.");
                return CommandLine.ProblemsFound;
            }
            var restored = await restoring.RestoreAsync(file, stop);
            await terminal.Output.WriteLineAsync(FormattableString.Invariant($"Everything is as it was on {Words.Moment(restored.Manifest.At)}: {restored.Manifest.Counts.Values.Sum()} rows."));
            if (restored.Before is { } before) await terminal.Output.WriteLineAsync($"What was there before is in {before.Path}.");
            await terminal.Output.WriteLineAsync("Start the service. It sends nothing until an administrator confirms under Backup, or `hold end` does; calendars go on at once.");
            return CommandLine.Done;
        }
        catch (Exception fault) when (fault is BackupException or DbException or IOException or UnauthorizedAccessException)
        {
            await terminal.Error.WriteLineAsync($"Not restored: {fault.InWords() ?? fault.Message}");
            return CommandLine.ProblemsFound;
        }
    }
}
