using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Deeds;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Pieces;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Calendar;

/// <summary>Finds what an entry of the calendar is about, and what moving it means.</summary>
internal sealed class Movables(Desks desks, Libraries libraries, TaskDeeds tasks, MilestoneDeeds milestones)
{
    /// <summary>Null: it is not in the plan any more, or nobody moves it.</summary>
    public Movable? Find(WorkspaceSnapshot snapshot, string reference)
    {
        var workspace = snapshot.Workspace;
        var parts = reference.Split(':');
        if (parts.Length < 2 || !Guid.TryParse(parts[1], out var id)) return null;
        var root = $"/w/{workspace.Key}";
        return parts[0] switch
        {
            "piece" => workspace.Pieces.FirstOrDefault(p => p.Id == id) is { } piece ? Piece(workspace, reference, piece, root) : null,
            "task" => TaskDeeds.Find(desks.Of(workspace).Schedule, id.ToString()) is { } task ? Task(workspace, reference, task, root) : null,
            "milestone" => MilestoneDeeds.Find(desks.Of(workspace).Schedule, id.ToString()) is { } milestone ? Milestone(workspace, reference, milestone, root) : null,
            "slot" => parts.Length > 2 && LocalDatePattern.Iso.Parse(parts[2]) is { Success: true, Value: var day } && workspace.Cadences.FirstOrDefault(c => c.Id == id) is { } cadence && cadence.Series.FallsOn(day)
                ? Slot(workspace, reference, cadence, day, root) : null,
            "session" => parts.Length > 2 && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Session(workspace, reference, id, number, root) : null,
            "anchor" => parts.Length > 2 ? Anchor(workspace, reference, id, parts[2], root) : null,
            "note" => workspace.Notes.FirstOrDefault(n => n.Id == id) is { } note ? Note(workspace, reference, note) : null,
            _ => null,
        };
    }

    private Movable Piece(Workspace workspace, string reference, ContentPiece piece, string root)
    {
        var zone = piece.Publish?.Zone ?? workspace.Zone;
        return new()
        {
            Reference = reference,
            Kind = CalendarKinds.OfFormat(piece.Format),
            Title = piece.Title,
            About = string.Join(" · ", new[] { piece.Channel is { } channel ? workspace.ChannelName(libraries.Of(workspace).Library, channel) : Spelling.Spelled(piece.Format), Words.Of(piece.Status), Names.NameOf(workspace, piece.Owner) }.OfType<string>()),
            When = WhenOf(piece),
            Zone = zone,
            HasTime = true,
            To = (day, time) => time is { } hour ? At(piece, new(day + hour, piece.Publish?.Zone)) : PlanDeeds.PlanFor(piece, day),
            Now = now => now.Pieces.FirstOrDefault(p => p.Id == piece.Id) is { } found ? WhenOf(found) : null,
            Item = piece.Id,
            Shows = PieceList.Shows(piece),
            Needs = Access.Contributor,
            CanPush = piece.Channel is not null,
            Stays = piece.Status == PieceStatus.Published ? "It is out and keeps its day. On its page you can correct when it went out" : null,
            WithoutDay = piece.Day is null ? null : PlanDeeds.BackToIdea(piece),
            Page = $"{root}/pieces/{piece.Id}",
        };

        When? WhenOf(ContentPiece of) => of.Publish is { } at ? new When.At(at.At, at.Zone ?? workspace.Zone, 30) : of.PlannedOn is { } day ? new When.AllDay(day) : null;
    }

    /// <summary>An hour for its day: whether it goes out by itself is another question.</summary>
    private static Deed At(ContentPiece piece, PublishMoment moment) =>
        PlanDeeds.Of(piece, $"planned “{piece.Title}” for {moment.At.Date}", now => now.PlanFor(moment.At.Date) with { Publish = moment });

    private Movable Task(Workspace workspace, string reference, ContentTask task, string root) => new()
    {
        Reference = reference,
        Kind = CalendarKind.Social,
        Title = task.Title,
        About = string.Join(" · ", new[] { workspace.ChannelName(libraries.Of(workspace).Library, task.Channel), task.Reason, Filled(workspace, task), Names.NameOf(workspace, task.Owner) }.OfType<string>()),
        When = new When.AllDay(task.Due),
        Zone = workspace.Zone,
        To = (day, _) => Awake(tasks.Pin(task, day), task),
        Now = now => TaskDeeds.Find(desks.Of(now).Schedule, task.Id.ToString()) is { } found ? new When.AllDay(found.Due) : null,
        Decision = task.Key.ToString(),
        Stays = task.Status.IsClosed() ? "It is closed and keeps its day. On its page you can open it again" : null,
        Shows = task.Private ? Access.Contributor : Access.ClientViewer,
        Needs = Access.Contributor,
        LeaveOut = ("Decide against it", tasks.Skip(task, desks.Of(workspace).Schedule.Today)),
        Relink = task.Decision?.Day is null ? null : tasks.Relink(task),
        Page = $"{root}/tasks/{task.Id}",
    };

