using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Approvals;

public sealed class ApprovalTests
{
    private static readonly LocalDate Today = new(2026, 11, 25);

    private static readonly Workspace Before = new()
    {
        Key = "w",
        Name = "Steady Ground",
        Zone = DateTimeZone.Utc,
        Strategist = "sam",
        Members = [new() { Key = "sam", Name = "Sam" }, new() { Key = "una", Name = "Una" }],
        Pieces = [new() { Key = "letter", Title = "A letter", Format = "newsletter", Owner = "una", Body = new(BodyFormat.Markdown, "Dear all") }],
    };

    [Fact]
    public void What_was_asked_about_can_be_approved_once()
    {
        var (asked, id) = Ask(Before, "Nora");

        var approved = Of(asked).Approve(id, Today).After!;

        Assert.Equal((ApprovalStatus.Approved, Today), (approved.Approvals[0].Status, approved.Approvals[0].AnsweredOn!.Value));
        Assert.Equal(ApprovalState.Approved, Standing(approved).State);
        Assert.Same(approved, Of(approved).Approve(id, Today).After);
        Assert.Equal("it was answered already", Of(approved).AskForChange(id, "no", Today).Refusal);
    }

    [Fact]
    public void A_later_edit_outdates_a_question_and_an_approval()
    {
        var (asked, id) = Ask(Before, "Nora");
        var edited = asked with { Pieces = [asked.Pieces[0] with { Body = new(BodyFormat.Markdown, "Dear both") }] };
        Assert.Equal(ApprovalState.Outdated, Standing(edited).State);
        Assert.StartsWith("the text was changed", Of(edited).Approve(id, Today).Refusal, StringComparison.Ordinal);

        var approved = Of(asked).Approve(id, Today).After!;
        Assert.Equal(ApprovalState.Outdated, Standing(approved with { Pieces = [approved.Pieces[0] with { Title = "Another letter" }] }).State);
        Assert.Equal(ApprovalState.Approved, Standing(approved with { Pieces = [approved.Pieces[0] with { PlannedOn = Today }] }).State);
    }

    [Fact]
    public void What_is_gone_is_outdated()
    {
        var (asked, _) = Ask(Before, "Nora");

        Assert.Equal((ApprovalState.Outdated, "letter"), (Standing(asked with { Pieces = [] }).State, Standing(asked with { Pieces = [] }).Title));
    }

    [Fact]
    public void Asking_the_same_person_again_replaces_the_question_and_keeps_what_was_said()
    {
        var (asked, id) = Ask(Before, "Nora");
        var changes = Of(asked).AskForChange(id, "Shorter", Today).After!;
        var (again, _) = Ask(changes, "Nora");

        Assert.Equal(["letter-1", "letter-2"], again.Approvals.Select(a => a.Key));
        Assert.Equal(("letter-2", ApprovalState.Requested), (Standing(again).Approval.Key, Standing(again).State));
        Assert.Equal("Shorter", again.Approvals[0].Comment);
    }

    [Fact]
    public void The_digest_tells_the_strategist_the_owner_and_who_asked_what_is_waited_for()
    {
        var (asked, id) = Ask(Before, "Nora");
        var both = Of(Ask(asked, "Her publisher").Asked).AskForChange(id, "Shorter", Today).After!;

        foreach (var person in new[] { "sam", "una" })
            Assert.Equal([("Nora", true, 3), ("Her publisher", false, 3)], Lines(both, person).Select(l => (l.From, l.ChangesAsked, l.Days)));
        Assert.Empty(Lines(both with { Members = [.. both.Members, new() { Key = "bo", Name = "Bo" }] }, "bo"));

        static IEnumerable<ApprovalLine> Lines(Workspace workspace, string person) => ApprovalLine.For(Reader.Of(workspace, person, Instant.FromUtc(2026, 11, 28, 8, 0))!, Of(workspace));
    }

    private static (Workspace Asked, Guid Id) Ask(Workspace workspace, string from)
    {
        var asked = workspace.AskForApproval(new() { Key = "", Piece = "letter", Version = ApprovalStanding.VersionOf(workspace.Pieces[0]), From = from, AskedOn = Today });
        return (asked, Identity.Of(asked, asked.Approvals[^1]));
    }

    private static ApprovalStanding Standing(Workspace workspace) => Assert.Single(ApprovalStanding.Newest(Of(workspace)));

    private static Schedule Of(Workspace workspace) => Schedule.Of(workspace, new Library(), _ => KeyPoints.None, Today);
}
