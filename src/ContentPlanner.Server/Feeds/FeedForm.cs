using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared.Web;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Feeds;

/// <summary>A feed as somebody puts it together: read from a form, shown again with what was typed, tried on the plan.</summary>
internal sealed class FeedForm(Client client, Desk desk, IFormCollection? form)
{
    public const int MostShown = 12;

    private static readonly (string Value, string Name)[] KindsOfEntries =
    [
        (Categories.Editorial, "What is published"), (Categories.Launch, "Launches"), (Categories.Coaching, "Coaching sessions"), (Categories.Task, "Tasks"), (Categories.Plan, "The plan’s steps"), (Categories.Note, "Notes"),
    ];

    private static readonly (string Value, string Name)[] States =
    [
        ("idea", "Ideas"), ("planned", "Planned"), ("drafting", "Being drafted"), ("scheduled", "Scheduled"), ("published", "Published"), ("proposed", "Proposed"), ("open", "Open"), ("in-progress", "In progress"), ("done", "Done"), ("gap", "Empty slots"),
    ];

    private readonly List<string> _errors = [];

    /// <summary>"coaching sessions": within a sentence.</summary>
    public static string NameOfKind(string category) => NameOf(KindsOfEntries, category);

    public static string NameOfState(string status) => NameOf(States, status);

    private static string NameOf((string Value, string Name)[] known, string value) => known.FirstOrDefault(k => k.Value == value).Name is { } name ? char.ToLowerInvariant(name[0]) + name[1..] : value;

    private Workspace Workspace => desk.Workspace;

    public string Name => form is null ? Workspace.Name : (form["name"].ToString().Trim());

    public string? NameError { get; private set; }
    public string? AlarmsError { get; private set; }
    public string? ExpiresError { get; private set; }

    public bool HasErrors => _errors.Count > 0;

    /// <summary>Reads all of it, and finds every mistake.</summary>
    public NewFeed? Read(Guid? own, bool mayChoose, LocalDate today)
    {
        if (Name.Length is 0 or > 120) NameError = Wrong("Give it a name, as calendar programs will show it.");
        var alarms = AlarmsIn(Text("alarms"));
        if (alarms is null) AlarmsError = Wrong("Write times such as 1d, 2h or 30m, with commas between; at most five, none longer than four weeks.");
        Instant? expires = null;
        if (Text("expires") is { Length: > 0 } until)
        {
            if (LocalDatePattern.Iso.Parse(until) is { Success: true, Value: var day } && day > today) expires = day.AtStartOfDayInZone(Workspace.Zone).ToInstant();
            else ExpiresError = Wrong("Choose a day after today, or leave it empty.");
        }
        if (HasErrors) return null;
        var owner = mayChoose ? Workspace.Members.FirstOrDefault(m => m.Key == Text("owner"))?.Id ?? own : own;
        return new(client.Id, Name, "calendar", null, owner) { Filter = FilterIn(), Options = OptionsIn(alarms!), ExpiresAt = expires };
    }

    public FeedFormModel Model(string root, bool mayChoose, IReadOnlyList<FeedEntry>? next) => new()
    {
        Root = root,
        Name = Name,
        Filters =
        [
            Choices("category", "Kinds of entries", KindsOfEntries),
            Choices("launch", "Launches", Workspace.Launches.Select(l => (l.Key, l.Title))),
            Choices("channel", "Channels", Workspace.ChannelsIn(desk.Installation.Library).Select(c => (c.Key, c.Name))),
            Choices("pillar", "Pillars", Workspace.Pillars.Select(p => (p.Key, p.Name))),
            Choices("status", "States", States),
        ],
        Mine = On("mine"),
        Owners = mayChoose ? [new("", "Mine"), .. Workspace.Members.Where(m => m.Key != client.Member).Select(m => new Option(m.Key, m.Name))] : [],
        Owner = Text("owner"),
        Gaps = On("gaps"),
        Private = On("private"),
        People = On("people"),
        TitlesOnly = On("titles"),
        Tasks = Text("tasks") is { Length: > 0 } tasks ? tasks : "event",
        Alarms = Text("alarms"),
        Expires = Text("expires"),
        NameError = NameError,
        AlarmsError = AlarmsError,
        ExpiresError = ExpiresError,
        Next = next,
    };

