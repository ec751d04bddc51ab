using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Calendar;

/// <summary>An entry of the calendar: looked at, moved, left out. What dragging does with a script, this does without.</summary>
internal static class ItemPages
{
    private static readonly LocalTimePattern Hour = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    public static void MapItem(this RouteGroupBuilder pages)
    {
        pages.MapGet("/item/{reference}", async (string reference, HttpContext http, WorkspaceStore workspaces, Movables movables, CancellationToken stop) =>
            await workspaces.ReadAsync(http.Client().Id, stop) is { } snapshot && movables.Find(snapshot, reference) is { } movable && http.Client().May(movable.Shows)
                ? View.Of<ItemPage>(new { Model = Model(http, snapshot, movable, null, null) })
                : Gone(http));

        var changes = pages.MapGroup("").Needs(Access.Contributor);
        changes.MapPost("/item/{reference}/move", MoveAsync);
        changes.MapPost("/item/{reference}/{verb}", (string reference, string verb, HttpContext http, WorkspaceStore workspaces, Movables movables, CancellationToken stop) => DoAsync(reference, verb, http, workspaces, movables, stop));
    }

    private static async Task<IResult> MoveAsync(string reference, HttpContext http, WorkspaceStore workspaces, Movables movables, Mover mover, CancellationToken stop)
    {
        var client = http.Client();
        var form = await http.Request.ReadFormAsync(stop);
        if (await workspaces.ReadAsync(client.Id, stop) is not { } snapshot || movables.Find(snapshot, reference) is not { } movable) return Gone(http);
        if (!client.May(movable.Needs)) return http.Refused($"This needs {movable.Needs.Named()}’s access", Back(form, client), StatusCodes.Status403Forbidden);
        if (movable.Stays is { } stays) return http.Refused(stays, Back(form, client));
        var clock = ClockOf(http, snapshot);
        if (LocalDatePattern.Iso.Parse(form["to"].ToString()) is not { Success: true, Value: { Year: > 1900 and < 2200 } to })
            return Again("Say the day it should be on.");
        LocalTime? time = null;
        if (form["time"].ToString() is { Length: > 0 } typed)
        {
            if (Hour.Parse(typed.Length > 5 ? typed[..5] : typed) is not { Success: true, Value: var hour }) return Again("Say the hour as 14:30.");
            // An hour that was not changed is its own, whatever zone that is in.
            if (movable.When is not When.At at || clock.Of(at).Time != hour) time = hour;
        }
        if (movable.Preview is { } preview) return Administrator.SeeOther(preview(to));
        var from = LocalDatePattern.Iso.Parse(form["from"].ToString()) is { Success: true, Value: var seen } ? seen : (LocalDate?)null;
        var result = await mover.MoveAsync(client.Id, movable, clock, new(from, to, time, form["scope"] == "following", form["push"] == "true"), http.Actor(), stop);
        return await http.Done(result, Back(form, client), words => View.Of<ItemPage>(new { Model = Model(http, snapshot, movable, form, words) }, result is ChangeResult.Conflict ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity));

        IResult Again(string words) => http.Refused(words, Back(form, client), StatusCodes.Status422UnprocessableEntity,
            said => View.Of<ItemPage>(new { Model = Model(http, snapshot, movable, form, said) }, StatusCodes.Status422UnprocessableEntity));
    }

    private static async Task<IResult> DoAsync(string reference, string verb, HttpContext http, WorkspaceStore workspaces, Movables movables, CancellationToken stop)
    {
        var client = http.Client();
        var form = await http.Request.ReadFormAsync(stop);
        if (await workspaces.ReadAsync(client.Id, stop) is not { } snapshot || movables.Find(snapshot, reference) is not { } movable) return Gone(http);
        if (!client.May(movable.Needs)) return http.Refused($"This needs {movable.Needs.Named()}’s access", Back(form, client), StatusCodes.Status403Forbidden);
        if (movable.Stays is { } stays) return http.Refused(stays, Back(form, client));
        var deed = verb switch
        {
            "leave-out" => movable.LeaveOut?.Deed,
            "end" => movable.End,
            "no-day" => movable.WithoutDay,
            "relink" => movable.Relink,
            _ => null,
        };
        return deed is null ? Results.NotFound() : await http.Done(await workspaces.DoAsync(client.Id, http.Actor(), deed, stop), Back(form, client));
    }

