using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>Rows, events and entries as pieces of content: which are there already, what changes, what is new.</summary>
internal sealed class PieceIntake
{
    private static readonly MergeField<ContentPiece>[] Fields =
    [
        new("title", p => p.Title.Length == 0 ? null : p.Title, (p, w) => p with { Title = w.Title }, Keeps: true),
        new("status", p => p.Status < 0 ? null : Words.Kebab(p.Status.ToString()), (p, w) => p with { Status = w.Status }),
        new("planned", p => p.PlannedOn is { } day ? DayWords.Print(day) : null, (p, w) => p with { PlannedOn = w.PlannedOn }),
        new("publish", p => p.Publish is { } at ? DayWords.PrintMoment(at.At) + (at.Zone is { } zone ? " " + zone.Id : "") : null, (p, w) => p with { Publish = w.Publish }),
        new("owner", p => p.Owner, (p, w) => p with { Owner = w.Owner }),
        new("channel", p => p.Channel, (p, w) => p with { Channel = w.Channel }),
        new("format", p => p.Format.Length == 0 ? null : p.Format, (p, w) => p with { Format = w.Format }),
        new("pillar", p => p.Pillar, (p, w) => p with { Pillar = w.Pillar }),
        new("intention", p => p.Intention, (p, w) => p with { Intention = w.Intention }),
        new("launch", p => p.Launch, (p, w) => p with { Launch = w.Launch }),
        new("url", p => p.Url, (p, w) => p with { Url = w.Url }),
        new("text", p => p.Body is { } body ? $"{body.Format}\n{body.Text}" : null, (p, w) => p with { Body = w.Body, BodyFile = null }, Keeps: true, Brief: Size),
    ];

    private readonly Workspace _now;
    private readonly ImportReading _reading;
    private readonly ImportWishes _wishes;
    private readonly KnownWords _words;
    private readonly Losses _losses;
    private readonly LocalDate _today;
    private readonly ContentPiece[] _pieces;
    private readonly List<ContentPiece> _new = [];
    private readonly TakenKeys _keys;
    private readonly HashSet<int> _met = [];
    private readonly Dictionary<string, int> _byOrigin = new(StringComparer.Ordinal), _byUrl = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>> _byTitle = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _usual = new(StringComparer.Ordinal);
    private readonly HashSet<string> _ids;

    public PieceIntake(Workspace now, ImportReading reading, ImportWishes wishes, KnownWords words, Losses losses, LocalDate today)
    {
        (_now, _reading, _wishes, _words, _losses, _today) = (now, reading, wishes, words, losses, today);
        _pieces = [.. now.Pieces];
        _keys = new(_pieces.Select(p => p.Key));
        _ids = reading.Items.Select(i => i.Id).ToHashSet(StringComparer.Ordinal);
        for (var n = 0; n < _pieces.Length; n++)
        {
            var piece = _pieces[n];
            if (piece.Origin is { } origin && origin.From == reading.From) _byOrigin.TryAdd(origin.Id, n);
            if (piece.Url is { } url) _byUrl.TryAdd(Addresses.Plain(url), n);
            var title = Matching.Plain(piece.Title);
            if (!_byTitle.TryGetValue(title, out var same)) _byTitle[title] = same = [];
            same.Add(n);
        }
    }

    public ValueList<ContentPiece> Pieces => [.. _pieces, .. _new];

    public ImportRow Take(Incoming item, bool isOneOfMany)
    {
        var wish = Wish(item);
        if (Find(item, isOneOfMany) is { } n)
        {
            _met.Add(n);
            return Merged(n, item, wish);
        }
        if (item.IsCancelled) return new(ImportOutcome.LeftOut, item.Line, item.Column, item.Title, null, [], "it was cancelled before it was ever here");
        if (IsOut(wish)) _losses.Add(_reading.From == CalendarReading.From ? "its day has passed: it comes in as published" : "no column says how far it is, and its day has passed: it comes in as published (say which column is its status, if it is not)", item.Line, item.Column);
        var channel = wish.Channel ?? _wishes.Channel;
        var piece = wish with
        {
            Key = Matching.Key(item.Title, "piece", _keys),
            Format = wish.Format.Length > 0 ? wish.Format : _wishes.Format ?? Usual(channel),
            Status = wish.Status >= 0 ? wish.Status : IsOut(wish) ? PieceStatus.Published : wish.Day is null ? PieceStatus.Idea : PieceStatus.Planned,
            Channel = channel,
            Owner = wish.Owner ?? _wishes.Owner,
            Pillar = wish.Pillar ?? _wishes.Pillar,
            Origin = new(_reading.From, item.Id, Merge<ContentPiece>.Seen(wish, Fields), _wishes.Source),
        };
        _new.Add(piece);
        return new(ImportOutcome.New, item.Line, item.Column, piece.Title, piece.Key, Said(piece), Note(item, piece));
    }

    /// <summary>Pieces of this source that it does not mention any more; they stay.</summary>
    public IEnumerable<ImportRow> Gone(LocalDate today)
    {
        if (!_reading.IsWhole || _wishes.Source is not { } source) yield break;
        foreach (var (piece, n) in _pieces.Select((p, n) => (p, n)))
            if (piece.Origin is { } origin && origin.Source == source && !_met.Contains(n) && piece.Day >= today && piece.Status is not PieceStatus.Published and not PieceStatus.Retired)
                yield return new(ImportOutcome.Gone, 0, 0, piece.Title, piece.Key, [], "it is not over there any more; the piece stays as it is");
    }

