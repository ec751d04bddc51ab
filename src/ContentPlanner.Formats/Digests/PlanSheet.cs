using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>The one-page take-away of the planning day: templates/plan/plan.html.</summary>
public static class PlanSheet
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    public static Rendering Render(PlanPage page, string locale, TemplateSet templates) =>
        templates.Render("plan/plan.html", locale, Values(page, locale));

    internal static Dictionary<string, object?> Values(PlanPage page, string locale) => Said.Page(
        locale,
        page.Workspace,
        ("plan", Said.Named(
            ("name", page.Period.Name),
            ("from", page.Period.From),
            ("to", page.Period.To),
            ("planned_on", page.Period.PlannedOn),
            ("vision", page.Period.Vision))),
        ("environment", Said.Of(page.Environment, g => Said.Named(("kind", Said.Word(g.Kind)), ("factors", Said.Of(g.Factors, Of))))),
        ("any_later", page.Period.Environment.Any(f => f.Horizon == Horizon.GoingForward)),
        ("focus", Said.Of(page.Focus, f => Said.Named(("name", f.Name), ("note", f.Note), ("intentions", Said.Of(f.Intentions, Of))))),
        ("players", Said.Of(page.Players, p => Said.Named(
            ("name", p.Name), ("roles", string.Join(", ", p.Roles)), ("responsibility", string.Join(". ", p.Responsibilities))))),
        ("open_roles", Said.Of(page.OpenRoles, Said.Of)),
        ("communication", Said.Of(page.Communication, c => Said.Named(
            ("title", c.Title), ("on", c.On), ("audience", c.Audience), ("owner", c.Owner), ("done", c.DoneOn is not null)))),
        ("projects", Said.Of(page.Projects, Of)),
        ("dates", Said.Of(page.Dates, d => Said.Named(
            ("day", d.Day), ("title", d.Title), ("context", d.Context), ("launch_day", d.IsLaunchDay), ("done", d.IsDone)))),
        ("take_aways", Said.Of(page.TakeAways, Said.Of)),
        ("next_review", page.NextReview is { } next ? Said.Of(next) : null));

    private static Dictionary<string, object?> Of(EnvironmentFactor factor) => Said.Named(
        ("title", factor.Title), ("impact", factor.Impact), ("later", factor.Horizon == Horizon.GoingForward), ("note", factor.Note));

    private static Dictionary<string, object?> Of(IntentionLine line) => Said.Named(
        ("title", line.Intention.Title),
        ("measure", line.Intention.Measure),
        ("start", line.Intention.Start),
        ("target", line.Intention.Target),
        ("by", line.Intention.By),
        ("owner", line.Owner));

    private static Dictionary<string, object?> Of(ProjectLine line) => Said.Named(
        ("title", line.Project.Title),
        ("outcome", line.Project.Outcome),
        ("importance", Level(line.Project.Importance)),
        ("effort", Level(line.Project.Effort)),
        ("priority", line.Project.Priority),
        ("deadline", line.Project.Deadline),
        ("owner", line.Owner));

    private static string? Level(Level? level) => level is { } said ? Said.Word(said) : null;
}
