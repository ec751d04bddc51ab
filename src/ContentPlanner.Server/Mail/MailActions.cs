using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

public enum MailVerb { Done, Snooze, Skip }

/// <summary>What the links in a mail do. Looking changes nothing, doing it twice is doing it once.</summary>
public sealed class MailActions(
    Databases databases, WorkspaceStore workspaces, Desks desks, TaskDeeds tasks, MilestoneDeeds steps, Libraries libraries, Accounts.Standing standing, DigestsOfAll digests, IClock clock)
{
    private const int WeekDays = 7;

    /// <summary>What a link is about, as things stand now.</summary>
    public abstract record Found
    {
        private Found() { }

        /// <param name="Title">Of the task or step.</param>
        /// <param name="About">What it is made from, or belongs to.</param>
        /// <param name="State">What was decided about it already; null: it is open.</param>
        public sealed record Item(MailLinkRow Link, string Title, string? About, string Workspace, string? State, bool CanSnooze, bool CanSkip, ContentTask? Task = null, Milestone? Step = null) : Found;

        /// <param name="What">"the weekly digest of Steady Ground".</param>
        /// <param name="Done">It was unsubscribed from before.</param>
        public sealed record Mail(MailLinkRow Link, string What, bool Done) : Found;

        /// <summary>The item is not on the list any more.</summary>
        public sealed record Gone : Found;

        /// <summary>The reader of the mail may not do it any more.</summary>
        public sealed record NotTheirs : Found;

        public sealed record Expired(Instant On) : Found;

        public sealed record Unknown : Found;
    }

    public async Task<Found> LookAsync(string token, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var hash = MailToken.HashOf(token);
        if (await db.MailLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash, stop) is not { } link) return new Found.Unknown();
        if (link.ExpiresAt is { } end && end <= clock.GetCurrentInstant()) return new Found.Expired(end);
        if (link.Kind == MailLinkKind.Unsubscribe) return await OfMail(db, link, stop);
        if (link.WorkspaceId is not { } workspace || await desks.OfAsync(workspace, stop) is not { } desk) return new Found.Gone();
        if (link.AccountId is { } account && await WhoActs(account, workspace, stop) is null) return new Found.NotTheirs();
        if (link.Kind == MailLinkKind.Step)
            return desk.Schedule.Milestone(link.Target!) is { } step
                ? new Found.Item(link, step.Title, desk.Schedule.Launches.FirstOrDefault(l => l.Key == step.Launch)?.Launch.Title, desk.Workspace.Name,
                    step.Status.IsClosed() ? Said(step.Status) : null, CanSnooze: false, CanSkip: false, Step: step)
                : new Found.Gone();
        return TaskOf(desk, link) is { } task
            ? new Found.Item(link, task.Title, task.Source.Title, desk.Workspace.Name, Said(task), CanSnooze: task.Source.Kind != SourceKind.Mark, CanSkip: true, Task: task)
            : new Found.Gone();
    }

    /// <summary>Does it, as the reader of the mail.</summary>
    /// <returns>What is so now, as a sentence; or why it was not done.</returns>
    public async Task<(bool Done, string Words)> DoAsync(Found.Item found, MailVerb verb, CancellationToken stop)
    {
        var link = found.Link;
        if (found.State is { } state) return (true, $"It {state} already. Nothing was changed.");
        var workspace = link.WorkspaceId!.Value;
        var snapshot = await workspaces.ReadAsync(workspace, stop);
        var member = snapshot?.Workspace.Members.FirstOrDefault(m => Identity.Of(snapshot.Workspace, m) == link.PersonId);
        var account = link.AccountId is { } id ? await WhoActs(id, workspace, stop) : null;
        if (snapshot is null || (link.AccountId is null ? member is null : account is null)) return (false, "You are no longer a member of this workspace, so it was not changed.");
        var own = account?.Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null;
        var today = clock.GetCurrentInstant().InZone(own ?? member?.Zone ?? snapshot.Workspace.Zone).Date;
        if (DeedOf(found, verb, today) is not { } deed) return (false, "It is not on the list any more.");
        var result = await workspaces.DoAsync(workspace, account is null ? new(member!.Name, link.PersonId, "mail") : new(account.Name, account.AccountId, "mail"), deed, stop);
        switch (result)
        {
            case ChangeResult.Done:
                await UsedAsync(link, stop);
                return (true, Words(verb));
            case ChangeResult.Refused(var why):
                return (false, $"It was not changed: {why}.");
            case ChangeResult.Conflict(_, var why):
                return (false, $"It was not changed: {why}.");
            default:
                return (false, "It is not on the list any more.");
        }
    }

    /// <summary>Once or a hundred times: from now on this mail does not come any more.</summary>
    public async Task UnsubscribeAsync(Found.Mail found, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        var ended = await db.Subscriptions.Where(s => s.Id == found.Link.SubscriptionId).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.UnsubscribedAt, r => r.UnsubscribedAt ?? now).SetProperty(r => r.NextDueAt, (Instant?)null).SetProperty(r => r.NextPeriod, (string?)null)
            .SetProperty(r => r.Version, r => r.Version + 1), stop);
        if (ended == 0 && !await db.Suppressions.AnyAsync(s => s.Address == Ledger.AddressKey(found.Link.Address), stop))
        {
            db.Suppressions.Add(new() { Address = Ledger.AddressKey(found.Link.Address), Reason = "unsubscribed", Since = now });
            try
            {
                await db.SaveChangesAsync(stop);
            }
            catch (DbUpdateException)
            {
                // The second click of a double click was faster.
            }
        }
        await UsedAsync(found.Link, stop);
    }

    /// <summary>Takes the unsubscription back: the next one comes when it is due.</summary>
    public async Task SubscribeAgainAsync(Found.Mail found, CancellationToken stop)
    {
        if (await OfAllAsync(found, stop) is { } account)
        {
            await digests.ResumeAsync(account, stop);
            return;
        }
        var now = clock.GetCurrentInstant();
        await using var db = databases.CreateDbContext();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        if (await db.Subscriptions.FirstOrDefaultAsync(s => s.Id == found.Link.SubscriptionId, stop) is { } row)
        {
            row.UnsubscribedAt = null;
            if (row.WorkspaceId is { } workspace && await workspaces.ReadAsync(workspace, stop) is { } snapshot
                && Subscription.Of(snapshot.Workspace, libraries.Of(snapshot.Workspace).Library, now).FirstOrDefault(s => s.Id == row.Id) is { } subscription)
            {
                var next = subscription.Rhythm.Next(now, row);
                (row.NextPeriod, row.NextDueAt, row.DoneUntil) = (next?.Period, next?.At, now);
            }
            await db.SaveChangesAsync(stop);
        }
        else await db.Suppressions.Where(s => s.Address == Ledger.AddressKey(found.Link.Address) && s.Reason == "unsubscribed").ExecuteDeleteAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <summary>Whose digest of all clients it is; null: another mail.</summary>
    private async Task<Guid?> OfAllAsync(Found.Mail found, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Subscriptions.Where(s => s.Id == found.Link.SubscriptionId).Select(s => s.AccountId).FirstOrDefaultAsync(stop);
    }

    /// <summary>Who acts from a mail about several clients; null: they may not, or not any more.</summary>
    private async Task<Person?> WhoActs(Guid account, Guid workspace, CancellationToken stop) =>
        await standing.OfAsync(account, null, stop) is { } who && (await standing.ClientAsync(who, workspace.ToString(), stop))?.May(Access.Contributor) == true ? who.Person : null;

    private static async Task<Found> OfMail(PlannerDb db, MailLinkRow link, CancellationToken stop)
    {
        var row = await db.Subscriptions.AsNoTracking().FirstOrDefaultAsync(s => s.Id == link.SubscriptionId, stop);
        var workspace = await db.Workspaces.Where(w => w.Id == link.WorkspaceId).Select(w => w.Name).FirstOrDefaultAsync(stop);
        var kind = row?.Kind switch
        {
            DeliveryKind.Digest => "the weekly digest",
            DeliveryKind.DigestOfAll => "the weekly digest of all your clients",
            DeliveryKind.Countdown => "the countdown of this launch",
            DeliveryKind.Review => "the agenda before you meet",
            DeliveryKind.Overdue => "reminders of late work",
            _ => null,
        };
        if (kind is not null) return new Found.Mail(link, workspace is null ? kind : $"{kind}, {workspace}", row!.UnsubscribedAt is not null);
        var key = Ledger.AddressKey(link.Address);
        return new Found.Mail(link, $"every mail of this program to {link.Address}", await db.Suppressions.AnyAsync(s => s.Address == key, stop));
    }

    private Deed? DeedOf(Found.Item found, MailVerb verb, LocalDate today) => (found.Task, found.Step, verb) switch
    {
        ({ } task, _, MailVerb.Done) => tasks.Done(task, today),
        ({ } task, _, MailVerb.Snooze) => tasks.Snooze(task, today.PlusDays(WeekDays)) with { What = $"put off “{task.Title}” for a week" },
        ({ } task, _, _) => tasks.Skip(task, today),
        (_, { } step, MailVerb.Done) => steps.Done(step, today),
        _ => null,
    };

    private static string Words(MailVerb verb) => verb switch
    {
        MailVerb.Done => "Done. It is off your list.",
        MailVerb.Snooze => "It comes back in a week.",
        _ => "It is off your list and will not be proposed again.",
    };

    private async Task UsedAsync(MailLinkRow link, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var now = clock.GetCurrentInstant();
        await db.MailLinks.Where(l => l.TokenHash == link.TokenHash && l.UsedAt == null).ExecuteUpdateAsync(l => l.SetProperty(r => r.UsedAt, now), stop);
    }

    private static ContentTask? TaskOf(Desk desk, MailLinkRow link) => desk.Schedule.Tasks.FirstOrDefault(t => t.Key.ToString() == link.Target);

    private static string? Said(ContentTask task) => task.Status switch
    {
        ContentTaskStatus.Done => "is done",
        ContentTaskStatus.Skipped => "was decided against",
        ContentTaskStatus.Cancelled => "was called off",
        _ => null,
    };

    private static string Said(MilestoneStatus status) => status switch
    {
        MilestoneStatus.Done => "is done",
        MilestoneStatus.Skipped => "was decided against",
        _ => "was called off",
    };
}
