using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Imports;

/// <summary>
/// Looks at blogs and calendars for what is new. Whoever looks takes the source first, by a conditional update, so that two nodes never
/// fetch it at once; what it brings is one change that can be undone. Trouble is told on the page, and asked again later and later.
/// </summary>
public sealed class SourcePolls(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, Libraries libraries, SourceFetch fetch, IClock clock)
{
    /// <summary>A source that is taken and not looked at (the process died) is free again then.</summary>
    private static readonly Duration Lease = Duration.FromMinutes(10);

    private static readonly Duration FirstPause = Duration.FromMinutes(30), LongestPause = Duration.FromHours(24);

    /// <summary>Losses that are kept to show.</summary>
    private const int MostLosses = 50;

    /// <summary>What became of looking at one.</summary>
    public enum Outcome { NotDue, Same, Brought, Failed }

    /// <param name="now">Look although it is not due yet: somebody asked.</param>
    public async Task<Outcome> LookAsync(WorkspaceSnapshot workspace, ImportSource source, Actor actor, bool now, CancellationToken stop)
    {
        if (source.Paused && !now) return Outcome.NotDue;
        if (await TakeAsync(workspace.Id, source, now, stop) is not { } poll) return Outcome.NotDue;
        var answer = await fetch.GetAsync(poll.Found ?? source.Address, poll.ETag, poll.LastModified, stop);
        switch (answer)
        {
            case SourceAnswer.Same:
                await EndAsync(poll, p => (p.Failures, p.Error) = (0, null), stop);
                return Outcome.Same;
            case SourceAnswer.Failed failed:
                await FailAsync(poll, failed.Why, failed.ForGood, stop);
                return Outcome.Failed;
            case SourceAnswer.Found found:
                return await TakeInAsync(workspace, source, poll, found, actor, stop);
            default:
                throw new InvalidOperationException("There is no other answer.");
        }
    }

    /// <summary>Forgets what was learnt of sources that are not in the plan any more.</summary>
    public async Task<int> ForgetAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.SourcePolls.Where(p => !db.Items.Any(i => i.WorkspaceId == p.WorkspaceId && i.Id == p.SourceId && i.Kind == "source")).ExecuteDeleteAsync(stop);
    }

    private async Task<Outcome> TakeInAsync(WorkspaceSnapshot workspace, ImportSource source, SourcePollRow poll, SourceAnswer.Found found, Actor actor, CancellationToken stop)
    {
        var choices = new ImportChoices { As = source.As, Format = source.Format, Channel = source.Channel, Owner = source.Owner, Pillar = source.Pillar };
        ReadImport Read(WorkspaceSnapshot at) => ReadImport.Of(source.Name, found.Content, found.Address.AbsoluteUri, choices, at, libraries.Of(at.Workspace).Library, at.Today(clock), source.Id);

        var read = Read(workspace);
        var expected = source.Kind == Inlet.Calendar ? ImportKind.Calendar : ImportKind.Feed;
        if (read.Kind != expected || Imports.Obstacle(read.Preview) is not null)
        {
            await FailAsync(poll, read.Kind != expected ? $"what is there is no {(expected == ImportKind.Calendar ? "calendar" : "feed")}" : Imports.Obstacle(read.Preview)!, forGood: false, stop);
            return Outcome.Failed;
        }
        var brought = false;
        if (!ReferenceEquals(read.Preview.After, workspace.Workspace))
        {
            var result = await workspaces.ChangeAsync(workspace.Id, actor, $"looked at “{source.Name}”: {Brought(read.Preview)}",
                at => ReferenceEquals(at, workspace.Workspace) ? read.Preview.After : (read = Read(workspace with { Workspace = at })).Preview.After, stop);
            if (result is not ChangeResult.Done done)
            {
                await FailAsync(poll, result is ChangeResult.Refused refused ? refused.Why : "the plan is not there any more", forGood: false, stop);
                return Outcome.Failed;
            }
            brought = done.ChangeSet is not null && read.Preview.ChangesSomething;
        }
        await EndAsync(poll, p =>
        {
            (p.Failures, p.Error, p.ETag, p.LastModified) = (0, null, Short(found.ETag), Short(found.LastModified));
            p.Found = found.Next.AbsoluteUri == SourceFetch.Whole(source.Address)?.AbsoluteUri ? null : found.Next.AbsoluteUri;
            p.Losses = Losses(read.Preview);
            if (brought) p.BroughtAt = clock.GetCurrentInstant();
        }, stop);
        return brought ? Outcome.Brought : Outcome.Same;
    }

    private static string Brought(ImportPreview preview)
    {
        var parts = new List<string>();
        if (preview[ImportOutcome.New] is > 0 and var fresh) parts.Add(FormattableString.Invariant($"{fresh} new"));
        if (preview[ImportOutcome.Changed] is > 0 and var changed) parts.Add(FormattableString.Invariant($"{changed} changed"));
        if (preview.Rows.Count(r => r is { Outcome: ImportOutcome.Gone, Changes.Count: > 0 }) is > 0 and var gone) parts.Add(FormattableString.Invariant($"{gone} gone"));
        return parts.Count == 0 ? "remembered what is there" : string.Join(", ", parts);
    }

    private static string? Losses(ImportPreview preview)
    {
        var lines = preview.Rows.Where(r => r.Outcome == ImportOutcome.LeftOut).Select(r => FormattableString.Invariant($"{r.Line}: “{r.Title}” is left out: {r.Why}")).Concat(preview.Problems.Select(p => FormattableString.Invariant($"{p.Line}: {p.Message}"))).ToList();
        if (lines.Count == 0) return null;
        return string.Join('\n', lines.Count <= MostLosses ? lines : lines.Take(MostLosses).Append(FormattableString.Invariant($"and {lines.Count - MostLosses} more")));
    }

    /// <summary>This node looks; null: it is not due, or another node does.</summary>
    private async Task<SourcePollRow?> TakeAsync(Guid workspace, ImportSource source, bool anyway, CancellationToken stop)
    {
        var at = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        var poll = await db.SourcePolls.FirstOrDefaultAsync(p => p.WorkspaceId == workspace && p.SourceId == source.Id!.Value, stop);
        if (poll is null) db.SourcePolls.Add(poll = new() { WorkspaceId = workspace, SourceId = source.Id!.Value, Address = source.Address });
        else if (poll.Address != source.Address) (poll.Address, poll.Found, poll.ETag, poll.LastModified, poll.Failures, poll.Error) = (source.Address, null, null, null, 0, null);
        else if (poll.NextAt > at && !anyway) return null;
        poll.NextAt = at + Lease;
        try
        {
            await db.SaveChangesAsync(stop);
            return poll;
        }
        catch (DbUpdateException)
        {
            // Another node was faster.
            return null;
        }
    }

    private Task FailAsync(SourcePollRow poll, string why, bool forGood, CancellationToken stop) => EndAsync(poll, p =>
    {
        p.Failures++;
        p.Error = why.Length > 500 ? why[..500] : why;
        // What a page named once may have moved: begin again at the address people know.
        (p.Found, p.ETag, p.LastModified) = p.Failures % 3 == 0 ? (null, null, null) : (p.Found, p.ETag, p.LastModified);
        var pause = forGood ? LongestPause : Duration.Min(LongestPause, FirstPause * (1L << Math.Min(p.Failures - 1, 10)));
        p.NextAt = clock.GetCurrentInstant() + pause;
    }, stop, waits: true);

    private async Task EndAsync(SourcePollRow poll, Action<SourcePollRow> change, CancellationToken stop, bool waits = false)
    {
        await using var db = databases.CreateDbContext();
        if (await db.SourcePolls.FirstOrDefaultAsync(p => p.WorkspaceId == poll.WorkspaceId && p.SourceId == poll.SourceId, stop) is not { } now) return;
        now.LookedAt = clock.GetCurrentInstant();
        if (!waits) now.NextAt = now.LookedAt.Value;
        change(now);
        try
        {
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody looked at it at the same time by hand; what they saw is as true.
        }
    }

    private static string? Short(string? header) => header is { Length: <= 500 } ? header : null;
}

