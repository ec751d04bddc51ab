using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Imports;

/// <summary>Rows and events as days of the calendar: notes, holidays, blackouts.</summary>
internal sealed class DayIntake
{
    private sealed record Days(string Title, LocalDate From, LocalDate To, string? Text);

    private static readonly MergeField<Days> Title = new("title", d => d.Title, (d, w) => d with { Title = w.Title });
    private static readonly MergeField<Days> From = new("from", d => DayWords.Print(d.From), (d, w) => d with { From = w.From });
    private static readonly MergeField<Days> To = new("to", d => DayWords.Print(d.To), (d, w) => d with { To = w.To });
    private static readonly MergeField<Days> Text = new("text", d => d.Text, (d, w) => d with { Text = w.Text });

    private readonly ImportReading _reading;
    private readonly ImportWishes _wishes;
    private readonly Losses _losses;
    private readonly MergeField<Days>[] _fields;
    private readonly string _noun;
    private readonly List<(string? Key, Days Days, Origin? Origin, object? Was)> _all;
    private readonly int _before;
    private readonly HashSet<int> _met = [], _gone = [];
    private readonly Dictionary<string, int> _byOrigin = new(StringComparer.Ordinal);
    private readonly Dictionary<(string, LocalDate), int> _byDay = [];
    private readonly TakenKeys _keys;

    public DayIntake(Workspace now, ImportReading reading, ImportWishes wishes, Losses losses)
    {
        (_reading, _wishes, _losses) = (reading, wishes, losses);
        _noun = wishes.As switch { Intake.Notes => "note", Intake.Holidays => "holiday", _ => "blackout" };
        _fields = wishes.As == Intake.Notes ? [Title, From, To, Text] : [Title, From, To];
        _all = wishes.As == Intake.Notes
            ? [.. now.Notes.Select(n => ((string?)n.Key, new Days(n.Title, n.From, n.To, n.Text), n.Origin, (object?)n))]
            : [.. (wishes.As == Intake.Holidays ? now.Holidays : now.Blackouts).Select(d => ((string?)null, new Days(d.Name, d.From, d.To, null), d.Origin, (object?)d))];
        _before = _all.Count;
        _keys = new(now.Notes.Select(n => n.Key));
        for (var n = 0; n < _all.Count; n++)
        {
            if (_all[n].Origin is { } origin && origin.From == reading.From) _byOrigin.TryAdd(origin.Id, n);
            _byDay.TryAdd((Matching.Plain(_all[n].Days.Title), _all[n].Days.From), n);
        }
    }

    public ImportRow Take(Incoming item)
    {
        if ((item.From ?? item.Moment?.Date) is not { } from) return new(ImportOutcome.LeftOut, item.Line, item.Column, item.Title, null, [], $"it has no day, and a {_noun} needs one");
        var to = item.To is { } last && last > from ? last : from;
        var clock = item.Moment is { } at ? DayWords.Print(new LocalTime(at.Hour, at.Minute)) : null;
        var wish = new Days(item.Title, from, to, _wishes.As == Intake.Notes && (clock ?? item.Text) is not null ? string.Join('\n', new[] { clock, item.Text }.OfType<string>()) : null);
        if (_wishes.As != Intake.Notes && clock is not null) _losses.Add($"a {_noun} is whole days: times are left out", item.Line, item.Column);
        if (_wishes.As != Intake.Notes && !string.IsNullOrWhiteSpace(item.Text)) _losses.Add($"a {_noun} has only a name and days: descriptions are left out", item.Line, item.Column);
        var found = _byOrigin.TryGetValue(item.Id, out var n) && !_met.Contains(n) ? n : _byDay.TryGetValue((Matching.Plain(item.Title), from), out n) && !_met.Contains(n) ? n : -1;
        if (found < 0)
        {
            if (item.IsCancelled) return new(ImportOutcome.LeftOut, item.Line, item.Column, item.Title, null, [], "it was cancelled before it was ever here");
            var key = _wishes.As == Intake.Notes ? Matching.Key(item.Title, "note", _keys) : null;
            _all.Add((key, wish, new(_reading.From, item.Id, Merge<Days>.Seen(wish, _fields), _wishes.Source), null));
            return new(ImportOutcome.New, item.Line, item.Column, item.Title, key, Said(wish));
        }
        _met.Add(found);
        var (hereKey, here, origin, was) = _all[found];
        if (item.IsCancelled)
        {
            _gone.Add(found);
            return new(ImportOutcome.Gone, item.Line, item.Column, here.Title, hereKey, [new("cancelled", null, "taken away")], "it was cancelled over there");
        }
        var merged = Merge<Days>.Of(here, wish, origin?.From == _reading.From ? origin.Seen : "", _fields, out var changes, out var kept, out var seen);
        foreach (var field in kept) _losses.Add($"the {field.Field} of “{Losses.Brief(here.Title)}” was changed here and over there: what stands here stays (over there: {field.Becomes})", item.Line, item.Column);
        _all[found] = (hereKey, merged.To < merged.From ? merged with { To = merged.From } : merged, new(_reading.From, item.Id, seen, _wishes.Source ?? origin?.Source), was);
        return new(changes.Count > 0 ? ImportOutcome.Changed : ImportOutcome.Unchanged, item.Line, item.Column, here.Title, hereKey, changes);
    }

    /// <summary>What this source brought and does not mention any more: coming days go, unless somebody changed them here.</summary>
    public IEnumerable<ImportRow> Gone(LocalDate today)
    {
        if (!_reading.IsWhole || _wishes.Source is not { } source) yield break;
        for (var n = 0; n < _before; n++)
        {
            var (key, days, origin, _) = _all[n];
            if (_met.Contains(n) || origin?.Source != source || days.From <= today) continue;
            if (Merge<Days>.Seen(days, _fields) != origin.Seen)
            {
                yield return new(ImportOutcome.Gone, 0, 0, days.Title, key, [], "it is not over there any more, but was changed here: it stays");
                continue;
            }
            _gone.Add(n);
            yield return new(ImportOutcome.Gone, 0, 0, days.Title, key, [new("gone", DayWords.Print(days.From), "taken away")], "it is not over there any more");
        }
    }

    public Workspace Into(Workspace now)
    {
        var left = _all.Where((_, n) => !_gone.Contains(n));
        return _wishes.As switch
        {
            Intake.Notes => now with { Notes = left.Select(Note).ToValueList() },
            Intake.Holidays => now with { Holidays = left.Select(Off).ToValueList() },
            _ => now with { Blackouts = left.Select(Off).ToValueList() },
        };
    }

    private static CalendarNote Note((string? Key, Days Days, Origin? Origin, object? Was) one)
    {
        var (key, days, origin, was) = one;
        var note = was as CalendarNote ?? new CalendarNote { Key = key!, Title = "", From = default, To = default };
        var now = note with { Title = days.Title, From = days.From, To = days.To, Text = days.Text, Origin = origin };
        return now == note ? note : now;
    }

    private static DaysOff Off((string? Key, Days Days, Origin? Origin, object? Was) one) => new(one.Days.From, one.Days.To, one.Days.Title, one.Origin);

    private static ValueList<FieldChange> Said(Days days) => days.From == days.To ? [new("on", null, DayWords.Print(days.From))] : [new("from", null, DayWords.Print(days.From)), new("to", null, DayWords.Print(days.To))];
}
