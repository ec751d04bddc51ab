using System.CommandLine;
using System.Globalization;
using ContentPlanner.Server.Jobs;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>jobs</c>: how every job stands. <c>jobs run ID</c> does what is due now, beside a running <c>serve</c>.</summary>
internal static class JobsCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = new Option<string?>("--data") { Description = "Data folder of the service", HelpName = "DIR", Recursive = true };
        var command = new Command("jobs", "What is done when: last runs, outcomes, next runs") { Run(terminal, clock, data) };
        command.Options.Add(data);
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var lines = await desk.Get<JobBoard>().ReadAsync(stop);
            await Show(terminal, lines);
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static Command Run(Terminal terminal, IClock clock, Option<string?> data)
    {
        var id = new Argument<string>("ID") { Description = "The job's file name without its ending" };
        var dry = new Option<bool>("--dry-run") { Description = "Say what would be done, and do not do it" };
        var command = new Command("run", "Run a job now") { id, dry };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var files = desk.Get<JobFiles>();
            if (files.Find(call.GetRequiredValue(id)) is not { } job)
            {
                await terminal.Error.WriteLineAsync($"There is no job '{call.GetValue(id)}'; there are {string.Join(", ", files.All.Select(j => j.Id))}.");
                return CommandLine.ProblemsFound;
            }
            var run = await desk.Get<JobRunner>().RunAsync(job, call.GetValue(dry), stop);
            var told = run.Told();
            await terminal.Output.WriteLineAsync($"{run.JobId} {run.Outcome()} after {run.Lasted()}{(told.Length == 0 ? "" : $": {told}")}{(run.DryRun ? " (dry run, nothing was written)" : "")}");
            return run.Outcome == JobOutcome.Succeeded ? CommandLine.Done : CommandLine.ProblemsFound;
        }, stop));
        return command;
    }

    private static async Task Show(Terminal terminal, IReadOnlyList<JobLine> lines)
    {
        var id = lines.Select(l => l.Job.Id.Length).DefaultIfEmpty().Max();
        var cron = lines.Select(l => l.Job.Cron.Length).DefaultIfEmpty().Max();
        foreach (var line in lines)
        {
            var last = line.LastRun is { } run ? $"{run.Outcome()} {Words.Moment(run.StartedAt)}{(run.Lasted() is { } span ? $", {span}" : "")}; {run.Told()}" : "never yet";
            var next = line.Next is { } at ? Words.Moment(at) : "switched off";
            await terminal.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{line.Job.Id.PadRight(id)}  {line.Job.Cron.PadRight(cron)}  next {next}  last {last}"));
            if (line.Warning is { } warning) await terminal.Error.WriteLineAsync($"warning: {line.Job.Id} {warning}");
        }
    }
}
