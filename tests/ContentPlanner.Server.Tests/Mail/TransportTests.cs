using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using MimeKit;
using MimeKit.Cryptography;

namespace ContentPlanner.Server.Tests.Mail;

/// <summary>How mails leave: encrypted, signed, whole (reliability.md 4, R23, R25, R26).</summary>
public class TransportTests
{
    private static readonly Guid Delivery = new("0193a7c4-0000-7000-8000-000000000001");
    private static readonly MailboxAddress From = new("Planner", "plan@example.org");
    private static readonly MailboxAddress To = new("The coach", "coach@example.org");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_encryption_nothing_goes_to_another_machine()
    {
        await using var route = new SmtpMailer(new() { Host = "192.0.2.1", Port = 25, Security = Shared.SmtpSecurity.None, TimeoutSeconds = 1 }, new()).Open();

        var refused = await Assert.ThrowsAsync<MailOutageException>(() => route.ReadyAsync(Stop));

        Assert.Contains("would travel without encryption", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_forgot_starttls_gets_no_mail()
    {
        await using var server = ScriptedSmtp.Start(Parts.SmtpSecurity.None);
        await using var route = Mailer(server, Shared.SmtpSecurity.StartTls).Open();

        await Assert.ThrowsAsync<MailOutageException>(() => route.ReadyAsync(Stop));
        Assert.Empty(server.Accepted);
    }

    [Fact]
    public async Task A_certificate_nobody_trusts_gets_no_mail()
    {
        await using var server = ScriptedSmtp.Start(Parts.SmtpSecurity.StartTls);
        await using var route = new SmtpMailer(Smtp(server, Shared.SmtpSecurity.StartTls), new()).Open();

        await Assert.ThrowsAsync<MailOutageException>(() => route.ReadyAsync(Stop));
    }

    [Theory]
    [InlineData(Parts.SmtpSecurity.StartTls, Shared.SmtpSecurity.StartTls)]
    [InlineData(Parts.SmtpSecurity.OnConnect, Shared.SmtpSecurity.Tls)]
    public async Task Signed_in_over_tls_a_mail_arrives(Parts.SmtpSecurity offered, Shared.SmtpSecurity wanted)
    {
        await using var server = ScriptedSmtp.Start(offered, new NetworkCredential("planner", "a good password"));
        await using var route = Mailer(server, wanted, "planner", "a good password").Open();

        await route.ReadyAsync(Stop);
        using var message = Message();
        Assert.IsType<SendOutcome.Accepted>(await route.SendAsync(Delivery, message, From, To));

        var mail = Assert.Single(server.Accepted);
        Assert.Equal((true, "planner"), (mail.Secure, mail.User));
    }

    [Fact]
    public async Task A_password_is_never_sent_in_the_clear_not_even_to_this_machine()
    {
        await using var server = ScriptedSmtp.Start(Parts.SmtpSecurity.None, new NetworkCredential("planner", "a good password"));
        await using var route = Mailer(server, Shared.SmtpSecurity.None, "planner", "a good password").Open();

        var refused = await Assert.ThrowsAsync<MailOutageException>(() => route.ReadyAsync(Stop));

        Assert.Contains("a password is not sent without it", refused.Message, StringComparison.Ordinal);
        Assert.Empty(server.SignIns);
    }

    [Fact]
    public async Task A_wrong_password_is_an_outage_that_says_so()
    {
        await using var server = ScriptedSmtp.Start(Parts.SmtpSecurity.StartTls, new NetworkCredential("planner", "a good password"));
        await using var route = Mailer(server, Shared.SmtpSecurity.StartTls, "planner", "another").Open();

        var refused = await Assert.ThrowsAsync<MailOutageException>(() => route.ReadyAsync(Stop));

        Assert.Contains("5.7.8", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_covers_the_list_headers_and_a_verifier_agrees()
    {
        using var folder = new TemporaryFolder();
        using var key = RSA.Create(2048);
        var file = folder.Write("dkim.pem", key.ExportRSAPrivateKeyPem());
        await using var server = ScriptedSmtp.Start();
        await using var route = new SmtpMailer(Smtp(server, Shared.SmtpSecurity.None), new() { Domain = "example.org", Selector = "planner", KeyFile = file }).Open();
        await route.ReadyAsync(Stop);
        using var message = Message();
        await route.SendAsync(Delivery, message, From, To);

        var verifier = new DkimVerifier(new OneKey(key));
        var raw = server.Accepted.Single().Raw;
        using var arrived = MailMessage.Read(raw);
        var signature = arrived.Headers.First(h => h.Id == HeaderId.DkimSignature);
        Assert.Contains("list-unsubscribe:list-unsubscribe-post", string.Concat(signature.Value.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant(), StringComparison.Ordinal);
        Assert.True(verifier.Verify(arrived, signature, Stop));

        arrived.Headers[HeaderId.ListUnsubscribe] = "<https://elsewhere.example/>";
        Assert.False(verifier.Verify(arrived, signature, Stop));
    }

    [Fact]
    public async Task A_real_server_delivers_what_was_built()
    {
        await using var server = await RealSmtp.Start(startTls: true);
        await using var route = new SmtpMailer(new() { Host = server.Host, Port = server.Port, TimeoutSeconds = 20 }, new(), Trusting).Open();
        await route.ReadyAsync(Stop);
        using var message = Message();
        Assert.IsType<SendOutcome.Accepted>(await route.SendAsync(Delivery, message, From, To));

        var mail = Assert.Single(await server.Delivered(1));
        Assert.Equal(("1 piece worth using again", "digest.x@example.org"), (mail.Subject, mail.MessageId));
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(p => p.ContentType.MimeType));
    }

    [Fact]
    public async Task In_a_folder_a_mail_is_one_file_for_its_owner_only_however_often_it_is_written()
    {
        using var folder = new TemporaryFolder();
        var mailer = new FolderMailer(folder["mail"]);
        await mailer.ReadyAsync(Stop);
        // A crash left this one behind.
        folder.Write($"mail/{Delivery:N}.eml.1234.writing", "half a ma");
        using var message = Message();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            using var copy = Message();
            await mailer.SendAsync(Delivery, copy, From, To);
        }));

        var file = Assert.Single(folder.Files, f => f.EndsWith(".eml", StringComparison.Ordinal));
        Assert.Equal($"mail/{Delivery:N}.eml", file);
        Assert.Equal("digest.x@example.org", (await MimeMessage.LoadAsync(folder[file], Stop)).MessageId);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[file]));
    }

    private static MimeMessage Message()
    {
        var message = new MimeMessage();
        message.From.Add(From);
        message.To.Add(To);
        message.Subject = "1 piece worth using again";
        message.MessageId = "digest.x@example.org";
        message.Headers.Add(HeaderId.ListId, "\"Digest\" <digest.example.org>");
        message.Headers.Add(HeaderId.ListUnsubscribe, "<https://plan.example.org/unsubscribe/cpm_x>");
        message.Headers.Add(HeaderId.ListUnsubscribePost, "List-Unsubscribe=One-Click");
        message.Body = new BodyBuilder { TextBody = "Hello", HtmlBody = "<p>Hello</p>" }.ToMessageBody();
        return message;
    }

    private static bool Trusting(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) =>
        certificate?.GetCertHashString() == TestCertificate.ForLoopback.GetCertHashString();

    private static SmtpMailer Mailer(ScriptedSmtp server, Shared.SmtpSecurity security, string? user = null, string? password = null)
    {
        var smtp = Smtp(server, security);
        (smtp.User, smtp.Password) = (user, password);
        return new(smtp, new(), Trusting);
    }

    private static SmtpSettings Smtp(ScriptedSmtp server, Shared.SmtpSecurity security) => new() { Host = server.Host, Port = server.Port, Security = security, TimeoutSeconds = 10 };

    private sealed class OneKey(RSA key) : IDkimPublicKeyLocator
    {
        public Org.BouncyCastle.Crypto.AsymmetricKeyParameter LocatePublicKey(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Org.BouncyCastle.Security.DotNetUtilities.GetRsaPublicKey(key);

        public Task<Org.BouncyCastle.Crypto.AsymmetricKeyParameter> LocatePublicKeyAsync(string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
