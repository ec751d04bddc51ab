using System.CommandLine;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using NodaTime;
using Npgsql;

namespace ContentPlanner.Server.Cli;

/// <summary><c>move-database</c>: the whole installation over to PostgreSQL, or from there into a data folder.</summary>
internal static class MoveDatabaseCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var to = new Option<string?>("--to") { Description = "Connection string of an empty PostgreSQL database; --to-file names a file with it", HelpName = "CONNECTION" };
        var file = new Option<string?>("--to-file") { Description = "File that holds the connection string, so that no password stands on the command line", HelpName = "FILE" };
        var folder = new Option<string?>("--to-data") { Description = "Data folder for an SQLite database, to leave PostgreSQL", HelpName = "DIR" };
        var data = Desk.Data();
        var command = new Command("move-database", "Move everything to PostgreSQL, or back to SQLite; the service must be stopped") { to, file, folder, data };
        command.SetAction((call, stop) => Desk.WorkAsync(
            terminal, clock, call.GetValue(data), desk => RunAsync(desk, call.GetValue(to), call.GetValue(file), call.GetValue(folder), stop), stop));
        return command;
    }

    private static async Task<int> RunAsync(Desk desk, string? to, string? file, string? folder, CancellationToken stop)
    {
        if (new[] { to, file, folder }.Count(t => t is not null) != 1) return desk.Refuse("Say where to: --to CONNECTION or --to-file FILE for PostgreSQL, or --to-data DIR for SQLite.");
        if (file is not null && !File.Exists(file)) return desk.Refuse($"There is no file {file}.");
        var connection = to ?? (file is null ? null : (await File.ReadAllTextAsync(file, stop)).Trim());
        if (connection is not null && Refusal(connection) is { } why) return desk.Refuse(why);
        var target = connection is not null ? Databases.Postgres(connection) : Databases.Sqlite(Databases.SqliteFile(new Settings { Data = DataFolder.Make(folder!) }));
        var copied = await new DatabaseMove(desk.Settings, desk.Clock).MoveAsync(target, stop);
        var output = desk.Terminal.Output;
        await output.WriteLineAsync(FormattableString.Invariant($"Moved {copied.Values.Sum()} rows in {copied.Count(c => c.Value > 0)} tables. Every address, sign-in and calendar goes on as it is."));
        await output.WriteLineAsync(connection is not null
            ? "Now set Database:ConnectionString to the new database and start the service."
            : $"Now leave Database:ConnectionString out and start the service with --data {folder}.");
        await output.WriteLineAsync("The old database stays as it was and sends nothing, should it be started by mistake.");
        return CommandLine.Done;
    }

    private static string? Refusal(string connection)
    {
        const string like = "write it like \"Host=db.example.org;Database=planner;Username=planner;Password=…\"";
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is { Length: > 0 } ? null : $"The connection string names no Host; {like}.";
        }
        catch (ArgumentException e)
        {
            return $"That is no connection string: {e.Message.TrimEnd('.')}; {like}.";
        }
    }
}
