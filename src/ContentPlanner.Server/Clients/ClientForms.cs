using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Clients;

/// <summary>What one says of a new client before there is a plan.</summary>
public sealed record NewClient
{
    public string Name { get; init; } = "";
    public string Zone { get; init; } = "Europe/London";
    public string Locale { get; init; } = "en-GB";
    public string Period { get; init; } = "";
    public LocalDate From { get; init; }
    public LocalDate To { get; init; }

    /// <summary>A workspace with a period to plan and the person who plans it.</summary>
    public Workspace Begin(string key, Person person, LocalDate today) => Bare(key, person) with
    {
        Periods = [new() { Key = Keys.New(Period, "period", []), Name = Period, From = From, To = To, PlannedOn = today }],
    };

    /// <summary>Only the client and the person, for what is brought in from elsewhere.</summary>
    public Workspace Bare(string key, Person person) => new()
    {
        Key = key,
        Name = Name,
        Zone = DateTimeZoneProviders.Tzdb[Zone],
        Locale = Locale,
        Strategist = "strategist",
        Members = [new() { Key = "strategist", Name = person.Name, Email = person.Email, Roles = [Roles.Strategist] }],
    };
}

/// <summary>The forms of a new client.</summary>
internal static class ClientForms
{
    /// <summary>Everything, for a planning day.</summary>
    public static FormOf<NewClient> Planned(Person person) => Named(person)
        .Text("period", "What do you plan?", c => c.Period, (c, v) => c with { Period = v! }, required: true, hint: "A year, a season, a quarter, with a name of its own: “The year of the book”.")
        .Day("from", "From", c => c.From, (c, v) => c with { From = v!.Value }, required: true)
        .Day("to", "Until", c => c.To, (c, v) => c with { To = v!.Value }, required: true)
        .Check("to", c => c.To < c.From ? "That is before its first day." : null);

    /// <summary>Only who it is.</summary>
    public static FormOf<NewClient> Named(Person person) => new FormOf<NewClient>(Core.Locales.Locale.For(person.Locale ?? "en-GB"))
        .Text("name", "Who is it for?", c => c.Name, (c, v) => c with { Name = v! }, required: true, hint: "The client as you call them: a person, or their business.")
        .Choice("zone", "Where is their clock?", Zones, c => c.Zone, (c, v) => c with { Zone = v! })
        .Choice("locale", "How do they write days and numbers?", Languages, c => c.Locale, (c, v) => c with { Locale = v! });

    public static NewClient Blank(Person person, IClock clock)
    {
        var zone = person.Zone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is not null ? id : "Europe/London";
        var today = clock.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb[zone]).Date;
        return new() { Zone = zone, Locale = Core.Locales.Locale.Known.Any(l => l.Tag == person.Locale) ? person.Locale! : "en-GB", From = today, To = today.PlusYears(1).PlusDays(-1) };
    }

    internal static readonly IReadOnlyList<Option> Zones =
    [
        .. NodaTime.TimeZones.TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(l => l.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(id => new Option(id, id.Replace('_', ' '))),
        new("UTC", "UTC"),
    ];

    internal static readonly IReadOnlyList<Option> Languages =
        [.. Core.Locales.Locale.Known.OrderBy(l => l.Tag, StringComparer.Ordinal).Select(l => new Option(l.Tag, $"{l.Tag}: {l.Format(new LocalDate(2027, 3, 5), DayStyle.Full)}, {l.Format(12500.5m)}"))];
}
