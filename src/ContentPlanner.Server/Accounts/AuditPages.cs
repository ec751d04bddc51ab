using System.Globalization;
using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared.Web;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>A line of the audit trail, as it is read.</summary>
/// <param name="What">A sentence: "Invited as contributor.".</param>
/// <param name="About">Whom, and in which client: "ben@example.org · Steady Ground"; null: nobody and nowhere in particular.</param>
/// <param name="Who">Who did it, and through which door.</param>
/// <param name="When">The time; with its day, where days are no headings.</param>
public sealed record AuditLine(string What, string? About, string Who, string When)
{
    /// <param name="client">Name of the client it is about; null: not said, or of none.</param>
    public static AuditLine Of(AuditRow row, string? client, string when) => new(
        Told.Sentence(row.What), string.Join(" · ", new[] { row.Whom, client }.Where(t => !string.IsNullOrEmpty(t))) is { Length: > 0 } about ? about : null, row.Actor + Through(row.Door), when);

    private static string Through(string door) => door switch { "api" => ", over the API", "mail" => ", by mail", _ => "" };
}

/// <summary>What was done on one day.</summary>
public sealed record AuditDay(string Day, IReadOnlyList<AuditLine> Lines);

/// <summary><c>/admin/audit</c>: who changed what about accounts and access, when. What was done to a plan is told by its client's history.</summary>
internal static class AuditPages
{
    public const string Path = "/admin/audit";

    private const int Lines = 100;

    public static void MapAudit(this IEndpointRouteBuilder app) => app.MapAdministration(Path).MapGet("", async (int? from, HttpContext http, IDbContextFactory<PlannerDb> databases, CancellationToken stop) =>
    {
        await using var db = databases.CreateDbContext();
        var passed = Math.Max(0, from ?? 0);
        var found = await (from row in db.Audit.AsNoTracking().OrderByDescending(a => a.At).ThenByDescending(a => a.Id).Skip(passed).Take(Lines + 1)
                           join client in db.Workspaces on row.WorkspaceId equals client.Id into clients
                           from client in clients.DefaultIfEmpty()
                           orderby row.At descending, row.Id descending
                           select new { Row = row, Client = client == null ? null : client.Name }).ToListAsync(stop);
        var reader = ReaderTime.Of(http.Person(), null);
        return View.Of<AuditPage>(new
        {
            Days = found.Take(Lines).GroupBy(f => reader.Day(f.Row.At))
                .Select(day => new AuditDay(reader.Locale.Format(day.Key, DayStyle.Weekday), [.. day.Select(f => AuditLine.Of(f.Row, f.Client, reader.Locale.Format(f.Row.At.InZone(reader.Zone).TimeOfDay)))])).ToList(),
            Zone = reader.Zone.Id,
            More = found.Count > Lines ? string.Create(CultureInfo.InvariantCulture, $"{Path}?from={passed + Lines}") : null,
        });
    });
}
