using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>An approval that somebody waits for, or that came back with a change to be made.</summary>
public sealed record ApprovalLine
{
    public required string Title { get; init; }

    /// <summary>Who was asked.</summary>
    public required string From { get; init; }

    public required LocalDate AskedOn { get; init; }

    /// <summary>Since they were asked.</summary>
    public required int Days { get; init; }

    /// <summary>They ask for a change.</summary>
    public required bool ChangesAsked { get; init; }

    public string? Comment { get; init; }

    /// <summary>Those that concern <paramref name="reader"/>, changes to be made first, then the longest waited for.</summary>
    public static IEnumerable<ApprovalLine> For(Reader reader, Schedule schedule) =>
        from standing in ApprovalStanding.Newest(schedule)
        let asked = standing.Approval
        where standing.State is ApprovalState.Requested or ApprovalState.ChangesAsked
        where reader.IsStrategist || reader.Owns(standing.Owner) || asked.AskedBy == reader.Key
        orderby standing.State == ApprovalState.ChangesAsked ? 0 : 1, asked.AskedOn
        select new ApprovalLine
        {
            Title = standing.Title,
            From = asked.From,
            AskedOn = asked.AskedOn,
            Days = Math.Max(0, Period.DaysBetween(asked.AskedOn, reader.Today)),
            ChangesAsked = standing.State == ApprovalState.ChangesAsked,
            Comment = asked.Comment,
        };
}
