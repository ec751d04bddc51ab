using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What people do to a series: leave one out, move one, end it, or change this and all that follow.</summary>
public sealed partial record Series
{
    /// <summary>Leaves out the occurrence of that day, moved or not.</summary>
    /// <exception cref="ArgumentException">The rule does not give that day.</exception>
    public Series Skip(LocalDate day)
    {
        MustFallOn(day);
        return this with { Skipped = Skipped.Append(day).Distinct().Order().ToValueList(), Moved = MovesWithout(day) };
    }

    /// <summary>Holds the occurrence of that day at another time; a skipped one takes place again. To its due time: no exception any more.</summary>
    /// <exception cref="ArgumentException">The rule does not give that day.</exception>
    public Series MoveOccurrence(LocalDate day, LocalDateTime to)
    {
        MustFallOn(day);
        var others = MovesWithout(day);
        var due = Time is { } time ? to == day + time : to.Date == day;
        return this with
        {
            Skipped = Skipped.Where(s => s != day).ToValueList(),
            Moved = due ? others : others.Append(new MovedOccurrence(day, to)).OrderBy(m => m.Day).ToValueList(),
        };
    }

    /// <summary>Nothing is due after <paramref name="lastDay"/>; a series that ends earlier stays as it is.</summary>
    public Series EndOn(LocalDate lastDay) => NextFrom(lastDay.PlusDays(1)) is null ? this : this with
    {
        Rule = Rule with { Until = lastDay, Count = null },
        Skipped = SkippedWhere(day => day <= lastDay),
        Moved = MovedWhere(day => day <= lastDay),
    };

    /// <summary>
    /// "This and following": the part before <paramref name="day"/>, and the part from it on as a series of its own, which
    /// the caller gives an identity and changes. A part without occurrences is null.
    /// </summary>
    public SeriesParts SplitAt(LocalDate day) => new(Before(day), From(day));

    private Series? Before(LocalDate day) => Rule.AlignedStart(Start) < day ? EndOn(day.PlusDays(-1)) : null;

    private Series? From(LocalDate day)
    {
        if (Rule.AlignedStart(Start) is not { } first) return null;
        if (first >= day) return this;
        if (NextFrom(day) is not { } start) return null;
        var gone = Rule.Count is null ? 0 : Rule.Occurrences(Start, new DateInterval(first, start.PlusDays(-1))).Count();
        return this with
        {
            Start = start,
            // Said in full: "every month on the start's day" must not become 28 because the second part starts in February.
            Rule = Rule.Normalised(Start) with { Count = Rule.Count - gone },
            Skipped = SkippedWhere(d => d >= day),
            Moved = MovedWhere(d => d >= day),
        };
    }

    /// <summary>The rule's first day on or after <paramref name="day"/>.</summary>
    private LocalDate? NextFrom(LocalDate day)
    {
        foreach (var next in Rule.Occurrences(Start, new DateInterval(day, LocalDate.Max(day, Recurrence.EndOfTime)))) return next;
        return null;
    }

    private void MustFallOn(LocalDate day)
    {
        if (!FallsOn(day)) throw new ArgumentException($"The series has no occurrence on {day:uuuu-MM-dd}.", nameof(day));
    }

    private ValueList<MovedOccurrence> MovesWithout(LocalDate day) => MovedWhere(d => d != day);

    private ValueList<LocalDate> SkippedWhere(Func<LocalDate, bool> keep) => Skipped.Where(keep).ToValueList();

    private ValueList<MovedOccurrence> MovedWhere(Func<LocalDate, bool> keep) => Moved.Where(m => keep(m.Day)).ToValueList();
}

/// <summary>A series cut in two; a part without occurrences is null.</summary>
public sealed record SeriesParts(Series? Before, Series? After);
