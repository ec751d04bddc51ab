using ContentPlanner.Core.Launches;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Launches;

/// <summary>Moving a date on pages: asked, shown, chosen about, applied as it was shown, taken back (design rule 12).</summary>
internal static class MovePages
{
    public static void MapMovePages(this RouteGroupBuilder pages)
    {
        pages.MapGet("/{launch}/move", Ask).Needs(Access.Strategist);
        pages.MapPost("/{launch}/move", Show).Needs(Access.Strategist);
        pages.MapGet("/{launch}/moves/{move:guid}", Shown).Needs(Access.Strategist);
        pages.MapPost("/{launch}/moves/{move:guid}", Apply).Needs(Access.Strategist);
    }

    private static Task<IResult> Ask(string launch, HttpContext http, string? anchor, string? to) => LaunchPages.With(http, launch, (plan, _, found) =>
        Task.FromResult(Asked(plan, found, anchor, Days.TryRead(to, out LocalDate wanted) ? wanted.Iso() : found.Anchor(anchor ?? found.Blueprint.MainAnchor)?.Day.Iso(), null)));

    private static Task<IResult> Show(string launch, HttpContext http, Moves moves) => LaunchPages.With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var (anchor, typed, because) = (form["anchor"].ToString(), form["to"].ToString(), form["because"].ToString().Trim());
        if (!Days.TryRead(typed, out LocalDate to)) return Asked(plan, found, anchor, typed, "That is no day: choose one, such as 2027-05-18.", StatusCodes.Status422UnprocessableEntity);
        return await moves.PreviewAsync(plan.Client.Id, new(found.Key, anchor.Length == 0 ? null : anchor, to, Late(form) ?? LateChoice.Keep, because.Length == 0 ? null : because), http.Actor(), http.RequestAborted) switch
        {
            MoveResult.Shown shown => Administrator.SeeOther(plan.At($"/launches/{found.Key}/moves/{shown.Move.Id}")),
            MoveResult.Refused refused => Asked(plan, found, anchor, typed, Told.Sentence(refused.Why), StatusCodes.Status422UnprocessableEntity),
            _ => http.Refused("the client is not there any more", "/", StatusCodes.Status404NotFound),
        };
    });

    private static async Task<IResult> Shown(string launch, Guid move, HttpContext http, Moves moves, bool chosen = false)
    {
        var plan = await OpenPlan.OfAsync(http);
        return await moves.FindAsync(plan.Client.Id, move, http.RequestAborted) is { } stored && stored.Launch == launch
            ? View.Of<MoveShownPage>(new { Plan = plan, Model = MoveView.Of(stored, plan.Workspace, plan.Locale, plan.Now), Chosen = chosen })
            : http.Refused("there is no such move any more; look at it again", plan.At($"/launches/{launch}"), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Apply(string launch, Guid move, HttpContext http, Moves moves)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var here = plan.At($"/launches/{launch}");
        if (await moves.FindAsync(plan.Client.Id, move, http.RequestAborted) is { AppliedAs: null } seen && Other(seen, form) is { } other)
            return await moves.PreviewAsync(plan.Client.Id, other, http.Actor(), http.RequestAborted) is MoveResult.Shown shown
                ? Administrator.SeeOther(plan.At($"/launches/{launch}/moves/{shown.Move.Id}?chosen=true"))
                : await Again("the plan has changed since the move was shown; look at it again", isStale: true);
        switch (await moves.ApplyAsync(plan.Client.Id, move, form["hash"].ToString(), http.Actor(), http.RequestAborted))
        {
            case MoveApplication.Done done: return await http.Done(done.Change, here);
            case MoveApplication.Stale stale: return await Again(stale.Why, isStale: true);
            case MoveApplication.Refused refused: return await Again(refused.Why, isStale: false);
            default: return http.Refused("there is no such move any more; look at it again", here, StatusCodes.Status404NotFound);
        }

        async Task<IResult> Again(string why, bool isStale) => await moves.FindAsync(plan.Client.Id, move, http.RequestAborted) is { } stored
            ? View.Of<MoveShownPage>(new { Plan = plan, Model = MoveView.Of(stored, plan.Workspace, plan.Locale, plan.Now), Words = Told.Sentence(why), IsStale = isStale }, isStale ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity)
            : http.Refused(why, here, StatusCodes.Status409Conflict);
    }

    /// <summary>What was chosen beside the button and not shown yet: nobody moves anything by a choice they have not seen. Null: what was shown is meant.</summary>
    private static WantedMove? Other(StoredMove seen, IFormCollection form)
    {
        var (late, because) = (Late(form) ?? seen.Late, form.TryGetValue("because", out var typed) ? typed.ToString().Trim() : seen.OverrideReason ?? "");
        return late == seen.Late && because == (seen.OverrideReason ?? "") ? null : new(seen.Launch, seen.Anchor, seen.To, late, because.Length == 0 ? null : because);
    }

    private static LateChoice? Late(IFormCollection form) => Enum.TryParse<LateChoice>(form["late"], out var choice) && Enum.IsDefined(choice) ? choice : null;

    private static IResult Asked(OpenPlan plan, LaunchSchedule launch, string? anchor, string? typed, string? error, int status = StatusCodes.Status200OK) => View.Of<MovePage>(new
    {
        Plan = plan,
        Launch = launch,
        Anchor = launch.Anchor(anchor ?? "")?.Name ?? launch.Blueprint.MainAnchor,
        Typed = typed,
        Error = error,
    }, status);
}
