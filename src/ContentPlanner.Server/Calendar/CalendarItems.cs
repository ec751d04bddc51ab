using ContentPlanner.Core;
using ContentPlanner.Core.Calendars;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Pieces;
using NodaTime;

namespace ContentPlanner.Server.Calendar;

/// <summary>What a calendar page of one client shows on its days: everything of the plan that has a day.</summary>
/// <param name="today">The reader's.</param>
internal sealed class CalendarItems(PlanWindow window, Client client, ReadersClock clock, LocalDate today)
{
    private readonly Workspace _workspace = window.Workspace;
    private readonly Dictionary<Guid, Slot> _filled = window.Slots.Where(s => s.Task is not null).ToDictionary(s => s.Task!.Id);

    public IEnumerable<CalendarItem> All()
    {
        var all = Everything().ToList();
        var own = all.Where(i => i is { IsCritical: true, Launch: not null }).Select(i => (i.Client, i.Launch, i.Day)).ToHashSet();
        return own.Count == 0 ? all : all.Select(i => !i.IsCritical && !i.IsBar && own.Contains((i.Client, i.Launch, i.Day)) ? Beneath(i) : i);
    }

    /// <summary>On the launch's own day, under its date, which says already of what it is a part.</summary>
    private CalendarItem Beneath(CalendarItem item)
    {
        var launch = _workspace.Launches.First(l => l.Key == item.Launch).Title;
        return item with
        {
            IsPart = true,
            Title = item.Title.EndsWith($": {launch}", StringComparison.Ordinal) ? item.Title[..^(launch.Length + 2)] : item.Title,
            Context = item.Context == launch ? null : item.Context,
        };
    }

    private IEnumerable<CalendarItem> Everything() =>
        Pieces().Concat(Gaps()).Concat(window.Tasks.Where(t => client.May(Access.Contributor) || !t.Private).Select(Task)).Concat(window.Launches.SelectMany(Launch)).Concat(window.Periods.SelectMany(Period)).Concat(Notes())
            .Where(i => i.Day <= window.Days.End && i.Until >= window.Days.Start);

    private IEnumerable<CalendarItem> Pieces()
    {
        var places = new Dictionary<ContentPiece, Slot>(ReferenceEqualityComparer.Instance);
        foreach (var slot in window.Slots)
            if (slot.Piece is { } piece) places[piece] = slot;
        foreach (var piece in window.Pieces)
            if (piece.Status != PieceStatus.Retired && PieceList.MaySee(client, piece)) yield return Piece(piece, places.GetValueOrDefault(piece));
    }

    private CalendarItem Piece(ContentPiece piece, Slot? slot)
    {
        var late = piece.Status != PieceStatus.Published && piece.Day < today;
        return On(WhenOf(piece, slot, _workspace.Zone), new()
        {
            Reference = $"piece:{piece.Id}",
            Client = client.Key,
            Kind = CalendarKinds.OfFormat(piece.Format),
            State = piece.Status switch { PieceStatus.Idea => CalendarState.Tentative, PieceStatus.Published => CalendarState.Done, _ => CalendarState.Planned },
            Title = piece.Title,
            Day = default,
            Until = default,
            Context = piece.Channel is { } key ? _workspace.ChannelName(window.Library, key) : Spelling.Spelled(piece.Format),
            Note = late ? "Is it out?" : Words.Of(piece.Status),
            Reason = slot is null ? null : $"In its slot: {slot.Cadence.Title}",
            Owner = piece.Owner,
            Channel = piece.Channel,
            Pillar = piece.Pillar,
            Launch = piece.Launch,
            IsLate = late,
            CanMove = client.May(Access.Contributor) && piece.Status != PieceStatus.Published,
        });
    }

    /// <summary>Its publish moment; without one the hour of the place it fills; without that the day.</summary>
    internal static When WhenOf(ContentPiece piece, Slot? slot, DateTimeZone home) =>
        piece.Publish is { } publish ? new When.At(publish.At, publish.Zone ?? home, 30) : slot?.When ?? new When.AllDay(piece.Day!.Value);

