using System.Globalization;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;
using Category = ContentPlanner.Core.Timelines.Categories;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// What an address says beside its token: less of the feed, or its shape. It never shows more than the stored feed does
/// (requirement 27). What is not understood is passed over with a warning, for a calendar program cannot ask back.
/// </summary>
internal sealed record FeedNarrowing
{
    private const int MostAlarms = 5, MostAlarmMinutes = 28 * 24 * 60, MostValues = 20, MostWarnings = 5;

    /// <summary>The value that nothing has.</summary>
    private const string Nothing = "";

    private static readonly string[] KnownCategories = [Category.Editorial, Category.Launch, Category.Coaching, Category.Task, Category.Plan, Category.Note];

    private static readonly HashSet<string> KnownStatuses = new(
        [.. Words<PieceStatus>(), .. Words<LaunchStatus>(), .. Words<MilestoneStatus>(), .. Words<ContentTaskStatus>(), "gap", "note"], StringComparer.Ordinal);

    public static FeedNarrowing None { get; } = new();

    public ValueList<string> Categories { get; init; } = [];
    public ValueList<string> Statuses { get; init; } = [];
    public ValueList<string> Launches { get; init; } = [];
    public ValueList<string> Pillars { get; init; } = [];
    public ValueList<string> Channels { get; init; } = [];

    /// <summary>Decided for each client by itself, before <see cref="Apply"/>: its person is another in each.</summary>
    public bool Mine { get; init; }

    public bool? Gaps { get; init; }
    public bool? Cancelled { get; init; }
    public TaskForm? Tasks { get; init; }

    /// <summary>Minutes before; empty: none; null: as the feed has them.</summary>
    public ValueList<int>? Alarms { get; init; }

    /// <summary>Days from today, negative before it.</summary>
    public int? From { get; init; }

    public int? To { get; init; }

    /// <summary>For people who look at the headers: what was passed over. Not part of what is asked for.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>The same for addresses that ask for the same, whatever the order and spelling of their parameters; empty: the whole feed.</summary>
    public string Canonical => ReferenceEquals(this, None) ? "" : Spell();

    public static FeedNarrowing Of(IQueryCollection query)
    {
        var asked = None;
        var warnings = new List<string>();
        foreach (var (name, values) in query.OrderBy(q => q.Key, StringComparer.Ordinal))
        {
            if (name.Equals("download", StringComparison.OrdinalIgnoreCase)) continue;
            var words = values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Take(MostValues).ToList();
            asked = asked.With(name.ToLowerInvariant(), words, warnings);
        }
        return warnings.Count == 0 ? asked : asked with { Warnings = [.. warnings.Distinct().Take(MostWarnings)] };
    }

    private FeedNarrowing With(string name, List<string> words, List<string> warnings)
    {
        var lower = words.ConvertAll(w => w.ToLowerInvariant());
        ValueList<string> Of(Func<string, bool> known) => Sorted(lower.Where(w => Known(known(w), name, w, warnings)));
        switch (name)
        {
            case "category": return this with { Categories = Of(w => KnownCategories.Contains(w)) };
            case "status": return this with { Statuses = Of(KnownStatuses.Contains) };
            // Whether there is such a launch, pillar or channel is seen when the workspace is at hand.
            case "launch": return this with { Launches = Sorted(lower) };
            case "pillar": return this with { Pillars = Sorted(lower) };
            case "channel": return this with { Channels = Sorted(lower) };
        }
        var value = lower.Count > 0 ? lower[0] : "";
        var understood = (name, value) switch
        {
            ("owner", "me") => this with { Mine = true },
            ("gaps", "show" or "hide") => this with { Gaps = value == "show" },
            ("cancelled", "show" or "hide") => this with { Cancelled = value == "show" },
            ("tasks", "event" or "vevent") => this with { Tasks = TaskForm.Event },
            ("tasks", "todo" or "vtodo") => this with { Tasks = TaskForm.Todo },
            ("tasks", "none") => this with { Tasks = TaskForm.None },
            ("alarms", "none" or "off") => this with { Alarms = [] },
            ("alarms", _) => MinutesOf(lower) is { } minutes ? this with { Alarms = minutes } : null,
            ("from", _) => DaysOf(value) is { } days ? this with { From = days } : null,
            ("to", _) => DaysOf(value) is { } days ? this with { To = days } : null,
            // There is English; asking for it is no mistake.
            ("lang", "en" or "en-gb" or "en-us" or "en-ie") => this,
            _ => null,
        };
        if (understood is not null) return understood;
        warnings.Add(name is "owner" or "gaps" or "cancelled" or "tasks" or "alarms" or "from" or "to" or "lang"
            ? $"{name}={Shown(value)} is not understood"
            : $"there is no parameter {Shown(name)}");
        return this;
    }

    private static bool Known(bool known, string name, string value, List<string> warnings)
    {
        if (!known) warnings.Add($"{name}={Shown(value)} is not understood");
        return known;
    }

