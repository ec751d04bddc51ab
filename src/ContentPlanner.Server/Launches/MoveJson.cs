using System.Text;
using System.Text.Json;
using ContentPlanner.Core.Launches;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Resources;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>One line of a move as it was shown: what becomes of a thing.</summary>
internal sealed record MoveRowView(MoveGroup Group, MovedKind Kind, string Key, string Title, string Reason)
{
    public LocalDate? From { get; init; }

    /// <summary>What the rule gives, before it is rolled to a working day.</summary>
    public LocalDate? Rule { get; init; }

    public LocalDate? To { get; init; }
    public int? DaysLate { get; init; }

    /// <summary>Only of a broken rule: whether somebody accepted it in writing.</summary>
    public bool? Accepted { get; init; }

    public string? Owner { get; init; }

    /// <summary>Somebody outside who does it, by name; then the owner keeps an eye on it.</summary>
    public string? Outside { get; init; }
}

/// <summary>A calendar that would read differently.</summary>
internal sealed record MovedFeedView(string Feed, string Name, int Moved, int Changed, int Appearing, int Vanishing);

/// <summary>A move as it was shown, for programs: what is stored, and what the API answers.</summary>
/// <param name="Hash">Of everything shown: applying names it, so that nobody applies what they did not see.</param>
/// <param name="NeedsOverride">A rule would be broken: say why, with because.</param>
internal sealed record ShownMoveView(
    Guid Id, string Hash, Instant Expires, string Launch, string Title, string Anchor, LocalDate To, LateChoice Late, bool NeedsOverride,
    IReadOnlyList<MoveRowView> Rows, IReadOnlyList<string> Weeks, IReadOnlyList<MovedFeedView> Feeds)
{
    public LocalDate? From { get; init; }
    public string? Because { get; init; }
}

/// <summary>A move that was applied.</summary>
internal sealed record AppliedMoveView(Guid? ChangeSet, long Revision, string What);

internal static class MoveJson
{
    public static string Write(ShownMove move) => Encoding.UTF8.GetString(ApiJson.Bytes(Of(move)));

    /// <summary>What was written, as it was shown.</summary>
    public static ShownMoveView Read(string rows) => JsonSerializer.Deserialize<ShownMoveView>(rows, ApiJson.Options)!;

    private static ShownMoveView Of(ShownMove move) => new(
        move.Id, move.Hash, move.ExpiresAt, move.Preview.Launch, move.Title, move.Preview.Anchor, move.Preview.To, move.Late, move.Preview.NeedsOverride,
        [.. move.Preview.Rows.Select(Of)], [.. move.Preview.Weeks], [.. move.Feeds.Select(Of)])
    {
        From = move.Preview.From,
        Because = move.Because,
    };

    private static MoveRowView Of(MoveRow row) => new(row.Group, row.Kind, row.Key, row.Title, row.Reason)
    {
        From = row.OldDay,
        Rule = row.RuleDay,
        To = row.NewDay,
        DaysLate = row.DaysLate > 0 ? row.DaysLate : null,
        Accepted = row.Group == MoveGroup.BreaksConstraint ? row.IsAccepted : null,
        Owner = row.Owner,
        Outside = row.Outside,
    };

    private static MovedFeedView Of(AffectedFeed feed) => new(feed.Slug, feed.Name, feed.Moved, feed.Changed, feed.Appearing, feed.Vanishing);
}
