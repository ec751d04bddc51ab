using System.Globalization;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Formats.Feeds;

/// <summary>
/// A recurring entry in the form that all calendar programs understand alike (ical.md, section 3): it starts on its own
/// rule, what is left out and what is changed are occurrences of that rule and never the same one, and a change stays
/// near its day. What cannot be said that way stands apart: the occurrence is left out of the series and becomes an event
/// of its own.
/// </summary>
/// <param name="First">The first day the rule gives.</param>
/// <param name="Rule">As <see cref="Recurrence.Normalised"/> gives it.</param>
/// <param name="LeftOut">EXDATE: skipped, or apart.</param>
/// <param name="Changed">RECURRENCE-ID: held at another time of its week, or under another title.</param>
/// <param name="Apart">Events of their own.</param>
internal sealed record SafeSeries(
    LocalDate First, Recurrence Rule, IReadOnlyList<LocalDate> LeftOut, IReadOnlyList<Variation> Changed, IReadOnlyList<Variation> Apart)
{
    /// <summary>The rule gives no day in February, see <see cref="ShortMonths"/>.</summary>
    public bool WithoutFebruary { get; init; }

    /// <summary>Null for a rule that gives no day at all.</summary>
    public static SafeSeries? Of(Entry entry, Recurrence rule, bool allDay)
    {
        var normalised = rule.Normalised(entry.Day);
        if (normalised.AlignedStart(entry.Day) is not { } first) return null;
        return entry.Skipped.Count == 0 && entry.Variations.Count == 0
            ? new(first, normalised, [], [], [])
            : new Sorting(entry, rule, allDay).Into(first, normalised);
    }

    /// <summary>Whether anything of the series itself, not of what stands apart, is held within the days.</summary>
    public bool IsHeldWithin(DateInterval days, Entry entry)
    {
        if (days.Contains(First) && !LeftOut.Contains(First) && Changed.All(change => change.Day != First)) return true;
        if (Changed.Any(change => change.When.Overlaps(days))) return true;
        var lasting = Period.DaysBetween(entry.Day, entry.When.LastDay);
        var due = Rule.Occurrences(First, new DateInterval(days.Start.PlusDays(-lasting), days.End));
        if (WithoutFebruary) due = due.Where(day => day.Month != 2);
        if (LeftOut.Count == 0 && Changed.Count == 0) return due.Any();
        var exceptions = LeftOut.Concat(Changed.Select(change => change.Day)).ToHashSet();
        return due.Any(day => !exceptions.Contains(day));
    }

    /// <summary>The event of its own that an occurrence became: its name is the series' and the day the rule gave it.</summary>
    public static Entry Alone(Entry entry, Variation apart) => entry with
    {
        Uid = Named(entry.Uid, apart.Day.ToString("'-'uuuuMMdd", CultureInfo.InvariantCulture)),
        When = apart.When,
        Title = apart.Title ?? entry.Title,
        Location = apart.Location ?? entry.Location,
        Rule = null,
        Skipped = [],
        Variations = [],
    };

    /// <summary>A name made from another, before its @.</summary>
    public static string Named(string uid, string part)
    {
        if (part.Length == 0) return uid;
        var at = uid.LastIndexOf('@');
        return at < 0 ? uid + part : uid[..at] + part + uid[at..];
    }

    /// <summary>Puts each exception where it belongs.</summary>
    private sealed class Sorting(Entry entry, Recurrence rule, bool allDay)
    {
        private readonly List<LocalDate> _leftOut = [];
        private readonly List<Variation> _changed = [];
        private readonly List<Variation> _apart = [];

        public SafeSeries Into(LocalDate first, Recurrence normalised)
        {
            var occurrences = Occurrences();
            foreach (var day in occurrences)
                if (entry.Skipped.Contains(day)) _leftOut.Add(day);
                // The last word on a day counts, should it have been changed twice.
                else if (entry.Variations.LastOrDefault(v => v.Day == day) is { } change) Place(allDay ? change with { When = new When.AllDay(change.When.Day) } : change);
            return new(first, normalised, _leftOut, _changed, _apart);
        }

        private void Place(Variation change)
        {
            var due = DueOn(change.Day);
            if (change.When == due && (change.Title ?? entry.Title) == entry.Title && (change.Location ?? entry.Location) == entry.Location) return;
            if (IsNear(change, due) && !IsTaken(change.When, change.Day))
            {
                _changed.Add(change);
                return;
            }
            _leftOut.Add(change.Day);
            _apart.Add(change);
        }

        /// <summary>
        /// Within its ISO week and not turned from a whole day into a time: readers that expand a window miss what was moved
        /// into it from outside (KOrganizer, node-ical), and windows, a feed's own included, are made of weeks. Never of whole
        /// days: a change of one day is one for every whole-day series of that day to some readers (ical.js).
        /// </summary>
        private static bool IsNear(Variation change, When due) =>
            WholeWeeks.MondayOf(change.Day) == WholeWeeks.MondayOf(change.When.Day) && (change.When, due) is (When.At, When.At);

        /// <summary>Two occurrences of one series at the same moment are one to some readers (Ical.Net), so one of them stands apart.</summary>
        private bool IsTaken(When when, LocalDate own)
        {
            foreach (var other in _changed)
                if (Start(other.When).Equals(Start(when))) return true;
            return IsDue(when, out var day) && day != own && rule.FallsOn(entry.Day, day);
        }

        /// <summary>Whether the series, if it gave that day, would be held just then.</summary>
        private bool IsDue(When when, out LocalDate day)
        {
            day = when.Day;
            if (allDay || when is not When.At at || entry.When is not When.At series) return true;
            var there = at.Instant.InZone(series.Zone).LocalDateTime;
            day = there.Date;
            return there.TimeOfDay == series.Start.TimeOfDay;
        }

        private When DueOn(LocalDate day) => allDay && entry.When is When.At ? new When.AllDay(day) : entry.When.On(day);

        private static object Start(When when) => when is When.At at ? at.Instant : when.Day;

        /// <summary>Days of exceptions that the rule gives, ascending.</summary>
        private List<LocalDate> Occurrences()
        {
            var wanted = new HashSet<LocalDate>(entry.Skipped.Count + entry.Variations.Count);
            foreach (var day in entry.Skipped) wanted.Add(day);
            foreach (var variation in entry.Variations) wanted.Add(variation.Day);
            return [.. rule.Occurrences(entry.Day, new DateInterval(wanted.Min(), wanted.Max())).Where(wanted.Contains)];
        }
    }
}