    /// <summary>The feed's request with less in it.</summary>
    /// <param name="warnings">What could not be done, added to.</param>
    public FeedRequest Apply(FeedRequest feed, IReadOnlyCollection<Workspace> workspaces, Func<string, bool> knowsChannel, List<string> warnings)
    {
        if (Canonical.Length == 0) return feed;
        var (filter, options) = (feed.Filter, feed.Options);
        bool Allowed(bool may, string what)
        {
            if (!may) warnings.Add($"{what} would show more than this feed may");
            return may;
        }
        filter = filter with
        {
            Categories = Both(filter.Categories, Categories),
            Statuses = Both(filter.Statuses, Statuses),
            Launches = Both(filter.Launches, KnownOf("launch", Launches, workspaces.SelectMany(w => w.Launches.Select(l => FeedMerge.Key(workspaces, w, l.Key))).ToHashSet(StringComparer.Ordinal).Contains, warnings)),
            Pillars = Both(filter.Pillars, KnownOf("pillar", Pillars, workspaces.SelectMany(w => w.Pillars.Select(p => p.Key)).ToHashSet(StringComparer.Ordinal).Contains, warnings)),
            Channels = Both(filter.Channels, KnownOf("channel", Channels, c => knowsChannel(c) || workspaces.Any(w => w.Channels.Any(u => u.Key == c)), warnings)),
        };
        if (Gaps is { } gaps && gaps != options.ShowGaps && Allowed(!gaps, "gaps=show")) options = options with { ShowGaps = gaps };
        if (Cancelled is { } cancelled && cancelled != options.ShowCancelled && Allowed(!cancelled, "cancelled=show")) options = options with { ShowCancelled = cancelled };
        if (Tasks is { } tasks && tasks != options.Tasks && Allowed(options.Tasks != TaskForm.None, "tasks")) options = options with { Tasks = tasks };
        if (Alarms is { } alarms) options = options with { Alarms = alarms };
        return feed with { Filter = filter, Options = options, Window = WindowOf(feed, warnings) };
    }

    /// <summary>Whole weeks, as the feed's own, within the feed's own.</summary>
    private DateInterval? WindowOf(FeedRequest feed, List<string> warnings)
    {
        if (From is null && To is null) return feed.Window;
        var whole = feed.Days;
        var from = From is { } f ? WholeWeeks.MondayOf(feed.Today.PlusDays(f)) : whole.Start;
        var to = To is { } t ? WholeWeeks.MondayOf(feed.Today.PlusDays(t)).PlusDays(6) : whole.End;
        (from, to) = (LocalDate.Max(from, whole.Start), LocalDate.Min(to, whole.End));
        if (from <= to) return new(from, to);
        warnings.Add("from and to leave no day of this feed");
        return feed.Window;
    }

    private static ValueList<string> KnownOf(string name, ValueList<string> values, Func<string, bool> known, List<string> warnings) =>
        values.Count == 0 ? values : values.Where(v => Known(known(v), name, v, warnings)).ToValueList();

    /// <summary>What both let through; an empty list lets everything through.</summary>
    private static ValueList<string> Both(ValueList<string> scope, ValueList<string> asked)
    {
        if (asked.Count == 0) return scope;
        if (scope.Count == 0) return asked;
        var both = asked.Intersect(scope, StringComparer.Ordinal).ToValueList();
        return both.Count == 0 ? [Nothing] : both;
    }

    /// <summary><c>-30d</c>, <c>+90d</c>, <c>90</c>; a plus sign in an address means a space, and is gone by now.</summary>
    private static int? DaysOf(string text)
    {
        var digits = text.EndsWith('d') ? text[..^1] : text;
        return int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && days is >= -365 and <= 1095 ? days : null;
    }

    private static ValueList<int>? MinutesOf(List<string> words)
    {
        if (words.Count is 0 or > MostAlarms) return null;
        var minutes = new SortedSet<int>();
        foreach (var word in words)
        {
            var unit = word[^1] switch { 'm' => 1, 'h' => 60, 'd' => 24 * 60, _ => 0 };
            if (unit == 0 || !int.TryParse(word[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) || (long)n * unit > MostAlarmMinutes) return null;
            minutes.Add(n * unit);
        }
        return minutes.ToValueList();
    }

    private string Spell()
    {
        var text = new StringBuilder();
        void Add(string name, IEnumerable<string> values) => text.Append(name).Append('=').AppendJoin(',', values.Select(Uri.EscapeDataString)).Append('&');
        void AddIf(string name, string? value)
        {
            if (value is not null) Add(name, [value]);
        }
        if (Categories.Count > 0) Add("category", Categories);
        if (Statuses.Count > 0) Add("status", Statuses);
        if (Launches.Count > 0) Add("launch", Launches);
        if (Pillars.Count > 0) Add("pillar", Pillars);
        if (Channels.Count > 0) Add("channel", Channels);
        AddIf("owner", Mine ? "me" : null);
        AddIf("gaps", Gaps?.ToString(CultureInfo.InvariantCulture));
        AddIf("cancelled", Cancelled?.ToString(CultureInfo.InvariantCulture));
        AddIf("tasks", Tasks?.ToString());
        if (Alarms is { } alarms) Add("alarms", alarms.Select(a => a.ToString(CultureInfo.InvariantCulture)));
        AddIf("from", From?.ToString(CultureInfo.InvariantCulture));
        AddIf("to", To?.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    private static ValueList<string> Sorted(IEnumerable<string> words) => words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToValueList();

    /// <summary>A word of somebody else's as it may stand in a header: letters, digits and little else.</summary>
    private static string Shown(string word)
    {
        var plain = new string([.. word.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.').Take(40)]);
        return plain.Length == 0 ? "(unreadable)" : plain;
    }

    private static IEnumerable<string> Words<T>() where T : struct, Enum => Enum.GetNames<T>().Select(System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName);
}
