using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ContentPlanner.Server.Shared;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Cryptography;

namespace ContentPlanner.Server.Mail;

/// <summary>Mails to an SMTP server, by MailKit. Encrypted unless the server is this machine or somebody decided otherwise.</summary>
/// <param name="trust">Whom to trust beside what the system trusts; null: nobody.</param>
public sealed class SmtpMailer(SmtpSettings smtp, DkimSettings dkim, RemoteCertificateValidationCallback? trust = null) : IMailer
{
    public string Destination => FormattableString.Invariant($"{smtp.Host}:{Port}");

    public bool Leaves => true;

    /// <summary>Longer than any send: the lease of a delivery must outlast it.</summary>
    public static TimeSpan LongestSend(SmtpSettings smtp) => TimeSpan.FromSeconds(3.0 * smtp.TimeoutSeconds);

    public IMailRoute Open() => new Route(this);

    private int Port => smtp.Port ?? (smtp.Security == SmtpSecurity.Tls ? 465 : 587);

    private DkimSigner? Signer()
    {
        if (dkim.Domain is not { Length: > 0 } domain || dkim.KeyFile is not { Length: > 0 } key) return null;
        try
        {
            return new(key, domain, dkim.Selector)
            {
                HeaderCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
                BodyCanonicalizationAlgorithm = DkimCanonicalizationAlgorithm.Relaxed,
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or NotSupportedException)
        {
            throw new MailOutageException($"the key that signs mails, {key}, cannot be read: {e.Message}", e);
        }
    }

    /// <summary>RFC 8058 wants both List headers signed.</summary>
    private static readonly HeaderId[] Signed =
    [
        HeaderId.From, HeaderId.To, HeaderId.Subject, HeaderId.Date, HeaderId.MessageId, HeaderId.ListId, HeaderId.ListUnsubscribe,
        HeaderId.ListUnsubscribePost, HeaderId.MimeVersion, HeaderId.ContentType,
    ];

    private sealed class Route(SmtpMailer mailer) : IMailRoute
    {
        /// <summary>Servers and those between them close what is idle or goes on for ever.</summary>
        private const int MostMails = 100;
        private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(60);

        private readonly SmtpSettings _smtp = mailer.Smtp;
        private SmtpClient? _client;
        private SmtpTrace? _trace;
        private DkimSigner? _signer;
        private int _sent;
        private long _lastUsed;

        public async Task ReadyAsync(CancellationToken stop)
        {
            var idle = TimeProvider.System.GetElapsedTime(_lastUsed);
            if (_client is { IsConnected: true } && _sent < MostMails && idle < LongestIdle) return;
            await Leave();
            _signer ??= mailer.Signer();
            _trace = new();
            _client = new(_trace) { Timeout = _smtp.TimeoutSeconds * 1000, ServerCertificateValidationCallback = mailer.Trust };
            try
            {
                RefusePlain();
                await _client.ConnectAsync(_smtp.Host!, mailer.Port, Security, stop);
                if (_smtp.User is { Length: > 0 } user)
                {
                    if (!_client.IsSecure) throw new MailOutageException($"the mail server {mailer.Destination} offers no encryption, and a password is not sent without it: set Mail:Smtp:Security to StartTls or Tls, or leave Mail:Smtp:User out");
                    await _client.AuthenticateAsync(user, _smtp.Password ?? "", stop);
                }
            }
            catch (Exception e) when (e is SocketException or IOException or TimeoutException or AuthenticationException or SslHandshakeException or ProtocolException or CommandException or NotSupportedException)
            {
                await Leave();
                throw new MailOutageException($"the mail server {mailer.Destination} cannot be used: {FirstLine(e)}", e);
            }
            catch
            {
                await Leave();
                throw;
            }
            _sent = 0;
            _lastUsed = TimeProvider.System.GetTimestamp();
        }

        public async Task<SendOutcome> SendAsync(Guid delivery, MimeMessage message, MailboxAddress from, MailboxAddress to)
        {
            if (_signer is not null) _signer.Sign(message, [.. Signed.Where(h => message.Headers.Contains(h))]);
            _trace!.TextBegan = false;
            using var bound = new CancellationTokenSource(LongestSend(_smtp));
            try
            {
                await _client!.SendAsync(FormatOptions.Default, message, from, [to], bound.Token);
                _sent++;
                _lastUsed = TimeProvider.System.GetTimestamp();
                return new SendOutcome.Accepted(250);
            }
            catch (SmtpCommandException refused) when ((int)refused.StatusCode is var code && code != 421)
            {
                // What is refused at MAIL FROM is us: our sender, our right to send. No recipient can help it.
                var words = OneLine(refused.Message);
                if (refused.ErrorCode == SmtpErrorCode.SenderNotAccepted) return new SendOutcome.NotTried($"the server refuses the sender {from.Address}: {code} {words}", IsEverybody: true);
                if (code is >= 400 and < 500) return new SendOutcome.Deferred(code, words);
                // A full mailbox is emptied some day.
                return new SendOutcome.Refused(code, words, refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && code != 552);
            }
            catch (SmtpCommandException closing)
            {
                await Leave();
                return new SendOutcome.NotTried($"the server is closing: 421 {OneLine(closing.Message)}", IsEverybody: true);
            }
            catch (Exception e) when (e is ProtocolException or IOException or SocketException or TimeoutException or OperationCanceledException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
            {
                var began = _trace.TextBegan;
                await Leave();
                return began ? new SendOutcome.Unknown($"no answer after the mail was handed over: {FirstLine(e)}") : new SendOutcome.NotTried(FirstLine(e), IsEverybody: false);
            }
        }

        public async ValueTask DisposeAsync() => await Leave(politely: true);

        private SecureSocketOptions Security => _smtp.Security switch
        {
            SmtpSecurity.Tls => SecureSocketOptions.SslOnConnect,
            SmtpSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

        private void RefusePlain()
        {
            if (_smtp.Security == SmtpSecurity.None && !_smtp.AllowPlain && !IsThisMachine(_smtp.Host!))
                throw new MailOutageException($"mail to {_smtp.Host} would travel without encryption: set Mail:Smtp:Security to StartTls or Tls, or Mail:Smtp:AllowPlain to true if the way there is safe");
        }

        private async Task Leave(bool politely = false)
        {
            if (_client is not { } client) return;
            _client = null;
            try
            {
                if (politely && client.IsConnected)
                {
                    using var moment = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                    await client.DisconnectAsync(quit: true, moment.Token);
                }
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or TimeoutException or ProtocolException or CommandException)
            {
                // Goodbye was all that was left to say.
            }
            client.Dispose();
        }
    }

    private SmtpSettings Smtp => smtp;

    private RemoteCertificateValidationCallback? Trust => trust;

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    private static string FirstLine(Exception e) => OneLine(e.InnerException is SocketException or IOException ? $"{e.Message} {e.InnerException.Message}" : e.Message);

    /// <summary>What a server says is shown in lists: one line, and not for ever.</summary>
    private static string OneLine(string text)
    {
        var line = new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        return line.Length <= 300 ? line : line[..300] + "…";
    }
}

/// <summary>
/// Hears what is said on the connection, to know whether a mail's text was under way when it broke. Keeps nothing.
/// </summary>
internal sealed class SmtpTrace : IProtocolLogger
{
    /// <summary>The server asked for the text, or it was sent without asking (BDAT): from here on it may have taken the mail.</summary>
    public bool TextBegan { get; set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void LogConnect(Uri uri) { }

    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (buffer.AsSpan(offset, count).StartsWith("BDAT "u8)) TextBegan = true;
    }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        if (buffer.AsSpan(offset, count).StartsWith("354"u8)) TextBegan = true;
    }

    public void Dispose() { }
}
