using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>What the page says before anybody brought anything: the form, the sources, what was brought.</summary>
public sealed record ImportsModel(string Path, ImportForm Form, SourceForm NewSource, IReadOnlyList<SourceLine> Sources, IReadOnlyList<PastImport> Past)
{
    public static IReadOnlyList<Option> Intakes { get; } = [new("", "As it looks"), new("pieces", "Pieces of content"), new("notes", "Notes on the calendar"), new("holidays", "Holidays: nobody works"), new("blackouts", "Blackout days: nothing goes out")];

    public static IReadOnlyList<Option> SourceIntakes => [.. Intakes.Skip(1)];

    public static IReadOnlyList<Option> Kinds { get; } = [new("blog", "A blog"), new("calendar", "A calendar")];
}

/// <summary>As it was filled in.</summary>
public sealed record ImportForm(string? Address = null, string? As = null, string? Error = null);

/// <summary>A blog or calendar that is looked at, and how it stands.</summary>
/// <param name="Looked">"Looked at today, 09:10", or that it was not yet.</param>
/// <param name="Trouble">What went wrong the last time, and when it is tried again; null: nothing.</param>
public sealed record SourceLine(string Key, string Name, string Address, string What, string Looked, string? Trouble, bool IsPaused, IReadOnlyList<string> Losses);

/// <param name="Href">Where it waits to be decided; null: it was applied.</param>
/// <param name="Undo">Where a post takes it back; null: it cannot be.</param>
public sealed record PastImport(string Name, string About, string When, string? Href, string? Undo);

/// <summary>Says how sources and past imports stand, in words.</summary>
internal sealed class ImportWords(WorkspaceSnapshot workspace, DateTimeZone zone, Instant now)
{
    private readonly Locale _locale = Locale.For(workspace.Workspace.Locale);

    /// <summary>In the zone of who reads it.</summary>
    public static ImportWords For(HttpContext http, WorkspaceSnapshot workspace, IClock clock) =>
        new(workspace, http.Person().Zone is { } id && DateTimeZoneProviders.Tzdb.GetZoneOrNull(id) is { } own ? own : workspace.Workspace.Zone, clock.GetCurrentInstant());

    public SourceLine Line(ImportSource source, SourcePollRow? poll)
    {
        var what = $"{(source.Kind == Inlet.Blog ? "Blog" : "Calendar")} → {source.As switch { Intake.Pieces => source.Kind == Inlet.Blog ? "published pieces" : "pieces", Intake.Notes => "notes", Intake.Holidays => "holidays", _ => "blackout days" }}";
        var looked = source.Paused ? "Paused"
            : poll?.LookedAt is not { } at ? "Not looked at yet"
            : $"Looked at {When(at)}{(poll.BroughtAt is { } brought ? brought == at ? ", brought something new" : $"; last brought something {When(brought)}" : "")}";
        var trouble = poll?.Error is { } error && !source.Paused ? $"{error.Capital()}. Tried again {When(poll.NextAt)}." : null;
        return new(source.Key, source.Name, source.Address, what, looked, trouble, source.Paused, poll?.Losses?.Split('\n') ?? []);
    }

    public PastImport Past(StoredImport import, string path, string undo) => new(
        import.Name,
        import.AppliedAs is null ? "waits to be looked at" : import.Did ?? "done",
        $"{When(import.CreatedAt)}, {import.CreatedBy}",
        import.AppliedAs is null ? $"{path}/{import.Id}" : null,
        import.AppliedAs is { } set && set != Guid.Empty && now - import.CreatedAt < WorkspaceStore.Undoable ? undo + set : null);

    private string When(Instant at)
    {
        var local = at.InZone(zone).LocalDateTime;
        var days = Period.DaysBetween(now.InZone(zone).Date, local.Date);
        var day = days switch { 0 => "today", 1 => "tomorrow", -1 => "yesterday", _ => _locale.Format(local.Date, DayStyle.WeekdayShort) };
        return $"{day}, {_locale.Format(local.TimeOfDay)}";
    }
}
