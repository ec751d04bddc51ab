using System.CommandLine;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>move LAUNCH --to DATE</c>: shows everything a move does, asks, and does it.</summary>
internal static class MoveCommand
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM yyyy");

    public static Command Create(Terminal terminal, IClock clock)
    {
        var launch = new Argument<string>("LAUNCH") { Description = "Its key" };
        var to = new Option<LocalDate>("--to") { Description = "The new day, such as 2027-05-18", HelpName = "DATE", Required = true, CustomParser = ParseDay };
        var workspace = new Option<string?>("--workspace") { Description = "Whose: the client's key; not needed while there is one", HelpName = "KEY" };
        var anchor = new Option<string?>("--anchor") { Description = "Which of its dates; the launch's own day if not said", HelpName = "NAME" };
        var late = new Option<LateChoice>("--late") { Description = "What to do with what would land in the past: keep it late, put it on today (clamp), share the days left out anew (compress), or skip it", HelpName = "keep|clamp|compress|skip" };
        var because = new Option<string?>("--because") { Description = "Why a rule may be broken by it", HelpName = "TEXT" };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do it without asking" };
        var data = Desk.Data();
        var command = new Command("move", "Move a launch's date: shows what follows, asks, and does it; it can be undone") { launch, to, workspace, anchor, late, because, yes, data };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async desk =>
        {
            if (await desk.WorkspaceAsync(call.GetValue(workspace), stop) is not { } found) return CommandLine.ProblemsFound;
            var wanted = new WantedMove(call.GetRequiredValue(launch), call.GetValue(anchor), call.GetRequiredValue(to), call.GetValue(late), call.GetValue(because));
            return await RunAsync(desk, found, wanted, call.GetValue(yes), stop);
        }, stop));
        return command;
    }

    private static async Task<int> RunAsync(Desk desk, WorkspaceSnapshot workspace, WantedMove wanted, bool yes, CancellationToken stop)
    {
        var moves = desk.Get<Moves>();
        switch (await moves.PreviewAsync(workspace.Id, wanted, Actor.CommandLine, stop))
        {
            case MoveResult.Refused refused:
                return desk.Refuse($"{refused.Why.Capital()}.");
            case MoveResult.Shown { Move: var move }:
                Show(desk.Terminal.Output, move);
                if (move.Preview.Rows.Count == 0) return CommandLine.Done;
                if (move.Preview.NeedsOverride) return desk.Refuse("Not moved: a rule would be broken. Say why it may be so all the same: --because TEXT.");
                if (!yes && !desk.Terminal.Asks("Move it?"))
                {
                    await desk.Terminal.Output.WriteLineAsync("Not moved. --yes moves it without asking.");
                    return CommandLine.Done;
                }
                return await ApplyAsync(desk, moves, workspace, move, stop);
            default:
                return desk.Refuse("The client was deleted in the meantime.");
        }
    }

    private static async Task<int> ApplyAsync(Desk desk, Moves moves, WorkspaceSnapshot workspace, ShownMove move, CancellationToken stop)
    {
        switch (await moves.ApplyAsync(workspace.Id, move.Id, move.Hash, Actor.CommandLine, stop))
        {
            case MoveApplication.Done done:
                await desk.Terminal.Output.WriteLineAsync($"{done.What.Capital()}. Feeds follow within a second.");
                await desk.Terminal.Output.WriteLineAsync($"  Take it back:  undo {done.Change.ChangeSet} --workspace {workspace.Workspace.Key}");
                return CommandLine.Done;
            case MoveApplication.Stale stale: return desk.Refuse($"Not moved: {stale.Why}.");
            case MoveApplication.Refused refused: return desk.Refuse($"Not moved: {refused.Why}.");
            default: return desk.Refuse("Not moved: the client was deleted in the meantime.");
        }
    }

    /// <summary>As people should read it: first what needs them, then what moves, then what stays.</summary>
    private static void Show(TextWriter to, ShownMove move)
    {
        var preview = move.Preview;
        var from = preview.From is { } was ? $"{Written.Format(was)} → " : "";
        to.WriteLine($"{move.Title}: {from}{Written.Format(preview.To)}{Distance(preview)}");
        if (preview.Rows.Count == 0) to.WriteLine("Nothing would change.");
        foreach (var group in preview.Rows.GroupBy(r => r.Group))
        {
            to.WriteLine();
            to.WriteLine(FormattableString.Invariant($"{Heading(group.Key)} ({group.Count()})"));
            var days = group.Select(Days).ToList();
            var width = days.Max(d => d.Length);
            foreach (var (row, day) in group.Zip(days)) to.WriteLine($"  {day.PadRight(width)}  {row.Title} · {Why(row)}");
        }
        if (preview[MoveGroup.LandsInThePast].Any())
        {
            to.WriteLine();
            to.WriteLine("What lands in the past stays late; --late clamp, compress or skip decides otherwise.");
        }
        if (preview.Weeks.Count > 0)
        {
            to.WriteLine();
            to.WriteLine($"Digests that would read differently: {Few(preview.Weeks)}");
        }
        if (move.Feeds.Count > 0) to.WriteLine($"Feeds that would: {string.Join("; ", move.Feeds.Select(f => f.Words.Length == 0 ? f.Name : $"{f.Name} ({f.Words})"))}");
        to.WriteLine();
    }

    private static string Days(MoveRow row) => (row.OldDay, row.NewDay) switch
    {
        ({ } old, { } now) when old != now => $"{Written.Format(old)} → {Written.Format(now)}",
        ({ } old, null) => $"{Written.Format(old)} → gone",
        (_, { } now) => Written.Format(now),
        _ => "",
    };

    /// <summary>A step's reason may end in its title, which stands before it.</summary>
    private static string Why(MoveRow row) => row.Reason.EndsWith($" · {row.Title}", StringComparison.Ordinal) ? row.Reason[..^(row.Title.Length + 3)] : row.Reason;

    private static string Heading(MoveGroup group) => group switch
    {
        MoveGroup.LandsInThePast => "Lands in the past",
        MoveGroup.BreaksConstraint => "Breaks a rule",
        MoveGroup.Collides => "Collides",
        MoveGroup.Moves => "Moves",
        MoveGroup.StaysPinned => "Stays where somebody put it",
        _ => "Stays because it is over",
    };

    private static string Distance(MovePreview preview)
    {
        if (preview.From is not { } from || from == preview.To) return "";
        var days = Period.DaysBetween(from, preview.To);
        return $", {Terminal.Count(Math.Abs(days), "day")} {(days > 0 ? "later" : "earlier")}";
    }

    private static string Few(IReadOnlyCollection<string> weeks) =>
        weeks.Count <= 8 ? string.Join(", ", weeks) : FormattableString.Invariant($"{string.Join(", ", weeks.Take(6))} and {weeks.Count - 6} more");

    private static LocalDate ParseDay(System.CommandLine.Parsing.ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) return day.Value;
        result.AddError($"'{text}' is no day; write it like 2027-05-18.");
        return default;
    }
}
