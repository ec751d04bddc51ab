using ContentPlanner.Core.Digests;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>One mail that is owed at a moment.</summary>
/// <param name="Period">Its name in the ledger: <c>2026-W48</c>, <c>{launch id}/T-30/1</c>, <c>2026-12-21/Regroup</c>.</param>
/// <param name="NotAfter">From then on it is worth nothing.</param>
public sealed record Owed(string Period, Instant At, Instant NotAfter);

/// <summary>When a subscription owes what: local days and hours, made instants in this one place (design rule 7).</summary>
public abstract record Rhythm
{
    /// <summary>What is owed next, looking from <paramref name="at"/>; null: nothing any more.</summary>
    /// <param name="known">What was owed before and what waits; null for a new subscription, which owes nothing that has passed.</param>
    public abstract Owed? Next(Instant at, SubscriptionRow? known);

    /// <summary>What waits and what followed it, up to <paramref name="now"/>, oldest first: more than one only after a downtime.</summary>
    public abstract IReadOnlyList<Owed> Waiting(SubscriptionRow known, Instant now);

    /// <summary>What is announced as next, whether its moment has come or not.</summary>
    protected static Owed? Pending(SubscriptionRow? known) =>
        known is { NextPeriod: { } period, NextDueAt: { } at } ? new(period, at, Instant.MaxValue) : null;
}

/// <summary>
/// Once in each ISO week, on a weekday at a local time. A week belongs to the local date, so that a change of zone, weekday or
/// hour gives neither two nor none; two mails are at least 72 hours apart (design rule 10).
/// </summary>
/// <param name="Grace">How late it may still be sent.</param>
public sealed record WeeklyRhythm(IsoDayOfWeek Weekday, LocalTime Time, DateTimeZone Zone, LocalDate? PausedUntil, Duration Grace) : Rhythm
{
    public static readonly Duration LeastGap = Duration.FromHours(72);

    /// <summary>Weeks of a downtime that are looked at one by one.</summary>
    private const int MostWeeks = 520;

    /// <summary>A gap is shifted forward, of two equal hours the earlier counts.</summary>
    public Instant MomentOf(IsoWeek week) => week.Day(Weekday).At(Time).InZoneLeniently(Zone).ToInstant();

    public override Owed? Next(Instant at, SubscriptionRow? known)
    {
        var pending = Pending(known);
        // A tick is about to look at it.
        if (pending is { } waits && waits.At <= at) return Owed(waits.Period, waits.At);
        var here = IsoWeek.Of(at.InZone(Zone).Date);
        var week = here;
        if (known?.LastPeriod is { } last && IsoWeek.Parse(last) is { } done && AtLeast(done, week)) week = done.Following;
        if (pending is not null && PausedUntil is { } pause && pending.At.InZone(Zone).Date < pause) pending = null;
        // Another zone may be in next week already: this week's stays where it was.
        if (pending is not null && IsoWeek.Parse(pending.Period) is { } promised && !AtLeast(promised, week)) return Owed(pending.Period, pending.At);
        if (MomentOf(week) <= at)
        {
            // The weekday was changed to one that has passed: this week's stays on its old day.
            if (pending?.Period == week.ToString()) return Owed(pending.Period, pending.At);
            week = week.Following;
        }
        while (PausedUntil is { } until && week.Day(Weekday) < until) week = IsoWeek.Of(LocalDate.Max(week.Monday.PlusDays(7), until.PlusDays(-7)));
        var moment = MomentOf(week);
        if (known?.LastAt is { } before && moment < before + LeastGap) moment = before + LeastGap;
        return Owed(week.ToString(), moment);
    }

    public override IReadOnlyList<Owed> Waiting(SubscriptionRow known, Instant now)
    {
        if (Pending(known) is not { } first || IsoWeek.Parse(first.Period) is not { } week) return [];
        var waiting = new List<Owed>();
        for (var at = first.At; at <= now && waiting.Count < MostWeeks; at = MomentOf(week))
        {
            waiting.Add(Owed(week.ToString(), at));
            week = week.Following;
        }
        return waiting;
    }

    private Owed Owed(string period, Instant at)
    {
        var following = IsoWeek.Parse(period) is { } week ? MomentOf(week.Following) : Instant.MaxValue;
        return new(period, at, Instant.Max(at, Instant.Min(following, at + Grace)));
    }

    private static bool AtLeast(IsoWeek week, IsoWeek other) => string.CompareOrdinal(week.ToString(), other.ToString()) >= 0;
}

/// <summary>At moments that follow from the plan: a launch's marks, the reviews somebody takes part in. By moment.</summary>
public sealed record ListedRhythm(IReadOnlyList<Owed> Moments) : Rhythm
{
    public override Owed? Next(Instant at, SubscriptionRow? known)
    {
        // What waits is kept while it stands where it stood; what a change moved into the past is not sent after the fact.
        if (Pending(known) is { } pending && pending.At <= at && Moments.FirstOrDefault(m => m.Period == pending.Period) is { } still && still.At == pending.At) return still;
        return Moments.FirstOrDefault(m => m.At > at);
    }

    public override IReadOnlyList<Owed> Waiting(SubscriptionRow known, Instant now) =>
        Pending(known) is { } first ? [.. Moments.Where(m => m.At >= first.At && m.At <= now && (known.DoneUntil is not { } done || m.At > done))] : [];
}
