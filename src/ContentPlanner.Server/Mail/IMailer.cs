using MimeKit;

namespace ContentPlanner.Server.Mail;

/// <summary>Takes mails to where they are delivered from: an SMTP server, or a folder while there is none.</summary>
public interface IMailer
{
    /// <summary>Where mails go, for people: <c>smtp.example.org:587</c>, or the folder.</summary>
    string Destination { get; }

    /// <summary>Whether mails leave this machine.</summary>
    bool Leaves { get; }

    /// <summary>A way to the destination for one worker; nothing is opened yet.</summary>
    IMailRoute Open();
}

/// <summary>One worker's way to the destination: for one mail at a time.</summary>
public interface IMailRoute : IAsyncDisposable
{
    /// <summary>Everything that can go wrong before a mail is on its way: connecting, encrypting, signing in.</summary>
    /// <exception cref="MailOutageException">The destination cannot be reached or refuses us. No mail was tried.</exception>
    Task ReadyAsync(CancellationToken stop);

    /// <summary>
    /// Sends one mail. Takes no token: a send that is cancelled may have been accepted (reliability.md 2.3), so it is bounded
    /// by the mailer's own timeouts only.
    /// </summary>
    Task<SendOutcome> SendAsync(Guid delivery, MimeMessage message, MailboxAddress from, MailboxAddress to);
}

/// <summary>What became of a mail (reliability.md 2.4).</summary>
public abstract record SendOutcome
{
    private SendOutcome() { }

    /// <summary>The destination is responsible for it now.</summary>
    public sealed record Accepted(int? Code) : SendOutcome;

    /// <summary>Not now, says the server; it did not take it.</summary>
    public sealed record Deferred(int? Code, string Words) : SendOutcome;

    /// <summary>Never, says the server.</summary>
    /// <param name="IsAddress">It is the recipient's address it refuses, whatever the mail.</param>
    public sealed record Refused(int Code, string Words, bool IsAddress) : SendOutcome;

    /// <summary>It was handed over, and no answer came: only the server knows.</summary>
    public sealed record Unknown(string Words) : SendOutcome;

    /// <summary>It was not handed over: the connection broke, or the server refuses us and not the mail.</summary>
    /// <param name="IsEverybody">Any other mail would meet the same.</param>
    public sealed record NotTried(string Words, bool IsEverybody) : SendOutcome;
}

/// <summary>The mail server cannot be reached, or refuses us. Says in words what an administrator would look at.</summary>
public sealed class MailOutageException(string message, Exception? inner = null) : Exception(message, inner);
