using System.Collections.Frozen;
using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Feeds;
using NodaTime;

namespace ContentPlanner.Benchmarks.Feeds;

/// <summary>
/// A year and more of a busy workspace, as large as asked for: posts at their hour, tasks and milestones on their day,
/// notes over several days, and one recurring review or session group in a hundred; titles with dashes, accents and now
/// and then an emoji, descriptions of a few lines, links.
/// </summary>
public static class ManyEntries
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    private static readonly string[] Topics =
    [
        "Five steps to finish the piece you keep starting", "Why plans die after the planning day", "Your best work lives in one place only",
        "Editing with kindness – a conversation with Zoë", "The unhurried hour: a chapter on mornings", "“Write once, teach four times”", "What the café knew, and other small rooms 👋🏽",
    ];

    private static readonly Guid WorkspaceId = Identity.FromName("many");

    public static FeedRequest Feed(int count, string zone = "Europe/Dublin", int maxBytes = 0) => new()
    {
        Name = $"Many entries, {zone}",
        Zone = DateTimeZoneProviders.Tzdb[zone],
        Entries = Of(count, zone),
        Today = Today,
        Now = Instant.FromUtc(2026, 11, 23, 9, 0),
        Options = new() { MaxBytes = maxBytes, Color = "teal" },
        Names = FeedNames.None with
        {
            Channels = new Dictionary<string, string> { ["linkedin"] = "LinkedIn", ["blog"] = "Blog" }.ToFrozenDictionary(),
            Launches = new Dictionary<string, string> { ["the-book"] = "The Unhurried Author" }.ToFrozenDictionary(),
        },
    };

    public static Entry[] Of(int count, string zoneId)
    {
        var zone = DateTimeZoneProviders.Tzdb[zoneId];
        return [.. Enumerable.Range(0, count).Select(i => One(i, zone, new LocalDate(2026, 10, 1).PlusDays((int)(i * 420L / count))))];
    }

    private static Entry One(int i, DateTimeZone zone, LocalDate day)
    {
        var type = i % 100 == 99 ? "session" : (i % 10) switch { < 3 => "piece", < 7 => "task", < 9 => "milestone", _ => "note" };
        var key = string.Create(CultureInfo.InvariantCulture, $"{type}-{i}");
        var entry = new Entry
        {
            Uid = Identity.Uid(type, Identity.FromName("many", key), "due", WorkspaceId),
            Type = type,
            Key = key,
            Facet = Facet.Due,
            When = new When.AllDay(day),
            Title = string.Create(CultureInfo.InvariantCulture, $"{Topics[i % Topics.Length]} · {i}"),
            Category = Categories.Plan,
            Status = EntryStatus.Confirmed,
            State = "planned",
            Reason = "Blog post slot · every week on Tuesday",
            Description = "Blog post for the blog · planned\nServes: two hundred readers who finish what they start; answers “how do I finish a draft?”\nPart of: The Unhurried Author, which comes out in May",
            Url = string.Create(CultureInfo.InvariantCulture, $"https://steadyground.example/w/steady-ground/{type}s/{key}"),
            Channel = "blog",
            Sequence = i % 4,
            Changed = Instant.FromUtc(2026, 11, 1, 8, 0) + Duration.FromSeconds(i * 37),
        };
        return type switch
        {
            "piece" => entry with { When = new When.At(day.At(new LocalTime(7 + i % 12, i % 4 * 15)), zone, 30), Category = Categories.Editorial, Facet = Facet.Publish, Status = i % 7 == 0 ? EntryStatus.Tentative : EntryStatus.Confirmed },
            "task" => entry with { Category = Categories.Task, Channel = "linkedin", Status = day < Today ? EntryStatus.Done : EntryStatus.Confirmed, ClosedOn = day < Today ? day : null },
            "milestone" => entry with { Category = Categories.Launch, Facet = Facet.Milestone, Launch = "the-book", Channel = null, Critical = i % 20 == 8 },
            "session" => entry with
            {
                When = new When.At(day.At(new LocalTime(18, i % 60)), zone, 75),
                Facet = Facet.Session,
                Category = Categories.Coaching,
                Rule = new() { Frequency = Frequency.Weekly, Weekdays = [new(day.DayOfWeek)], Count = 8 },
                Skipped = [day.PlusWeeks(3)],
                Variations = [new(day.PlusWeeks(5), new When.At(day.PlusWeeks(5).At(new LocalTime(17, i % 60)), zone, 75))],
                Location = "https://steadyground.example/circle/room",
            },
            _ => entry with { When = new When.AllDay(day, 1 + i % 5), Category = Categories.Note, Facet = Facet.Note, Channel = null, Url = null },
        };
    }
}
