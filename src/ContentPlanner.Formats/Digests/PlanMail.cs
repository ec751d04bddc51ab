using ContentPlanner.Core.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>The planning day's result as a mail: templates/plan/mail.html and mail.txt, with the values of the page.</summary>
public static class PlanMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static MailRendering Render(PlanPage page, string locale, TemplateSet templates, MailLinks links)
    {
        var values = PlanSheet.Values(page, locale);
        values["unsubscribe"] = links.Unsubscribe;
        return Mail.Render(templates, "plan/mail", locale, values);
    }
}
