using System.CommandLine;
using ContentPlanner.Server.Feeds;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>feed add|list|rotate|revoke</c>: beside a running <c>serve</c>, which shows it in the next fetch.</summary>
internal static class FeedCommand
{
    public static Command Create(Terminal terminal, IClock clock)
    {
        var data = new Option<string?>("--data") { Description = "Data folder of the service", HelpName = "DIR", Recursive = true };
        var command = new Command("feed", "Calendars to subscribe to")
        {
            FeedAddCommand.Create(terminal, clock, data), List(terminal, clock, data), Rotate(terminal, clock, data), Revoke(terminal, clock, data),
        };
        command.Options.Add(data);
        return command;
    }

    private static Command List(Terminal terminal, IClock clock, Option<string?> data)
    {
        var workspace = new Option<string?>("--workspace") { Description = "Only this client's", HelpName = "KEY" };
        var command = new Command("list", "The calendars there are, and who fetches them") { workspace };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async opened =>
        {
            var desk = new FeedDesk(opened);
            Guid? only = null;
            if (call.GetValue(workspace) is { } key)
            {
                if (await desk.WorkspaceAsync(key, stop) is not { } found) return CommandLine.ProblemsFound;
                only = found.Id;
            }
            var standings = await desk.Feeds.ListAsync(only, stop);
            if (standings.Count == 0) await terminal.Output.WriteLineAsync("There is no feed yet; `feed add` adds one.");
            foreach (var standing in standings) Show(terminal.Output, standing, desk.Now);
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static Command Rotate(Terminal terminal, IClock clock, Option<string?> data)
    {
        var which = Which();
        var command = new Command("rotate", "Give a calendar a new address; the old one ends at once") { which };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async opened =>
        {
            var desk = new FeedDesk(opened);
            if (await desk.FeedAsync(call.GetRequiredValue(which), stop) is not { } feed) return CommandLine.ProblemsFound;
            if (await desk.Feeds.RotateAsync(feed.Id, stop) is not { } issued) return desk.Refuse($"“{feed.Name}” is switched off already; `feed add` makes a new one.");
            desk.Show(issued);
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static Command Revoke(Terminal terminal, IClock clock, Option<string?> data)
    {
        var which = Which();
        var command = new Command("revoke", "Switch a calendar off, for good") { which };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async opened =>
        {
            var desk = new FeedDesk(opened);
            if (await desk.FeedAsync(call.GetRequiredValue(which), stop) is not { } feed) return CommandLine.ProblemsFound;
            if (!await desk.Feeds.RevokeAsync(feed.Id, stop)) return desk.Refuse($"“{feed.Name}” is switched off already.");
            await terminal.Output.WriteLineAsync($"“{feed.Name}” is switched off; programs that ask for it are told so.");
            return CommandLine.Done;
        }, stop));
        return command;
    }

    private static Argument<string> Which() => new("FEED") { Description = "Its id as `feed list` shows it, or the beginning of it, or its name" };

    private static void Show(TextWriter to, FeedStanding standing, Instant now)
    {
        var feed = standing.Feed;
        to.WriteLine($"{feed.Id}  {feed.Name}");
        to.WriteLine($"    {standing.Workspace ?? "all clients"} · {feed.Slug}.ics · since {Day(feed.CreatedAt)} · {State(feed, now)}");
        if (feed.LastFetchedAt is not { } last)
        {
            to.WriteLine("    never fetched yet");
            return;
        }
        var unchanged = standing.NotModified is { } share ? FormattableString.Invariant($", {share * 100:0} % of them with nothing new") : "";
        to.WriteLine(FormattableString.Invariant($"    last fetched {Moment(last)} by {feed.LastClient}; {standing.Fetches} times in seven days{unchanged}"));
        foreach (var client in standing.Week)
            to.WriteLine(FormattableString.Invariant($"      {client.Client}: {client.Fetches} times, {client.NotModified} with nothing new, {client.Failures} failed; last {Moment(client.LastAt)}, answer {client.LastStatus}, {client.LastBytes} octets"));
    }

    private static string State(FeedRow feed, Instant now) =>
        feed.RevokedAt is { } revoked ? $"switched off {Day(revoked)}"
        : feed.ExpiresAt is not { } end ? "on"
        : end <= now ? $"ended {Day(end)}" : $"until {Day(end)}";

    private static string Day(Instant at) => LocalDatePattern.Iso.Format(at.InUtc().Date);

    private static string Moment(Instant at) => InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm'Z'").Format(at);
}
