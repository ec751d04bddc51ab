using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Deeds;

/// <summary>What people do with launches, apart from moving one (<see cref="Server.Launches.Moves"/> shows that first). Doing it twice is doing it once.</summary>
public static class LaunchDeeds
{
    /// <summary>Without a new date: open items leave calendar and digest.</summary>
    public static Deed Postpone(Launch launch, LocalDate on) => PlanDeeds.Of(launch, $"postponed “{launch.Title}”", now => now.Status == LaunchStatus.Postponed ? now : now.Postpone(on));

    public static Deed Cancel(Launch launch, LocalDate on) => PlanDeeds.Of(launch, $"cancelled “{launch.Title}”", now => now.Status == LaunchStatus.Cancelled ? now : now.Cancel(on));

    public static Deed Resume(Launch launch) => PlanDeeds.Of(launch, $"took “{launch.Title}” up again", now => now.Resume());

    /// <summary>From this day on its frozen anchors must not move.</summary>
    public static Deed Freeze(Launch launch, LocalDate on) => PlanDeeds.Of(launch, $"froze “{launch.Title}”", now => now.FrozenOn is null ? now.Freeze(on) : now);

    /// <summary>The world has been told of the day an anchor has.</summary>
    public static Deed Announce(Launch launch, string anchor) => PlanDeeds.Of(launch, $"announced the {anchor} of “{launch.Title}”", now =>
        now.Anchors.Any(a => a.Anchor == anchor) ? (now.Announce(anchor), null) : (null, $"'{anchor}' has no day of its own; there are {string.Join(", ", now.Anchors.Select(a => a.Anchor))}"));

    /// <summary>Every mark's mail is sent again when its day comes.</summary>
    public static Deed RestartCountdown(Launch launch) => PlanDeeds.Of(launch, $"restarted the countdown of “{launch.Title}”", now => now with { CountdownRun = launch.CountdownRun + 1 });

    public static Deed MoveSession(Launch launch, int session, LocalDateTime to) => OnSession(launch, session, $"moved session {session} of “{launch.Title}” to {to.Date}", now => now.MoveSession(session, to));

    /// <summary>That session and all that follow, as they stand: as many days away, at that hour.</summary>
    /// <param name="sessions">Those a workspace's launch has.</param>
    public static Deed MoveSessionsFrom(Launch launch, int session, int days, LocalTime hour, Func<Workspace, IReadOnlyList<Session>> sessions) =>
        new($"moved session {session} of “{launch.Title}” and all that follow", workspace =>
        {
            if (workspace.Launches.FirstOrDefault(l => l.Id == launch.Id) is not { } now) return Verdict.Refused("it was removed from the plan");
            var following = sessions(workspace).Where(s => s.IsHeld && s.Number >= session).ToList();
            return following.Count == 0
                ? Verdict.Refused("this session is not held any more")
                : workspace.With(now, l => following.Aggregate(l, (moved, s) => moved.MoveSession(s.Number, s.Day.PlusDays(days) + hour)));
        });

    /// <summary>It is lost; the others keep their days and numbers.</summary>
    public static Deed CancelSession(Launch launch, int session) => OnSession(launch, session, $"called off session {session} of “{launch.Title}”", now => now.CancelSession(session));

    public static Deed RestoreSession(Launch launch, int session) => OnSession(launch, session, $"put session {session} of “{launch.Title}” back in its place", now => now.RestoreSession(session));

    /// <summary>No session on that day: the series ends later and keeps its number.</summary>
    public static Deed SkipSessionOn(Launch launch, LocalDate day) => PlanDeeds.Of(launch, $"left out the session of “{launch.Title}” on {day}", now =>
        now.Sessions is null ? (null, "this launch has no sessions") : (now.SkipSessionOn(day), null));

    private static Deed OnSession(Launch launch, int session, FormattableString what, Func<Launch, Launch> verb) => PlanDeeds.Of(launch, what, now =>
        now.Sessions is not { } plan ? (null, "this launch has no sessions")
        : session < 1 || session > plan.Count ? (null, FormattableString.Invariant($"there is no session {session}; there are {plan.Count}"))
        : (verb(now), null));
}