    /// <summary>The slot it fills in its week; null: none.</summary>
    private string? Filled(Workspace workspace, ContentTask task)
    {
        var day = task.Status.IsClosed() ? task.Day : task.Due;
        return desks.Of(workspace).Schedule.Slots(WholeWeeks.Of(new(day, day))).FirstOrDefault(s => s.Task?.Id == task.Id) is { } slot ? $"{Words.Fills(slot, day)}, {slot.Cadence.Title}" : null;
    }

    /// <summary>Put on a day by hand, it does not wait for the day it was put off to as well.</summary>
    private static Deed Awake(Deed pin, ContentTask task) => pin with
    {
        Verb = workspace => pin.Verb(workspace) is { After: { } after } ? after.Snooze(task, null) : pin.Verb(workspace),
    };

    private Movable Milestone(Workspace workspace, string reference, Milestone milestone, string root) => new()
    {
        Reference = reference,
        Kind = milestone.Launch is null ? CalendarKind.Plan : CalendarKind.Launch,
        Title = milestone.Title,
        About = string.Join(" · ", new[] { workspace.Launches.FirstOrDefault(l => l.Key == milestone.Launch)?.Title, Why(milestone), milestone.Outside ?? Names.NameOf(workspace, milestone.Owner) }.OfType<string>()),
        When = WhenOf(milestone),
        Zone = milestone.Zone ?? workspace.Zone,
        To = (day, _) => milestones.Pin(milestone, day),
        Now = now => MilestoneDeeds.Find(desks.Of(now).Schedule, milestone.Id.ToString()) is { } found ? WhenOf(found) : null,
        Decision = milestone.Key,
        Stays = milestone.Status.IsClosed() ? "It is closed and keeps its day. On its page you can open it again" : null,
        Needs = Access.Strategist,
        Relink = milestone.Link == Link.Linked ? null : milestones.Relink(milestone),
        LeaveOut = ("Decide against it", milestones.Skip(milestone, desks.Of(workspace).Schedule.Today)),
        Page = milestone.Launch is { } launch ? $"{root}/launches/{launch}" : $"{root}/plan",
    };

    /// <summary>Its title stands above already.</summary>
    private static string Why(Milestone milestone) => milestone.Reason.EndsWith($" · {milestone.Title}", StringComparison.Ordinal) ? milestone.Reason[..^(milestone.Title.Length + 3)] : milestone.Reason;

    private static When.AllDay WhenOf(Milestone milestone) => new(milestone.Day);

    private Movable Slot(Workspace workspace, string reference, Cadence cadence, LocalDate day, string root)
    {
        var hour = cadence.Series.Time ?? LocalTime.Midnight;
        return new()
        {
            Reference = reference,
            Kind = CalendarKinds.OfSlot(cadence.Format, cadence.Channel),
            Title = cadence.Title,
            About = $"An empty slot in {workspace.ChannelName(libraries.Of(workspace).Library, cadence.Channel)}, {cadence.Series.Rule.InWords(cadence.Series.Start)}",
            When = WhenOf(cadence),
            Zone = cadence.Series.Zone ?? workspace.Zone,
            HasTime = cadence.Series.Time is not null,
            To = (to, time) => PlanDeeds.MoveOn(cadence, day, to + (time ?? (WhenOf(cadence) is When.At at ? at.Start.TimeOfDay : hour))),
            Now = now => now.Cadences.FirstOrDefault(c => c.Id == cadence.Id) is { } found && found.Series.FallsOn(day) ? WhenOf(found) : null,
            Item = cadence.Id,
            Needs = Access.Strategist,
            Following = to => new($"moved “{cadence.Title}” from {day} on to {cadence.Series.Rule.Frequency switch { Frequency.Weekly => (object)(to.DayOfWeek + "s"), _ => to.Date }}", now =>
                now.Cadences.FirstOrDefault(c => c.Id == cadence.Id) is { } found && found.Series.FallsOn(day) ? now.MoveFollowing(found.Key, day, to) : Verdict.Refused("this place is not in the plan any more")),
            LeaveOut = ("Leave this one out", PlanDeeds.SkipOn(cadence, day)),
            End = new($"ended “{cadence.Title}” before {day}", now => now.Cadences.FirstOrDefault(c => c.Id == cadence.Id) is { } found ? now.EndBefore(found.Key, day) : Verdict.Refused("this place is not in the plan any more")),
            Relink = cadence.Series.Moved.Any(m => m.Day == day) ? PlanDeeds.RestoreOn(cadence, day) : null,
            Fill = $"{root}/calendar/new?channel={Uri.EscapeDataString(cadence.Channel)}&day={LocalDatePattern.Iso.Format(WhenOf(cadence).Day)}{(cadence.Format is { } wanted ? $"&format={Uri.EscapeDataString(wanted)}" : "")}",
        };

        When WhenOf(Cadence of) => of.Series.Moved.FirstOrDefault(m => m.Day == day) is { } moved ? of.Series.WhenMoved(moved, workspace.Zone) : of.Series.WhenDue(day, workspace.Zone);
    }

