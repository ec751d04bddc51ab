using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Formats.Digests;

/// <summary>Mails about accounts: templates/accounts/invitation.html and .txt, password.html and .txt.</summary>
public static class AccountMail
{
    /// <param name="access">What they may do there: "strategist".</param>
    /// <param name="address">Where they come in, once.</param>
    /// <param name="until">The last day it is good.</param>
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static MailRendering Invitation(string workspace, string inviter, string access, string address, LocalDate until, string locale, TemplateSet templates) =>
        Mail.Render(templates, "accounts/invitation", locale, Said.Page(
            locale, workspace, ("inviter", inviter), ("access", access), ("address", Said.Link(address)), ("until", until), ("unsubscribe", null)));

    /// <param name="address">Where another password is chosen, once, within the hour.</param>
    public static MailRendering Password(string name, string address, string locale, TemplateSet templates) =>
        Mail.Render(templates, "accounts/password", locale, Said.Page(
            locale, "ContentPlanner", ("person", Said.Named(("name", name))), ("address", Said.Link(address)), ("unsubscribe", null)));
}
