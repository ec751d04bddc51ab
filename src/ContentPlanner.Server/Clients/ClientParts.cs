using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>A page of a client's settings.</summary>
/// <param name="Icon">A symbol of icons.svg.</param>
public sealed record ClientSection(string Key, string Icon, string Title, string About, IReadOnlyList<PlanPart> Parts);

/// <summary>Days off in a list, where the plan keeps two: each is known by its place.</summary>
internal sealed record DayOffItem : PlanItem
{
    public bool IsBlackout { get; init; }
    public LocalDate From { get; init; }
    public LocalDate To { get; init; }
    public string Name { get; init; } = "";
    public Origin? Origin { get; init; }
}

/// <summary>What belongs to the client and to every period, as people edit it.</summary>
internal static class ClientParts
{
    private static readonly ClientPart<Member> Team = new("member", "Add a person", "person")
    {
        Form = (c, _) => new FormOf<Member>(c.Locale)
            .Text("name", "Name", m => m.Name, (m, v) => m with { Name = v! }, required: true)
            .Text("email", "Mail address", m => m.Email, (m, v) => m with { Email = v }, type: "email", hint: "For digests and reminders, and to know them when they sign in.")
            .Text("roles", "Roles", m => string.Join(", ", m.Roles.Select(Spelling.Spelled)), (m, v) => m with { Roles = List(v).Select(r => Keys.New(r, "role", [])).Distinct().ToValueList() }, hint: "Author, designer …, with commas. Those of a period come first.")
            .Number("hours", "Hours a week for content", m => m.WeeklyHours, (m, v) => m with { WeeklyHours = v }, hint: "A week with more than that is said to be too full.")
            .Choice("zone", "Where is their clock?", [new("", $"Where {c.Workspace.Name} is"), .. ClientForms.Zones], m => m.Zone?.Id ?? "", (m, v) => m with { Zone = v is null ? null : DateTimeZoneProviders.Tzdb[v] })
            .Check("email", m => m.Email is { } mail && !MimeKit.MailboxAddress.TryParse(mail, out var _) ? "That is no mail address, such as coach@example.org." : null)
            .Check("email", m => m.Email is { } mail && c.Workspace.Members.Any(o => o.Key != m.Key && string.Equals(o.Email, mail, StringComparison.OrdinalIgnoreCase)) ? "Somebody else in the plan has that address." : null)
            .Check("hours", m => m.WeeklyHours is < 0 or > 168 ? "A week has 168 hours." : null),
        New = _ => new() { Key = "", Name = "" },
        Title = (m, _) => m.Name,
        About = (m, c) => string.Join(" · ", new[] { string.Join(", ", m.Roles.Select(Spelling.Spelled)), m.Email, m.WeeklyHours is { } hours ? $"{c.Locale.Format(hours)} h a week" : null, m.Key == c.Workspace.Strategist ? "keeps the plan" : null }.Where(t => !string.IsNullOrEmpty(t))),
        In = w => w.Members,
        Put = (w, items) => w with { Members = items },
        Without = (w, key) => w.WithoutMember(key),
    };

