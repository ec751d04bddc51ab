using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>A line of a preview as a page shows it.</summary>
/// <param name="Title">With the launch it belongs to where that is another one.</param>
public sealed record MoveLine(string Key, string Title, string? From, string? To, string? Owner, string Why)
{
    public static IReadOnlyList<MoveLine> Of(IEnumerable<MoveRow> rows, Workspace workspace, Locale locale) =>
        [.. rows.Select(r => new MoveLine(r.Key, r.Title, Day(r.OldDay, locale), Day(r.NewDay, locale), r.Outside ?? workspace.NameOf(r.Owner), WhyOf(r)))];

    /// <summary>Without the title, which stands in its own column; "T" alone is a sign only planners know.</summary>
    private static string WhyOf(MoveRow row)
    {
        var why = row.Reason.EndsWith($" · {row.Title}", StringComparison.Ordinal) ? row.Reason[..^(row.Title.Length + 3)] : row.Reason;
        return why == "T" ? "the day itself" : why;
    }

    public static string? Day(LocalDate? day, Locale locale) => day is { } d ? $"{locale.Format(d, DayStyle.WeekdayShort)} {d.Year}" : null;
}

/// <summary>The lines of one group, under its heading.</summary>
public sealed record MoveGroupView(MoveGroup Group, string Heading, string? About, IReadOnlyList<MoveLine> Lines);

/// <summary>A move as it was shown and stored: the page shows this and nothing newer, so that what is applied is what was seen.</summary>
public sealed record MoveView
{
    public required Guid Id { get; init; }
    public required string Launch { get; init; }
    public required string Title { get; init; }
    public required string Anchor { get; init; }
    public required string Hash { get; init; }
    public required LocalDate? From { get; init; }
    public required LocalDate To { get; init; }
    public required LateChoice Late { get; init; }
    public required string? Because { get; init; }
    public required bool NeedsReason { get; init; }
    public required bool IsApplied { get; init; }
    public required bool IsOld { get; init; }
    public required IReadOnlyList<MoveGroupView> Groups { get; init; }

    /// <summary>"2027-W20": weeks whose digest would read differently.</summary>
    public required IReadOnlyList<string> Weeks { get; init; }

    /// <summary>"The book: 12 lines move".</summary>
    public required IReadOnlyList<string> Feeds { get; init; }

    /// <summary>A rule would break without a reason, or is to break with this one.</summary>
    public bool AsksWhy => NeedsReason || Because is not null;

    /// <summary>Something lands in the past, or would with another choice.</summary>
    public bool AsksAboutLate => Late != LateChoice.Keep || Groups.Any(g => g.Group == MoveGroup.LandsInThePast);

    public static MoveView Of(StoredMove move, Workspace workspace, Locale locale, Instant now)
    {
        var shown = MoveJson.Read(move.Rows);
        return new()
        {
            Id = move.Id,
            Launch = move.Launch,
            Title = shown.Title,
            Anchor = move.Anchor,
            Hash = move.Hash,
            From = move.From,
            To = move.To,
            Late = move.Late,
            Because = move.OverrideReason,
            NeedsReason = shown.NeedsOverride,
            IsApplied = move.AppliedAs is not null,
            IsOld = move.ExpiresAt <= now,
            Groups = [.. shown.Rows.GroupBy(r => r.Group).OrderBy(g => g.Key).Select(g => new MoveGroupView(g.Key, Heading(g.Key), About(g.Key, isApplied: move.AppliedAs is not null), MoveLine.Of(g.Select(Row), workspace, locale)))],
            Weeks = shown.Weeks,
            Feeds = [.. shown.Feeds.Select(Words)],
        };
    }

    public static string Heading(MoveGroup group) => group switch
    {
        MoveGroup.LandsInThePast => "Lands in the past",
        MoveGroup.BreaksConstraint => "Breaks a rule",
        MoveGroup.Collides => "Meets something else",
        MoveGroup.Moves => "Moves",
        MoveGroup.StaysPinned => "Stays, because somebody set its day",
        _ => "Stays, because it is over",
    };

    private static string? About(MoveGroup group, bool isApplied) => group switch
    {
        MoveGroup.LandsInThePast when !isApplied => "Its new day has passed already; what becomes of it is your choice above.",
        MoveGroup.BreaksConstraint => "The world imposes it: it can be broken, with a written reason.",
        _ => null,
    };

    private static MoveRow Row(MoveRowView row) => new()
    {
        Group = row.Group,
        Kind = row.Kind,
        Key = row.Key,
        Title = row.Title,
        OldDay = row.From,
        NewDay = row.To,
        Owner = row.Owner,
        Outside = row.Outside,
        Reason = row.Reason,
    };

    private static string Words(MovedFeedView feed)
    {
        var counted = new Formats.Feeds.AffectedFeed(feed.Feed, feed.Name, feed.Moved, feed.Changed, feed.Appearing, feed.Vanishing);
        return counted.Words.Length == 0 ? counted.Name : $"{counted.Name}: {counted.Words}";
    }
}
