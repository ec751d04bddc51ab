using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using NodaTime;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>One connection to a <see cref="ScriptedSmtp"/>.</summary>
internal sealed class SmtpConversation(ScriptedSmtp server, Stream stream, int connection)
{
    private Stream _stream = stream;
    private SmtpLines _lines = null!;
    private bool _secure;
    private string? _user;
    private string? _sender;
    private List<string> _recipients = [];
    private int _mail = 1;
    private bool _agreed;
    private CancellationToken _closing;

    public async Task Run(CancellationToken closing)
    {
        _closing = closing;
        try
        {
            if (server.Security == SmtpSecurity.OnConnect) await Secure();
            _lines = new(_stream);
            if (!await Answer(SmtpStage.Greeting, "220 scripted.test at your service")) return;
            while (await _lines.Next(closing) is { } line && await Obey(Encoding.UTF8.GetString(line)))
            {
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client, or this server, has gone.
        }
        finally
        {
            await _stream.DisposeAsync();
        }
    }

    /// <summary>False when the conversation is over.</summary>
    private Task<bool> Obey(string line) => Verb(line) switch
    {
        "EHLO" or "HELO" => Hello(),
        "STARTTLS" when server.Security == SmtpSecurity.StartTls && !_secure => StartTls(),
        "AUTH" when server.Login is not null => SignIn(line),
        "MAIL" when server.Login is not null && _user is null => Say("530 5.7.0 sign in first"),
        "MAIL" => Mail(line),
        "RCPT" when _sender is null => Say("503 5.5.1 MAIL comes first"),
        "RCPT" => Recipient(line),
        "DATA" when _recipients.Count == 0 => Say("503 5.5.1 RCPT comes first"),
        "DATA" => Data(),
        "RSET" => Reset(),
        "NOOP" => Say("250 2.0.0 fine"),
        "QUIT" => Quit(),
        _ => Say("502 5.5.2 not known here"),
    };

    private static string Verb(string line) => line.Split(' ', 2)[0].ToUpperInvariant();

    private Task<bool> Hello()
    {
        string[] offers = ["scripted.test", "8BITMIME", "SMTPUTF8",
            .. server.Security == SmtpSecurity.StartTls && !_secure ? ["STARTTLS"] : Array.Empty<string>(),
            .. server.Login is not null ? ["AUTH PLAIN LOGIN"] : Array.Empty<string>()];
        return Answer(SmtpStage.Hello, string.Join("\r\n", offers.Select((o, i) => $"250{(i < offers.Length - 1 ? '-' : ' ')}{o}")));
    }

    private async Task<bool> StartTls()
    {
        if (await Strike(SmtpStage.StartTls) is not Struck.Not and var struck) return struck != Struck.Dead;
        await Say("220 2.0.0 go ahead");
        await Secure();
        // What came in the clear behind STARTTLS is forgotten with the old reader.
        _lines = new(_stream);
        (_sender, _recipients) = (null, []);
        return true;
    }

    private async Task Secure()
    {
        var tls = new SslStream(_stream);
        _stream = tls;
        await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = TestCertificate.ForLoopback }, _closing);
        _secure = true;
    }

    private async Task<bool> SignIn(string line)
    {
        if (await Strike(SmtpStage.Auth) is not Struck.Not and var struck) return struck != Struck.Dead;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var plain = words.ElementAtOrDefault(1)?.ToUpperInvariant() != "LOGIN";
        string user, password;
        if (plain)
        {
            var parts = (words.Length > 2 ? Decode(words[2]) : await Ask("")).Split('\0');
            (user, password) = (parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        }
        else
        {
            user = words.Length > 2 ? Decode(words[2]) : await Ask("Username:");
            password = await Ask("Password:");
        }
        var welcome = user == server.Login!.UserName && password == server.Login.Password;
        server.SignIns.Enqueue((user, _secure, welcome));
        if (welcome) _user = user;
        return await Say(welcome ? "235 2.7.0 welcome" : "535 5.7.8 these credentials are not known here");
    }

    private async Task<string> Ask(string what)
    {
        await Say($"334 {Convert.ToBase64String(Encoding.UTF8.GetBytes(what))}");
        return Decode(Encoding.UTF8.GetString(await _lines.Next(_closing) ?? []));
    }

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

    private async Task<bool> Mail(string line)
    {
        if (Address(line) is not { } sender) return await Say("501 5.5.4 MAIL FROM:<address>");
        (_sender, _recipients) = (sender, []);
        var goesOn = await Answer(SmtpStage.Mail, "250 2.1.0 sender noted");
        if (!_agreed) _sender = null;
        return goesOn;
    }

    private async Task<bool> Recipient(string line)
    {
        if (Address(line) is not { } recipient) return await Say("501 5.5.4 RCPT TO:<address>");
        _recipients.Add(recipient);
        var goesOn = await Answer(SmtpStage.Recipient, "250 2.1.5 recipient noted");
        if (!_agreed) _recipients.Remove(recipient);
        return goesOn;
    }

    private static string? Address(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is >= 0 and var start && line.IndexOf('>', start) is >= 0 and var end ? line[(start + 1)..end] : null;

    private async Task<bool> Data()
    {
        var goesOn = await Answer(SmtpStage.Data, "354 end with a dot on a line of its own");
        if (!_agreed) return goesOn;
        using var text = new MemoryStream();
        for (var first = true; ; first = false)
        {
            if (await _lines.Next(_closing) is not { } line) return false;
            if (first && await Strike(SmtpStage.Text) == Struck.Dead) return false;
            if (line is [(byte)'.']) break;
            text.Write(line is [(byte)'.', ..] ? line.AsSpan(1) : line);
            text.Write("\r\n"u8);
        }
        if (server.PerMail > TimeSpan.Zero) await Task.Delay(server.PerMail, _closing);
        return await Dot(text.ToArray());
    }

    private async Task<bool> Dot(byte[] text)
    {
        var mail = new AcceptedMail(text, _sender!, _recipients, SystemClock.Instance.GetCurrentInstant(), connection, _secure, _user);
        var fault = FaultAt(SmtpStage.Dot);
        if (fault is { Accepts: true }) server.Accept(mail);
        var struck = await Perform(SmtpStage.Dot, fault);
        if (struck == Struck.Not)
        {
            // Accepted before it is said: whoever hears it finds the mail here.
            server.Accept(mail);
            await Say("250 2.0.0 accepted");
        }
        _mail++;
        (_sender, _recipients) = (null, []);
        return struck != Struck.Dead;
    }

    private async Task<bool> Reset()
    {
        (_sender, _recipients) = (null, []);
        return await Say("250 2.0.0 forgotten");
    }

    private async Task<bool> Quit()
    {
        await Say("221 2.0.0 goodbye");
        return false;
    }

    /// <summary>The usual reply, unless the script has something else.</summary>
    private async Task<bool> Answer(SmtpStage stage, string reply)
    {
        var struck = await Strike(stage);
        _agreed = struck == Struck.Not;
        if (_agreed) await Say(reply);
        return struck != Struck.Dead;
    }

    private Task<Struck> Strike(SmtpStage stage) => Perform(stage, FaultAt(stage));

    private SmtpFault? FaultAt(SmtpStage stage) => server.FaultAt(new(stage, connection, _mail, _sender, [.. _recipients]));

    private async Task<Struck> Perform(SmtpStage stage, SmtpFault? fault)
    {
        if (fault is null) return Struck.Not;
        if (fault.Delay > TimeSpan.Zero) await Task.Delay(fault.Delay, _closing);
        if (fault.Reply is { } reply) await Say(reply);
        if (fault.Then == SmtpEnding.Silence)
            while (await _lines.Next(_closing) is not null)
            {
                // Heard, not answered, until the client gives up.
            }
        if (fault.Then != SmtpEnding.GoOn) return Struck.Dead;
        if (fault.Reply is null) return Struck.Not;
        return stage == SmtpStage.Greeting || fault.Reply.StartsWith("421", StringComparison.Ordinal) ? Struck.Dead : Struck.Refused;
    }

    private async Task<bool> Say(string reply)
    {
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), _closing);
        await _stream.FlushAsync(_closing);
        return true;
    }

    private enum Struck { Not, Refused, Dead }
}