    private static readonly ClientPart<ChannelUse> Channel = new("channel", "Add a channel", "channel")
    {
        Form = (c, was) =>
        {
            var form = new FormOf<ChannelUse>(c.Locale);
            if (was is null) form.Choice("key", "Which one?", [.. c.Library.Channels.Where(k => c.Workspace.Channels.All(u => u.Key != k.Key)).Select(k => new Option(k.Key, k.Name))], u => u.Key, (u, v) => u with { Key = v ?? "" }, required: true);
            return form
                .Text("name", "What do you call it?", u => u.Name, (u, v) => u with { Name = v }, hint: "Its usual name, if you leave it empty.")
                .Choice("owner", "Who posts there?", Options.Members(c.Workspace, "Whoever has the role"), u => u.Owner ?? "", (u, v) => u with { Owner = v })
                .Url("address", "Where is it?", u => u.Address, (u, v) => u with { Address = v })
                .Text("hashtags", "Its hashtags", u => string.Join(" ", u.Hashtags.Select(h => $"#{h}")), (u, v) => u with { Hashtags = Hashtags(v) }, hint: "#slowbusiness #coaching");
        },
        New = c => new() { Key = c.Library.Channels.FirstOrDefault(k => c.Workspace.Channels.All(u => u.Key != k.Key))?.Key ?? "" },
        Title = (u, c) => u.Name ?? c.Workspace.ChannelName(c.Library, u.Key),
        About = (u, c) => string.Join(" · ", new[] { c.Workspace.NameOf(u.Owner), u.Address, string.Join(" ", u.Hashtags.Select(h => $"#{h}")) }.Where(t => !string.IsNullOrEmpty(t))),
        In = w => w.Channels,
        Put = (w, items) => w with { Channels = items },
        Keyed = u => u.Key,
    };

    private static readonly ClientPart<Pillar> Pillar = new("pillar", "Add a pillar", "pillar")
    {
        Form = (c, _) => new FormOf<Pillar>(c.Locale)
            .Text("name", "What are they known for?", p => p.Name, (p, v) => p with { Name = v! }, required: true)
            .Text("hashtags", "Its hashtags", p => string.Join(" ", p.Hashtags.Select(h => $"#{h}")), (p, v) => p with { Hashtags = Hashtags(v) }, hint: "#slowbusiness #coaching"),
        New = _ => new() { Key = "", Name = "" },
        Title = (p, _) => p.Name,
        About = (p, _) => string.Join(" ", p.Hashtags.Select(h => $"#{h}")),
        In = w => w.Pillars,
        Put = (w, items) => w with { Pillars = items },
    };

    private static readonly ClientPart<Cadence> Rhythm = new("cadence", "Add a cadence", "cadence")
    {
        Form = (c, _) => new FormOf<Cadence>(c.Locale)
            .Text("title", "What comes out?", k => k.Title, (k, v) => k with { Title = v! }, required: true, hint: "Blog post, Sunday letter …")
            .Choice("channel", "Where?", [.. c.Workspace.ChannelsIn(c.Library).Select(k => new Option(k.Key, k.Name))], k => k.Channel, (k, v) => k with { Channel = v! }, required: true)
            .Day("from", "The first time", k => k.Series.Start == default ? null : k.Series.Start, (k, v) => k with { Series = k.Series with { Start = v!.Value } }, required: true)
            .Choice("rhythm", "And then", [.. Rhythms.Names.Select(n => new Option(n.Key, n.Words))], k => Rhythms.Of(k.Series), (k, v) => k with { Series = Rhythms.Set(k.Series, v!) }, hint: "What was moved or left out stays, as long as the rhythm does.")
            .Time("time", "At what time?", k => k.Series.Time, (k, v) => k with { Series = k.Series with { Time = v } })
            .Day("until", "Until", k => k.Series.Rule.Until, (k, v) => k with { Series = Rhythms.End(k.Series, v) })
            .Choice("format", "Only for", [new("", "Whatever fits"), .. c.Library.Recipes.Select(r => r.Format).Concat(c.Workspace.Cadences.Select(k => k.Format)).OfType<string>().Distinct().Order(StringComparer.Ordinal).Select(f => new Option(f, Spelling.Spelled(f)))], k => k.Format ?? "", (k, v) => k with { Format = v })
            .Choice("pillar", "Pillar", [new("", "None"), .. c.Workspace.Pillars.Select(p => new Option(p.Key, p.Name))], k => k.Pillar ?? "", (k, v) => k with { Pillar = v })
            .Choice("owner", "Who fills it?", Options.Members(c.Workspace, "Whoever posts there"), k => k.Owner ?? "", (k, v) => k with { Owner = v })
            .Flag("evergreen", "Older pieces may fill empty slots", k => k.Evergreen, (k, v) => k with { Evergreen = v })
            .Check("until", k => k.Series.Rule.Until < k.Series.Start ? "That is before the first time." : null),
        New = c => new() { Key = "", Title = "", Channel = c.Workspace.ChannelsIn(c.Library) is [var first, ..] ? first.Key : "", Series = new() { Start = c.Today.PlusDays(1), Time = new(9, 0), Rule = new() { Frequency = Frequency.Weekly } } },
        Title = (k, _) => k.Title,
        About = (k, c) => string.Join(" · ", new[] { c.Workspace.ChannelName(c.Library, k.Channel), k.Series.Rule.InWords(k.Series.Start), k.Series.Time is { } at ? c.Locale.Format(at) : null, k.Series.Rule.Until is { } until ? $"until {c.Locale.Format(until, DayStyle.Medium)}" : null }.Where(t => !string.IsNullOrEmpty(t))),
        In = w => w.Cadences,
        Put = (w, items) => w with { Cadences = items },
    };

