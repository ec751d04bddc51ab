using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Mail;

internal static class MailServices
{
    public static IServiceCollection AddMail(this IServiceCollection services) => services
        .AddSingleton<IChangeFollower, SubscriptionFollower>()
        .AddSingleton<MailSetup>()
        .AddSingleton<IMailer, ChosenMailer>()
        .AddSingleton<Circuit>()
        .AddSingleton<ClockWatch>()
        .AddSingleton<Desks>()
        .AddSingleton<DigestsOfAll>()
        .AddSingleton<AllClients>()
        .AddSingleton<ProfileDigest.Reading>()
        .AddSingleton<Letters>()
        .AddSingleton<Ledger>()
        .AddSingleton<Materialising>()
        .AddSingleton<Delivering>()
        .AddSingleton<Outbox>()
        .AddSingleton<MailTicks>()
        .AddSingleton<MailRetention>()
        .AddSingleton<MailActions>()
        .AddSingleton(new AdminSection("/admin/mail", "Mail", "digests", "What went out, what waits, and the mail server."))
        .AddSingleton(new AdminNotice((parts, _) => Task.FromResult(Notice(parts.GetRequiredService<IMailer>(), parts.GetRequiredService<Circuit>()))))
        .AddJob<SendDigests>("send-digests")
        .AddJob<SendCountdowns>("send-countdowns")
        .AddJob<RecoverDigests>("recover-digests")
        .AddJob<RemindOfReviews>("remind-of-reviews")
        .AddJob<RemindOfLateWork>("remind-of-late-work")
        .AddJob<EraseOldMail>("erase-old-mail");

    private static string? Notice(IMailer mailer, Circuit circuit)
    {
        if (!mailer.Leaves) return $"Mail is not leaving this machine: it is written to {mailer.Destination}. When people are to get invitations and digests, set up a mail server: Administration, Mail says how.";
        return circuit.Trouble is { } trouble ? $"Mail waits: {trouble}" : null;
    }
}
