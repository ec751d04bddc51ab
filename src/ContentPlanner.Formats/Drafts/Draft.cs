using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// The text prepared for a task: what a person edited, else what its template makes of the source today. A line of three
/// hyphens stands between texts that are posted one by one: the posts of a thread, a caption behind its slides, a first
/// comment.
/// </summary>
public sealed record Draft
{
    /// <summary>Empty only when <see cref="Problem"/> says why.</summary>
    public required string Text { get; init; }

    /// <summary>What it was made from, see <see cref="SourceFingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>A person wrote it or changed it; it is kept whatever becomes of the source.</summary>
    public bool IsEdited { get; init; }

    /// <summary>The longest text the channel takes, in the unit of <see cref="Counter"/>; null: it takes any.</summary>
    public int? Limit { get; init; }

    public Counter Counter { get; init; }

    /// <summary>The texts that are posted one by one, each with its length in the channel's unit.</summary>
    public ValueList<DraftPart> Parts { get; init; } = [];

    /// <summary>The source has no text yet, so there is little to make a draft of.</summary>
    public bool IsWaiting { get; init; }

    /// <summary>The mistake in the template that left no text.</summary>
    public Problem? Problem { get; init; }

    public bool IsTooLong => Limit is { } limit && Parts.Any(p => p.Length > limit);

    /// <summary>What somebody has to do before it can be posted, in a sentence; null when it can go as it is.</summary>
    public string? Remark =>
        Problem is not null ? "There is no draft: its template has a mistake"
        : IsWaiting ? "The source has no text yet; the draft will be made from it"
        : IsTooLong ? Parts.MaxBy(p => p.Length) is { } longest && Parts.Count > 1
            ? FormattableString.Invariant($"One of its {Parts.Count} texts is {longest.Length} characters long; the channel takes {Limit}")
            : FormattableString.Invariant($"It is {Parts[0].Length} characters long; the channel takes {Limit}")
        : null;

    internal static ValueList<DraftPart> PartsOf(string text, Counter counter) =>
        DraftText.Texts(text).Select(part => new DraftPart(part, Core.Texts.Counting.Count(counter, part))).ToValueList();
}

/// <param name="Length">In the channel's unit.</param>
public sealed record DraftPart(string Text, int Length);
