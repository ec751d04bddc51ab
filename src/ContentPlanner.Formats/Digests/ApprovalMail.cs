using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Formats.Digests;

/// <summary>What somebody is asked to approve, as the mail says it.</summary>
/// <param name="Asker">Who asks.</param>
/// <param name="To">Who is asked, by name.</param>
/// <param name="Launch">What it belongs to; null: nothing.</param>
/// <param name="Day">When it is to go out; null: no day yet, or one that has passed.</param>
/// <param name="Begins">The first lines of the text.</param>
/// <param name="Address">Where it is looked at and answered; whoever has it can answer.</param>
/// <param name="Until">The last day that address is good.</param>
public sealed record ApprovalRequest(string Workspace, string Title, string Asker, string To, string? Launch, LocalDate? Day, string Begins, string Address, LocalDate Until, bool IsReminder);

/// <summary>What came of it, as the mail to who asked says it.</summary>
public sealed record ApprovalAnswer(string Workspace, string Title, string From, string Who, ApprovalOutcome Outcome, string? Comment, int Days);

public enum ApprovalOutcome { Approved, ChangesAsked, NoAnswer }

/// <summary>Asking for an approval, templates/approvals/ask.html and ask.txt; telling what came of it, answer.html and answer.txt.</summary>
public static class ApprovalMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static MailRendering Ask(ApprovalRequest request, string locale, TemplateSet templates, MailLinks links) =>
        Mail.Render(templates, "approvals/ask", locale, Said.Page(
            locale,
            request.Workspace,
            ("title", request.Title),
            ("asker", request.Asker),
            ("person", Said.Named(("name", request.To))),
            ("launch", request.Launch),
            ("day", request.Day),
            ("begins", request.Begins),
            ("address", Said.Link(request.Address)),
            ("until", request.Until),
            ("reminder", request.IsReminder),
            ("unsubscribe", links.Unsubscribe)));

    /// <inheritdoc cref="Ask"/>
    public static MailRendering Answer(ApprovalAnswer answer, string locale, TemplateSet templates, MailLinks links) =>
        Mail.Render(templates, "approvals/answer", locale, Said.Page(
            locale,
            answer.Workspace,
            ("title", answer.Title),
            ("from", answer.From),
            ("person", Said.Named(("name", answer.Who))),
            ("outcome", Said.Word(answer.Outcome)),
            ("comment", answer.Comment),
            ("days", answer.Days),
            ("unsubscribe", links.Unsubscribe)));
}
