using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Launches;

/// <summary>A move somebody has in mind.</summary>
/// <param name="Launch">Key or id.</param>
/// <param name="Anchor">Null: the launch's own day, T.</param>
/// <param name="Because">Why a rule may be broken by it.</param>
public sealed record WantedMove(string Launch, string? Anchor, LocalDate To, LateChoice Late, string? Because);

/// <summary>A move as it is shown before anybody applies it.</summary>
/// <param name="Hash">Of everything shown: applying names it, so nobody applies what they did not see.</param>
/// <param name="Feeds">Those that would read differently.</param>
public sealed record ShownMove(Guid Id, string Hash, Instant ExpiresAt, string Title, MovePreview Preview, LateChoice Late, string? Because, IReadOnlyList<AffectedFeed> Feeds);

/// <summary>What became of the wish to see a move.</summary>
public abstract record MoveResult
{
    private MoveResult() { }

    public sealed record Shown(ShownMove Move) : MoveResult;

    public sealed record Refused(string Why) : MoveResult;

    /// <summary>There is no such workspace.</summary>
    public sealed record Missing : MoveResult;
}

/// <summary>What became of applying one.</summary>
public abstract record MoveApplication
{
    private MoveApplication() { }

    public sealed record Done(ChangeResult.Done Change, string What) : MoveApplication;

    /// <summary>What would happen is not what was shown any more.</summary>
    public sealed record Stale(string Why) : MoveApplication;

    /// <summary>The plan's rules say no.</summary>
    public sealed record Refused(string Why) : MoveApplication;

    public sealed record Missing : MoveApplication;
}

/// <summary>Moves of anchors: shown and kept, applied as shown or not at all, taken back (design rule 12).</summary>
public sealed class Moves(WorkspaceStore workspaces, IDbContextFactory<PlannerDb> databases, Libraries libraries, IClock clock)
{
    /// <summary>A preview older than this is looked at anew before it is applied.</summary>
    public static readonly Duration Lifetime = Duration.FromHours(1);

