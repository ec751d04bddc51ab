using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// Whether this machine's clock can be trusted with mail. On PostgreSQL the database's clock is asked; a clock that jumps
/// forward while the program runs, and makes most subscriptions due at once, is waited for.
/// </summary>
public sealed class ClockWatch(Databases databases, Settings settings, IClock clock)
{
    /// <summary>A clock that is set right moves by seconds.</summary>
    private static readonly Duration Jump = Duration.FromMinutes(5);

    /// <summary>How long it is waited whether somebody sets the clock back.</summary>
    private static readonly Duration Patience = Duration.FromMinutes(30);

    /// <summary>So many subscriptions due at once after a jump are a flood, if they are most of all.</summary>
    private const int Flood = 25;

    private readonly Lock _gate = new();
    private (Instant Clock, long Monotonic)? _last;
    private Instant? _jumpedTo;
    private Instant? _heldUntil;

    /// <summary>Why no mail goes out, in words; null: the clock is fine.</summary>
    public async Task<string?> ObjectionAsync(CancellationToken stop)
    {
        if (databases.IsSqlite) return null;
        await using var db = databases.CreateDbContext();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
        await db.Database.OpenConnectionAsync(stop);
        var there = Instant.FromUnixTimeTicks((long)(await command.ExecuteScalarAsync(stop))! * 10);
        var apart = clock.GetCurrentInstant() - there;
        return Duration.Max(apart, -apart) > Duration.FromSeconds(settings.Mail.ClockSkewSeconds)
            ? FormattableString.Invariant($"this machine's clock is {apart.TotalSeconds:0} seconds from the database's; no mail is sent before they agree")
            : null;
    }

    /// <summary>Looks whether the clock moved as time does since the last look.</summary>
    public void Look() => Look(TimeProvider.System.GetTimestamp());

    internal void Look(long monotonic)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            if (_last is var (then, before))
            {
                var passed = Duration.FromTimeSpan(TimeProvider.System.GetElapsedTime(before, monotonic));
                if (now - then > passed + Jump) _jumpedTo = now;
                else if (now < then) (_jumpedTo, _heldUntil) = (null, null);
            }
            _last = (now, monotonic);
        }
    }

    /// <summary>Why what is due all at once is held back, in words; null: it may go.</summary>
    public string? Brake(int due, int all)
    {
        lock (_gate)
        {
            var now = clock.GetCurrentInstant();
            if (_jumpedTo is not { } jumped) return null;
            if (_heldUntil is { } until && now >= until)
            {
                // It stayed where it is: this is the time.
                (_jumpedTo, _heldUntil) = (null, null);
                return null;
            }
            if (_heldUntil is null && (due < Flood || due * 2 <= all))
            {
                _jumpedTo = null;
                return null;
            }
            _heldUntil ??= now + Patience;
            return FormattableString.Invariant($"this machine's clock jumped forward to {jumped}, and {due} of {all} subscriptions are due at once; they wait until {_heldUntil} for the clock to be set right");
        }
    }

    /// <summary>A person says that the clock is right.</summary>
    public void Trust()
    {
        lock (_gate) (_jumpedTo, _heldUntil) = (null, null);
    }
}
