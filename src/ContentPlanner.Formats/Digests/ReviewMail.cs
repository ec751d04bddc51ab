using ContentPlanner.Core.Digests;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>The reminder of a review with its agenda: templates/reviews/mail.html and mail.txt, with the values of the page.</summary>
public static class ReviewMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static MailRendering Render(ReviewAgenda agenda, string locale, TemplateSet templates, MailLinks links)
    {
        var values = ReviewSheet.Values(agenda, locale);
        values["unsubscribe"] = links.Unsubscribe;
        return Mail.Render(templates, "reviews/mail", locale, values);
    }
}
