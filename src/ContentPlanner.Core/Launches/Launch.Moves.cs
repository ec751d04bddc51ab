using NodaTime;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// What happens to a launch. Each gives the launch as it is afterwards; what follows from it is derived anew. A move
/// keeps the day first announced and whatever was accepted about it.
/// </summary>
public sealed partial record Launch
{
    /// <summary>Moves the launch's own day, T; everything that hangs on it follows.</summary>
    public Launch MoveTo(LocalDate day, Blueprint blueprint) => Move(blueprint.MainAnchor, day);

    /// <summary>Gives an anchor a day of its own. An anchor that followed another one does not follow it any more.</summary>
    /// <param name="overrideReason">Why a rule may be broken by it; null keeps what was written before.</param>
    public Launch Move(string anchor, LocalDate day, string? overrideReason = null) =>
        Given(anchor) is { } given
            ? WithAnchor(given with { Day = day, OverrideReason = overrideReason ?? given.OverrideReason })
            : this with { Anchors = [.. Anchors, new(anchor, day, null, overrideReason)] };

    /// <summary>Lets an anchor follow its rule again.</summary>
    public Launch Relink(string anchor) => this with { Anchors = Anchors.Where(a => a.Anchor != anchor).ToValueList() };

    /// <summary>The world has been told: from now on slips count from this day. Does nothing for an anchor without a day of its own.</summary>
    public Launch Announce(string anchor) => Given(anchor) is { } given ? WithAnchor(given with { Announced = given.Day }) : this;

    /// <summary>From <paramref name="on"/> its frozen anchors must not move: somebody enrolled.</summary>
    public Launch Freeze(LocalDate on) => this with { FrozenOn = on };

    /// <summary>Open items are cancelled, closed ones kept.</summary>
    public Launch Cancel(LocalDate on) => this with { Status = LaunchStatus.Cancelled, StatusSince = on };

    /// <summary>Without a new date: open items leave calendar and digest, offsets are kept.</summary>
    public Launch Postpone(LocalDate on) => this with { Status = LaunchStatus.Postponed, StatusSince = on };

    /// <summary>It takes place after all; every open item is where it was.</summary>
    public Launch Resume() => this with { Status = LaunchStatus.Planned, StatusSince = null };

    /// <summary>Session number <paramref name="session"/> is held then; it stays when the start moves.</summary>
    public Launch MoveSession(int session, LocalDateTime to) => WithSession(session, c => c with { MovedTo = to, Cancelled = false });

    /// <summary>Session number <paramref name="session"/> is lost; the others keep their days and numbers.</summary>
    public Launch CancelSession(int session) => WithSession(session, c => c with { Cancelled = true });

    /// <summary>Session number <paramref name="session"/> is held when the series says.</summary>
    public Launch RestoreSession(int session) => WithSession(session, c => c with { MovedTo = null, Cancelled = false });

    /// <summary>No session on that day: the series ends later and keeps its number.</summary>
    public Launch SkipSessionOn(LocalDate day) => Sessions is { } plan && !plan.Skipped.Contains(day)
        ? this with { Sessions = plan with { Skipped = plan.Skipped.Append(day).Order().ToValueList() } }
        : this;

    /// <summary>A session may be on that day again, unless a holiday or blackout takes it.</summary>
    public Launch HoldSessionOn(LocalDate day) => Sessions is { } plan && plan.Skipped.Contains(day)
        ? this with { Sessions = plan with { Skipped = plan.Skipped.Where(d => d != day).ToValueList() } }
        : this;

    /// <summary>Its marks are told again, each on its day: for those who were told of another date (design rule 10).</summary>
    public Launch RestartCountdown() => this with { CountdownRun = CountdownRun + 1 };

    private AnchorDay? Given(string anchor) => Anchors.FirstOrDefault(a => a.Anchor == anchor);

    private Launch WithAnchor(AnchorDay day) => this with { Anchors = Anchors.Select(a => a.Anchor == day.Anchor ? day : a).ToValueList() };

    private Launch WithSession(int session, Func<SessionChange, SessionChange> change)
    {
        if (Sessions is not { } plan) return this;
        var changed = change(plan.Changes.FirstOrDefault(c => c.Session == session) ?? new() { Session = session });
        var others = plan.Changes.Where(c => c.Session != session);
        var all = changed == new SessionChange { Session = session } ? others : others.Append(changed);
        return this with { Sessions = plan with { Changes = all.OrderBy(c => c.Session).ToValueList() } };
    }
}
