using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Approvals;

public enum ApprovalStatus { Requested, Approved, ChangesAsked }

/// <summary>
/// What somebody was asked to approve, and what they said: a piece or a content task as its text was then. Asking again is
/// another approval; that a later edit outdates it is not stored, it follows from <see cref="Version"/>.
/// </summary>
public sealed record Approval : PlanItem
{
    /// <summary>Key of the piece; null: it is about a task.</summary>
    public string? Piece { get; init; }

    /// <summary>Key of the content task, <c>piece/step/channel/cycle</c>; null: it is about a piece.</summary>
    public string? Task { get; init; }

    /// <summary>Fingerprint of the text they were asked about, see <see cref="ApprovalStanding.VersionOf(Pieces.ContentPiece)"/>.</summary>
    public required string Version { get; init; }

    /// <summary>Who is asked, by name.</summary>
    public required string From { get; init; }

    /// <summary>Their e-mail address; null: it was asked for some other way.</summary>
    public string? Email { get; init; }

    /// <summary>Key of the member who asked: who hears the answer. Null: the strategist.</summary>
    public string? AskedBy { get; init; }

    public required LocalDate AskedOn { get; init; }

    public ApprovalStatus Status { get; init; }
    public LocalDate? AnsweredOn { get; init; }

    /// <summary>What they said to it.</summary>
    public string? Comment { get; init; }
}
