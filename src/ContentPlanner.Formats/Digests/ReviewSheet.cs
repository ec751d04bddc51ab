using ContentPlanner.Core.Digests;
using ContentPlanner.Formats.Templates;
using NodaTime;

namespace ContentPlanner.Formats.Digests;

/// <summary>The agenda of a review as a page to print: templates/reviews/review.html.</summary>
public static class ReviewSheet
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static Rendering Render(ReviewAgenda agenda, string locale, TemplateSet templates) =>
        templates.Render("reviews/review.html", locale, Values(agenda, locale));

    internal static Dictionary<string, object?> Values(ReviewAgenda agenda, string locale) => Said.Page(
        locale,
        agenda.Workspace,
        ("review", Said.Of(agenda.Review)),
        ("next_review", agenda.Next is { } next ? Said.Of(next) : null),
        ("since", agenda.Since),
        ("as_of", agenda.AsOf),
        ("ahead_of_time", agenda.AsOf < agenda.Review.Day),
        ("vision", agenda.Vision),
        ("done", Said.Of(agenda.Done, h => Of(agenda, h))),
        ("late", Said.Of(agenda.Late, h => Of(agenda, h))),
        ("slips", Said.Of(agenda.Slips, Said.Of)),
        ("before", Said.Of(agenda.BeforeWeMeet, h => Of(agenda, h))),
        ("take_aways", Said.Of(agenda.TakeAways, Said.Of)),
        ("intentions", Said.Of(agenda.Intentions, Of)),
        ("launches", Said.Of(agenda.Launches, Said.Of)),
        ("gaps", Said.Of(agenda.Gaps, Said.Of)),
        ("open_roles", Said.Of(agenda.OpenRoles, Said.Of)),
        ("decisions", Said.Of(agenda.Decisions, Of)),
        ("ahead", Said.Of(agenda.Ahead, h => Of(agenda, h))));

    private static Dictionary<string, object?> Of(ReviewAgenda agenda, Happening happening) => Said.Named(
        ("kind", Said.Word(happening.Kind)),
        ("day", happening.Day),
        ("title", happening.Title),
        ("context", happening.Context),
        ("who", happening.Who),
        ("critical", happening.IsCritical),
        ("outcome", happening.Outcome),
        ("days_late", happening.Day < agenda.AsOf ? Period.DaysBetween(happening.Day, agenda.AsOf) : 0));

    private static Dictionary<string, object?> Of(IntentionStanding standing) => Said.Named(
        ("title", standing.Intention.Title),
        ("focus", standing.Focus),
        ("owner", standing.Owner),
        ("measure", standing.Intention.Measure),
        ("start", standing.Intention.Start),
        ("target", standing.Intention.Target),
        ("by", standing.Intention.By),
        ("latest", standing.Latest?.Value),
        ("read_on", standing.Latest?.On),
        ("note", standing.Latest?.Note),
        ("change", standing.Change),
        ("expected", standing.Expected),
        ("pace", Said.Word(standing.Pace)));

    private static Dictionary<string, object?> Of(Decision decision) => Said.Named(
        ("kind", Said.Word(decision.Finding.Kind)),
        ("severity", Said.Word(decision.Finding.Severity)),
        ("message", decision.Finding.Message),
        ("more", decision.More));
}
