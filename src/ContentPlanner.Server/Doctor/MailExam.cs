using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Doctor;

/// <summary>Mail: does the server take it, signed in and encrypted, and what waits for somebody's decision.</summary>
internal static class MailExam
{
    public static async Task<Diagnosis> OfServerAsync(IMailer mailer, SmtpSettings smtp, CancellationToken stop)
    {
        if (!mailer.Leaves) return Diagnosis.Warning("mail server", $"mail is not leaving this machine: it is written to {mailer.Destination}", "Set Mail:Smtp:Host, and what else your mail provider asks for.");
        await using var route = mailer.Open();
        try
        {
            await route.ReadyAsync(stop);
            var how = smtp.Security == SmtpSecurity.None ? "without encryption" : $"encrypted ({smtp.Security})";
            return Diagnosis.Good("mail server", $"{mailer.Destination} takes the connection, {how}{(smtp.User is { } user ? $", and {user} is signed in" : "; nobody signs in")}");
        }
        catch (MailOutageException outage)
        {
            return Diagnosis.Bad("mail server", outage.Message, "Look at Mail:Smtp: host, port, security, user and password; and whether a firewall lets this machine out.");
        }
    }

    public static Diagnosis? OfAddresses(MailSettings mail)
    {
        if (mail.Smtp.Host is null) return null;
        if (mail.From.Contains("@localhost", StringComparison.OrdinalIgnoreCase)) return Diagnosis.Warning("sender", $"mails come from {mail.From}, which other servers refuse", "Set Mail:From to an address of your domain.");
        return mail.Administrators is null ? Diagnosis.Warning("administrators", "nobody is mailed when a job does not get done", "Set Mail:Administrators to your address.") : null;
    }

    public static async Task<Diagnosis> OfLedgerAsync(PlannerDb db, CancellationToken stop)
    {
        var parked = await db.Deliveries.CountAsync(d => d.Status == DeliveryStatus.Parked, stop);
        var failed = await db.Deliveries.CountAsync(d => d.Status == DeliveryStatus.Failed, stop);
        return parked + failed == 0 ? Diagnosis.Good("mails", "none waits for a decision")
            : Diagnosis.Warning("mails", FormattableString.Invariant($"{parked} may have arrived, {failed} failed"), "Look at them under Mail in the administration: send again, or mark as sent.");
    }
}
