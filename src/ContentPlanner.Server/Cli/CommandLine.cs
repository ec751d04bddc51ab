using System.CommandLine;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>The verbs of the one program. Exit 0: done; 1: problems in the input, each told; 2: wrong usage.</summary>
public static class CommandLine
{
    public const int Done = 0, ProblemsFound = 1, WrongUsage = 2;

    public static int Run(string[] args, TextWriter output, TextWriter error, IClock clock)
    {
        var terminal = new Terminal(output, error);
        var root = new RootCommand("Keeps a planning day alive: calendars, content tasks with drafts, digests and countdowns from one plan file.")
        {
            BuildCommand.Create(terminal, clock),
            CheckCommand.Create(terminal, clock),
            ServeCommand.Create(terminal, clock),
            JobsCommand.Create(terminal, clock),
            UserCommand.Create(terminal, clock),
            FeedCommand.Create(terminal, clock),
            DigestCommand.Create(terminal, clock),
            ImportCommand.Create(terminal, clock),
            ExportCommand.Create(terminal, clock),
            WorkspaceCommand.Create(terminal, clock),
            MoveCommand.Create(terminal, clock),
            HistoryCommand.Create(terminal, clock),
            HistoryCommand.CreateUndo(terminal, clock),
            BackupCommand.Create(terminal, clock),
            RestoreCommand.Create(terminal, clock),
            HoldCommand.Create(terminal, clock),
            MoveDatabaseCommand.Create(terminal, clock),
            ArchiveCommand.Create(terminal, clock),
            PersonCommand.Create(terminal, clock),
            DoctorCommand.Create(terminal, clock),
            HealthCommand.Create(terminal),
        };
        ServeCommand.AddTo(root, terminal, clock);

        var call = root.Parse(args);
        if (call.Errors.Count > 0)
        {
            foreach (var mistake in call.Errors) error.WriteLine(mistake.Message);
            error.WriteLine("Try: contentplanner --help");
            return WrongUsage;
        }
        return call.Invoke(new InvocationConfiguration
        {
            Output = output,
            Error = error,
            // The service ends by itself when asked to, and takes the time it needs; the parser would cut it short after two seconds.
            ProcessTerminationTimeout = null,
        });
    }
}
