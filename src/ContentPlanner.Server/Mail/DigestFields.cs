using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>What a digest is asked for in a form: weekday, hour, zone, sections, whether also when empty, a pause. As typed, with what is wrong with it.</summary>
public sealed record DigestFieldsModel
{
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public required string Weekday { get; init; }
    public IReadOnlyList<Option> Weekdays { get; } = [.. Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None).Select(d => new Option(d.ToString(), d.ToString()))];
    public required string Time { get; init; }
    public string? TimeError { get; init; }
    public required string Zone { get; init; }
    public string? ZoneError { get; init; }

    /// <summary>Id of the zone that counts where none is typed; null: one has to be.</summary>
    public required string? UsualZone { get; init; }
    public required IReadOnlyList<(string Value, string Name, bool IsChosen)> Sections { get; init; }
    public required bool IncludeEmpty { get; init; }
    public required string PausedUntil { get; init; }
    public string? PausedError { get; init; }

    public bool IsSound => TimeError is null && ZoneError is null && PausedError is null;

    /// <param name="typed">Null: as the digest is now.</param>
    internal static DigestFieldsModel Of(DigestSubscription digest, string? usualZone, IFormCollection? typed)
    {
        var sections = typed is null ? digest.Sections.Select(s => s.ToString()).ToHashSet(StringComparer.Ordinal) : typed["section"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new()
        {
            Weekday = typed?["weekday"].ToString() ?? digest.Weekday.ToString(),
            Time = typed?["time"].ToString() ?? Hour.Format(digest.Time),
            Zone = typed?["zone"].ToString().Trim() ?? digest.Zone?.Id ?? "",
            UsualZone = usualZone,
            Sections = [.. Enum.GetValues<DigestSection>().Where(s => s != DigestSection.Approvals).Select(s => (s.ToString(), MailWords.Of(s), sections.Contains(s.ToString())))],
            IncludeEmpty = typed is null ? digest.IncludeEmpty : typed["empty"] == new Microsoft.Extensions.Primitives.StringValues("true"),
            PausedUntil = typed?["paused"].ToString() ?? (digest.PausedUntil is { } until ? LocalDatePattern.Iso.Format(until) : ""),
        };
    }

    /// <summary>What is meant; only of what is sound.</summary>
    /// <param name="was">The digest that is changed, or a new one.</param>
    internal (DigestFieldsModel Model, DigestSubscription Meant) Read(DigestSubscription was)
    {
        var time = Hour.Parse(Time) is { Success: true } hour ? hour.Value : (LocalTime?)null;
        var zone = Zone.Length == 0 ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone);
        var paused = PausedUntil.Length == 0 ? null : LocalDatePattern.Iso.Parse(PausedUntil) is { Success: true } day ? day.Value : (LocalDate?)null;
        var isDay = Enum.TryParse<IsoDayOfWeek>(Weekday, out var weekday) && weekday != IsoDayOfWeek.None;
        var model = this with
        {
            TimeError = !isDay ? "Choose a weekday." : time is null ? "Write an hour such as 08:00." : null,
            ZoneError = Zone.Length > 0 && zone is null ? $"The time zone '{Zone}' is not known; write it like Europe/Dublin{(UsualZone is null ? "" : ", or leave it empty")}."
                : Zone.Length == 0 && UsualZone is null ? "Say which zone's hour it is, such as Europe/Dublin: your profile names none." : null,
            PausedError = PausedUntil.Length > 0 && paused is null ? "Choose a day, or leave it empty." : null,
        };
        var sections = Sections.Where(s => s.IsChosen).Select(s => Enum.Parse<DigestSection>(s.Value)).ToValueList();
        return (model, was with { Weekday = weekday, Time = time ?? was.Time, Zone = zone, Sections = sections.Count == Sections.Count ? [] : sections, IncludeEmpty = IncludeEmpty, PausedUntil = paused });
    }
}
