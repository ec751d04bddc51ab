namespace ContentPlanner.Server.Tests.Parts;

/// <summary>A moment of the conversation, after what the client said there and before the server answers.</summary>
public enum SmtpStage
{
    /// <summary>Somebody connected; the greeting is due.</summary>
    Greeting,
    Hello,
    StartTls,
    /// <summary>The client asked to sign in (its credentials were not looked at yet).</summary>
    Auth,
    Mail,
    Recipient,
    Data,
    /// <summary>The text of the mail has begun to arrive. A reply makes no sense here; dropping and silence do.</summary>
    Text,
    /// <summary>The final dot has arrived; what is said here decides about the mail.</summary>
    Dot,
}

/// <summary>What the server does instead of behaving well.</summary>
/// <param name="Reply">Said instead of the usual reply, which refuses the command; null for the usual one.</param>
/// <param name="Then">What happens instead of a reply.</param>
/// <param name="Accepts">At <see cref="SmtpStage.Dot"/>: the mail was accepted, the client only does not learn of it.</param>
/// <param name="Delay">Waited before anything else.</param>
public sealed record SmtpFault(string? Reply = null, SmtpEnding Then = SmtpEnding.GoOn, bool Accepts = false, TimeSpan Delay = default)
{
    /// <summary>Refuses with this reply, such as <c>451 4.3.0 busy</c>. After 421, and after refusing to greet, the server hangs up.</summary>
    public static SmtpFault Say(string reply) => new(reply);

    /// <summary>Behaves well, but late.</summary>
    public static SmtpFault Late(TimeSpan delay) => new(Delay: delay);

    /// <summary>Hangs up without a word.</summary>
    public static SmtpFault Drop { get; } = new(Then: SmtpEnding.Drop);

    /// <summary>At the dot: takes the mail and hangs up without saying so.</summary>
    public static SmtpFault AcceptAndDrop { get; } = new(Then: SmtpEnding.Drop, Accepts: true);

    /// <summary>Says nothing any more and keeps the connection.</summary>
    public static SmtpFault Silence { get; } = new(Then: SmtpEnding.Silence);

    /// <summary>At the dot: takes the mail, says nothing any more and keeps the connection.</summary>
    public static SmtpFault AcceptAndSilence { get; } = new(Then: SmtpEnding.Silence, Accepts: true);
}

public enum SmtpEnding { GoOn, Drop, Silence }

/// <summary>Where a fault may strike: connections and the mails of a connection count from one.</summary>
public sealed record SmtpMoment(SmtpStage Stage, int Connection, int Mail, string? Sender, IReadOnlyList<string> Recipients);
