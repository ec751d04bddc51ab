using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// A real SMTP server, not ours: aiosmtpd of Debian's python3-aiosmtpd, with the system's Python, delivering into a Maildir. It
/// adds who sent to whom as <c>X-MailFrom</c> and <c>X-RcptTo</c>.
/// </summary>
public sealed class RealSmtp : IAsyncDisposable
{
    private const string WhatToInstall = "the SMTP server aiosmtpd is missing: install it (Debian: apt-get install python3-aiosmtpd)";

    private readonly TemporaryFolder _folder = new();
    private readonly ProgramProcess _server;

    private RealSmtp(bool startTls)
    {
        Reaper.Watch(_folder.Path);
        string[] tls = [];
        if (startTls)
        {
            using var key = TestCertificate.ForLoopback.GetRSAPrivateKey()!;
            tls = ["--tlscert", _folder.Write("certificate.pem", TestCertificate.ForLoopback.ExportCertificatePem()), "--tlskey", _folder.Write("key.pem", key.ExportPkcs8PrivateKeyPem())];
        }
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        _server = ProgramProcess.StartOther(python, ["-m", "aiosmtpd", "--nosetuid", "--smtputf8", "--listen", $"{Host}:{Port}", .. tls, "--class", "aiosmtpd.handlers.Mailbox", _folder["mail"]]);
    }

    public string Host { get; } = "127.0.0.1";

    public int Port { get; } = FreePort.Pick();

    /// <param name="startTls">Wants STARTTLS (with <see cref="TestCertificate"/>) before any mail.</param>
    public static async Task<RealSmtp> Start(bool startTls = false)
    {
        var server = new RealSmtp(startTls);
        try
        {
            await server.Listens();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until at least so many mails were delivered, and returns all.</summary>
    public async Task<IReadOnlyList<MimeMessage>> Delivered(int count, TimeSpan? within = null)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        deadline.CancelAfter(within ?? TimeSpan.FromSeconds(60));
        while (Directory.GetFiles(_folder["mail/new"]).Length is var delivered && delivered < count)
        {
            if (deadline.IsCancellationRequested) throw new TimeoutException($"{delivered} mails were delivered, {count} were expected");
            await Task.Delay(20, CancellationToken.None);
        }
        return [.. Directory.GetFiles(_folder["mail/new"]).Order(StringComparer.Ordinal).Select(f => MimeMessage.Load(f, TestContext.Current.CancellationToken))];
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
        Reaper.Forget(_folder.Path);
    }

    private async Task Listens()
    {
        while (true)
        {
            if (_server.HasExited)
                throw _server.Error.Contains("No module named", StringComparison.Ordinal) ? Missing.Part(WhatToInstall) : new InvalidOperationException($"aiosmtpd did not start:\n{_server.Error}");
            try
            {
                using var knock = new TcpClient();
                await knock.ConnectAsync(Host, Port, TestContext.Current.CancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }
    }
}