    private static readonly ClientPart<DayOffItem> DayOff = new("day-off", "Add days off", "days off")
    {
        Form = (c, _) => new FormOf<DayOffItem>(c.Locale)
            .Text("name", "What is it?", d => d.Name, (d, v) => d with { Name = v! }, required: true, hint: "Christmas, August, the fair …")
            .Day("from", "From", d => d.From == default ? null : d.From, (d, v) => d with { From = v!.Value }, required: true)
            .Day("to", "Until and with", d => d.To == default ? null : d.To, (d, v) => d with { To = v!.Value }, required: true)
            .Choice("kind", "Which means", [new("holiday", "nobody works"), new("blackout", "nothing goes out, is held or due")], d => d.IsBlackout ? "blackout" : "holiday", (d, v) => d with { IsBlackout = v == "blackout" })
            .Check("to", d => d.To < d.From ? "That is before its first day." : null),
        New = _ => new() { Key = "" },
        Title = (d, _) => d.Name,
        About = (d, c) => $"{c.Locale.Format(d.From, DayStyle.Medium)}{(d.To > d.From ? $" to {c.Locale.Format(d.To, DayStyle.Medium)}" : "")} · {(d.IsBlackout ? "nothing goes out, is held or due" : "nobody works")}",
        In = w => [.. w.Holidays.Select((d, i) => Item(d, i, isBlackout: false)), .. w.Blackouts.Select((d, i) => Item(d, i, isBlackout: true))],
        Put = (w, items) => w with { Holidays = Days(items, isBlackout: false), Blackouts = Days(items, isBlackout: true) },
        Without = (w, key) => DayOff!.Put(w, DayOff.In(w).Without(key)),
    };

    private static readonly ClientPart<CalendarNote> Note = new("note", "Add a note", "note")
    {
        Form = (c, _) => new FormOf<CalendarNote>(c.Locale)
            .Text("title", "What is it?", n => n.Title, (n, v) => n with { Title = v! }, required: true)
            .Day("from", "From", n => n.From == default ? null : n.From, (n, v) => n with { From = v!.Value }, required: true)
            .Day("to", "Until and with", n => n.To == default ? null : n.To, (n, v) => n with { To = v!.Value }, required: true)
            .Text("text", "More about it", n => n.Text, (n, v) => n with { Text = v }, rows: 2)
            .Flag("private", "Private", n => n.Private, (n, v) => n with { Private = v }, hint: "Not in calendars that others see, nor for those who only look on.")
            .Check("to", n => n.To < n.From ? "That is before its first day." : null),
        New = c => new() { Key = "", Title = "", From = c.Today, To = c.Today },
        Title = (n, _) => n.Title,
        About = (n, c) => $"{c.Locale.Format(n.From, DayStyle.Medium)}{(n.To > n.From ? $" to {c.Locale.Format(n.To, DayStyle.Medium)}" : "")}{(n.Private ? " · private" : "")}",
        In = w => w.Notes,
        Put = (w, items) => w with { Notes = items },
    };

