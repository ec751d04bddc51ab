using ContentPlanner.Core.Approvals;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>
/// <c>remind-of-approvals</c>: who was asked and has not answered is reminded after 24 and after 48 hours; a day later who
/// answers for the text hears that nothing came. What was answered, changed or taken out of the plan is left alone.
/// </summary>
internal sealed class ApprovalReminders(Databases databases, WorkspaceStore workspaces, Mail.Desks desks, ApprovalPost post) : IJob
{
    private const int MostReminders = 2, Batch = 100;

    public async Task<JobReport> RunAsync(JobContext context)
    {
        await using var db = databases.CreateDbContext();
        var due = await db.Approvals.AsNoTracking().Where(a => a.NextAt <= context.Now).OrderBy(a => a.NextAt).Take(Batch).ToListAsync(context.Stop);
        var (reminded, told, settled) = (0L, 0L, 0L);
        foreach (var row in due)
        {
            if (context.TimeIsUp) break;
            var snapshot = await workspaces.ReadAsync(row.WorkspaceId, context.Stop);
            var approval = snapshot?.Workspace.Approvals.FirstOrDefault(a => a.Id == row.Id);
            var waits = approval is not null && ApprovalStanding.Newest(desks.Of(snapshot!.Workspace).Schedule).Any(s => s.State == ApprovalState.Requested && s.Approval.Id == row.Id);
            if (context.DryRun)
            {
                if (!waits) settled++;
                else if (row.Reminders < MostReminders) reminded++;
                else told++;
                continue;
            }
            // After a week's downtime there is one reminder and not three: the pause counts from now.
            if (!waits) settled += await Claim(row, null, row.Reminders, context.Stop);
            else if (row.Reminders < MostReminders) reminded += await Remind(row, approval!, snapshot!, context);
            else
            {
                told += await post.TellAsync(snapshot!, approval!, context.Stop, days: (int)(context.Now - row.AskedAt).TotalDays) > 0 ? 1 : 0;
                await Claim(row, null, row.Reminders, context.Stop);
            }
        }
        return JobReport.Of([("reminded", reminded), ("told", told), ("settled", settled)]);
    }

    private async Task<int> Remind(ApprovalRow row, Approval approval, WorkspaceSnapshot snapshot, JobContext context)
    {
        var (token, until) = (Secret.New(ApprovalStore.Prefix), context.Now + ApprovalStore.Life);
        await using (var db = databases.CreateDbContext())
        {
            db.ApprovalLinks.Add(new() { TokenHash = Secret.HashOf(token), WorkspaceId = row.WorkspaceId, ApprovalId = row.Id, ExpiresAt = until });
            await db.SaveChangesAsync(context.Stop);
        }
        var asker = snapshot.Workspace.Members.FirstOrDefault(m => m.Key == (approval.AskedBy ?? snapshot.Workspace.Strategist))?.Name ?? snapshot.Workspace.Name;
        // The ledger knows the mail by its number: however often this is begun, it goes out once.
        var posted = await post.AskAsync(row.WorkspaceId, approval, token, asker, row.Reminders + 1, until, context.Stop);
        await Claim(row, context.Now + ApprovalStore.Pause, row.Reminders + 1, context.Stop);
        return posted.Delivery is null ? 0 : 1;
    }

    /// <summary>1: it was this run that went on with it; of two nodes, one does.</summary>
    private async Task<int> Claim(ApprovalRow row, Instant? next, int reminders, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Approvals.Where(a => a.Id == row.Id && a.Version == row.Version).ExecuteUpdateAsync(a => a
            .SetProperty(r => r.NextAt, next).SetProperty(r => r.Reminders, reminders).SetProperty(r => r.Version, r => r.Version + 1), stop);
    }
}
