using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services, Settings settings) => services
        .AddSingleton<IChangeFollower, SubscriptionFollower>()
        .AddSingleton<IMailer>(MailerOf(settings))
        .AddSingleton<Circuit>()
        .AddSingleton<ClockWatch>()
        .AddSingleton<Desks>()
        .AddSingleton<Letters>()
        .AddSingleton<Ledger>()
        .AddSingleton<Materialising>()
        .AddSingleton<Delivering>()
        .AddSingleton<Outbox>()
        .AddSingleton<MailTicks>()
        .AddSingleton<MailRetention>()
        .AddSingleton<MailActions>()
        .AddSingleton(new AdminSection("/admin/mail", "Mail"))
        .AddSingleton(new AdminNotice((parts, _) => Task.FromResult(Notice(parts.GetRequiredService<IMailer>(), parts.GetRequiredService<Circuit>()))))
        .AddJob<SendDigests>("send-digests")
        .AddJob<SendCountdowns>("send-countdowns")
        .AddJob<RecoverDigests>("recover-digests")
        .AddJob<RemindOfReviews>("remind-of-reviews")
        .AddJob<RemindOfLateWork>("remind-of-late-work")
        .AddJob<EraseOldMail>("erase-old-mail");

    private static string? Notice(IMailer mailer, Circuit circuit)
    {
        if (!mailer.Leaves) return $"Mail is not leaving this machine: it is written to {mailer.Destination}. Set Mail:Smtp:Host to send it.";
        return circuit.Trouble is { } trouble ? $"Mail waits: {trouble}" : null;
    }

    private static IMailer MailerOf(Settings settings) => settings.Mail.Smtp.Host is { Length: > 0 }
        ? new SmtpMailer(settings.Mail.Smtp, settings.Mail.Dkim)
        : new FolderMailer(settings.Mail.Folder ?? Path.Combine(settings.Data, "mail"));
}
