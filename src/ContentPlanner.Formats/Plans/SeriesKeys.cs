using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of what recurs: they stand among those of a cadence or a review.</summary>
internal static class SeriesKeys
{
    private static readonly Word<Recurrence> Repeat = new("a recurrence such as weekly on tue", RepeatText.TryParse, RepeatText.Print);

    private static readonly Noun<MovedOccurrence> Move = new Noun<MovedOccurrence>("moved occurrence", "One time of the series that is held at another moment.", new(default, default)) { Compact = true }
        .Must("day", DayWords.Day, "The day the rule gives.", m => m.Day, (m, v) => m with { Day = v })
        .Must("to", DayWords.DayOrMoment, "When it is held instead.", m => m.To, (m, v) => m with { To = v });

    public static readonly Noun<Series> Series = new Noun<Series>("series", "Something that comes again.", new() { Start = default, Rule = new() { Frequency = Frequency.Daily } })
        .Must("from", DayWords.Day, "The first day; moved on to the first that fits the rule.", s => s.Start, (s, v) => s with { Start = v })
        .May("time", DayWords.Time, "Time of day; without it the whole day.", s => s.Time, (s, v) => s with { Time = v })
        .May("zone", ZoneWords.Zone, "The zone of that time; the workspace's if not said.", s => s.Zone, (s, v) => s with { Zone = v })
        .May("duration", SpanWords.Minutes, "How long it lasts; 30m if not said.", s => s.DurationMinutes, (s, v) => s with { DurationMinutes = v })
        .Must("repeat", Repeat, "When it comes again: " + RepeatText.Examples + ", or an RFC 5545 rule.", s => s.Rule, (s, v) => s with { Rule = v })
        .May("until", DayWords.Day, "The last day it may fall on. Either this or count, or neither.", s => s.Rule.Until, (s, v) => s with { Rule = s.Rule with { Until = v } })
        .May("count", Words.Whole(1, Recurrence.MaxCount), "How often it takes place, skipped times included.", s => s.Rule.Count, (s, v) => s with { Rule = s.Rule with { Count = v } })
        .May("skip", Words.ListOf(DayWords.Day), "Days it is left out.", s => s.Skipped, (s, v) => s with { Skipped = v })
        .May("move", Words.ListOf(Move), "Times held at another moment.", s => s.Moved, (s, v) => s with { Moved = v })
        .Check(Check);

    private static void Check(Series series, Place place)
    {
        if (place.Has("zone") && !place.Has("time")) place.Warn("zone", "a zone without a time has no effect: the series takes whole days");
        if (EndsTwice(place) is { } key) place.Wrong(key, "a series ends either by count or by day: leave one of the two out");
        else if (place.Has("until") && place.Has("from") && series.Rule.Until < series.Start) place.Wrong("until", $"the series ends before it starts on {DayWords.Print(series.Start)}");
        else if (place.Has("from") && place.Has("repeat") && series.Rule.AlignedStart(series.Start) is var first && (first is null || first > series.Rule.Until))
            place.Wrong("repeat", $"no day {(series.Rule.Until is { } until ? $"from {DayWords.Print(series.Start)} to {DayWords.Print(until)}" : $"after {DayWords.Print(series.Start)}")} fits this rule");
        else if (place.Has("from") && place.Has("repeat")) CheckExceptions(series, place);
    }

    private static void CheckExceptions(Series series, Place place)
    {
        var moved = new HashSet<LocalDate>();
        for (var i = 0; i < series.Moved.Count; i++)
        {
            var day = series.Moved[i].Day;
            if (!moved.Add(day)) place.Proof.Wrong(place.Of("move", i), $"{DayWords.Print(day)} is moved a second time: keep one");
            else if (series.Skipped.Contains(day)) place.Proof.Wrong(place.Of("move", i), $"{DayWords.Print(day)} is both skipped and moved: keep one");
            else if (!series.FallsOn(day)) place.Proof.Warn(place.Of("move", i), $"nothing is due on {DayWords.Print(day)}, so this move has no effect");
        }
        for (var i = 0; i < series.Skipped.Count; i++)
            if (!series.FallsOn(series.Skipped[i])) place.Proof.Warn(place.Of("skip", i), $"nothing is due on {DayWords.Print(series.Skipped[i])}, so skipping it has no effect");
    }

    private static string? EndsTwice(Place place)
    {
        var rule = place.TextOf("repeat") is { } text && RuleText.LooksLikeOne(text) ? text.ToUpperInvariant() : "";
        var byCount = rule.Contains("COUNT=", StringComparison.Ordinal);
        var byDay = rule.Contains("UNTIL=", StringComparison.Ordinal);
        if (place.Has("count") && (place.Has("until") || byCount || byDay)) return "count";
        return place.Has("until") && (byCount || byDay) ? "until" : null;
    }
}
