using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace ContentPlanner.Server.Tests.Parts;

public class ScriptedSmtpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_arrives_as_it_was_sent_dots_and_all()
    {
        await using var server = ScriptedSmtp.Start();
        using var client = await Client(server);
        var mail = Mail("one", ".a dot at the start\r\n..two dots\r\n.\r\nAn umlaut: ü\r\n");

        await client.SendAsync(mail, Stop);
        await client.DisconnectAsync(true, Stop);

        var arrived = Assert.Single(await server.Arrived(1));
        Assert.Equal(("planner@example.org", "one@example.org"), (arrived.Sender, Assert.Single(arrived.Recipients)));
        Assert.Equal(".a dot at the start\n..two dots\n.\nAn umlaut: ü\n", arrived.Message.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(mail.MessageId, arrived.Message.MessageId);
        Assert.Equal((false, null), (arrived.Secure, arrived.User));
    }

    [Fact]
    public async Task Many_clients_at_once_lose_nothing()
    {
        await using var server = ScriptedSmtp.Start(perMail: TimeSpan.FromMilliseconds(1));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(async c =>
        {
            using var client = await Client(server);
            for (var m = 0; m < 10; m++) await client.SendAsync(Mail($"to-{c}-{m}"), Stop);
        }));

        Assert.Equal(200, server.Accepted.Select(m => m.Recipients.Single()).Distinct().Count());
        Assert.Equal(20, server.Connections);
        Assert.Equal(20, server.Accepted.Select(m => m.Connection).Distinct().Count());
    }

    [Theory]
    [InlineData(SmtpStage.Mail, "452 4.3.1 no space")]
    [InlineData(SmtpStage.Recipient, "550 5.1.1 nobody of that name")]
    [InlineData(SmtpStage.Data, "451 4.3.0 busy")]
    [InlineData(SmtpStage.Dot, "554 5.6.0 not liked")]
    public async Task A_refusal_is_heard_and_the_next_mail_goes_through(SmtpStage stage, string reply)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(stage, SmtpFault.Say(reply), times: 1);
        using var client = await Client(server);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("one"), Stop));
        await client.SendAsync(Mail("two"), Stop);

        Assert.Equal(reply[..3], ((int)refused.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal("two@example.org", Assert.Single(Assert.Single(server.Accepted).Recipients));
    }

    [Fact]
    public async Task A_fault_strikes_only_where_it_was_told_to()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("550 5.1.1 moved"), when: m => m.Recipients[^1] == "gone@example.org");
        using var client = await Client(server);

        await client.SendAsync(Mail("here"), Stop);
        await Assert.ThrowsAsync<SmtpCommandException>(() => client.SendAsync(Mail("gone"), Stop));
        server.ClearScript();
        await client.SendAsync(Mail("gone"), Stop);

        Assert.Equal(["here@example.org", "gone@example.org"], server.Accepted.Select(m => m.Recipients.Single()));
    }

    public static TheoryData<SmtpStage, SmtpFault, int> Drops => new()
    {
        { SmtpStage.Text, SmtpFault.Drop, 0 },
        { SmtpStage.Dot, SmtpFault.Drop, 0 },
        { SmtpStage.Dot, SmtpFault.AcceptAndDrop, 1 },
        { SmtpStage.Mail, SmtpFault.Drop, 0 },
        { SmtpStage.Mail, SmtpFault.Say("421 4.3.2 going down"), 0 },
    };

    [Theory]
    [MemberData(nameof(Drops))]
    public async Task A_dropped_connection_leaves_the_client_alone_and_the_mail_accepted_or_not_as_told(SmtpStage stage, SmtpFault fault, int accepted)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(stage, fault);
        using var client = await Client(server);

        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Mail("one"), Stop));

        Assert.Equal(accepted, server.Accepted.Count);
        await Assert.ThrowsAnyAsync<Exception>(() => client.NoOpAsync(Stop));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Silence_after_the_dot_is_a_time_out_for_the_client_whether_the_mail_was_accepted_or_not(bool accepts)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Dot, accepts ? SmtpFault.AcceptAndSilence : SmtpFault.Silence);
        using var client = await Client(server);
        client.Timeout = 1000;

        await Assert.ThrowsAsync<TimeoutException>(() => client.SendAsync(Mail("one"), Stop));

        Assert.Equal(accepts ? 1 : 0, server.Accepted.Count);
    }

    [Fact]
    public async Task A_greeting_may_be_refused_or_never_come()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Greeting, SmtpFault.Say("554 5.3.2 not today"), times: 1);
        server.Script(SmtpStage.Greeting, SmtpFault.Silence, times: 1);

        var refused = await Assert.ThrowsAsync<SmtpCommandException>(() => Client(server));
        await Assert.ThrowsAsync<TimeoutException>(() => Client(server, timeout: 500));
        using var welcome = await Client(server);

        Assert.Equal(SmtpStatusCode.TransactionFailed, refused.StatusCode);
        Assert.Equal(3, server.Connections);
    }

    [Fact]
    public async Task A_late_answer_is_too_late_for_a_client_in_a_hurry_and_does_not_hold_up_the_end()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Greeting, SmtpFault.Late(TimeSpan.FromHours(1)));

        await Assert.ThrowsAsync<TimeoutException>(() => Client(server, timeout: 500));

        await server.GoDown();
        Assert.Equal((1, 0), (server.Connections, server.OpenConnections));
    }

    [Fact]
    public async Task Tls_is_offered_only_when_told_and_seen_on_the_mail()
    {
        await using var clear = ScriptedSmtp.Start();
        await using var offers = ScriptedSmtp.Start(SmtpSecurity.StartTls);
        await using var wrapped = ScriptedSmtp.Start(SmtpSecurity.OnConnect);

        await Assert.ThrowsAsync<NotSupportedException>(() => Client(clear, SecureSocketOptions.StartTls));
        using var upgraded = await Client(offers, SecureSocketOptions.StartTls);
        await upgraded.SendAsync(Mail("one"), Stop);
        using var secure = await Client(wrapped, SecureSocketOptions.SslOnConnect);
        await secure.SendAsync(Mail("two"), Stop);
        using var careless = await Client(offers, SecureSocketOptions.None);
        await careless.SendAsync(Mail("three"), Stop);

        Assert.Equal([true, false], offers.Accepted.Select(m => m.Secure));
        Assert.True(Assert.Single(wrapped.Accepted).Secure);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Who_has_to_sign_in_is_refused_without_and_with_the_wrong_password(string mechanism)
    {
        await using var server = ScriptedSmtp.Start(login: new NetworkCredential("planner", "secret"));
        using var client = await Client(server);
        client.AuthenticationMechanisms.IntersectWith([mechanism]);

        await Assert.ThrowsAsync<ServiceNotAuthenticatedException>(() => client.SendAsync(Mail("one"), Stop));
        await Assert.ThrowsAsync<AuthenticationException>(() => client.AuthenticateAsync("planner", "guess", Stop));
        await client.AuthenticateAsync("planner", "secret", Stop);
        await client.SendAsync(Mail("two"), Stop);

        Assert.Equal("planner", Assert.Single(server.Accepted).User);
        Assert.Equal([("planner", false, false), ("planner", false, true)], server.SignIns);
    }

    [Fact]
    public async Task A_server_that_is_down_refuses_and_comes_back_on_the_same_port()
    {
        await using var server = ScriptedSmtp.Start();
        using var client = await Client(server);

        await server.GoDown();
        await Assert.ThrowsAnyAsync<Exception>(() => client.SendAsync(Mail("one"), Stop));
        await Assert.ThrowsAsync<SocketException>(() => Client(server));

        server.ComeUp();
        using var again = await Client(server);
        await again.SendAsync(Mail("two"), Stop);
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task A_client_that_dies_before_the_dot_has_sent_nothing()
    {
        await using var server = ScriptedSmtp.Start();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(server.Host, server.Port, Stop);
            await client.GetStream().WriteAsync("EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.org>\r\nDATA\r\nSubject: x\r\n\r\nhalf\r\n"u8.ToArray(), Stop);
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII, leaveOpen: true);
            while (await reader.ReadLineAsync(Stop) is { } line && !line.StartsWith("354", StringComparison.Ordinal))
            {
            }
        }

        await server.GoDown();
        Assert.Empty(server.Accepted);
        Assert.Equal(0, server.OpenConnections);
    }

    private static async Task<SmtpClient> Client(ScriptedSmtp server, SecureSocketOptions security = SecureSocketOptions.None, int timeout = 20_000)
    {
        var client = new SmtpClient { Timeout = timeout };
        client.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == TestCertificate.ForLoopback.GetCertHashString();
        await client.ConnectAsync(server.Host, server.Port, security, Stop);
        return client;
    }

    private static MimeMessage Mail(string to, string text = "hello\r\n") => new(
        from: [new MailboxAddress("Planner", "planner@example.org")], to: [new MailboxAddress(to, $"{to}@example.org")], subject: $"For {to}",
        body: new TextPart("plain") { Text = text });
}
