using MimeKit;
using NodaTime;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>A mail the server is responsible for.</summary>
/// <param name="Raw">As sent, without the dots of the transport.</param>
/// <param name="Secure">It came over TLS.</param>
/// <param name="User">Who had signed in.</param>
public sealed record AcceptedMail(byte[] Raw, string Sender, IReadOnlyList<string> Recipients, Instant At, int Connection, bool Secure, string? User)
{
    public MimeMessage Message
    {
        get
        {
            using var raw = new MemoryStream(Raw);
            return MimeMessage.Load(raw, TestContext.Current.CancellationToken);
        }
    }
}