    /// <summary>What a move would do; nothing changes but that it was looked at.</summary>
    public async Task<MoveResult> PreviewAsync(Guid workspace, WantedMove wanted, Actor actor, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } now) return new MoveResult.Missing();
        var launches = now.Workspace.Launches;
        if (launches.FirstOrDefault(l => l.Key == wanted.Launch || l.Id?.ToString() == wanted.Launch) is not { } launch)
            return new MoveResult.Refused(launches.Count == 0 ? "there is no launch yet" : $"there is no launch '{wanted.Launch}'; there are {string.Join(", ", launches.Select(l => l.Key))}");
        if (LaunchSchedule.Of(now.Workspace, libraries.Of(now.Workspace).Library, launch.Key) is not { } schedule)
            return new MoveResult.Refused($"“{launch.Title}” is planned with {launch.Blueprint}@{launch.BlueprintVersion}, which is not here");
        var anchor = wanted.Anchor ?? schedule.Blueprint.MainAnchor;
        if (schedule.Anchor(anchor) is null)
            return new MoveResult.Refused($"“{launch.Title}” has no anchor '{anchor}'; it has {string.Join(", ", schedule.Anchors.Select(a => a.Name))}");

        var preview = Preview(now.Workspace, launch.Key, anchor, wanted, now.Today(clock));
        var at = clock.GetCurrentInstant();
        var names = FeedNames.Of(preview.After.Workspace, libraries.Of(now.Workspace).Library.Channels);
        var feeds = AffectedFeeds.Of(preview, [.. ReadyMadeFeeds.Of(preview.After.Workspace)], names, at);
        var shown = new ShownMove(Guid.CreateVersion7(), Hash(preview, wanted), at + Lifetime, TitleOf(schedule, anchor), preview, wanted.Late, wanted.Because, feeds);
        await using var db = databases.CreateDbContext();
        db.Moves.Add(new()
        {
            Id = shown.Id,
            WorkspaceId = workspace,
            Launch = launch.Key,
            Anchor = anchor,
            From = preview.From,
            To = wanted.To,
            OverrideReason = wanted.Because,
            Late = wanted.Late,
            Hash = shown.Hash,
            Rows = MoveJson.Write(shown),
            CreatedAt = at,
            ExpiresAt = shown.ExpiresAt,
            CreatedBy = actor.Name,
        });
        await db.SaveChangesAsync(stop);
        return new MoveResult.Shown(shown);
    }

    /// <summary>The move as it was shown; null: there is none.</summary>
    public async Task<StoredMove?> FindAsync(Guid workspace, Guid move, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Moves.AsNoTracking().FirstOrDefaultAsync(m => m.Id == move && m.WorkspaceId == workspace, stop);
    }

    /// <summary>Does what was shown, as one change that can be undone.</summary>
    /// <param name="hash">Of what was shown.</param>
    public async Task<MoveApplication> ApplyAsync(Guid workspace, Guid move, string hash, Actor actor, CancellationToken stop)
    {
        if (await FindAsync(workspace, move, stop) is not { } stored) return new MoveApplication.Missing();
        if (stored.AppliedAs is not null) return new MoveApplication.Stale("it is applied already");
        if (stored.Hash != hash) return new MoveApplication.Stale("the hash is not that of what was shown; look at the move again");
        if (stored.ExpiresAt <= clock.GetCurrentInstant()) return new MoveApplication.Stale("it was shown more than an hour ago; look at the move again");

        var stale = false;
        var what = "";
        var wanted = new WantedMove(stored.Launch, stored.Anchor, stored.To, stored.Late, stored.OverrideReason);
        var result = await workspaces.ChangeAsync(workspace, actor, await WhatAsync(workspace, stored, stop), now =>
        {
            stale = false;
            var today = clock.GetCurrentInstant().InZone(now.Zone).Date;
            if (now.Launches.All(l => l.Key != stored.Launch) || LaunchSchedule.Of(now, libraries.Of(now).Library, stored.Launch)?.Anchor(stored.Anchor) is null)
                return Stale();
            var preview = Preview(now, stored.Launch, stored.Anchor, wanted, today);
            if (Hash(preview, wanted) != stored.Hash) return Stale();
            if (preview.NeedsOverride) return Verdict.Refused(string.Join("; ", preview[MoveGroup.BreaksConstraint].Where(r => !r.IsAccepted).Select(r => r.Reason)) + ": say why it may be so all the same");
            return preview.After.Workspace;

            Verdict Stale()
            {
                stale = true;
                return Verdict.Refused("the plan has changed since the move was shown; look at it again");
            }
        }, stop);
        switch (result)
        {
            case ChangeResult.Done { ChangeSet: { } set } done:
                await using (var db = databases.CreateDbContext())
                    await db.Moves.Where(m => m.Id == move).ExecuteUpdateAsync(m => m.SetProperty(r => r.AppliedAs, set), stop);
                return new MoveApplication.Done(done, what);
            case ChangeResult.Done: return new MoveApplication.Stale("everything stands there already");
            case ChangeResult.Refused refused: return stale ? new MoveApplication.Stale(refused.Why) : new MoveApplication.Refused(refused.Why);
            default: return new MoveApplication.Missing();
        }

        async Task<string> WhatAsync(Guid id, StoredMove of, CancellationToken until)
        {
            var now = await workspaces.ReadAsync(id, until);
            var title = now is null || LaunchSchedule.Of(now.Workspace, libraries.Of(now.Workspace).Library, of.Launch) is not { } schedule ? of.Launch : TitleOf(schedule, of.Anchor);
            return what = $"moved {title} to {Locale.For(now?.Workspace.Locale ?? "en-GB").Format(of.To)}";
        }
    }

    /// <summary>Takes an applied move back, where nobody touched it since.</summary>
    public async Task<ChangeResult> UndoAsync(Guid workspace, Guid move, Actor actor, CancellationToken stop) => await FindAsync(workspace, move, stop) switch
    {
        null => new ChangeResult.Missing(),
        { AppliedAs: null } => new ChangeResult.Refused("it was never applied"),
        { AppliedAs: { } set } => await workspaces.UndoAsync(workspace, set, actor, stop),
    };

    private MovePreview Preview(Workspace workspace, string launch, string anchor, WantedMove wanted, LocalDate today)
    {
        var read = Reading(workspace);
        return MovePreview.Of(workspace, libraries.Of(workspace).Library, read, launch, anchor, wanted.To, today, wanted.Because).With(wanted.Late, read);
    }

    /// <summary>Reads each text of a workspace at most once.</summary>
    internal static Func<ContentPiece, KeyPoints> Reading(Workspace workspace)
    {
        var known = new Dictionary<string, KeyPoints>(StringComparer.Ordinal);
        return piece =>
        {
            if (piece.Body is not { } body) return KeyPoints.None;
            if (!known.TryGetValue(piece.Key, out var points)) known[piece.Key] = points = BodyReader.Read(body, workspace.Locale);
            return points;
        };
    }

    /// <summary>“The Unhurried Author”, or “Pre-order starts” of “The Unhurried Author” when it is not the launch's own day.</summary>
    private static string TitleOf(LaunchSchedule schedule, string anchor) =>
        anchor == schedule.Blueprint.MainAnchor ? $"“{schedule.Launch.Title}”" : $"“{schedule.Anchor(anchor)!.Title}” of “{schedule.Launch.Title}”";

    /// <summary>SHA-256 over everything a person is shown and decides about.</summary>
    private static string Hash(MovePreview preview, WantedMove wanted)
    {
        var text = new StringBuilder();
        void Add(params ReadOnlySpan<string?> parts)
        {
            foreach (var part in parts) text.Append(part).Append('\u001F');
            text.Append('\n');
        }

        Add(preview.Launch, preview.Anchor, Day(preview.From), Day(preview.To), wanted.Late.ToString(), wanted.Because);
        foreach (var row in preview.Rows)
        {
            Add(row.Group.ToString(), row.Kind.ToString(), row.Key, row.Title, Day(row.OldDay), Day(row.NewDay), row.IsAccepted ? "accepted" : "", row.Owner, row.Reason);
            if (row.Outside is { } outside) Add(outside);
        }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string? Day(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : null;
}
