using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// While the mail server cannot be reached nobody keeps knocking: deliveries wait where they are, and it is tried again
/// after half a minute, then ever less often, every five minutes at last.
/// </summary>
public sealed class Circuit(IClock clock)
{
    private static readonly Duration Shortest = Duration.FromSeconds(30), Longest = Duration.FromMinutes(5);

    private readonly Lock _gate = new();
    private Duration _pause = Duration.Zero;
    private Instant _until = Instant.MinValue;

    /// <summary>Why nothing is sent at the moment, in words; null: everything is well.</summary>
    public string? Trouble { get; private set; }

    public bool IsOpen
    {
        get { lock (_gate) return clock.GetCurrentInstant() < _until; }
    }

    public void Opened(string why)
    {
        lock (_gate)
        {
            // Four workers meet the same outage.
            if (clock.GetCurrentInstant() < _until) return;
            _pause = _pause == Duration.Zero ? Shortest : Duration.Min(Longest, _pause + _pause);
            _until = clock.GetCurrentInstant() + _pause;
            Trouble = why;
        }
    }

    public void Closed()
    {
        lock (_gate) (_pause, _until, Trouble) = (Duration.Zero, Instant.MinValue, null);
    }
}
