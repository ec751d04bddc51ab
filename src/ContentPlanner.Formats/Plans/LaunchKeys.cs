using System.Globalization;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a launch.</summary>
internal static class LaunchKeys
{
    /// <summary>
    /// Key and version of a blueprint: <c>book-launch@1</c>. Version 0 where none is named, which is a mistake, told once
    /// the blueprints are known (<see cref="LaunchChecks"/>): until then the launch can still be held against one of them.
    /// </summary>
    private static readonly Word<(string Key, int Version)> Blueprint = new("a blueprint with its version such as book-launch@1", (string text, out (string Key, int Version) value) =>
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        value = at < 0 ? (text, 0) : (text[..at], int.TryParse(text.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);
        return value.Key.Length > 0 ? null : $"'{text}' is no blueprint with its version: write one such as book-launch@1";
    }, Name);

    private static readonly Noun<AnchorDay> AnchorDay = new Noun<AnchorDay>("anchor day", "The day a launch gives to an anchor.", new("", default)) { Compact = true }
        .Must("day", DayWords.Day, "The day.", a => a.Day, (a, v) => a with { Day = v })
        .May("announced", DayWords.Day, "The day first told to the world, for rules on slipping.", a => a.Announced, (a, v) => a with { Announced = v })
        .May("override", Words.Title, "Why a rule about it is broken on purpose.", a => a.OverrideReason, (a, v) => a with { OverrideReason = v });

    private static readonly Entries<AnchorDay, AnchorDay> Anchors = new("anchors with their days such as {publication: 2027-05-11}", Words.Key,
        new Brief<AnchorDay, NodaTime.LocalDate>(DayWords.Day, day => new("", day), a => (a is { Announced: null, OverrideReason: null }, a.Day), AnchorDay),
        (name, day) => day with { Anchor = name }, a => (a.Anchor, a));

    private static readonly Entries<RoleHolder, string> Roles = new("roles with their members such as {designer: studio}", Words.Key, Words.Reference(PlanKinds.Member),
        (role, member) => new(role, member), r => (r.Role, r.Member));

    private static readonly Noun<SessionChange> Change = new Noun<SessionChange>("session change", "What is different about one session.", new() { Session = 0 }) { Compact = true }
        .Must("session", Words.Whole(1, Recurrence.MaxCount), "The session's number, from 1.", c => c.Session, (c, v) => c with { Session = v })
        .May("moved-to", DayWords.Moment, "When it is held instead.", c => c.MovedTo, (c, v) => c with { MovedTo = v })
        .May("cancelled", Words.Flag, "Whether it is lost; to hold it later, skip its day instead.", c => c.Cancelled, (c, v) => c with { Cancelled = v })
        .May("title", Words.Text, "A title of its own.", c => c.Title, (c, v) => c with { Title = v })
        .May("place", Words.Text, "A place or link of its own.", c => c.Place, (c, v) => c with { Place = v })
        .May("note", Words.Text, "Why it is different.", c => c.Note, (c, v) => c with { Note = v });

    private static readonly Noun<SessionPlan> Sessions = new Noun<SessionPlan>("sessions", "The sessions of a group: one series from its start.", new() { Count = 1, Time = default })
        .Must("count", Words.Whole(1, Recurrence.MaxCount), "How many.", s => s.Count, (s, v) => s with { Count = v })
        .May("on", Words.ListOf(DayWords.Weekday), "On which weekdays; the one of the start if not said.", s => s.Weekdays, (s, v) => s with { Weekdays = v })
        .May("every", Words.Whole(1, 52), "Every so many weeks; 1 if not said.", s => s.EveryWeeks, (s, v) => s with { EveryWeeks = v })
        .Must("time", DayWords.Time, "At what time.", s => s.Time, (s, v) => s with { Time = v })
        .May("zone", ZoneWords.Zone, "The zone of that time; the workspace's if not said.", s => s.Zone, (s, v) => s with { Zone = v })
        .May("duration", SpanWords.Minutes, "How long each lasts; 1h if not said.", s => s.DurationMinutes, (s, v) => s with { DurationMinutes = v })
        .May("place", Words.Text, "A place, or the link to the room.", s => s.Place, (s, v) => s with { Place = v })
        .May("title", Words.Text, "What each is called; {n} is its number.", s => s.Title, (s, v) => s with { Title = v })
        .May("recipe", Words.Reference(LibraryKinds.Recipe), "What is made of each session afterwards.", s => s.Recipe, (s, v) => s with { Recipe = v })
        .May("skip", Words.ListOf(DayWords.Day), "Days without a session, beside holidays and blackouts; the group ends later.", s => s.Skipped, (s, v) => s with { Skipped = v })
        .May("changes", Words.ListOf(Change), "Sessions that are moved, lost or different.", s => s.Changes, (s, v) => s with { Changes = v })
        .Check((s, place) =>
        {
            var seen = new HashSet<int>();
            foreach (var change in s.Changes)
            {
                var at = place.Proof.PlaceOf(change);
                if (!at.Has("session")) continue;
                if (!seen.Add(change.Session)) at.Wrong("session", $"session {change.Session} is changed a second time: put both changes together");
                if (place.Has("count") && change.Session > s.Count) at.Wrong("session", string.Create(CultureInfo.InvariantCulture, $"there are only {s.Count} sessions"));
                if (change is { Cancelled: true, MovedTo: not null }) at.Wrong("cancelled", "a session is either moved or lost: keep one");
            }
        });

