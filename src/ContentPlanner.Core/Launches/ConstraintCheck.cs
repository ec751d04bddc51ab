using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Core.Launches;

/// <summary>
/// A rule the world imposes, held against the day something stands on: honoured, broken, or broken on purpose with the
/// reason written down.
/// </summary>
public sealed record ConstraintCheck
{
    private static readonly LocalDatePattern Written = LocalDatePattern.CreateWithInvariantCulture("ddd d MMM yyyy");

    /// <summary>Key of the milestone or anchor.</summary>
    public required string Subject { get; init; }

    public required string Title { get; init; }
    public required Constraint Constraint { get; init; }
    public required LocalDate Day { get; init; }

    /// <summary>The first or last day the rule allows.</summary>
    public required LocalDate Bound { get; init; }

    /// <summary>By how many days it is broken; 0 is honoured.</summary>
    public required int DaysOver { get; init; }

    public string? OverrideReason { get; init; }

    public bool IsBroken => DaysOver > 0;
    public bool IsOverridden => IsBroken && OverrideReason is not null;

    /// <summary>
    /// Null when the rule does not apply: it needs a day that is not known, was not announced, or is not frozen yet.
    /// </summary>
    internal static ConstraintCheck? Of(Constraint constraint, string subject, string title, LocalDate day, string? overrideReason,
        Func<OffsetRule, LocalDate?> dayOf, LocalDate? announced, bool frozen)
    {
        LocalDate? bound = constraint.Kind switch
        {
            ConstraintKind.NotBefore or ConstraintKind.NotAfter => constraint.Bound is { } rule ? dayOf(rule) : null,
            ConstraintKind.MaxSlipOnce => announced?.PlusDays(constraint.Days ?? 0),
            _ => frozen ? announced : null,
        };
        if (bound is not { } limit) return null;
        var after = Period.DaysBetween(limit, day);
        return new()
        {
            Subject = subject,
            Title = title,
            Constraint = constraint,
            Day = day,
            Bound = limit,
            OverrideReason = overrideReason,
            DaysOver = constraint.Kind switch
            {
                ConstraintKind.NotBefore => Math.Max(0, -after),
                ConstraintKind.Frozen => Math.Abs(after),
                _ => Math.Max(0, after),
            },
        };
    }

    /// <summary>"“Final file uploaded” is 2 days after Fri 7 May 2027, the last day allowed: KDP locks the file (kdp.amazon.com, checked 2026-11-01)".</summary>
    public string Message
    {
        get
        {
            var days = Reason.Days(DaysOver);
            var bound = Written.Format(Bound);
            var broken = Constraint.Kind switch
            {
                ConstraintKind.NotBefore => $"is {days} before {bound}, the first day allowed",
                ConstraintKind.NotAfter => $"is {days} after {bound}, the last day allowed",
                ConstraintKind.MaxSlipOnce => $"is {days} after {bound}, the farthest it may slip",
                _ => $"is {days} away from {bound}, where it is frozen",
            };
            return $"“{Title}” {(IsBroken ? broken : "keeps the rule")}: {Constraint.Why}{Origin}{(IsOverridden ? $". Accepted: {OverrideReason}" : "")}";
        }
    }

    private string Origin => (Constraint.Source, Constraint.CheckedOn) switch
    {
        ({ } source, { } on) => $" ({source}, checked {LocalDatePattern.Iso.Format(on)})",
        ({ } source, null) => $" ({source})",
        (null, { } on) => $" (checked {LocalDatePattern.Iso.Format(on)})",
        _ => "",
    };

    internal Finding? Finding => !IsBroken ? null : IsOverridden
        ? new(FindingKind.ConstraintOverridden, FindingSeverity.Note, Subject, Message, Day)
        : new(FindingKind.ConstraintBroken, FindingSeverity.Serious, Subject, Message, Day);
}
