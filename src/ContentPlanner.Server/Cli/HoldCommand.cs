using System.CommandLine;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Jobs;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary><c>hold</c>: whether a restored installation still sends nothing. <c>hold end</c> sets it going.</summary>
internal static class HoldCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = Desk.Data();
        data.Recursive = true;
        var send = new Option<bool>("--send-what-was-due") { Description = "Nothing was sent since the backup: send what is due, as after any downtime" };
        var end = new Command("end", "Send again from now on; what was due until now is left out") { send };
        end.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            var left = await desk.Get<HoldMode>().EndAsync(call.GetValue(send), stop);
            if (left is null) await terminal.Output.WriteLineAsync("Nothing was held.");
            else await terminal.Output.WriteLineAsync(left == 0 ? "Mail, reminders and webhooks go out again." : $"Mail, reminders and webhooks go out again; {Terminal.Count(left.Value, "mail")} that had been due by now {(left == 1 ? "is" : "are")} left out.");
            return CommandLine.Done;
        }, stop));
        var command = new Command("hold", "Whether a restored installation still sends nothing") { end, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            await terminal.Output.WriteLineAsync(await desk.Get<HoldMode>().ReadAsync(stop) is { } hold
                ? $"Nothing is sent since {Words.Moment(hold.Since)}, because {hold.Why}. `hold end` sets it going."
                : "Nothing is held: mail, reminders and webhooks go out as they are due.");
            return CommandLine.Done;
        }, stop));
        return command;
    }
}
