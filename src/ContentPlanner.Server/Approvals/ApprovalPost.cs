using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Approvals;

/// <summary>The mails of approvals, through the ledger: each question, reminder and answer once.</summary>
public sealed class ApprovalPost(Outbox outbox, Desks desks, Settings settings)
{
    /// <summary>What the ledger calls the question itself, as against its reminders.</summary>
    internal const string Question = "ask-0";

    private const int FirstLines = 280;

    /// <summary>To who is asked.</summary>
    /// <param name="reminder">0: the question itself.</param>
    public async Task<Outbox.Posted> AskAsync(Guid workspace, Approval approval, string token, string asker, int reminder, Instant until, CancellationToken stop)
    {
        if (await desks.OfAsync(workspace, stop) is not { } desk) return new(null, "there is no such workspace");
        var standing = ApprovalStanding.Of(desk.Schedule, approval);
        var launch = standing.Launch is { } key ? desk.Workspace.Launches.FirstOrDefault(l => l.Key == key)?.Title : null;
        var address = settings.Address.AbsoluteUri.TrimEnd('/') + ApprovalStore.Path(token);
        // "It is to go out on" a day that has passed would be untrue.
        var day = standing.Piece?.Day ?? standing.Task?.Due;
        var request = new ApprovalRequest(
            desk.Workspace.Name, standing.Title, asker, approval.From, launch, day >= desk.Schedule.Today ? day : null, Begins(ApprovalText.Of(desk, standing), standing.Title), address,
            until.InZone(desk.Workspace.Zone).Date, reminder > 0);
        return await outbox.LetterAsync(
            new(DeliveryKind.Approval, approval.Id!.Value, reminder == 0 ? Question : FormattableString.Invariant($"ask-{reminder}"), workspace, null, approval.Email!, approval.From),
            desk.Workspace, links => ApprovalMail.Ask(request, desk.Workspace.Locale, desk.Installation.Templates, links), stop);
    }

    /// <summary>To who asked, or the strategist; and to who answers for the text, when that is somebody else.</summary>
    /// <param name="days">Of a question that nobody answered: since it was asked.</param>
    public async Task<int> TellAsync(WorkspaceSnapshot snapshot, Approval approval, CancellationToken stop, int? days = null)
    {
        var (workspace, made) = (snapshot.Workspace, 0);
        var desk = desks.Of(workspace);
        var standing = ApprovalStanding.Of(desk.Schedule, approval);
        var outcome = days is not null ? ApprovalOutcome.NoAnswer : approval.Status == ApprovalStatus.Approved ? ApprovalOutcome.Approved : ApprovalOutcome.ChangesAsked;
        // What nobody answered is one note, to who answers for it.
        string?[] keys = days is not null ? [standing.Owner ?? approval.AskedBy ?? workspace.Strategist] : [approval.AskedBy ?? workspace.Strategist, standing.Owner];
        foreach (var member in keys.OfType<string>().Distinct(StringComparer.Ordinal).Select(key => workspace.Members.FirstOrDefault(m => m.Key == key)).OfType<Member>())
        {
            if (member.Email is not { } address) continue;
            var answer = new ApprovalAnswer(workspace.Name, standing.Title, approval.From, member.Name, outcome, approval.Comment, days ?? 0);
            var posted = await outbox.LetterAsync(
                new(DeliveryKind.ApprovalAnswer, approval.Id!.Value, $"{outcome}/{member.Key}".ToLowerInvariant(), snapshot.Id, Identity.Of(workspace, member), address, member.Name),
                workspace, links => ApprovalMail.Answer(answer, workspace.Locale, desk.Installation.Templates, links), stop);
            if (posted.Delivery is not null) made++;
        }
        return made;
    }

    /// <summary>Its first lines, as one; a heading that only says the title once more is left out.</summary>
    private static string Begins(string text, string title)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.StartsWith(title, StringComparison.Ordinal)) line = line[title.Length..].TrimStart();
        if (line.Length <= FirstLines) return line;
        var cut = line.LastIndexOf(' ', FirstLines);
        return line[..(cut > FirstLines / 2 ? cut : FirstLines - (char.IsHighSurrogate(line[FirstLines - 1]) ? 1 : 0))] + "…";
    }
}

/// <summary>The text that is asked about, as its readers get it.</summary>
public static class ApprovalText
{
    /// <summary>Plain words: of a piece its body without markup, of a task its draft.</summary>
    public static string Of(Desk desk, ApprovalStanding standing) =>
        standing.Task is { } task ? desk.DraftOf(task)
        : standing.Piece?.Body is { } body ? string.Join("\n\n", Formats.Extraction.BodyReader.Blocks(body).Select(b => b.Text))
        : "";
}
