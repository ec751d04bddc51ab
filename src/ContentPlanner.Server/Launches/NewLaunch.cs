using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Question = ContentPlanner.Server.Shared.Web.Question;

namespace ContentPlanner.Server.Launches;

/// <summary>The form of a launch: what a person says about it; the rest follows from its blueprint.</summary>
internal static class LaunchForms
{
    /// <summary>What one says of a new launch.</summary>
    public static FormOf<Launch> New(Blueprint blueprint, Workspace workspace, Locale locale)
    {
        var main = blueprint.Anchor(blueprint.MainAnchor)!;
        var form = new FormOf<Launch>(locale)
            .Text("title", "What is it called?", l => l.Title, (l, v) => l with { Title = v! }, required: true)
            .Day("day", main.Title, l => l.Anchors.FirstOrDefault(a => a.Anchor == main.Name)?.Day, (l, v) => v is { } day ? l.Move(main.Name, day) : l, required: true, hint: "Every step is counted backward from this day.");
        Said(form, workspace);
        if (blueprint.SessionsFrom is not null) Sessions(form);
        return form;
    }

    /// <summary>What one says of a launch that runs; its days are moved, not edited.</summary>
    public static FormOf<Launch> Edit(Launch launch, Workspace workspace, Locale locale)
    {
        var form = new FormOf<Launch>(locale).Text("title", "What is it called?", l => l.Title, (l, v) => l with { Title = v! }, required: true);
        Said(form, workspace);
        if (launch.Sessions is not null) Sessions(form);
        return form.Day("frozen", "People have enrolled since", l => l.FrozenOn, (l, v) => l with { FrozenOn = v }, hint: "From this day on, dates that must not move any more say so.");
    }

    private static void Said(FormOf<Launch> form, Workspace workspace) => form
        .Text("promise", "The promise, in one sentence a stranger understands", l => l.Promise, (l, v) => l with { Promise = v }, rows: 2, hint: "Drafts of posts and mails use it.")
        .Choice("owner", "Who leads it?", Options.Members(workspace), l => l.Owner ?? "", (l, v) => l with { Owner = v })
        .Choice("intention", "Which intention does it serve?", Options.Intentions(workspace), l => l.Intention ?? "", (l, v) => l with { Intention = v })
        .Url("url", "Where people join or buy", l => l.Url, (l, v) => l with { Url = v });

    private static void Sessions(FormOf<Launch> form)
    {
        form.Whole("sessions", "How many sessions?", 1, 200, l => l.Sessions?.Count, (l, v) => v is { } count ? l with { Sessions = Plan(l) with { Count = count } } : l with { Sessions = null })
            .Time("time", "At what time?", l => l.Sessions?.Time, (l, v) => l.Sessions is null ? l : l with { Sessions = Plan(l) with { Time = v ?? new(18, 0) } }, hint: "Weekly, on the weekday of the first day.")
            .Whole("minutes", "How long, in minutes?", 10, 24 * 60, l => l.Sessions?.DurationMinutes, (l, v) => l.Sessions is null ? l : l with { Sessions = Plan(l) with { DurationMinutes = v ?? 60 } })
            .Text("place", "Where, or the link to the room", l => l.Sessions?.Place, (l, v) => l.Sessions is null ? l : l with { Sessions = Plan(l) with { Place = v } });

        static SessionPlan Plan(Launch launch) => launch.Sessions ?? new() { Count = 1, Time = new(18, 0) };
    }
}

/// <summary>Lists to choose from.</summary>
internal static class Options
{
    public static IReadOnlyList<Option> Members(Workspace workspace, string nobody = "Nobody yet") => [new("", nobody), .. workspace.Members.Select(m => new Option(m.Key, m.Name))];

    public static IReadOnlyList<Option> Intentions(Workspace workspace) => [new("", "None"), .. workspace.Intentions().Select(i => new Option(i.Key, i.Title))];
}

/// <summary>A launch that is being made: which blueprint, what was typed, what it would do.</summary>
public sealed record NewLaunchView(Blueprint Blueprint, IReadOnlyList<Question> Questions, LaunchPreview? Preview, LateChoice Choice, IReadOnlySet<string> Done, string? Words = null, string? From = null);

/// <summary><c>/launches/new</c>: from a blueprint, with what is already late before anything is made.</summary>
internal static class NewLaunch
{
    /// <summary>Asked for on a planning day, which it goes on with.</summary>
    private const string Day = "start";

    public static void MapNewLaunch(this RouteGroupBuilder pages)
    {
        pages.MapGet("/new", Ask).Needs(Access.Strategist);
        pages.MapPost("/new", Make).Needs(Access.Strategist);
        pages.MapGet("/{launch}/edit", Edit).Needs(Access.Strategist);
        pages.MapPost("/{launch}/edit", Save).Needs(Access.Strategist);
    }

