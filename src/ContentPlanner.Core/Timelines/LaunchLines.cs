using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>Launches: their anchors, the marks of their countdowns, and the sessions of coaching groups as one series.</summary>
internal static class LaunchLines
{
    private const int AnchorMinutes = 30;

    public static IEnumerable<Entry> Of(Frame frame) => frame.Schedule.Launches.SelectMany(launch => Of(frame, launch));

    public static IEnumerable<Entry> Of(Frame frame, LaunchSchedule launch)
    {
        foreach (var anchor in launch.Anchors)
            if (anchor.Shown && anchor.Status != LaunchStatus.Postponed && WhenOf(frame, anchor) is var when && when.Overlaps(frame.Window))
                yield return Anchor(frame, launch, anchor, when);
        foreach (var mark in launch.Marks)
            if (mark.Status != LaunchStatus.Postponed && frame.Window.Contains(mark.Day))
                yield return Mark(frame, launch, mark);
        if (Sessions(frame, launch) is { } sessions) yield return sessions;
    }

    private static Entry Anchor(Frame frame, LaunchSchedule launch, Anchor anchor, When when) => frame.Stamped(new()
    {
        Uid = frame.Uid("anchor", anchor.Id, Facet.Anchor),
        Type = "anchor",
        Key = anchor.Key,
        Facet = Facet.Anchor,
        When = when,
        Title = $"{launch.Launch.Title}: {anchor.Title}",
        Category = Categories.Launch,
        Status = StatusOf(anchor.Status),
        State = Wording.State(anchor.Status),
        Owner = launch.Launch.Owner,
        Reason = anchor.Reason.Length == 0 ? anchor.Title : $"{anchor.Reason} · {anchor.Title}",
        Description = Wording.Lines([
            Wording.Labelled(launch.Blueprint.Kind, launch.Launch.Title),
            Wording.Labelled("The promise", launch.Launch.Promise),
            .. anchor.Constraints.Select(c => Wording.Labelled("Keep in mind", c.Why))]),
        Url = launch.Launch.Url,
        Launch = launch.Key,
        Pillar = launch.Launch.Pillar,
        Critical = true,
        ClosedOn = ClosedOn(launch, anchor.Status),
    }, launch.Launch);

    /// <summary>Half an hour, or what is left of the day: a cart that closes at 23:59 does not close tomorrow.</summary>
    private static When WhenOf(Frame frame, Anchor anchor)
    {
        var left = anchor.Time is { } time ? (int)(24 * 60 - time.TickOfDay / NodaConstants.TicksPerMinute) : 0;
        return frame.When(anchor.Day, anchor.Time, null, Math.Min(AnchorMinutes, left));
    }

    /// <summary>The distance stands in the title because it never changes: on that day it is always so many days to go.</summary>
    private static Entry Mark(Frame frame, LaunchSchedule launch, Mark mark)
    {
        var posts = mark.Definition.Posts.Where(p => frame.Workspace.Uses(frame.Schedule.Library, p.Channel)).Select(p => frame.ChannelName(p.Channel)).Distinct().ToArray();
        return frame.Stamped(new()
        {
            Uid = frame.Uid("mark", mark.Id, Facet.Mark),
            Type = "mark",
            Key = mark.Key,
            Facet = Facet.Mark,
            When = new When.AllDay(mark.Day),
            Title = $"{launch.Launch.Title}: {launch.Words(mark)} ({mark.Label})",
            Category = Categories.Launch,
            Status = StatusOf(mark.Status),
            State = Wording.State(mark.Status),
            Owner = launch.Launch.Owner,
            Reason = $"{mark.Label} · countdown to {launch.CountsTo()}",
            Description = posts.Length == 0 ? null : $"Posts are prepared for: {string.Join(", ", posts)}",
            Url = launch.Launch.Url,
            Launch = launch.Key,
            Pillar = launch.Launch.Pillar,
            ClosedOn = ClosedOn(launch, mark.Status),
        }, launch.Launch);
    }

    /// <summary>
    /// One recurring line. When the launch is called off midway, the sessions that were held stay and the others are left
    /// out of the series; called off before the first, the whole series is cancelled.
    /// </summary>
    private static Entry? Sessions(Frame frame, LaunchSchedule launch)
    {
        if (launch.Sessions is not { Series: { } series } sessions) return null;
        var held = sessions.Sessions.Where(s => s.IsHeld).ToArray();
        var cancelled = held.Length == 0 && launch.Launch.Status == LaunchStatus.Cancelled;
        if (!cancelled)
            series = series with { Skipped = series.Skipped.Concat(sessions.Sessions.Where(s => !s.IsHeld).Select(s => s.RuleDay)).Distinct().Order().ToValueList() };
        if (RecurringLine.Of(series, frame) is not { } line) return null;

        return frame.Stamped(new()
        {
            Uid = frame.Uid("session", sessions.Id, Facet.Session),
            Type = "session",
            Key = launch.Key,
            Facet = Facet.Session,
            When = line.First,
            Rule = line.Rule,
            Skipped = line.Skipped,
            Variations = Variations(launch.Launch, held, sessions.Place),
            Title = $"{launch.Launch.Title}: live session",
            Category = Categories.Coaching,
            Status = cancelled ? EntryStatus.Cancelled : EntryStatus.Confirmed,
            State = Wording.State(cancelled ? LaunchStatus.Cancelled : LaunchStatus.Planned),
            Owner = held.FirstOrDefault()?.Owner ?? launch.Launch.Owner,
            Reason = $"{Count(sessions.Sessions.Count)}, {series.Rule.InWords(series.Start)}",
            Description = Wording.Lines(
                launch.Launch.Promise,
                Wording.Labelled(IsLink(sessions.Place) ? "Join" : "Place", sessions.Place),
                Pauses(sessions)),
            Location = sessions.Place,
            Url = launch.Launch.Url,
            Launch = launch.Key,
            Pillar = launch.Launch.Pillar,
            ClosedOn = cancelled ? launch.Launch.StatusSince : null,
        }, launch.Launch);
    }

    /// <summary>Sessions that were moved, or have a name or a place of their own.</summary>
    private static ValueList<Variation> Variations(Launch launch, Session[] held, string? place)
    {
        var named = launch.Sessions?.Changes.Where(c => c.Title is not null).Select(c => c.Session).ToHashSet() ?? [];
        return held
            .Where(s => s.IsMoved || s.Place != place || named.Contains(s.Number))
            .Select(s => new Variation(s.RuleDay, s.When, named.Contains(s.Number) ? $"{launch.Title}: {s.Title}" : null, s.Place == place ? null : s.Place))
            .ToValueList();
    }

    private static string Count(int sessions) => sessions == 1 ? "1 session" : string.Create(CultureInfo.InvariantCulture, $"{sessions} sessions");

    private static string? Pauses(SessionSchedule sessions)
    {
        var why = sessions.SkippedDays.Where(d => d.Day > sessions.Sessions[0].RuleDay && d.Why != "skipped").Select(d => d.Why).Distinct().ToArray();
        return why.Length == 0 ? null : $"No session over: {string.Join(", ", why)}";
    }

    private static bool IsLink(string? place) => place?.StartsWith("http", StringComparison.Ordinal) == true;

    private static EntryStatus StatusOf(LaunchStatus status) => status == LaunchStatus.Cancelled ? EntryStatus.Cancelled : EntryStatus.Confirmed;

    private static LocalDate? ClosedOn(LaunchSchedule launch, LaunchStatus status) => status == LaunchStatus.Cancelled ? launch.Launch.StatusSince : null;
}