    private IEnumerable<CalendarItem> Gaps() => window.Slots.Where(s => s.IsGap && s.When.Day >= today).Select(slot => On(slot.When, new()
    {
        Reference = FormattableString.Invariant($"slot:{slot.Cadence.Id}:{slot.Day:uuuu-MM-dd}"),
        Client = client.Key,
        Kind = CalendarKinds.OfSlot(slot.Cadence.Format, slot.Cadence.Channel),
        State = CalendarState.Gap,
        Title = slot.Cadence.Title,
        Day = default,
        Until = default,
        Context = _workspace.ChannelName(window.Library, slot.Cadence.Channel),
        Note = "Empty slot",
        Reason = "Nothing is planned for this slot yet",
        Owner = slot.Cadence.Owner ?? _workspace.Channels.FirstOrDefault(c => c.Key == slot.Cadence.Channel)?.Owner,
        Channel = slot.Cadence.Channel,
        Pillar = slot.Cadence.Pillar,
        CanMove = client.May(Access.Strategist),
    }));

    private CalendarItem Task(TaskRow row)
    {
        var closed = row.Status.IsClosed();
        var late = !closed && row.Status != ContentTaskStatus.Proposed && row.Due < today;
        var fills = _filled.TryGetValue(row.Id, out var slot) ? Words.Fills(slot, closed ? row.Day : row.Due) : null;
        return On(new When.AllDay(closed ? row.Day : row.Due), new()
        {
            Reference = $"task:{row.Id}",
            Client = client.Key,
            Kind = CalendarKind.Social,
            State = row.Status switch { ContentTaskStatus.Proposed => CalendarState.Tentative, ContentTaskStatus.Done => CalendarState.Done, _ => CalendarState.Planned },
            Title = row.Title,
            Day = default,
            Until = default,
            Context = _workspace.ChannelName(window.Library, row.Channel),
            Note = late ? Words.Late(row.Due, today) : Words.Of(row.Status) ?? (fills is null ? null : fills.Capital()),
            Reason = fills is null ? row.Reason : $"{row.Reason} · {fills}, {slot!.Cadence.Title}",
            Owner = row.Owner,
            Channel = row.Channel,
            Pillar = window.Sources.GetValueOrDefault(row.SourceId)?.Pillar,
            Launch = row.Launch,
            IsLate = late,
            CanMove = client.May(Access.Contributor) && !closed,
        });
    }

    private IEnumerable<CalendarItem> Launch(LaunchSchedule launch)
    {
        var (title, id) = (launch.Launch.Title, launch.Launch.Id);
        CalendarItem Of(string reference, string what, CalendarKind kind, string? owner) => new()
        {
            Reference = reference,
            Client = client.Key,
            Kind = kind,
            State = CalendarState.Planned,
            Title = what,
            Day = default,
            Until = default,
            Context = title,
            Owner = owner,
            Pillar = launch.Launch.Pillar,
            Launch = launch.Key,
        };

        if (launch is { Runway: { } runway, Launch.Status: LaunchStatus.Planned })
            yield return Of($"runway:{id}", title, CalendarKind.Launch, launch.Launch.Owner) with { Day = runway.Start, Until = runway.End, IsRunway = true, Context = null, Note = "Runway" };
        foreach (var anchor in launch.Anchors)
            if (anchor is { Shown: true, Status: LaunchStatus.Planned })
                yield return On(At(anchor.Day, anchor.Time, null), Of($"anchor:{id}:{anchor.Name}", anchor.Title, CalendarKind.Launch, launch.Launch.Owner) with
                {
                    State = Past(anchor.Day),
                    IsCritical = true,
                    Note = launch.Marks.FirstOrDefault(m => m.Day == anchor.Day && launch.Blueprint.Countdown!.Anchor == anchor.Name && launch.IsSaidByItsDate(m)) is { } last ? launch.Words(last).Capital() : anchor.Name == launch.Blueprint.MainAnchor ? null : anchor.Reason,
                    CanMove = client.May(Access.Strategist),
                });
        foreach (var mark in launch.Marks)
            if (mark.Status == LaunchStatus.Planned && !launch.IsSaidByItsDate(mark))
                yield return On(new When.AllDay(mark.Day), Of($"mark:{id}:{mark.Label}", TitleOf(launch, mark), CalendarKind.Launch, launch.Launch.Owner) with { State = Past(mark.Day), Note = mark.Label });
        foreach (var milestone in launch.Milestones)
            if (Milestone(milestone, Of) is { } item) yield return item;
        foreach (var session in launch.Sessions?.Sessions ?? [])
            if (session.IsHeld)
                yield return On(session.When, Of(FormattableString.Invariant($"session:{id}:{session.Number}"), session.Title, CalendarKind.Coaching, session.Owner) with
                {
                    State = Past(session.Day),
                    Note = session.IsMoved ? "Moved" : null,
                    Reason = session.Place,
                    CanMove = client.May(Access.Strategist),
                });
    }

