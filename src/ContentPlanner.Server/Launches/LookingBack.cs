using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Blueprints;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Launches;

/// <summary>A step as it went: planned and done, and what the blueprint might learn from it.</summary>
/// <param name="Offer">"T-24 instead of T-30"; null: nothing to learn.</param>
/// <param name="Kind">adjust, leave-out or adopt: what ticking the offer does.</param>
public sealed record OutcomeLine(string Step, string Title, string Planned, string? Done, string? Off, string? Tone, string? Offer, string Kind);

/// <summary>Looking back on a launch: how each step went, what people say, what the next one will be planned with.</summary>
public sealed record DebriefView(LaunchSchedule Launch, IReadOnlyList<OutcomeLine> Steps, int Done, int OnTime, int NextVersion, string? Worked, string? DidNot)
{
    public IEnumerable<OutcomeLine> Offers => Steps.Where(s => s.Offer is not null);

    public static DebriefView Of(LaunchSchedule launch, Library library, Locale locale)
    {
        var outcomes = StepOutcome.Of(launch);
        var lines = outcomes.Select(o => Line(o, locale)).ToList();
        var done = outcomes.Count(o => o.DoneOn is not null);
        return new(launch, lines, done, outcomes.Count(o => o.DaysOff is <= 0), library.Blueprints.Where(b => b.Key == launch.Blueprint.Key).Max(b => b.Version) + 1,
            launch.Launch.Debrief?.Worked, launch.Launch.Debrief?.DidNot);
    }

    private static OutcomeLine Line(StepOutcome outcome, Locale locale)
    {
        var (off, tone) = outcome.DaysOff switch
        {
            null => (outcome.Status switch { MilestoneStatus.Skipped => "skipped", MilestoneStatus.Cancelled => "called off", _ => "not done" }, (string?)null),
            0 => ("on its day", "ok"),
            < 0 => (DueWords.Days(-outcome.DaysOff.Value) + " early", "ok"),
            _ => (DueWords.Days(outcome.DaysOff.Value) + " late", "late"),
        };
        var (offer, kind) = outcome switch
        {
            { IsOff: true } => ($"{outcome.Actual} instead of {outcome.Planned}", "adjust"),
            { InBlueprint: not null, Status: MilestoneStatus.Skipped } => ("leave it out", "leave-out"),
            { InBlueprint: null } => ("take it in: it was this launch’s own", "adopt"),
            _ => ((string?)null, ""),
        };
        return new(outcome.Step, outcome.Title, outcome.Planned, outcome.DoneOn is { } day ? $"{locale.Format(day, DayStyle.WeekdayShort)} · {outcome.Actual}" : null, off, tone, offer, kind);
    }
}

/// <summary>The debrief of a launch, and two launches side by side.</summary>
internal static class LookingBack
{
    public static void MapLookingBack(this RouteGroupBuilder pages)
    {
        pages.MapGet("/{launch}/debrief", (string launch, HttpContext http) => LaunchPages.With(http, launch, (plan, _, found) =>
            Task.FromResult(View.Of<DebriefPage>(new { Plan = plan, Model = DebriefView.Of(found, Library(http, plan), plan.Locale), plan.Plan.Revision }))));
        pages.MapPost("/{launch}/debrief", Save).Needs(Access.Strategist);
        pages.MapGet("/{launch}/comparison", (string launch, string? with, HttpContext http) => LaunchPages.With(http, launch, (plan, desk, found) =>
        {
            var others = desk.Schedule.Launches.Where(l => l.Key != found.Key).OrderBy(l => l.Blueprint.Key == found.Blueprint.Key ? 0 : 1).ThenByDescending(l => l.Day).ToList();
            var other = others.Find(l => l.Key == with) ?? others.FirstOrDefault();
            return Task.FromResult(View.Of<ComparisonPage>(new { Plan = plan, Model = other is null ? null : LaunchComparison.Of(found, other), One = found, Others = others }));
        }));
    }

    /// <summary>
    /// What people say is kept with the launch; what was ticked becomes the next version of its blueprint for this client, in the
    /// same change, so that undoing takes both back. Launches that run keep their version.
    /// </summary>
    private static Task<IResult> Save(string launch, HttpContext http, WorkspaceStore workspaces, Libraries libraries, TemplateCheck check) => LaunchPages.With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var said = new Debrief(plan.Today, Given(form["worked"]), Given(form["did-not"]));
        var (adjust, leaveOut, adopt) = (Ticked("adjust"), Ticked("leave-out"), Ticked("adopt"));
        var learns = adjust.Count + leaveOut.Count + adopt.Count > 0;
        var view = DebriefView.Of(found, Library(http, plan), plan.Locale);
        var next = found.Blueprint.After(found, view.NextVersion, adjust, leaveOut, adopt);
        var (path, text) = ($"blueprints/{next.Key}@{next.Version.ToString(CultureInfo.InvariantCulture)}.yaml", BlueprintFile.Write(next));
        if (learns && check.Of(libraries.Of(plan.Workspace), plan.Workspace, path, text).FirstOrDefault(p => p.Severity == Severity.Error) is { } problem)
            return Again($"The next version of the blueprint would have a mistake: {problem.Message}");

        var what = learns ? $"looked back on “{found.Launch.Title}” and planned {next.Title} anew, version {next.Version.ToString(CultureInfo.InvariantCulture)}" : $"looked back on “{found.Launch.Title}”";
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), what, now =>
        {
            if (now.Launches.All(l => l.Key != launch)) return Verdict.Refused("the launch was removed");
            if (learns && libraries.Of(now).Library.Blueprint(next.Key, next.Version) is not null) return Verdict.Refused("somebody has made that version of the blueprint in the meantime; look again");
            var after = now.Change(launch, l => l with { Debrief = said });
            return learns ? after.Write(path, text) : after;
        }, http.RequestAborted, new Seen(found.Launch.Id!.Value, long.TryParse(form["revision"], out var seen) ? seen : 0));
        return await http.Done(result, plan.At($"/launches/{launch}"), Again);

        HashSet<string> Ticked(string kind) => form[kind].OfType<string>().ToHashSet(StringComparer.Ordinal);

        IResult Again(string words) => View.Of<DebriefPage>(new { Plan = plan, Model = view with { Worked = said.Worked, DidNot = said.DidNot }, plan.Plan.Revision, Words = words }, StatusCodes.Status409Conflict);
    });

    private static Library Library(HttpContext http, OpenPlan plan) => http.RequestServices.GetRequiredService<Libraries>().Of(plan.Workspace).Library;

    private static string? Given(string? text) => text?.Replace("\r\n", "\n", StringComparison.Ordinal).Trim() is { Length: > 0 } said ? said : null;
}
