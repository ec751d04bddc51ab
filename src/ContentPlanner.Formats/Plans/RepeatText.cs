using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;
using NodaTime;

namespace ContentPlanner.Formats.Plans;

/// <summary>
/// A recurrence as people write it: <c>weekly on tue, thu</c>, <c>every 3 months on day 15</c>, <c>monthly on last fri</c>.
/// What these words cannot say is written as an RFC 5545 rule (<see cref="RuleText"/>), which is understood everywhere.
/// The end of a recurrence has keys of its own and is no part of the words.
/// </summary>
public static class RepeatText
{
    public const string Examples = "daily, weekly on tue, every 2 weeks on mon, monthly on day 15, monthly on last fri, yearly on 14 feb";

    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly (string Word, int Ordinal)[] Ordinals =
        [("every", 0), ("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("fifth", 5), ("last", -1)];

    /// <summary>Null when all is well, otherwise what is wrong, in words for the person who wrote it.</summary>
    public static string? TryParse(string text, out Recurrence rule)
    {
        rule = new() { Frequency = Frequency.Daily };
        var mistake = RuleText.LooksLikeOne(text) ? RuleText.TryParse(text, out rule) : TryParseWords(text, out rule);
        rule = Plain(rule);
        return mistake ?? rule.Mistakes().FirstOrDefault();
    }

    /// <summary>The words for a rule, its count and last day left out.</summary>
    public static string Print(Recurrence rule)
    {
        var endless = Plain(rule with { Count = null, Until = null });
        return InWords(endless) is { } words && TryParseWords(words, out var read) is null && read == endless ? words : RuleText.Print(endless);
    }

    /// <summary>Without what makes no difference: every month has a 28th to fall on, and only weeks have a beginning.</summary>
    private static Recurrence Plain(Recurrence rule)
    {
        var mayMiss = rule.Frequency is Frequency.Monthly or Frequency.Yearly && rule.Weekdays.Count == 0 && rule.DayOfMonth is null or > 28;
        return rule with
        {
            SkipMissing = rule.SkipMissing && mayMiss,
            WeekStart = rule.Frequency == Frequency.Weekly ? rule.WeekStart : IsoDayOfWeek.Monday,
        };
    }

    private static string? TryParseWords(string text, out Recurrence rule)
    {
        rule = new() { Frequency = Frequency.Daily };
        var words = new WordReader(text);
        if (TryFrequency(words, out var frequency, out var interval) is { } mistake) return mistake;
        rule = new() { Frequency = frequency, Interval = interval };
        if (frequency == Frequency.Yearly && words.Take("in"))
        {
            if (Month(words, out var month) is { } unknown) return unknown;
            rule = rule with { Month = month };
        }
        if (frequency is Frequency.Monthly or Frequency.Yearly && words.Take("or", "skip")) rule = rule with { SkipMissing = true };
        if (words.AtEnd) return null;
        if (!words.Take("on")) return $"'{words.Rest}' is not understood after '{words.Before}': 'on' and a day may follow";
        var wrong = frequency switch
        {
            Frequency.Daily => "a daily rule has no days to name: leave out what follows 'on', or write weekly on mon, wed",
            Frequency.Weekly => Weekly(words, ref rule),
            Frequency.Monthly => Monthly(words, ref rule),
            _ => Yearly(words, ref rule),
        };
        return wrong ?? (words.AtEnd ? null : $"'{words.Rest}' is not understood after '{words.Before}'");
    }

    private static string? TryFrequency(WordReader words, out Frequency frequency, out int interval)
    {
        (frequency, interval) = (Frequency.Daily, 1);
        var every = words.Take("every");
        if (every && words.TakeNumber(out interval) && interval is < 1 or > Recurrence.MaxInterval) return $"the interval must be 1 to {Recurrence.MaxInterval}, not {interval}";
        var word = words.TakeWord();
        Frequency? found = (every, word) switch
        {
            (false, "daily") or (true, "day" or "days") => Frequency.Daily,
            (false, "weekly") or (true, "week" or "weeks") => Frequency.Weekly,
            (false, "monthly") or (true, "month" or "months") => Frequency.Monthly,
            (false, "yearly") or (true, "year" or "years") => Frequency.Yearly,
            _ => null,
        };
        if (word is "hourly" or "hour" or "hours" or "minute" or "minutes" or "secondly" or "minutely") return "nothing recurs more often than daily";
        if (found is { } sound) frequency = sound;
        else return $"'{words.All}' is not understood: write one of {Examples}";
        return null;
    }

    private static string? Weekly(WordReader words, ref Recurrence rule)
    {
        var days = new List<WeekdayRule>();
        do
        {
            if (!DayWords.IsWeekday(words.TakeWord(), out var day)) return $"'{words.Last}' is not a weekday: write one of mon, tue, wed, thu, fri, sat, sun";
            days.Add(new(day));
        }
        while (words.TakeComma());
        rule = rule with { Weekdays = days.ToValueList() };
        return Twice(days);
    }

    private static string? Monthly(WordReader words, ref Recurrence rule)
    {
        if (words.Take("last", "day"))
            rule = rule with { DayOfMonth = -1 };
        else if (words.Take("day"))
        {
            if (!words.TakeNumber(out var day)) return "a number from 1 to 31 must follow 'day'";
            rule = rule with { DayOfMonth = day, SkipMissing = words.Take("or", "skip") };
        }
        else if (Numbered(words, out var days) is { } mistake) return mistake;
        else rule = rule with { Weekdays = days };
        return null;
    }

    private static string? Yearly(WordReader words, ref Recurrence rule)
    {
        if (words.TakeNumber(out var day))
        {
            if (Month(words, out var month) is { } wrong) return wrong;
            rule = rule with { DayOfMonth = day, Month = month, SkipMissing = words.Take("or", "skip") };
            // 2028 is a leap year: 29 February is a day of some years.
            return day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(2028, month) ? null : $"{day} {Months[month - 1]} does not exist";
        }
        if (Monthly(words, ref rule) is { } mistake) return mistake;
        if (!words.Take("of")) return null;
        var unknown = Month(words, out var of);
        rule = rule with { Month = of };
        return unknown;
    }

    /// <summary>"first tue", "second mon, fourth mon", "every fri".</summary>
    private static string? Numbered(WordReader words, out ValueList<WeekdayRule> days)
    {
        var found = new List<WeekdayRule>();
        days = [];
        do
        {
            var word = words.TakeWord();
            var ordinal = Array.FindIndex(Ordinals, o => o.Word == word);
            if (ordinal < 0) return $"'{word}' is not understood: write a day of the month as in monthly on day 15, or a weekday as in monthly on first tue";
            if (!DayWords.IsWeekday(words.TakeWord(), out var weekday)) return $"a weekday must follow '{word}', as in monthly on {word} tue";
            found.Add(new(weekday, Ordinals[ordinal].Ordinal));
        }
        while (words.TakeComma());
        days = found.ToValueList();
        return Twice(found);
    }

    private static string? Month(WordReader words, out int month)
    {
        var word = words.TakeWord();
        month = Array.FindIndex(Months, m => word.Length >= 3 && CultureInfo.InvariantCulture.DateTimeFormat.MonthNames.Any(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase) && n.StartsWith(m, StringComparison.OrdinalIgnoreCase))) + 1;
        if (month > 0) return null;
        month = 1;
        return $"'{word}' is not a month: write one of {string.Join(", ", Months)}";
    }

    private static string? Twice(List<WeekdayRule> days) =>
        days.Distinct().Count() < days.Count ? "a day stands here a second time: leave one out" : null;

    /// <summary>Null for what the words cannot say.</summary>
    private static string? InWords(Recurrence rule)
    {
        var every = (rule.Frequency, rule.Interval) switch
        {
            (Frequency.Daily, 1) => "daily",
            (Frequency.Weekly, 1) => "weekly",
            (Frequency.Monthly, 1) => "monthly",
            (Frequency.Yearly, 1) => "yearly",
            (Frequency.Daily, var n) => string.Create(CultureInfo.InvariantCulture, $"every {n} days"),
            (Frequency.Weekly, var n) => string.Create(CultureInfo.InvariantCulture, $"every {n} weeks"),
            (Frequency.Monthly, var n) => string.Create(CultureInfo.InvariantCulture, $"every {n} months"),
            (_, var n) => string.Create(CultureInfo.InvariantCulture, $"every {n} years"),
        };
        return OnDays(rule) is { } on ? every + on : null;
    }

    private static string? OnDays(Recurrence rule)
    {
        if (rule.Frequency == Frequency.Weekly) return rule.Weekdays.Count == 0 ? "" : $" on {string.Join(", ", rule.Weekdays.Select(w => DayWords.WeekdayText(w.Day)))}";
        var month = rule.Month is >= 1 and <= 12 and { } m ? Months[m - 1] : null;
        var skip = rule.SkipMissing ? " or skip" : "";
        return rule switch
        {
            { DayOfMonth: null, Weekdays.Count: 0 } => (month is null ? "" : $" in {month}") + skip,
            { DayOfMonth: -1 } => month is null ? " on last day" : $" on last day of {month}",
            { DayOfMonth: { } day } when month is not null => string.Create(CultureInfo.InvariantCulture, $" on {day} {month}{skip}"),
            { DayOfMonth: { } day } => string.Create(CultureInfo.InvariantCulture, $" on day {day}{skip}"),
            _ when rule.Weekdays.Any(w => Ordinals.All(o => o.Ordinal != w.Ordinal)) => null,
            _ => " on " + string.Join(", ", rule.Weekdays.Select(w => $"{Ordinals.First(o => o.Ordinal == w.Ordinal).Word} {DayWords.WeekdayText(w.Day)}")) + (month is null ? "" : $" of {month}"),
        };
    }

    /// <summary>The words of a rule, one after the other; commas stand for themselves.</summary>
    private sealed class WordReader(string text)
    {
        private readonly string[] _words = text.ToLowerInvariant().Replace(",", " , ", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        private int _next;

        public string All => text;
        public bool AtEnd => _next >= _words.Length;
        public string Rest => string.Join(' ', _words.Skip(_next));
        public string Before => string.Join(' ', _words.Take(_next));
        public string Last { get; private set; } = "";

        public string TakeWord() => Last = AtEnd ? "" : _words[_next++];

        public bool Take(params ReadOnlySpan<string> words)
        {
            if (!_words.AsSpan(Math.Min(_next, _words.Length)).StartsWith(words)) return false;
            _next += words.Length;
            return true;
        }

        public bool TakeComma() => Take(",") || (!AtEnd && Take("and"));

        public bool TakeNumber(out int number)
        {
            number = 1;
            if (AtEnd || !int.TryParse(_words[_next], NumberStyles.None, CultureInfo.InvariantCulture, out var found)) return false;
            number = found;
            _next++;
            return true;
        }
    }
}
