using System.Globalization;
using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.History;

/// <summary>One line of the audit trail.</summary>
public sealed record HistoryLine(Guid Id, string What, string Who, string Time, string? Undo, string? Note);

/// <summary>What was done on one day.</summary>
public sealed record HistoryDay(string Day, IReadOnlyList<HistoryLine> Lines);

/// <summary>A field of an item, before and afterwards.</summary>
public sealed record ChangedField(string Field, string? Before, string? After);

/// <summary>What became of one item.</summary>
/// <param name="Kind">"piece", "launch", "client".</param>
/// <param name="Name">Its title or name; its key, where it has none.</param>
public sealed record ChangedItem(string Kind, string Name, string Became, IReadOnlyList<ChangedField> Fields);

/// <summary><c>/w/{workspace}/history</c>: who did what, when, through which door; item by item; and taking it back.</summary>
internal static class HistoryPages
{
    private const int Lines = 100, Items = 100, Text = 2000;

    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void MapHistoryPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/history", Access.Contributor);
        pages.MapGet("", ListAsync);
        pages.MapGet("/{change:guid}", OneAsync);
    }

    private static async Task<IResult> ListAsync(HttpContext http, IDbContextFactory<PlannerDb> databases, WorkspaceStore workspaces, IClock clock, long? before)
    {
        var client = http.Client();
        if (await workspaces.ReadAsync(client.Id, http.RequestAborted) is not { } now) return Results.NotFound();
        await using var db = databases.CreateDbContext();
        var from = before ?? long.MaxValue;
        var sets = await db.ChangeSets.AsNoTracking().Where(c => c.WorkspaceId == client.Id && c.Revision < from).OrderByDescending(c => c.Revision).Take(Lines + 1).ToListAsync(http.RequestAborted);
        var (zone, locale) = Reader(http, now);
        var old = clock.GetCurrentInstant() - WorkspaceStore.Undoable;
        var days = sets.Take(Lines).GroupBy(c => c.At.InZone(zone).Date).Select(day => new HistoryDay(locale.Format(day.Key, DayStyle.Weekday), [.. day.Select(c => Line(c, client, http.Person(), zone, old))])).ToList();
        return View.Of<HistoryPage>(new { Client = client.Key, Days = days, More = sets.Count > Lines ? string.Create(CultureInfo.InvariantCulture, $"/w/{client.Key}/history?before={sets[Lines - 1].Revision}") : null });
    }

    private static async Task<IResult> OneAsync(HttpContext http, Guid change, IDbContextFactory<PlannerDb> databases, WorkspaceStore workspaces, IClock clock)
    {
        var client = http.Client();
        await using var db = databases.CreateDbContext();
        if (await workspaces.ReadAsync(client.Id, http.RequestAborted) is not { } now
            || await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(c => c.Id == change && c.WorkspaceId == client.Id, http.RequestAborted) is not { } set) return http.Refused("There is no such change", $"/w/{client.Key}/history", StatusCodes.Status404NotFound);
        var rows = await db.Changes.AsNoTracking().Where(i => i.ChangeSetId == change).OrderBy(i => i.Kind).ThenBy(i => i.Key).Take(Items + 1).ToListAsync(http.RequestAborted);
        var (zone, locale) = Reader(http, now);
        return View.Of<ChangePage>(new
        {
            Client = client.Key,
            Line = Line(set, client, http.Person(), zone, clock.GetCurrentInstant() - WorkspaceStore.Undoable),
            Day = locale.Format(set.At.InZone(zone).Date, DayStyle.Weekday),
            Items = rows.Take(Items).Select(Of).ToList(),
            IsCut = rows.Count > Items,
        });
    }

    private static HistoryLine Line(ChangeSetRow set, Client client, Person person, DateTimeZone zone, Instant old)
    {
        var mayUndo = set.UndoneBy is null && set.At > old && (client.May(Access.Strategist) || set.ActorId == person.AccountId);
        return new(set.Id, Told.Sentence(set.What), $"{set.Actor}{(set.Door is "cli" or "job" ? "" : Through(set.Door))}", Clock.Format(set.At.InZone(zone).TimeOfDay), mayUndo ? $"/w/{client.Key}/undo/{set.Id}" : null, set.UndoneBy is not null ? "taken back" : null);
    }

    private static string Through(string door) => door switch
    {
        "api" => ", over the API",
        "mail" => ", from a mail",
        "import" => ", by an import",
        _ => "",
    };

    private static ChangedItem Of(ChangeRow row)
    {
        var (before, after) = (Fields(row.Before), Fields(row.After));
        var became = (row.Before, row.After) switch { (null, null) => "changed; what exactly is not kept any more", (null, _) => "added", (_, null) => "removed", _ => before.Count == 0 && after.Count == 0 ? "moved" : "changed" };
        var fields = before.Keys.Union(after.Keys).Where(k => before.GetValueOrDefault(k) != after.GetValueOrDefault(k)).Select(k => new ChangedField(Spelling.Spelled(k), before.GetValueOrDefault(k), after.GetValueOrDefault(k))).ToList();
        return new(row.KindSaid(), Short(row.NameSaid()), row is { Before: not null, After: not null } && fields.Count == 0 ? "moved to another place" : became, fields);
    }

    private static Dictionary<string, string> Fields(string? text)
    {
        if (text is null) return [];
        using var body = JsonDocument.Parse(ChangeLog.Read(text).Body);
        return body.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => Short(p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString()! : p.Value.GetRawText()), StringComparer.Ordinal);
    }

    private static string Short(string text) => text.Length > Text ? text[..Text] + "…" : text;

    private static (DateTimeZone Zone, Locale Locale) Reader(HttpContext http, WorkspaceSnapshot now) =>
        ((http.Person().Zone is { } own ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) : null) ?? now.Workspace.Zone, Locale.For(http.Person().Locale ?? now.Workspace.Locale));
}