    private static readonly Noun<StepOverride> Override = new Noun<StepOverride>("override", "Where the launch departs from a step of its blueprint.", new() { Step = "" }) { Compact = true }
        .Must("step", Words.Key, "The step's key in the blueprint.", o => o.Step, (o, v) => o with { Step = v })
        .May("leave-out", Words.Flag, "Whether the step is left out.", o => o.LeaveOut, (o, v) => o with { LeaveOut = v })
        .May("offset", SpanWords.Rule, "Another day.", o => o.Offset, (o, v) => o with { Offset = v })
        .May("title", Words.Text, "Another title.", o => o.Title, (o, v) => o with { Title = v })
        .May("role", Words.Role, "Another role.", o => o.Role, (o, v) => o with { Role = v })
        .May("time", DayWords.Time, "Another time of day.", o => o.Time, (o, v) => o with { Time = v })
        .May("roll", Words.Choice<Roll>(), "Another way off non-working days.", o => o.Roll, (o, v) => o with { Roll = v });

    private static readonly Noun<Debrief> Debrief = new Noun<Debrief>("debrief", "What people wrote down when they looked back on a launch.", new(default)) { Compact = true }
        .Must("on", DayWords.Day, "The day they did.", d => d.On, (d, v) => d with { On = v })
        .May("worked", Words.Text, "What worked, to keep.", d => d.Worked, (d, v) => d with { Worked = v })
        .May("did-not", Words.Text, "What did not, to change.", d => d.DidNot, (d, v) => d with { DidNot = v });

    public static readonly Noun<Launch> Launch = new Noun<Launch>("launch", "Something with a day that everything else hangs on.", new() { Key = "", Title = "", Blueprint = "" })
        .Named(PlanKinds.Launch)
        .Must("title", Words.Title, "What it is called.", l => l.Title, (l, v) => l with { Title = v })
        .Must("blueprint", Blueprint, "How it is planned backward.", l => (l.Blueprint, l.BlueprintVersion), (l, v) => l with { Blueprint = v.Item1, BlueprintVersion = v.Item2 })
        .May("status", Words.Choice<LaunchStatus>(), "How it stands; planned if not said. Postponed keeps everything off the calendar until there is a new day.", l => l.Status, (l, v) => l with { Status = v })
        .May("since", DayWords.Day, "The day it was postponed or cancelled.", l => l.StatusSince, (l, v) => l with { StatusSince = v })
        .May("anchors", Anchors, "The days everything is counted from; those not given follow from the blueprint.", l => l.Anchors, (l, v) => l with { Anchors = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who leads it; owns what no role does.", l => l.Owner, (l, v) => l with { Owner = v })
        .May("intention", Words.Reference(PlanKinds.Intention), "The intention it serves.", l => l.Intention, (l, v) => l with { Intention = v })
        .May("pillar", Words.Reference(PlanKinds.Pillar), "The pillar it belongs to.", l => l.Pillar, (l, v) => l with { Pillar = v })
        .May("url", Words.Url, "Where people join or buy.", l => l.Url, (l, v) => l with { Url = v })
        .May("promise", Words.Text, "What it is, for whom, and what it promises, in one sentence a stranger understands; texts use it.", l => l.Promise, (l, v) => l with { Promise = v })
        .May("roles", Roles, "Members for roles, in this launch only.", l => l.Roles, (l, v) => l with { Roles = v })
        .May("frozen-on", DayWords.Day, "From this day on, frozen anchors must not move.", l => l.FrozenOn, (l, v) => l with { FrozenOn = v })
        .May("sessions", Sessions, "The sessions of a group.", l => l.Sessions, (l, v) => l with { Sessions = v })
        .May("overrides", Words.ListOf(Override), "Where it departs from its blueprint.", l => l.Overrides, (l, v) => l with { Overrides = v })
        .May("steps", Words.ListOf(BlueprintKeys.Step), "Steps of its own, written as in a blueprint.", l => l.Steps, (l, v) => l with { Steps = v })
        .May("countdown-run", Words.Whole(1, 1000), "Grows when the countdown is started again; 1 if not said.", l => l.CountdownRun, (l, v) => l with { CountdownRun = v })
        .May("debrief", Debrief, "What people wrote down when they looked back on it.", l => l.Debrief, (l, v) => l with { Debrief = v })
        .Check((l, place) =>
        {
            if (place.Has("blueprint") && l.BlueprintVersion > 0) place.Proof.Refer(PlanKinds.Blueprint, Name((l.Blueprint, l.BlueprintVersion)), place.Of("blueprint"));
        })
        .Kept();

    public static string Name((string Key, int Version) blueprint) => string.Create(CultureInfo.InvariantCulture, $"{blueprint.Key}@{blueprint.Version}");
}
