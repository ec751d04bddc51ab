using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Webhooks;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Database;

/// <summary>
/// Everything the service stores, the same on both databases. What differs between them stands in <see cref="SqliteDb"/>
/// and <see cref="PostgresDb"/>. Each slice keeps its rows in its own folder.
/// </summary>
public abstract class PlannerDb(DbContextOptions options) : DbContext(options)
{
    public DbSet<WorkspaceRow> Workspaces => Set<WorkspaceRow>();
    public DbSet<ItemRow> Items => Set<ItemRow>();
    public DbSet<ChangeSetRow> ChangeSets => Set<ChangeSetRow>();
    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<StampRow> Stamps => Set<StampRow>();
    public DbSet<SourceRow> Sources => Set<SourceRow>();
    public DbSet<TaskRow> Tasks => Set<TaskRow>();
    public DbSet<MilestoneRow> Milestones => Set<MilestoneRow>();
    public DbSet<StoredMove> Moves => Set<StoredMove>();

    public DbSet<StoredImport> Imports => Set<StoredImport>();
    public DbSet<SourcePollRow> SourcePolls => Set<SourcePollRow>();

    public DbSet<FeedRow> Feeds => Set<FeedRow>();
    public DbSet<FeedFetchRow> FeedFetches => Set<FeedFetchRow>();

    public DbSet<JobRow> Jobs => Set<JobRow>();
    public DbSet<JobRunRow> JobRuns => Set<JobRunRow>();

    public DbSet<WebhookRow> Webhooks => Set<WebhookRow>();
    public DbSet<NoticeRow> WebhookNotices => Set<NoticeRow>();

    public DbSet<SubscriptionRow> Subscriptions => Set<SubscriptionRow>();
    public DbSet<DeliveryRow> Deliveries => Set<DeliveryRow>();
    public DbSet<StoredMailRow> StoredMails => Set<StoredMailRow>();
    public DbSet<SuppressionRow> Suppressions => Set<SuppressionRow>();
    public DbSet<MailLinkRow> MailLinks => Set<MailLinkRow>();
    public DbSet<ToldClientRow> ToldClients => Set<ToldClientRow>();
    public DbSet<AccountDigestRow> AccountDigests => Set<AccountDigestRow>();

    public DbSet<AccountRow> Accounts => Set<AccountRow>();
    public DbSet<AccessRow> WorkspaceAccess => Set<AccessRow>();
    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();
    public DbSet<InvitationRow> Invitations => Set<InvitationRow>();
    public DbSet<ApprovalRow> Approvals => Set<ApprovalRow>();
    public DbSet<ApprovalLinkRow> ApprovalLinks => Set<ApprovalLinkRow>();
    public DbSet<InstallationTextRow> InstallationTexts => Set<InstallationTextRow>();
    public DbSet<TemplateVersionRow> TemplateVersions => Set<TemplateVersionRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();
    public DbSet<SignInLinkRow> SignInLinks => Set<SignInLinkRow>();
    public DbSet<DataProtectionKeyRow> DataProtectionKeys => Set<DataProtectionKeyRow>();
    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        Mappings.ApplyTo(modelBuilder);
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
            foreach (var property in entity.GetProperties())
                if (property.ClrType.IsEnum || Nullable.GetUnderlyingType(property.ClrType)?.IsEnum == true) property.SetProviderClrType(typeof(string));
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        CountVersions();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        CountVersions();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    /// <summary>
    /// A row that is written counts on, and one written in between is a conflict: a column of ours and not PostgreSQL's xmin,
    /// so that both databases behave alike. A statement that goes around the change tracker counts by hand.
    /// </summary>
    private void CountVersions()
    {
        foreach (var entry in ChangeTracker.Entries<IVersioned>())
            if (entry.State == EntityState.Modified) entry.Entity.Version++;
    }
}

/// <summary>A row whose lost update is noticed: <see cref="Version"/> is its concurrency token.</summary>
public interface IVersioned
{
    int Version { get; set; }
}
