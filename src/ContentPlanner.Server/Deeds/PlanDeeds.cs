using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Deeds;

/// <summary>
/// What people do with pieces, cadences and the parts of a period, through whichever door. Each finds its item by id, so that it
/// may have been renamed, moved or edited since somebody looked. Doing it twice is doing it once.
/// </summary>
public static class PlanDeeds
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("d MMMM yyyy");

    public static Deed PlanFor(ContentPiece piece, LocalDate day) => Of(piece, $"planned “{piece.Title}” for {day}", now => now.PlanFor(day));

    public static Deed ScheduleFor(ContentPiece piece, PublishMoment moment) => Of(piece, $"scheduled “{piece.Title}” for {moment.At.Date}", now => now.ScheduleFor(moment));

    /// <param name="url">Where it can be found; null: what is known stays.</param>
    public static Deed Publish(ContentPiece piece, PublishMoment moment, string? url = null) => Of(piece, $"published “{piece.Title}”", now =>
        now.Status == PieceStatus.Published && (url is null || url == now.Url) ? now : now.PublishedAt(moment, url));

    public static Deed Retire(ContentPiece piece) => Of(piece, $"retired “{piece.Title}”", now => now.Retire());

    public static Deed BackToIdea(ContentPiece piece) => Of(piece, $"took “{piece.Title}” off the calendar", now => now.BackToIdea());

    /// <summary>Leaves out the place of that day; the rule gives the day.</summary>
    public static Deed SkipOn(Cadence cadence, LocalDate day) => OnDay(cadence, day, $"left out “{cadence.Title}” on {day}", series => series.Skip(day));

    /// <param name="day">The day the rule gives.</param>
    public static Deed MoveOn(Cadence cadence, LocalDate day, LocalDateTime to) => OnDay(cadence, day, $"moved “{cadence.Title}” of {day} to {to.Date}", series => series.MoveOccurrence(day, to));

    /// <summary>The place of that day is where and when the rule says.</summary>
    public static Deed RestoreOn(Cadence cadence, LocalDate day) =>
        OnDay(cadence, day, $"put “{cadence.Title}” of {day} back in its place", series => series.MoveOccurrence(day, day + (series.Time ?? LocalTime.Midnight)));

    public static Deed Close(TakeAway takeAway, LocalDate on, string? outcome = null) => Of(takeAway, $"ticked off “{takeAway.What}”", now =>
        now.ClosedOn is not null && (outcome is null || outcome == now.Outcome) ? now : now with { ClosedOn = now.ClosedOn ?? on, Outcome = outcome ?? now.Outcome });

    public static Deed Reopen(TakeAway takeAway) => Of(takeAway, $"reopened “{takeAway.What}”", now => now with { ClosedOn = null });

    public static Deed Fill(OpenRole role, LocalDate on) => Of(role, $"filled the role {role.Role}", now => now.FilledOn is null ? now with { FilledOn = on } : now);

    public static Deed Done(CommunicationStep step, LocalDate on) => Of(step, $"finished “{step.Title}”", now => now.DoneOn is null ? now with { DoneOn = on } : now);

    /// <summary>What the measure said on a day; another reading of that day is replaced.</summary>
    public static Deed Read(Intention intention, Reading reading) => Of(intention, $"read {reading.Value} for “{intention.Title}” on {reading.On}", now =>
        now with { Readings = now.Readings.Where(r => r.On != reading.On).Append(reading).OrderBy(r => r.On).ToValueList() });

    public static Deed Unread(Intention intention, LocalDate on) => Of(intention, $"took back the reading of {on} for “{intention.Title}”", now =>
        now with { Readings = now.Readings.Where(r => r.On != on).ToValueList() });

    internal static Deed Of<T>(T item, FormattableString what, Func<T, T> verb) where T : PlanItem => Of(item, what, now => (verb(now), null));

    internal static Deed Of<T>(T item, FormattableString what, Func<T, (T? After, string? Why)> verb) where T : PlanItem => new(what, workspace =>
    {
        if (workspace.PathTo(item.Id!.Value) is not [.., T now]) return Verdict.Refused("it was removed from the plan");
        var (after, why) = verb(now);
        if (after is null) return Verdict.Refused(why!);
        return after == now ? workspace : workspace.With(now, _ => after);
    });

    private static Deed OnDay(Cadence cadence, LocalDate day, FormattableString what, Func<Series, Series> verb) => Of(cadence, what, now =>
        now.Series.FallsOn(day) ? (now with { Series = verb(now.Series) }, null) : (null, $"“{now.Title}” has no place on {Day.Format(day)}"));
}
