using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>How it stands with an address that is looked at again and again.</summary>
/// <param name="Failures">How often in a row nothing could be read there.</param>
internal sealed record SourceStandingView(int Failures)
{
    public Instant? LookedAt { get; init; }

    /// <summary>When it last brought anything.</summary>
    public Instant? BroughtAt { get; init; }

    /// <summary>It is looked at again not before this moment; left out while it is paused.</summary>
    public Instant? NotBefore { get; init; }

    /// <summary>What went wrong the last time; left out when nothing did.</summary>
    public string? Trouble { get; init; }

    /// <summary>What could not be taken as it stands there, line by line.</summary>
    public IReadOnlyList<string>? Losses { get; init; }
}

/// <summary>What became of looking at one: not-due while somebody else is looking.</summary>
internal sealed record SourceLookView(SourcePolls.Outcome Outcome, SourceStandingView Standing);

/// <summary>Looking at a source over HTTP. The source itself is an item of the plan like others, see <see cref="ItemEndpoints"/>.</summary>
internal static class SourceEndpoints
{
    public static void MapSources(this IEndpointRouteBuilder app)
    {
        var sources = app.MapClientApi("/sources/{source}", Access.Strategist).WithTags("Sources");
        sources.MapGet("/standing", ShowAsync).Says(new("getSourceStanding", "When it was looked at, what it brought, what was lost, what went wrong") { Answer = ApiShape.Of<SourceStandingView>(), IsTagged = true });
        sources.MapPost("/look", LookAsync).Says(new("lookAtSource", "Look at it now, although it may not be due or is paused; what it brings can be undone") { Answer = ApiShape.Of<SourceLookView>() });
    }

    private static async Task<IResult> ShowAsync(HttpContext http, string source, WorkspaceStore workspaces, Databases databases) =>
        await FindAsync(http, source, workspaces) is (var now, { } found) ? http.Tagged(await StandingAsync(now.Id, found, databases, http.RequestAborted)) : Missing;

    private static async Task<IResult> LookAsync(HttpContext http, string source, WorkspaceStore workspaces, Databases databases, SourcePolls polls) =>
        await FindAsync(http, source, workspaces) is (var now, { } found)
            ? Answers.Json(new SourceLookView(await polls.LookAsync(now, found, http.Actor(), now: true, http.RequestAborted), await StandingAsync(now.Id, found, databases, http.RequestAborted)))
            : Missing;

    private static async Task<SourceStandingView> StandingAsync(Guid workspace, ImportSource source, Databases databases, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var poll = await db.SourcePolls.AsNoTracking().FirstOrDefaultAsync(p => p.WorkspaceId == workspace && p.SourceId == source.Id!.Value, stop);
        return new(poll?.Failures ?? 0) { LookedAt = poll?.LookedAt, BroughtAt = poll?.BroughtAt, NotBefore = source.Paused ? null : poll?.NextAt, Trouble = poll?.Error, Losses = poll?.Losses?.Split('\n') };
    }

    private static async Task<(WorkspaceSnapshot Now, ImportSource? Source)?> FindAsync(HttpContext http, string keyOrId, WorkspaceStore workspaces) =>
        await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is { } now ? (now, now.Workspace.Sources.FirstOrDefault(s => s.Key == keyOrId || s.Id?.ToString() == keyOrId)) : null;

    private static IResult Missing => Api.Missing("There is no such source.");
}