    private ImportRow Merged(int n, Incoming item, ContentPiece wish)
    {
        var here = _pieces[n];
        var origin = here.Origin is { } known && known.From == _reading.From ? known : null;
        // Somebody put it away here; that it was once published is no news.
        if (origin is null && here.Status == PieceStatus.Retired) wish = wish with { Status = Unsaid };
        var merged = Merge<ContentPiece>.Of(here, wish, origin?.Seen ?? "", Fields, out var changes, out var kept, out var seen);
        foreach (var field in kept)
            _losses.Add(origin is null ? $"“{Losses.Brief(here.Title)}” has a {field.Field} already: it stays" : $"the {field.Field} of “{Losses.Brief(here.Title)}” was changed here and over there: what stands here stays (over there: {field.Becomes})", item.Line, item.Column);
        _pieces[n] = merged with { Origin = new(_reading.From, item.Id, seen, _wishes.Source ?? origin?.Source) };
        if (_pieces[n] == here) _pieces[n] = here;
        return new(changes.Count > 0 ? ImportOutcome.Changed : ImportOutcome.Unchanged, item.Line, item.Column, here.Title, here.Key, changes, Note(item, merged));
    }

    /// <summary>The piece it is, by what it was called over there, its address, or its title where that is unmistakable.</summary>
    private int? Find(Incoming item, bool isOneOfMany)
    {
        if (_byOrigin.TryGetValue(item.Id, out var origin) && !_met.Contains(origin)) return origin;
        if (item.Url is { } url && _byUrl.TryGetValue(Addresses.Plain(url), out var same) && !_met.Contains(same) && IsFree(same)) return same;
        if (!_byTitle.TryGetValue(Matching.Plain(item.Title), out var titled)) return null;
        var free = titled.Where(n => !_met.Contains(n) && IsFree(n)).ToList();
        var day = item.Moment?.Date ?? item.From;
        if (day is not null && free.FindIndex(n => _pieces[n].Day == day) is >= 0 and var onDay) return free[onDay];
        return free.Count == 1 && !isOneOfMany ? free[0] : null;
    }

    /// <summary>What a row is when it only says where it goes; asked of the plan once for each channel.</summary>
    private string Usual(string? channel) => _usual.TryGetValue(channel ?? "", out var format) ? format : _usual[channel ?? ""] = UsualFormat.Of(_now, channel);

    /// <summary>Not one that came from there under another name of its own.</summary>
    private bool IsFree(int n) => _pieces[n].Origin is not { } origin || origin.From != _reading.From || (origin.Id.StartsWith("title:", StringComparison.Ordinal) && !_ids.Contains(origin.Id));

    /// <summary>A list of days that have passed is what came out on them, not what is overdue.</summary>
    private bool IsOut(ContentPiece wish) => wish.Status == Unsaid && _reading.SaysOnlyDays && wish.Day < _today;

    private const PieceStatus Unsaid = (PieceStatus)(-1);

    private ContentPiece Wish(Incoming item)
    {
        var (pillar, channel, format) = _words.Labels(item.Labels);
        var status = item.IsCancelled ? PieceStatus.Retired : item.KnownStatus is PieceStatus.Retired ? PieceStatus.Retired : _words.Status(item.Status) ?? item.KnownStatus;
        var moment = item.Moment is { } at ? new PublishMoment(Minute(at), item.Zone is { } zone && !zone.Equals(_now.Zone) ? zone : null) : null;
        return new()
        {
            Key = "",
            Title = item.Title,
            Status = status ?? Unsaid,
            PlannedOn = moment is null || item.From != moment.At.Date ? item.From : null,
            Publish = moment,
            Owner = _words.Owner(item.Owner),
            Channel = _words.Channel(item.Channel) ?? channel,
            Format = _words.Format(item.Format) ?? format ?? "",
            Pillar = _words.Pillar(item.Pillar) ?? pillar,
            Intention = _words.Intention(item.Intention),
            Launch = _words.Launch(item.Launch),
            Url = item.Url,
            Body = item.Body,
        };
    }

    private static LocalDateTime Minute(LocalDateTime at) => at.Date + new LocalTime(at.Hour, at.Minute);

    private static ValueList<FieldChange> Said(ContentPiece piece) =>
        Fields.Where(f => f.Name != "title").Select(f => (f, Value: f.Show(piece))).Where(f => f.Value is not null).Select(f => new FieldChange(f.f.Name, null, f.f.Brief?.Invoke(f.Value!) ?? Losses.Brief(f.Value!))).ToValueList();

    private static string? Note(Incoming item, ContentPiece piece) =>
        item.To is not null ? "it takes several days; the piece is planned for the first" : piece is { Status: PieceStatus.Published, Day: null } ? "it is published, but nobody knows when: no task can follow from it until it has a day" : null;

    private static string Size(string value)
    {
        var words = value.AsSpan(value.IndexOf('\n', StringComparison.Ordinal) + 1).Count(' ') + 1;
        return FormattableString.Invariant($"about {words} words");
    }
}
