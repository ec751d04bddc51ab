using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using NodaTime;

namespace ContentPlanner.Formats.Digests;

/// <summary>How what people read is handed to templates: names and plain values, the same shapes everywhere.</summary>
internal static class Said
{
    public static Dictionary<string, object?> Named(params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values) named[name] = value;
        return named;
    }

    /// <summary>What every page and mail has: the locale with its functions, and the workspace's name.</summary>
    public static Dictionary<string, object?> Page(string locale, string workspace, params ReadOnlySpan<(string Name, object? Value)> values) =>
        Named([("locale", locale), ("workspace", Named(("name", workspace))), .. Written.In(Locale.For(locale)), .. values]);

    /// <summary><c>items</c> and <c>more</c>: how many were left out.</summary>
    public static Dictionary<string, object?> Of<T>(Capped<T> capped, Func<T, object?> say) =>
        Named(("items", Of(capped.Shown, say)), ("more", capped.More));

    public static List<object?> Of<T>(IEnumerable<T> items, Func<T, object?> say) => [.. items.Select(say)];

    /// <summary>A word of ours as templates write it: <c>NeverUsedAgain</c> is <c>never-used-again</c>.</summary>
    public static string Word<T>(T value) where T : struct, Enum =>
        string.Concat(value.ToString().Select((c, i) => char.IsUpper(c) ? (i == 0 ? "" : "-") + char.ToLowerInvariant(c) : c.ToString()));

    /// <summary>An address a mail may link to; anything else but http and https is left out, whatever somebody wrote there.</summary>
    public static string? Link(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri.AbsoluteUri : null;

    public static Dictionary<string, object?> Of(Gate gate) => Named(
        ("title", gate.Title), ("day", gate.Day), ("time", gate.Time), ("owner", gate.Owner),
        ("critical", gate.Critical), ("reason", gate.Reason), ("days_late", gate.DaysLate));

    public static Dictionary<string, object?> Of(LaunchOutlook launch) => Named(
        ("title", launch.Title),
        ("kind", launch.Kind),
        ("day_title", launch.DayTitle),
        ("day", launch.Day),
        ("days_left", launch.DaysLeft),
        ("url", Link(launch.Url)),
        ("done", launch.Done),
        ("steps", launch.Steps),
        ("due_before", launch.DueBefore),
        ("next", Of(launch.Next, Of)),
        ("late", Of(launch.Late, Of)),
        ("slips", Of(launch.Slips, Of)));

    public static Dictionary<string, object?> Of(Slip slip) => Named(
        ("what", slip.What), ("from", slip.From), ("to", slip.To), ("days", slip.Days), ("announced", slip.IsAnnounced));

    public static Dictionary<string, object?> Of(Gap gap) => Named(
        ("title", gap.Title),
        ("channel", gap.ChannelName),
        ("days", Of(gap.Days.Shown, d => d)),
        ("days_more", gap.Days.More),
        ("empty", gap.Days.Count),
        ("places", gap.Places),
        ("idea", gap.Idea));

    public static Dictionary<string, object?> Of(DueItem item, MailLinks links) => Named(
        ("kind", Word(item.Kind)),
        ("title", item.Title),
        ("context", item.Context),
        ("day", item.Day),
        ("time", item.Time),
        ("days_late", item.DaysLate),
        ("critical", item.Critical),
        ("who", item.Who),
        ("url", Link(item.Url)),
        ("links", ActionLinks.Said(item.Task is { } task ? links.Task(task) : item.Step is { } step ? links.Step(step) : null)));

    public static Dictionary<string, object?> Of(TakeAwayLine item) => Named(
        ("what", item.What), ("who", item.Who), ("by", item.By), ("days_late", item.DaysLate),
        ("closed", item.ClosedOn is not null), ("outcome", item.Outcome));

    public static Dictionary<string, object?> Of(OpenRoleLine role) => Named(
        ("role", role.Role), ("wanted_by", role.WantedBy), ("how", role.How), ("owner", role.Owner), ("filled", role.FilledOn is not null));

    public static Dictionary<string, object?> Of(ReviewDate review) => Named(
        ("title", review.Title),
        ("day", review.Day),
        ("time", review.When is Core.Timelines.When.At at ? at.Start.TimeOfDay : (LocalTime?)null),
        ("participants", review.Participants.Count == 0 ? null : string.Join(", ", review.Participants)));
}