    /// <summary>The page that also asks for the client's name, clock and working week.</summary>
    public const string Basics = "client";

    public static IReadOnlyList<ClientSection> Sections { get; } =
    [
        new(Basics, "clients", "The client", "Name, clock, working week, who keeps the plan.", []),
        new("team", "people", "People in the plan", "Who owns what, in which role, with how many hours. Who may sign in is decided under People.", [Team]),
        new("channels", "external", "Channels", "Where content goes, and who posts there.", [Channel]),
        new("pillars", "idea", "Pillars", "What the client is known for; gives hashtags and a filter.", [Pillar]),
        new("rhythm", "calendar", "Cadences", "What comes out regularly: the slots of the editorial calendar that want to be filled.", [Rhythm]),
        new("days-off", "moon", "Days off", "Holidays, and times in which nothing goes out. Plans give way to them.", [DayOff]),
        new("notes", "pin", "Notes on the calendar", "Something to remember: a day, or a span of days.", [Note]),
    ];

    public static ClientSection? Section(string key) => Sections.FirstOrDefault(s => s.Key == key);

    public static FormOf<Workspace> BasicsForm(PlanContext c)
    {
        var form = new FormOf<Workspace>(c.Locale)
            .Text("name", "What is the client called?", w => w.Name, (w, v) => w with { Name = v! }, required: true)
            .Choice("zone", "Where is their clock?", WithOwn(ClientForms.Zones, c.Workspace.Zone.Id), w => w.Zone.Id, (w, v) => w with { Zone = DateTimeZoneProviders.Tzdb[v!] }, hint: "Hours that are planned stay the same hours there.")
            .Choice("locale", "How do they write days and numbers?", WithOwn(ClientForms.Languages, c.Workspace.Locale), w => w.Locale, (w, v) => w with { Locale = v! })
            .Url("website", "Website", w => w.Website, (w, v) => w with { Website = v })
            .Choice("strategist", "Who keeps the plan?", Options.Members(c.Workspace), w => w.Strategist ?? "", (w, v) => w with { Strategist = v }, hint: "Hears of launches beside their owners, and of what is nobody’s.");
        for (var day = IsoDayOfWeek.Monday; day <= IsoDayOfWeek.Sunday; day++)
        {
            var on = day;
            form.Flag(day.ToString().ToLowerInvariant(), c.Locale.Days[(int)day - 1].Capital(), w => w.WorkingWeek.Contains(on), (w, v) => w with { WorkingWeek = [.. Enumerable.Range(1, 7).Select(d => (IsoDayOfWeek)d).Where(d => d == on ? v : w.WorkingWeek.Contains(d))] }, group: "Which days do they work?");
        }
        return form.Check("monday", w => w.WorkingWeek.Count == 0 ? "On one day a week somebody has to work." : null);
    }

    private static IReadOnlyList<Option> WithOwn(IReadOnlyList<Option> options, string own) => options.Any(o => o.Value == own) ? options : [new(own, own), .. options];

    private static DayOffItem Item(DaysOff days, int place, bool isBlackout) => new()
    {
        Key = string.Create(CultureInfo.InvariantCulture, $"{(isBlackout ? "blackout" : "holiday")}-{place}"),
        IsBlackout = isBlackout,
        From = days.From,
        To = days.To,
        Name = days.Name,
        Origin = days.Origin,
    };

    private static ValueList<DaysOff> Days(ValueList<DayOffItem> items, bool isBlackout) => [.. items.Where(i => i.IsBlackout == isBlackout).Select(i => new DaysOff(i.From, i.To, i.Name, i.Origin))];

    private static IEnumerable<string> List(string? typed) => (typed ?? "").Split(',').Select(t => t.Trim()).Where(t => t.Length > 0);

    private static ValueList<string> Hashtags(string? typed) => (typed ?? "").Split([' ', ',', '#'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToValueList();
}
