using System.CommandLine;
using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Cli;

/// <summary><c>feed add</c>: one of the feeds every client has, one of the plan's own, or one with a filter said here.</summary>
internal sealed class FeedAddCommand
{
    /// <summary>Ready-made feeds that every client has under the same name.</summary>
    private static readonly string[] Everybodys = [ReadyMadeFeed.Everything, "editorial", "milestones", "sessions", "leverage"];

    private readonly Argument<string?> _follows = new("FEED")
    {
        Description = "calendar, editorial, milestones, sessions, leverage, tasks-MEMBER, launch-KEY, or one of the plan's own; calendar if nothing is said",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _workspace = new("--workspace") { Description = "Whose: the client's key; not needed while there is one", HelpName = "KEY" };
    private readonly Option<bool> _everybody = new("--all-clients") { Description = "One calendar of all clients" };
    private readonly Option<string?> _name = new("--name") { Description = "What calendar programs call it", HelpName = "NAME" };
    private readonly Option<string?> _owner = new("--owner") { Description = "Member whose rights it is read with: it ends when they leave; the administrator if not said", HelpName = "MEMBER" };
    private readonly Option<string?> _expires = new("--expires") { Description = "When it ends: a day (2027-03-01) or a number of days (90d)", HelpName = "WHEN" };
    private readonly Option<string[]> _categories = Many("--category", "Only these: editorial, launch, coaching, task, plan, note");
    private readonly Option<string[]> _statuses = Many("--status", "Only what is in these states");
    private readonly Option<string[]> _launches = Many("--launch", "Only what belongs to these launches");
    private readonly Option<string[]> _pillars = Many("--pillar", "Only what belongs to these pillars");
    private readonly Option<string[]> _channels = Many("--channel", "Only what goes out in these channels");
    private readonly Option<bool> _mine = new("--mine") { Description = "Only what is the owner's to do" };
    private readonly Option<bool> _gaps = new("--gaps") { Description = "With the empty slots of the editorial calendar" };
    private readonly Option<bool> _private = new("--private") { Description = "With private things" };
    private readonly Option<bool> _people = new("--people") { Description = "With the names of who does it" };
    private readonly Option<bool> _titles = new("--titles-only") { Description = "Titles without descriptions, for participants" };
    private readonly Option<TaskForm?> _tasks = new("--tasks") { Description = "Content tasks as entries (event), as to-dos (todo) or not at all (none)" };

    public static Command Create(Terminal terminal, IClock clock, Option<string?> data)
    {
        var add = new FeedAddCommand();
        var command = new Command("add", "Add a calendar to subscribe to; its address is shown once")
        {
            add._follows, add._workspace, add._everybody, add._name, add._owner, add._expires, add._categories, add._statuses, add._launches,
            add._pillars, add._channels, add._mine, add._gaps, add._private, add._people, add._titles, add._tasks,
        };
        command.SetAction((call, stop) => Desk.WorkAsync(terminal, clock, call.GetValue(data), async opened =>
        {
            var desk = new FeedDesk(opened);
            return await add.RunAsync(call, desk, stop);
        }, stop));
        return command;
    }

    private async Task<int> RunAsync(ParseResult call, FeedDesk desk, CancellationToken stop)
    {
        var (wanted, filter) = (call.GetValue(_follows), FilterOf(call));
        if (wanted is not null && filter is not null) return desk.Refuse($"'{wanted}' has a filter of its own; leave either out.");
        if (wanted is null && filter is null) wanted = ReadyMadeFeed.Everything;
        if (!TryEnd(call.GetValue(_expires), desk.Now, out var end))
            return desk.Refuse($"--expires {call.GetValue(_expires)} is neither a day, such as 2027-03-01, nor a number of days, such as 90d.");

        string? refusal;
        NewFeed? feed;
        if (call.GetValue(_everybody)) feed = OfAll(call, wanted, filter, out refusal);
        else if (await desk.WorkspaceAsync(call.GetValue(_workspace), stop) is { } workspace) feed = OfOne(call, workspace, wanted, filter, out refusal);
        else return CommandLine.ProblemsFound;
        if (feed is null) return desk.Refuse(refusal!);

        desk.Show(await desk.Feeds.AddAsync(feed with { ExpiresAt = end }, stop));
        return CommandLine.Done;
    }

    private NewFeed? OfAll(ParseResult call, string? wanted, FeedFilter? filter, out string? refusal)
    {
        refusal = call.GetValue(_owner) is not null ? "A calendar of all clients is the administrator's; leave --owner out."
            : wanted is not null && !Everybodys.Contains(wanted) ? $"Not every client has a feed '{wanted}'; {string.Join(", ", Everybodys)} are everybody's."
            : null;
        if (refusal is not null) return null;
        return new NewFeed(null, call.GetValue(_name) ?? "All clients", wanted ?? "selection", wanted) { Filter = filter, Options = OptionsOf(call, new()) };
    }

    private NewFeed? OfOne(ParseResult call, WorkspaceSnapshot workspace, string? wanted, FeedFilter? filter, out string? refusal)
    {
        var there = ReadyMadeFeeds.Of(workspace.Workspace);
        var followed = there.FirstOrDefault(f => f.Slug == wanted);
        var members = workspace.Workspace.Members;
        var owner = members.FirstOrDefault(m => m.Key == call.GetValue(_owner));
        refusal = wanted is not null && followed is null ? $"There is no feed '{wanted}'; there are {string.Join(", ", there.Select(f => f.Slug))}."
            : call.GetValue(_owner) is { } key && owner is null ? $"There is no member '{key}'; there are {string.Join(", ", members.Select(m => m.Key))}."
            : null;
        if (refusal is not null) return null;
        return new NewFeed(workspace.Id, call.GetValue(_name) ?? followed?.Definition.Name ?? workspace.Workspace.Name, wanted ?? "selection", wanted, owner?.Id)
        {
            Filter = filter,
            Options = OptionsOf(call, followed?.Definition.Options ?? new()),
        };
    }

    /// <summary>Null: nothing is filtered.</summary>
    private FeedFilter? FilterOf(ParseResult call)
    {
        ValueList<string> Values(Option<string[]> option) =>
            (call.GetValue(option) ?? []).SelectMany(v => v.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToValueList();
        var filter = new FeedFilter
        {
            Categories = Values(_categories), Statuses = Values(_statuses), Launches = Values(_launches), Pillars = Values(_pillars), Channels = Values(_channels), Mine = call.GetValue(_mine),
        };
        return filter == new FeedFilter() ? null : filter;
    }

    /// <summary>Null: as usual.</summary>
    private FeedOptions? OptionsOf(ParseResult call, FeedOptions usual)
    {
        var options = usual with
        {
            ShowGaps = usual.ShowGaps || call.GetValue(_gaps),
            ShowPrivate = usual.ShowPrivate || call.GetValue(_private),
            ShowPeople = usual.ShowPeople || call.GetValue(_people),
            TitlesOnly = usual.TitlesOnly || call.GetValue(_titles),
            Tasks = call.GetValue(_tasks) ?? usual.Tasks,
        };
        return options == usual ? null : options;
    }

    private static bool TryEnd(string? text, Instant now, out Instant? end)
    {
        end = null;
        if (text is null) return true;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true } day) end = day.Value.AtMidnight().InUtc().ToInstant();
        else if (text.EndsWith('d') && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 36_500) end = now + Duration.FromDays(days);
        return end is not null;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