    private Movable? Session(Workspace workspace, string reference, Guid id, int number, string root)
    {
        if (workspace.Launches.FirstOrDefault(l => l.Id == id) is not { } launch || SessionOf(workspace) is not { } session) return null;
        return new()
        {
            Reference = reference,
            Kind = CalendarKind.Coaching,
            Title = session.Title,
            About = string.Join(" · ", new[] { launch.Title, session.Place, Names.NameOf(workspace, session.Owner) }.OfType<string>()),
            When = session.When,
            Zone = session.When.Zone,
            HasTime = true,
            To = (day, time) => LaunchDeeds.MoveSession(launch, number, day + (time ?? session.When.Start.TimeOfDay)),
            Now = now => SessionOf(now)?.When,
            Item = launch.Id,
            Needs = Access.Strategist,
            Following = to => LaunchDeeds.MoveSessionsFrom(launch, number, Period.DaysBetween(session.When.Day, to.Date), to.TimeOfDay, now => LaunchSchedule.Of(now, libraries.Of(now).Library, launch.Key)?.Sessions?.Sessions ?? []),
            LeaveOut = ("No session this time; the group ends later", LaunchDeeds.SkipSessionOn(launch, session.RuleDay)),
            End = LaunchDeeds.CancelSession(launch, number),
            Relink = session.IsMoved ? LaunchDeeds.RestoreSession(launch, number) : null,
            Page = $"{root}/launches/{launch.Key}",
        };

        Session? SessionOf(Workspace of) =>
            of.Launches.FirstOrDefault(l => l.Id == id) is { } found ? LaunchSchedule.Of(of, libraries.Of(of).Library, found.Key)?.Sessions?.Sessions.FirstOrDefault(s => s.Number == number && s.IsHeld) : null;
    }

    private Movable? Anchor(Workspace workspace, string reference, Guid id, string name, string root)
    {
        if (workspace.Launches.FirstOrDefault(l => l.Id == id) is not { } launch || LaunchSchedule.Of(workspace, libraries.Of(workspace).Library, launch.Key)?.Anchor(name) is not { } anchor) return null;
        string Preview(LocalDate day) => $"{root}/launches/{launch.Key}/move?anchor={Uri.EscapeDataString(name)}&to={LocalDatePattern.Iso.Format(day)}";
        return new()
        {
            Reference = reference,
            Kind = CalendarKind.Launch,
            Title = $"{launch.Title}: {anchor.Title}",
            About = "All that hangs on this date moves with it. You see what would happen before anything does.",
            When = new When.AllDay(anchor.Day),
            Zone = workspace.Zone,
            To = (day, _) => new($"moved {launch.Title}", _ => Verdict.Refused("a launch’s date is moved on the launch’s own page, which shows first what follows from it")),
            Now = _ => new When.AllDay(anchor.Day),
            Item = launch.Id,
            Needs = Access.Strategist,
            Page = $"{root}/launches/{launch.Key}",
            Preview = Preview,
        };
    }

    private static Movable Note(Workspace workspace, string reference, CalendarNote note) => new()
    {
        Reference = reference,
        Kind = CalendarKind.Note,
        Title = note.Title,
        About = note.Text,
        When = new When.AllDay(note.From, Period.DaysBetween(note.From, note.To) + 1),
        Zone = workspace.Zone,
        To = (day, _) => PlanDeeds.Of(note, $"moved “{note.Title}” to {day}", now => now with { From = day, To = day.PlusDays(Period.DaysBetween(now.From, now.To)) }),
        Now = now => now.Notes.FirstOrDefault(n => n.Id == note.Id) is { } found ? new When.AllDay(found.From) : null,
        Item = note.Id,
        Needs = Access.Strategist,
    };
}
