using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Timelines;

/// <summary>The editorial calendar: pieces on their days, and the slots nobody has filled.</summary>
internal static class EditorialLines
{
    /// <summary>How long a publication stands on the calendar that has no slot to say it.</summary>
    private const int PublicationMinutes = 30;

    public static IEnumerable<Entry> Of(Frame frame)
    {
        var slots = frame.Schedule.Slots(frame.Window);
        return OfPieces(frame, slots).Concat(slots.Where(slot => slot.IsGap).Select(slot => Gap(frame, slot)));
    }

    /// <param name="slots">Those that the workspace's pieces fill.</param>
    public static IEnumerable<Entry> OfPieces(Frame frame, IReadOnlyList<Slot> slots)
    {
        var filled = new Dictionary<ContentPiece, Slot>(ReferenceEqualityComparer.Instance);
        foreach (var slot in slots)
            if (slot.Piece is { } piece) filled[piece] = slot;
        var serves = new Served(frame.Workspace);
        foreach (var piece in frame.Workspace.Pieces)
            if (piece.Status != PieceStatus.Retired && piece.Day is { } day && frame.Window.Contains(day))
                yield return Piece(frame, piece, day, filled.GetValueOrDefault(piece), serves);
    }

    private static Entry Piece(Frame frame, ContentPiece piece, LocalDate day, Slot? slot, Served serves)
    {
        var channel = piece.Channel is { } key ? frame.ChannelName(key) : null;
        var format = Spelling.Spelled(piece.Format);
        return frame.Stamped(new()
        {
            Uid = frame.Uid(piece, Facet.Publish),
            Type = "piece",
            Key = piece.Key,
            Facet = Facet.Publish,
            When = WhenOf(frame, piece, day, slot),
            Title = $"{piece.Title} · {channel ?? format}",
            Category = Categories.Editorial,
            Status = StatusOf(piece.Status),
            State = Wording.State(piece.Status),
            Owner = piece.Owner,
            Reason = slot is null ? WithoutSlot(piece.Status) : $"{slot.Cadence.Title} slot · {InWords(slot)}",
            Description = Wording.Lines(
                $"{(channel is null ? format : $"{format} for {channel}")} · {Wording.State(piece.Status)}",
                Wording.Labelled("Serves", serves.Intention(piece.Intention)),
                Wording.Labelled("Answers", serves.Need(piece.Need)),
                Wording.Labelled("Part of", frame.Launch(piece.Launch)?.Launch.Title)),
            Url = piece.Url,
            Launch = piece.Launch,
            Pillar = piece.Pillar,
            Channel = piece.Channel,
            Private = piece.Private,
            ClosedOn = piece.Status == PieceStatus.Published ? day : null,
        }, piece);
    }

    /// <summary>Its publish moment; without one the hour of the slot it fills; without that the day.</summary>
    private static When WhenOf(Frame frame, ContentPiece piece, LocalDate day, Slot? slot)
    {
        var minutes = slot?.Cadence.Series.DurationMinutes ?? PublicationMinutes;
        return piece.Publish is { } publish ? new When.At(publish.At, publish.Zone ?? frame.Home, minutes) : slot?.When ?? new When.AllDay(day);
    }

    private static EntryStatus StatusOf(PieceStatus status) => status switch
    {
        PieceStatus.Idea => EntryStatus.Tentative,
        PieceStatus.Published => EntryStatus.Done,
        _ => EntryStatus.Confirmed,
    };

    private static string WithoutSlot(PieceStatus status) => status switch
    {
        PieceStatus.Idea => "An idea for this day",
        PieceStatus.Published => "Published on this day",
        PieceStatus.Scheduled => "Scheduled for this day",
        _ => "Planned for this day",
    };

    private static Entry Gap(Frame frame, Slot slot)
    {
        var cadence = slot.Cadence;
        var channel = frame.ChannelName(cadence.Channel);
        return frame.Stamped(new()
        {
            Uid = frame.Uid("slot", slot.IdIn(frame.Workspace), Facet.Slot),
            Type = "slot",
            Key = $"{cadence.Key}/{LocalDatePattern.Iso.Format(slot.Day)}",
            Facet = Facet.Slot,
            When = slot.When,
            Title = $"Open slot · {cadence.Title}",
            Category = Categories.Editorial,
            Status = EntryStatus.Tentative,
            State = "gap",
            Owner = cadence.Owner ?? frame.Workspace.Channels.FirstOrDefault(c => c.Key == cadence.Channel)?.Owner,
            Reason = $"{cadence.Title} slot · {InWords(slot)}",
            Description = Wording.Lines(
                "Nothing is planned for this slot yet.",
                $"It wants: {(cadence.Format is { } format ? Spelling.Spelled(format) : "any piece")} for {channel}"),
            Pillar = cadence.Pillar,
            Channel = cadence.Channel,
            IsGap = true,
        }, cadence);
    }

    private static string InWords(Slot slot) =>
        slot.Cadence.Series.Rule.InWords(slot.Cadence.Series.Start) + (slot.When.Day == slot.Day ? "" : ", moved this time");

    /// <summary>What pieces are for: intentions and client needs of every period, by key.</summary>
    private sealed class Served(Workspace workspace)
    {
        private readonly Dictionary<string, string> _intentions =
            Titles(workspace.Periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions).Select(i => (i.Key, i.Title)));

        private readonly Dictionary<string, string> _needs =
            Titles(workspace.Periods.SelectMany(p => p.Environment).Select(f => (f.Key, f.Title)));

        public string? Intention(string? key) => key is null ? null : _intentions.GetValueOrDefault(key);

        public string? Need(string? key) => key is null ? null : _needs.GetValueOrDefault(key);

        private static Dictionary<string, string> Titles(IEnumerable<(string Key, string Title)> items)
        {
            var titles = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (key, title) in items) titles[key] = title;
            return titles;
        }
    }
}
