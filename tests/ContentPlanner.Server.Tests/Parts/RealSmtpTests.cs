using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContentPlanner.Server.Tests.Parts;

public class RealSmtpTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_mail_sent_with_mailkit_is_delivered_to_the_maildir(bool tls)
    {
        await using var server = await RealSmtp.Start(startTls: tls);
        using var client = new SmtpClient();
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == TestCertificate.ForLoopback.GetCertHashString();
        await client.ConnectAsync(server.Host, server.Port, tls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, TestContext.Current.CancellationToken);
        var mail = new MimeMessage([new MailboxAddress("Planner", "planner@example.org")], [new MailboxAddress("Coach", "coach@example.org")],
            "Your week, früh", new TextPart("plain") { Text = ".one dot\nfrüh\n" });

        await client.SendAsync(mail, TestContext.Current.CancellationToken);

        var delivered = Assert.Single(await server.Delivered(1));
        Assert.Equal((mail.MessageId, "Your week, früh", ".one dot\nfrüh\n"), (delivered.MessageId, delivered.Subject, delivered.TextBody));
        Assert.Equal(("planner@example.org", "coach@example.org", tls), (delivered.Headers["X-MailFrom"], delivered.Headers["X-RcptTo"], client.IsSecure));
    }
}