    private static ItemModel Model(HttpContext http, WorkspaceSnapshot snapshot, Movable movable, IFormCollection? typed, string? error)
    {
        var (client, clock) = (http.Client(), ClockOf(http, snapshot));
        var locale = Locale.For(http.Person().Locale ?? snapshot.Workspace.Locale);
        var place = movable.When is { } when ? clock.Of(when) : (ReadersClock.Place?)null;
        var day = place?.Day;
        return new()
        {
            Reference = movable.Reference,
            Client = client.Key,
            Kind = movable.Kind.Key(),
            Title = movable.Title,
            About = movable.About,
            When = place is { } at ? locale.Format(at.Day, DayStyle.Full) + (at.Time is { } time ? $", {locale.Format(time)}" : at.Until > at.Day ? $" to {locale.Format(at.Until, DayStyle.Full)}" : "") : null,
            AtHome = place?.AtHome is { } home ? $"{locale.Format(home.Date, DayStyle.WeekdayShort)}, {locale.Format(home.TimeOfDay)} in {ReaderTime.City(snapshot.Workspace.Zone)}" : null,
            Day = typed?["to"].ToString() is { Length: > 0 } to ? to : day is { } d ? LocalDatePattern.Iso.Format(d) : null,
            SeenOn = day is { } seen ? LocalDatePattern.Iso.Format(seen) : null,
            Time = typed?["time"].ToString() is { Length: > 0 } hour ? hour : place?.Time is { } t ? Hour.Format(t) : null,
            HasTime = movable.HasTime,
            MayMove = client.May(movable.Needs) && movable.Stays is null,
            Stays = client.May(movable.Needs) && movable.Stays is { } stays ? Told.Sentence(stays) : null,
            IsRecurring = movable.Following is not null,
            CanPush = movable.CanPush,
            LeaveOut = movable.LeaveOut?.Words,
            End = movable.End is null ? null : movable.Reference.StartsWith("session", StringComparison.Ordinal) ? "Call this session off" : "End it from here on",
            CanLoseDay = movable.WithoutDay is not null,
            CanRelink = movable.Relink is not null,
            Page = movable.Page,
            Fill = movable.Fill,
            Preview = movable.Preview?.Invoke(day ?? default).Split('?')[0],
            Anchor = movable.Preview is null ? null : movable.Reference.Split(':')[2],
            Back = typed is null ? $"/w/{client.Key}/calendar{(day is { } shown ? $"?day={LocalDatePattern.Iso.Format(shown)}" : "")}" : Told.Local(typed["back"]),
            Shortcuts = day is { } begin ? [.. new[] { ("+1 day", 1), ("+1 week", 7), ("+2 weeks", 14) }.Select(s => new Option(LocalDatePattern.Iso.Format(begin.PlusDays(s.Item2)), s.Item1))] : [],
            Error = error,
            Following = typed?["scope"].ToString() == "following",
            Push = typed?["push"].ToString() == "true",
        };
    }

    internal static ReadersClock ClockOf(HttpContext http, WorkspaceSnapshot snapshot) => new(CalendarDesk.ZoneOf(http.Person(), snapshot.Workspace), snapshot.Workspace.Zone);

    private static string Back(IFormCollection form, Client client) => string.IsNullOrEmpty(form["back"]) ? $"/w/{client.Key}/calendar" : Told.Local(form["back"]);

    private static IResult Gone(HttpContext http) => http.Refused("It is not in the plan any more", $"/w/{http.Client().Key}/calendar", StatusCodes.Status404NotFound);
}