/// <summary><c>poll-blogs</c> and <c>poll-calendars</c>: every source of their kind that is due.</summary>
internal abstract class PollJob(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, SourcePolls polls, Inlet kind) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context)
    {
        await using var db = databases.CreateDbContext();
        var due = await db.Items.Where(i => i.Kind == "source").Select(i => i.WorkspaceId).Distinct().OrderBy(w => w).ToListAsync(context.Stop);
        var after = Guid.TryParse(context.Bookmark, out var bookmark) ? bookmark : Guid.Empty;
        var (looked, brought, failed) = (0, 0, 0);
        foreach (var id in due.Where(w => w.CompareTo(after) > 0))
        {
            if (context.TimeIsUp) return JobReport.Of(("looked at", looked), ("brought something", brought), ("failed", failed)) with { Bookmark = after.ToString() };
            if (await workspaces.ReadAsync(id, context.Stop) is not { } workspace) continue;
            foreach (var source in workspace.Workspace.Sources.Where(s => s.Kind == kind && !s.Paused))
            {
                if (context.DryRun)
                {
                    looked++;
                    continue;
                }
                context.Stop.ThrowIfCancellationRequested();
                var now = await workspaces.ReadAsync(id, context.Stop) ?? workspace;
                var outcome = await polls.LookAsync(now, source, context.Actor, now: false, context.Stop);
                if (outcome != SourcePolls.Outcome.NotDue) looked++;
                if (outcome == SourcePolls.Outcome.Brought) brought++;
                if (outcome == SourcePolls.Outcome.Failed) failed++;
            }
            after = id;
        }
        if (!context.DryRun) await polls.ForgetAsync(context.Stop);
        return JobReport.Of(("looked at", looked), ("brought something", brought), ("failed", failed));
    }
}

internal sealed class PollBlogs(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, SourcePolls polls) : PollJob(workspaces, databases, polls, Inlet.Blog);

internal sealed class PollCalendars(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, SourcePolls polls) : PollJob(workspaces, databases, polls, Inlet.Calendar);