    /// <summary>What the feed would show from today on.</summary>
    public static IReadOnlyList<FeedEntry> Next(Desk desk, ReadyMadeFeed feed, Instant now, Locale locale)
    {
        var (workspace, today) = (desk.Workspace, desk.Schedule.Today);
        var days = FeedWindow.Of(today, feed.Definition.Options);
        var entries = Timeline.Of(desk.Schedule, days).Entries;
        var request = feed.Over(entries, workspace, FeedNames.Of(workspace, desk.Installation.Library.Channels), today, now);
        return [.. FeedPreview.Of(request, MostShown).Select(o => new FeedEntry(locale.Format(o.When.Day, DayStyle.WeekdayShort), o.When is When.At at ? locale.Format(at.Start.TimeOfDay) : "", o.Title, KindOf(o.Entry)))];
    }

    public ReadyMadeFeed Definition(NewFeed feed) => new("calendar", new() { Key = "calendar", Name = feed.Name, Person = Workspace.Members.FirstOrDefault(m => m.Id == feed.Owner)?.Key, Filter = feed.Filter ?? new(), Options = feed.Options ?? new() });

    private static string KindOf(Entry entry) => entry.Category switch { Categories.Launch => "launch", Categories.Coaching => "coaching", Categories.Task => "social", Categories.Plan => "plan", Categories.Note => "note", _ => "article" };

    private FeedFilter FilterIn() => new()
    {
        Categories = Values("category", KindsOfEntries.Select(k => k.Value)),
        Statuses = Values("status", States.Select(s => s.Value)),
        Launches = Values("launch", Workspace.Launches.Select(l => l.Key)),
        Pillars = Values("pillar", Workspace.Pillars.Select(p => p.Key)),
        Channels = Values("channel", desk.Installation.Library.Channels.Select(c => c.Key)),
        Mine = On("mine"),
    };

    private FeedOptions OptionsIn(ValueList<int> alarms) => new()
    {
        ShowGaps = On("gaps"),
        ShowPrivate = On("private"),
        ShowPeople = On("people"),
        TitlesOnly = On("titles"),
        Tasks = Text("tasks") switch { "todo" => TaskForm.Todo, "none" => TaskForm.None, _ => TaskForm.Event },
        Alarms = alarms,
    };

    private ValueList<string> Values(string name, IEnumerable<string> known)
    {
        var given = form?[name].OfType<string>().ToHashSet(StringComparer.Ordinal) ?? [];
        return [.. known.Where(given.Contains)];
    }

    private FeedChoices Choices(string name, string legend, IEnumerable<(string Value, string Name)> values)
    {
        var given = form?[name].OfType<string>().ToHashSet(StringComparer.Ordinal) ?? [];
        return new(name, legend, [.. values.Select(v => new FeedChoice(v.Value, v.Name, given.Contains(v.Value)))]);
    }

    /// <summary>1d, 2h, 30m; null: not understood.</summary>
    private static ValueList<int>? AlarmsIn(string text)
    {
        var minutes = new List<int>();
        foreach (var word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var unit = char.ToLowerInvariant(word[^1]) switch { 'd' => 24 * 60, 'h' => 60, 'm' => 1, _ => 0 };
            if (unit == 0 || !int.TryParse(word.AsSpan(0, word.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number * (long)unit > 28 * 24 * 60) return null;
            minutes.Add(number * unit);
        }
        return minutes.Count > 5 ? null : minutes.ToValueList();
    }

    private string Text(string name) => form?[name].ToString().Trim() ?? "";

    private bool On(string name) => Text(name) == "true";

    private string Wrong(string words)
    {
        _errors.Add(words);
        return words;
    }
}