    private static async Task<IResult> Ask(HttpContext http, string? blueprint, string? from)
    {
        var plan = await OpenPlan.OfAsync(http);
        if (blueprint is null) return View.Of<ChooseBlueprintPage>(new { Plan = plan, Blueprints = Newest(plan.Library), From = from == Day ? Day : null });
        return Find(plan.Library, blueprint) is { } found
            ? View.Of<NewLaunchPage>(new { Plan = plan, Model = new NewLaunchView(found, LaunchForms.New(found, plan.Workspace, plan.Locale).Of(Blank(found, plan)), null, LateChoice.Keep, new HashSet<string>(), From: from) })
            : http.Refused("there is no such blueprint; choose one of the list", plan.At("/launches/new"), StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> Make(HttpContext http, WorkspaceStore workspaces)
    {
        var plan = await OpenPlan.OfAsync(http);
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (Find(plan.Library, form["blueprint"].ToString()) is not { } blueprint) return http.Refused("choose a blueprint first", plan.At("/launches/new"), StatusCodes.Status404NotFound);
        var choice = Enum.TryParse<LateChoice>(form["late"], out var late) && Enum.IsDefined(late) ? late : LateChoice.Keep;
        var done = form["done"].OfType<string>().ToHashSet(StringComparer.Ordinal);
        var reading = LaunchForms.New(blueprint, plan.Workspace, plan.Locale).Read(Blank(blueprint, plan) with { Owner = null }, form);
        if (!reading.IsRight) return Shown(plan, blueprint, reading, null, choice, done, null, form["from"], StatusCodes.Status422UnprocessableEntity);

        var launch = reading.Value with { Key = Key(plan.Workspace, reading.Value) };
        var preview = LaunchPreview.Of(plan.Workspace, plan, launch, choice, done);
        if (form["do"] != "make" || form["seen"] != preview.Seen) return Shown(plan, blueprint, reading, preview, choice, done, form["do"] == "make" ? "This is what the launch would do. Look at it, then make it." : null, form["from"]);

        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), $"planned “{launch.Title}”", now =>
        {
            var key = Key(now, launch);
            var ahead = LaunchPreview.Of(now, plan, launch with { Key = key }, choice, done);
            return ahead.Seen == preview.Seen || key != launch.Key ? ahead.Preview.After.Workspace : Verdict.Refused("the plan has changed since you looked; look at what is late again");
        }, http.RequestAborted);
        return await http.Done(result, plan.At(form["from"] == Day ? "/start/calendar" : $"/launches/{launch.Key}"), words => Shown(plan, blueprint, reading, preview, choice, done, words, form["from"], StatusCodes.Status409Conflict));
    }

    private static Task<IResult> Edit(string launch, HttpContext http) => LaunchPages.With(http, launch, (plan, _, found) => Task.FromResult(
        View.Of<EditLaunchPage>(new { Plan = plan, Launch = found.Launch, Questions = LaunchForms.Edit(found.Launch, plan.Workspace, plan.Locale).Of(found.Launch), plan.Plan.Revision })));

    private static Task<IResult> Save(string launch, HttpContext http, WorkspaceStore workspaces) => LaunchPages.With(http, launch, async (plan, _, found) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var revision = long.TryParse(form["revision"], out var seen) ? seen : 0;
        var reading = LaunchForms.Edit(found.Launch, plan.Workspace, plan.Locale).Read(found.Launch, form);
        if (!reading.IsRight) return Again(null);
        var result = await workspaces.ChangeAsync(plan.Client.Id, http.Actor(), $"edited “{reading.Value.Title}”", now => now.Launches.FirstOrDefault(l => l.Key == launch) is { } there
            ? now.Change(launch, l => LaunchForms.Edit(there, now, plan.Locale).Read(l, form).Value)
            : Verdict.Refused("the launch was removed"), http.RequestAborted, new Seen(found.Launch.Id!.Value, revision));
        return await http.Done(result, plan.At($"/launches/{launch}"), Again);

        IResult Again(string? words) => View.Of<EditLaunchPage>(new { Plan = plan, Launch = found.Launch, reading.Questions, plan.Plan.Revision, Words = words }, words is null ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status409Conflict);
    });

    private static IResult Shown(OpenPlan plan, Blueprint blueprint, FormReading<Launch> reading, LaunchPreview? preview, LateChoice choice, IReadOnlySet<string> done, string? words, string? from, int status = StatusCodes.Status200OK) =>
        View.Of<NewLaunchPage>(new { Plan = plan, Model = new NewLaunchView(blueprint, reading.Questions, preview, choice, done, words, from) }, status);

    private static string Key(Workspace workspace, Launch launch) =>
        Keys.New(launch.Title, "launch", workspace.Launches.Select(l => l.Key).Concat(workspace.Periods.SelectMany(p => p.Projects).Select(p => p.Key)).Append("new"));

    private static Launch Blank(Blueprint blueprint, OpenPlan plan) => new()
    {
        Key = "",
        Title = "",
        Blueprint = blueprint.Key,
        BlueprintVersion = blueprint.Version,
        Owner = plan.Client.Member ?? plan.Workspace.Strategist,
        Sessions = blueprint.SessionsFrom is null ? null : new() { Count = 8, Time = new(18, 0), DurationMinutes = 60 },
    };

    /// <summary>The newest version of each.</summary>
    internal static IReadOnlyList<Blueprint> Newest(Library library) => [.. library.Blueprints.GroupBy(b => b.Key, StringComparer.Ordinal).Select(g => g.MaxBy(b => b.Version)!).OrderBy(b => b.Title, StringComparer.Ordinal)];

    private static Blueprint? Find(Library library, string named) => named.Split('@') is [var key, var version] && int.TryParse(version, out var number) ? library.Blueprint(key, number) : null;
}
