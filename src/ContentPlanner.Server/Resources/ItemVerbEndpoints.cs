using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Resources;

internal sealed record MomentBody(LocalDateTime? At = null, DateTimeZone? Zone = null, string? Url = null);

internal sealed record ScheduleBody(LocalDateTime At, DateTimeZone? Zone = null);

internal sealed record AnchorBody(string Anchor);

internal sealed record SessionMoveBody(LocalDateTime To);

internal sealed record OutcomeBody(LocalDate? On = null, string? Outcome = null);

internal sealed record ReadingBody(LocalDate On, decimal Value, string? Note = null);

internal sealed record OccurrenceMoveBody(LocalDateTime To);

/// <summary>Verbs of items: what happens to a piece, a launch, a place of a cadence, a take-away, a measure.</summary>
internal static class ItemVerbEndpoints
{
    public static void MapItemVerbs(this IEndpointRouteBuilder app)
    {
        Pieces(app);
        Launches(app);
        Cadences(app);
        Periods(app);
        Verb<ImportSource, NothingBody>(app, "pause", "pauseSource", "It is not looked at for the time being", (source, _, _, _) => SourceDeeds.Pause(source), new());
        Verb<ImportSource, NothingBody>(app, "resume", "resumeSource", "It is looked at again", (source, _, _, _) => SourceDeeds.Resume(source), new());
    }

    private static void Pieces(IEndpointRouteBuilder app)
    {
        Verb<ContentPiece, PinBody>(app, "plan", "planPiece", "Plan it for a day; an idea is one no longer", (piece, body, _, _) => PlanDeeds.PlanFor(piece, body.Day), null);
        Verb<ContentPiece, ScheduleBody>(app, "schedule", "schedulePiece", "It goes out by itself at a moment", (piece, body, _, _) => PlanDeeds.ScheduleFor(piece, new(body.At, body.Zone)), null);
        Verb<ContentPiece, MomentBody>(app, "publish", "publishPiece", "It is out: since when (now if not said), at which address; tasks follow", (piece, body, now, _) => PlanDeeds.Publish(piece, new(body.At ?? now, body.Zone), body.Url), new());
        Verb<ContentPiece, NothingBody>(app, "retire", "retirePiece", "Nothing is made of it any more", (piece, _, _, _) => PlanDeeds.Retire(piece), new());
        Verb<ContentPiece, NothingBody>(app, "unplan", "unplanPiece", "An idea again, without a day", (piece, _, _, _) => PlanDeeds.BackToIdea(piece), new());
    }

    private static void Launches(IEndpointRouteBuilder app)
    {
        Verb<Launch, ClosingDayBody>(app, "postpone", "postponeLaunch", "Without a new date: open items leave calendar and digest", (launch, body, now, _) => LaunchDeeds.Postpone(launch, body.On ?? now.Date), new());
        Verb<Launch, ClosingDayBody>(app, "cancel", "cancelLaunch", "Call it off", (launch, body, now, _) => LaunchDeeds.Cancel(launch, body.On ?? now.Date), new());
        Verb<Launch, NothingBody>(app, "resume", "resumeLaunch", "It takes place after all", (launch, _, _, _) => LaunchDeeds.Resume(launch), new());
        Verb<Launch, ClosingDayBody>(app, "freeze", "freezeLaunch", "From this day on its frozen anchors must not move", (launch, body, now, _) => LaunchDeeds.Freeze(launch, body.On ?? now.Date), new());
        Verb<Launch, AnchorBody>(app, "announce", "announceLaunch", "The world has been told of the day an anchor has", (launch, body, _, _) => LaunchDeeds.Announce(launch, body.Anchor), null);
        Verb<Launch, NothingBody>(app, "restart-countdown", "restartCountdown", "Send the mails of its countdown again as their days come", (launch, _, _, _) => LaunchDeeds.RestartCountdown(launch), new());
        Verb<Launch, SessionMoveBody>(app, "sessions/{session:int}/move", "moveSession", "Hold a session at another moment", (launch, body, _, part) => LaunchDeeds.MoveSession(launch, Number(part), body.To), null);
        Verb<Launch, NothingBody>(app, "sessions/{session:int}/cancel", "cancelSession", "A session is lost; the others keep their days and numbers", (launch, _, _, part) => LaunchDeeds.CancelSession(launch, Number(part)), new());
        Verb<Launch, NothingBody>(app, "sessions/{session:int}/restore", "restoreSession", "A session is held when the series says", (launch, _, _, part) => LaunchDeeds.RestoreSession(launch, Number(part)), new());
        Verb<Launch, PinBody>(app, "sessions/skip", "skipSessionDay", "No session on a day: the group ends later", (launch, body, _, _) => LaunchDeeds.SkipSessionOn(launch, body.Day), null);
    }