    /// <summary>The launch's name stands in it where it is what is counted down to.</summary>
    private static string TitleOf(LaunchSchedule launch, Mark mark) =>
        mark.Definition.DaysBefore == 0 ? launch.CountsTo() : launch.CountsToItsDay() ? $"{DueWords.Days(mark.Definition.DaysBefore)} to {launch.Launch.Title}" : launch.Words(mark);

    private CalendarItem? Milestone(Milestone milestone, Func<string, string, CalendarKind, string?, CalendarItem> of)
    {
        if (milestone.Status is MilestoneStatus.Suspended or MilestoneStatus.Cancelled or MilestoneStatus.Skipped) return null;
        var late = milestone.IsLate(today);
        return On(At(milestone.Day, milestone.Time, milestone.Zone), of($"milestone:{milestone.Id}", milestone.Title, milestone.Launch is null ? CalendarKind.Plan : CalendarKind.Launch, milestone.Owner) with
        {
            State = milestone.Status == MilestoneStatus.Done ? CalendarState.Done : CalendarState.Planned,
            Note = late ? Words.Late(milestone.Day, today) : milestone.Status == MilestoneStatus.Done ? "Done" : milestone.Link == Link.Pinned ? "Pinned" : null,
            Reason = milestone.Reason,
            Outside = milestone.Outside,
            IsLate = late,
            CanMove = client.May(Access.Strategist) && !milestone.Status.IsClosed(),
        });
    }

    private IEnumerable<CalendarItem> Period(SourceLines lines)
    {
        CalendarItem Of(string reference, string what, CalendarKind kind, string? owner) =>
            new() { Reference = reference, Client = client.Key, Kind = kind, State = CalendarState.Planned, Title = what, Day = default, Until = default, Owner = owner };

        foreach (var milestone in lines.Milestones)
            if (Milestone(milestone, Of) is { } item) yield return item;
        foreach (var entry in lines.Lines.Where(e => e.Type != "milestone"))
            foreach (var occurrence in entry.OccurrencesWithin(window.Days))
                yield return On(occurrence.When, Of(FormattableString.Invariant($"entry:{entry.Uid}:{occurrence.Day:uuuu-MM-dd}"), occurrence.Title, CalendarKind.Plan, entry.Owner) with
                {
                    State = entry.Status == EntryStatus.Done ? CalendarState.Done : CalendarState.Planned,
                    Note = entry.Status == EntryStatus.Done ? "Done" : null,
                    Reason = entry.Reason,
                });
    }

    private IEnumerable<CalendarItem> Notes()
    {
        foreach (var note in _workspace.Notes)
            if (note.From <= note.To)
                yield return Span($"note:{note.Id}", note.Title, note.From, note.To, note.Text) with { CanMove = client.May(Access.Strategist) };
        foreach (var days in _workspace.Holidays.Distinct()) yield return Span(FormattableString.Invariant($"holiday:{days.From:uuuu-MM-dd}"), days.Name, days.From, days.To, "Nobody works on these days");
        foreach (var days in _workspace.Blackouts.Distinct()) yield return Span(FormattableString.Invariant($"blackout:{days.From:uuuu-MM-dd}"), days.Name, days.From, days.To, "Nothing is published, held or due on these days");
    }

    private CalendarItem Span(string reference, string title, LocalDate from, LocalDate to, string? reason) => new()
    {
        Reference = reference,
        Client = client.Key,
        Kind = CalendarKind.Note,
        State = CalendarState.Planned,
        Title = title,
        Day = from,
        Until = to,
        Reason = reason,
    };

    private CalendarState Past(LocalDate day) => day < today ? CalendarState.Done : CalendarState.Planned;

    private When At(LocalDate day, LocalTime? time, DateTimeZone? zone) => time is { } at ? new When.At(day + at, zone ?? _workspace.Zone, 30) : new When.AllDay(day);

    private CalendarItem On(When when, CalendarItem item)
    {
        var place = clock.Of(when);
        return item with { Day = place.Day, Until = place.Until, Time = place.Time, AtHome = place.AtHome };
    }
}
