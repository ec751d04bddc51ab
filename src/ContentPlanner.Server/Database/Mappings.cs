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
/// How every slice's rows lie in the database. Named one by one: looking for them would load every type of the program, each
/// with whatever library it touches, at every start and for as long as it runs.
/// </summary>
internal static class Mappings
{
    public static void ApplyTo(ModelBuilder model)
    {
        model.ApplyConfiguration(new WorkspaceMapping());
        model.ApplyConfiguration(new ChangeSetMapping());
        model.ApplyConfiguration(new ChangeMapping());
        model.ApplyConfiguration(new ItemMapping());

        model.ApplyConfiguration(new SourceMapping());
        model.ApplyConfiguration(new MilestoneMapping());
        model.ApplyConfiguration(new TaskMapping());
        model.ApplyConfiguration(new StampMapping());

        model.ApplyConfiguration(new MoveMapping());

        model.ApplyConfiguration(new StoredImportMapping());
        model.ApplyConfiguration(new SourcePollMapping());

        model.ApplyConfiguration(new FeedMapping());
        model.ApplyConfiguration(new FeedFetchMapping());

        model.ApplyConfiguration(new JobMapping());
        model.ApplyConfiguration(new JobRunMapping());

        model.ApplyConfiguration(new WebhookMapping());
        model.ApplyConfiguration(new NoticeMapping());

        model.ApplyConfiguration(new AccountDigestMapping());
        model.ApplyConfiguration(new SubscriptionMapping());
        model.ApplyConfiguration(new SuppressionMapping());
        model.ApplyConfiguration(new MailLinkMapping());
        model.ApplyConfiguration(new DeliveryMapping());
        model.ApplyConfiguration(new StoredMailMapping());
        model.ApplyConfiguration(new ToldClientMapping());

        model.ApplyConfiguration(new InvitationMapping());
        model.ApplyConfiguration(new AccountMapping());
        model.ApplyConfiguration(new AccessMapping());
        model.ApplyConfiguration(new AccountLoginMapping());
        model.ApplyConfiguration(new AccountPasskeyMapping());
        model.ApplyConfiguration(new SignInLinkMapping());
        model.ApplyConfiguration(new DataProtectionKeyMapping());
        model.ApplyConfiguration(new SettingMapping());
        model.ApplyConfiguration(new ApiKeyMapping());
        model.ApplyConfiguration(new AuditMapping());

        model.ApplyConfiguration(new ApprovalMapping());
        model.ApplyConfiguration(new ApprovalLinkMapping());

        model.ApplyConfiguration(new InstallationTextMapping());
        model.ApplyConfiguration(new TemplateVersionMapping());
    }
}