    private static void Cadences(IEndpointRouteBuilder app)
    {
        Verb<Cadence, NothingBody>(app, "occurrences/{day}/skip", "skipOccurrence", "Leave out the place of a day", OnDay<NothingBody>((cadence, day, _) => PlanDeeds.SkipOn(cadence, day)), new());
        Verb<Cadence, OccurrenceMoveBody>(app, "occurrences/{day}/move", "moveOccurrence", "Hold the place of a day at another moment", OnDay<OccurrenceMoveBody>((cadence, day, body) => PlanDeeds.MoveOn(cadence, day, body.To)), null);
        Verb<Cadence, NothingBody>(app, "occurrences/{day}/restore", "restoreOccurrence", "The place of a day is where the rule says", OnDay<NothingBody>((cadence, day, _) => PlanDeeds.RestoreOn(cadence, day)), new());
    }

    private static void Periods(IEndpointRouteBuilder app)
    {
        Verb<TakeAway, OutcomeBody>(app, "close", "closeTakeAway", "Tick it off: when, and what came of it", (takeAway, body, now, _) => PlanDeeds.Close(takeAway, body.On ?? now.Date, body.Outcome), new());
        Verb<TakeAway, NothingBody>(app, "reopen", "reopenTakeAway", "Open it again", (takeAway, _, _, _) => PlanDeeds.Reopen(takeAway), new());
        Verb<OpenRole, ClosingDayBody>(app, "fill", "fillRole", "Somebody was found", (role, body, now, _) => PlanDeeds.Fill(role, body.On ?? now.Date), new());
        Verb<CommunicationStep, ClosingDayBody>(app, "done", "finishCommunication", "It was told", (step, body, now, _) => PlanDeeds.Done(step, body.On ?? now.Date), new());
        Verb<Intention, ReadingBody>(app, "readings", "addReading", "What the measure said on a day; another reading of that day is replaced", (intention, body, _, _) => PlanDeeds.Read(intention, new(body.On, body.Value, body.Note)), null);
        Verb<Intention, NothingBody>(app, "readings/{day}/remove", "removeReading", "Take the reading of a day back", (intention, _, _, part) => Queries.TryDay(part, out var day) && day is { } on ? PlanDeeds.Unread(intention, on) : null, new());
    }

    private static Func<Cadence, T, LocalDateTime, string?, Deed?> OnDay<T>(Func<Cadence, LocalDate, T, Deed> deed) =>
        (cadence, body, _, part) => Queries.TryDay(part, out var day) && day is { } on ? deed(cadence, on, body) : null;

    private static int Number(string? part) => int.Parse(part!, System.Globalization.CultureInfo.InvariantCulture);

    /// <param name="deed">Of the item, what was sent, the wall's clock where the person is, and what else the address names; null: that names nothing.</param>
    private static void Verb<T, TBody>(IEndpointRouteBuilder app, string verb, string id, string summary, Func<T, TBody, LocalDateTime, string?, Deed?> deed, TBody? otherwise) where T : PlanItem where TBody : class
    {
        var form = ItemForms.All.Single(f => f.Kind.Type == typeof(T));
        app.MapClientApi(form.Path(), form.Reading()).WithTags(Tag(form)).MapPost($"/{{{form.Parameter()}}}/{verb}", async (HttpContext http, WorkspaceStore workspaces, IClock clock) =>
        {
            var (body, problem) = await http.SentAsync(otherwise);
            if (body is null) return problem!;
            if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now || form.Find(now.Workspace, http.Request.RouteValues) is not (_, T item)) return Api.Missing($"There is no such {form.Name}.");
            var wall = clock.GetCurrentInstant().InZone((http.Person().Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null) ?? now.Workspace.Zone).LocalDateTime;
            var minute = wall.Date + new LocalTime(wall.Hour, wall.Minute);
            var part = (http.GetRouteValue("day") ?? http.GetRouteValue("session")) as string;
            return deed(item, body, minute, part) is { } done ? Answers.Of(await workspaces.DoAsync(http.Client().Id, http.Actor(), done, http.RequestAborted)) : Api.Missing("The address names no day: write one such as 2027-05-11.");
        }).Needs(form.Writing()).Says(Verbs.Operation<TBody>(id, summary, otherwise is not null));
    }

    private static string Tag(ItemForm form) => form.Collection.Spelled();
}
