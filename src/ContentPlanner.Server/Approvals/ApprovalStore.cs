using ContentPlanner.Core.Approvals;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>What to ask whom.</summary>
/// <param name="Piece">Key of a piece, or null.</param>
/// <param name="Task">Key of a content task, or null: exactly one is given.</param>
/// <param name="From">Who is asked, by name.</param>
/// <param name="AskedBy">Key of the member who asks; null: the strategist hears the answer.</param>
public sealed record NewApproval(string? Piece, string? Task, string? From, string? Email, string? AskedBy);

/// <summary>What became of asking.</summary>
public abstract record AskResult
{
    private AskResult() { }

    /// <param name="Path">The address it is answered at, below the service's; told this once.</param>
    /// <param name="NotMailed">Why no mail goes out; null: one does.</param>
    public sealed record Done(ChangeResult.Done Change, Approval Approval, string Path, string? NotMailed) : AskResult;

    /// <param name="Field">The field it is about: <c>from</c>, <c>email</c>; empty: none.</param>
    public sealed record Refused(string Field, string Why) : AskResult;

    public sealed record Missing : AskResult;
}

/// <summary>
/// Approvals without an account: somebody is asked by mail, and whoever has that mail's address sees what it is about, and
/// nothing else, and can answer it. What was asked and said is part of the plan.
/// </summary>
public sealed class ApprovalStore(Databases databases, WorkspaceStore workspaces, Desks desks, ApprovalPost post, IClock clock)
{
    public const string Prefix = "cpa_";

    /// <summary>How long an address answers.</summary>
    public static readonly Duration Life = Duration.FromDays(14);

    /// <summary>Until they are reminded, for the first time and again.</summary>
    internal static readonly Duration Pause = Duration.FromHours(24);

    /// <summary>What an address is about, as things stand now.</summary>
    public sealed record Found(Guid Workspace, Guid Id, Desk Desk, ApprovalStanding Standing);

    public static string Path(string token) => $"/approve/{token}";

    /// <summary>Asks, and mails the address to whom is asked.</summary>
    public async Task<AskResult> AskAsync(Guid workspace, NewApproval wanted, Actor actor, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(wanted.From)) return new AskResult.Refused("from", "Say who is asked, by name.");
        if (!MailMessage.IsAddress(wanted.Email?.Trim() ?? "")) return new AskResult.Refused("email", "That is no e-mail address; write it like nora@example.org.");
        if (await desks.OfAsync(workspace, stop) is not { } desk) return new AskResult.Missing();
        if (About(desk, wanted) is not { } about) return new AskResult.Missing();
        var (title, _) = about;
        var result = await workspaces.ChangeAsync(workspace, actor, $"asked {wanted.From.Trim()} to approve “{title}”", now =>
        {
            var today = desks.Of(now);
            return About(today, wanted) is not { } stands ? Verdict.Refused("it is not in the plan any more") : now.AskForApproval(new()
            {
                Key = "",
                Piece = wanted.Piece,
                Task = wanted.Task,
                Version = stands.Version,
                From = wanted.From.Trim(),
                Email = wanted.Email!.Trim(),
                AskedBy = now.Members.Any(m => m.Key == wanted.AskedBy) ? wanted.AskedBy : null,
                AskedOn = today.Schedule.Today,
            });
        }, stop);
        return result switch
        {
            ChangeResult.Done done => await Send(done, actor, stop),
            ChangeResult.Refused(var why) => new AskResult.Refused("", why),
            ChangeResult.Conflict(_, var words) => new AskResult.Refused("", words),
            _ => new AskResult.Missing(),
        };
    }

    /// <summary>Null: there is no such address, or its time is over.</summary>
    public async Task<Found?> LookAsync(string token, CancellationToken stop)
    {
        if (!token.StartsWith(Prefix, StringComparison.Ordinal)) return null;
        var (hash, now) = (Secret.HashOf(token), clock.GetCurrentInstant());
        await using var db = databases.CreateDbContext();
        if (await db.ApprovalLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.ExpiresAt > now, stop) is not { } link) return null;
        if (await desks.OfAsync(link.WorkspaceId, stop) is not { } desk) return null;
        return desk.Workspace.Approvals.FirstOrDefault(a => a.Id == link.ApprovalId) is { } approval
            ? new(link.WorkspaceId, link.ApprovalId, desk, ApprovalStanding.Of(desk.Schedule, approval))
            : null;
    }

    /// <summary>Says yes, or with a comment what to change; who asked hears of it.</summary>
    /// <param name="comment">Null or empty: it is approved.</param>
    public async Task<ChangeResult> AnswerAsync(Found found, bool approves, string? comment, CancellationToken stop)
    {
        var (approval, title) = (found.Standing.Approval, found.Standing.Title);
        var said = approves ? $"approved “{title}”" : $"asked for a change of “{title}”";
        var result = await workspaces.ChangeAsync(found.Workspace, new(approval.From, null, "mail"), said, now =>
        {
            var schedule = desks.Of(now).Schedule;
            var (after, refusal) = approves ? schedule.Approve(found.Id, schedule.Today) : schedule.AskForChange(found.Id, comment!.Trim(), schedule.Today);
            return after is null ? Verdict.Refused(refusal!) : after;
        }, stop);
        if (result is not ChangeResult.Done { ChangeSet: not null } done) return result;
        await using var db = databases.CreateDbContext();
        await db.Approvals.Where(a => a.Id == found.Id).ExecuteUpdateAsync(a => a.SetProperty(r => r.NextAt, (Instant?)null).SetProperty(r => r.Version, r => r.Version + 1), stop);
        if (done.After.Workspace.Approvals.FirstOrDefault(a => a.Id == found.Id) is { } answered) await post.TellAsync(done.After, answered, stop);
        return result;
    }

    /// <summary>What a plan's edit took away or changed can be asked about no more.</summary>
    private async Task<AskResult> Send(ChangeResult.Done done, Actor actor, CancellationToken stop)
    {
        var approval = done.After.Workspace.Approvals[^1];
        var (token, now) = (Secret.New(Prefix), clock.GetCurrentInstant());
        await using var db = databases.CreateDbContext();
        db.Approvals.Add(new() { Id = approval.Id!.Value, WorkspaceId = done.After.Id, Address = approval.Email!, AskedAt = now, NextAt = now + Pause });
        db.ApprovalLinks.Add(new() { TokenHash = Secret.HashOf(token), WorkspaceId = done.After.Id, ApprovalId = approval.Id.Value, ExpiresAt = now + Life });
        await db.SaveChangesAsync(stop);
        var posted = await post.AskAsync(done.After.Id, approval, token, actor.Name, reminder: 0, now + Life, stop);
        return new AskResult.Done(done, approval, Path(token), posted.Why);
    }

    private static (string Title, string Version)? About(Desk desk, NewApproval wanted)
    {
        if (wanted.Piece is { } key && wanted.Task is null)
            return desk.Workspace.Pieces.FirstOrDefault(p => p.Key == key) is { } piece ? (piece.Title, ApprovalStanding.VersionOf(piece)) : null;
        if (wanted is { Piece: null, Task: { } name })
            return desk.Schedule.Tasks.FirstOrDefault(t => t.Key.ToString() == name) is { } task ? (task.Title, ApprovalStanding.VersionOf(desk.Workspace, task)) : null;
        return null;
    }
}
