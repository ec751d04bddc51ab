using ContentPlanner.Core;
using ContentPlanner.Core.Texts;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>
/// <c>/w/{workspace}/templates</c>, <c>/admin/templates</c> and the editor of <c>/admin/jobs</c>: the same pages over a client's own words and over the
/// installation's (<see cref="IEditing"/>).
/// </summary>
internal static class TemplatePages
{
    /// <summary>No text of the library is longer.</summary>
    private const int MostCharacters = 1_000_000;

    public static void MapTemplates(this IEndpointRouteBuilder app)
    {
        Map(app.MapClientPages("/templates", Access.Contributor), OfClient, routes => routes.Needs(Access.Strategist));
        Map(app.MapAdministration("/admin/templates"), (http, stop) => OfInstallation(http, jobs: false, stop), null);
    }

    /// <summary>The same pages over jobs, below a group that has a list of its own.</summary>
    public static void MapJobEditor(this RouteGroupBuilder pages) => MapEditor(pages, (http, stop) => OfInstallation(http, jobs: true, stop), null);

    private static void Map(RouteGroupBuilder pages, Func<HttpContext, CancellationToken, Task<IEditing>> open, Action<RouteGroupBuilder>? needs)
    {
        pages.MapGet("", async (string? kind, HttpContext http, CancellationToken stop) => View.Of<TemplatesPage>(new { Model = await List(await open(http, stop), kind, stop) }));
        MapEditor(pages, open, needs);
    }

    private static void MapEditor(RouteGroupBuilder pages, Func<HttpContext, CancellationToken, Task<IEditing>> open, Action<RouteGroupBuilder>? needs)
    {
        pages.MapGet("/new", async (string? kind, HttpContext http, CancellationToken stop) =>
            await open(http, stop) is var editing ? View.Of<NewFilePage>(new { Model = await NewFile(editing, kind, null, null, null, stop) }) : null!);
        pages.MapGet("/edit/{**path}", async (string path, string? like, string? subject, string? draft, string? now, HttpContext http, CancellationToken stop) =>
        {
            var editing = await open(http, stop);
            var file = await editing.OpenAsync(path, stop);
            if (!file.IsThere && NameRefusal(editing, path) is { } refusal) return http.Refused(refusal, editing.Root, StatusCodes.Status404NotFound);
            var text = draft != "no" && file.Draft is { } waiting ? waiting : file.IsThere ? file.Text : like is null ? "" : Renamed(path, (await editing.OpenAsync(like, stop)).Text);
            return View.Of<EditorPage>(new { Model = await Editor(editing, file, text, subject, file.Draft == text && file.Draft is not null, http, stop) with { Said = SaidOf(now, editing) } });
        });
        pages.MapGet("/versions/{**path}", async (string path, long? version, HttpContext http, CancellationToken stop) => View.Of<VersionsPage>(new { Model = await Versions(await open(http, stop), path, version, http, stop) }));
        pages.MapGet("/preview/page", async (string path, string? subject, HttpContext http, IClock clock, CancellationToken stop) =>
        {
            var editing = await open(http, stop);
            return Frame(Try(editing, path, (await editing.OpenAsync(path, stop)).Text, subject, clock));
        });
        pages.MapPost("/preview/page", async (HttpContext http, IClock clock, CancellationToken stop) =>
        {
            var (form, editing) = (await http.Request.ReadFormAsync(stop), await open(http, stop));
            return Frame(Try(editing, form["path"].ToString(), form["text"].ToString(), form["subject"], clock));
        });
        pages.MapPost("/preview", async (HttpContext http, IClock clock, CancellationToken stop) =>
        {
            var (form, editing) = (await http.Request.ReadFormAsync(stop), await open(http, stop));
            var (path, text) = (form["path"].ToString(), form["text"].ToString());
            if (!Told.IsScript(http)) return View.Of<EditorPage>(new { Model = await Editor(editing, await editing.OpenAsync(path, stop) with { Seen = SeenIn(form) }, text, form["subject"], false, http, stop) });
            var mistakes = Mistake.Of(editing.Check(path, text), path, text);
            var tried = Try(editing, path, text, form["subject"], clock);
            return Results.Json(new { text = tried?.Text, frame = tried?.Html is not null, remark = RemarkOf(tried, mistakes), mistakes = mistakes.Select(m => new { m.Line, m.Column, m.Place, m.Words, m.IsWarning, m.Excerpt }) });
        });

        var edits = pages.MapGroup("");
        needs?.Invoke(edits);
        edits.MapPost("/new", async (HttpContext http, CancellationToken stop) =>
        {
            var (form, editing) = (await http.Request.ReadFormAsync(stop), await open(http, stop));
            var (kind, name, like) = (form["kind"].ToString(), form["name"].ToString().Trim(), form["like"].ToString());
            var path = kind switch { "recipes" or "blueprints" => $"{kind}/{name}@1.yaml", "jobs" => JobFiles.PathOf(name), _ => $"{kind}/{name}{(name.Contains('.', StringComparison.Ordinal) ? "" : kind == "tasks" ? ".md" : ".txt")}" };
            var error = name.Length == 0 ? "Give it a name: letters, digits and hyphens, such as radio-note." : NameRefusal(editing, path) is { } refusal ? Told.Sentence(refusal)
                : (await editing.OpenAsync(path, stop)).IsThere ? "There is one of this name already; choose another, or edit that one." : null;
            return error is null ? Administrator.SeeOther($"{editing.Root}/edit/{path}{(like.Length == 0 ? "" : $"?like={Uri.EscapeDataString(like)}")}")
                : View.Of<NewFilePage>(new { Model = await NewFile(editing, kind, name, like, error, stop) }, StatusCodes.Status422UnprocessableEntity);
        });
        edits.MapPost("/save", (HttpContext http, CancellationToken stop) => Act(http, open, "saved", Save, stop));
        edits.MapPost("/draft", (HttpContext http, CancellationToken stop) => Act(http, open, "draft", (e, form, _) => e.KeepDraftAsync(form["path"].ToString(), form["text"].ToString(), SeenIn(form), stop), stop));
        edits.MapPost("/draft/removal", (HttpContext http, CancellationToken stop) => Act(http, open, "dropped", (e, form, _) => e.DropDraftAsync(form["path"].ToString(), SeenIn(form), stop), stop));
        edits.MapPost("/reset", (HttpContext http, CancellationToken stop) => Act(http, open, "reset", (e, form, _) => e.ResetAsync(form["path"].ToString(), SeenIn(form), stop), stop));
        edits.MapPost("/restoration", (HttpContext http, CancellationToken stop) => Act(http, open, "restored", (e, form, _) => long.TryParse(form["version"], out var version)
            ? e.RestoreAsync(form["path"].ToString(), version, SeenIn(form), stop) : Task.FromResult<EditOutcome>(new EditOutcome.Refused("Choose a version", StatusCodes.Status422UnprocessableEntity)), stop));
    }

    private static Task<EditOutcome> Save(IEditing editing, IFormCollection form, (string Path, int Number)? next) => next is var (path, number)
        ? editing.SaveAsync(path, WithVersion(form["text"].ToString(), number), 0, default)
        : editing.SaveAsync(form["path"].ToString(), form["text"].ToString(), SeenIn(form), default);

    private static async Task<IResult> Act(HttpContext http, Func<HttpContext, CancellationToken, Task<IEditing>> open, string said, Func<IEditing, IFormCollection, (string Path, int Number)?, Task<EditOutcome>> act, CancellationToken stop)
    {
        var form = await http.Request.ReadFormAsync(stop);
        var editing = await open(http, stop);
        var (path, text) = (form["path"].ToString(), form["text"].ToString());
        if (text.Length > MostCharacters) return http.Refused("This is longer than any file of the library may be", editing.Root, StatusCodes.Status413PayloadTooLarge);
        // Asked before it is there: afterwards the next one is another.
        var next = form["as"] == "next" ? await NextOf(editing, path) : null;
        var outcome = await act(editing, form, next);
        var target = next?.Path ?? path;
        var back = $"{editing.Root}/edit/{target}{(form["subject"].ToString() is { Length: > 0 } subject ? $"?subject={Uri.EscapeDataString(subject)}" : "")}";
        switch (outcome)
        {
            case EditOutcome.Done { Change: { } change }:
                return await http.Done(change, said == "reset" && !(await editing.OpenAsync(path, stop)).IsThere ? editing.Root : back);
            case EditOutcome.Done:
                return Administrator.SeeOther((await editing.OpenAsync(target, stop)).IsThere ? $"{back}{(back.Contains('?', StringComparison.Ordinal) ? "&" : "?")}now={said}" : editing.Root);
            case EditOutcome.Mistaken mistaken:
                // A version that does not fit any more has no text of its own on the page.
                if (!form.ContainsKey("text")) return http.Refused($"it does not fit any more: {string.Join("; ", mistaken.Problems.Take(3).Select(p => p.Message))}", $"{editing.Root}/versions/{path}");
                return View.Of<EditorPage>(new { Model = await Again(mistaken.Problems, null) }, StatusCodes.Status422UnprocessableEntity);
            case EditOutcome.Refused refused:
                if (!form.ContainsKey("text")) return http.Refused(refused.Words, back, refused.Status);
                return View.Of<EditorPage>(new { Model = await Again(null, Told.Sentence(refused.Words)) }, refused.Status);
            default:
                throw new InvalidOperationException("There is no fourth way.");
        }

        // What was typed stays, and so does what was seen: the next attempt says the same.
        async Task<EditorModel> Again(IReadOnlyList<Problem>? problems, string? refusal)
        {
            var file = await editing.OpenAsync(path, stop);
            var model = await Editor(editing, file with { Seen = refusal is null ? SeenIn(form) : file.Seen }, text, form["subject"], false, http, stop);
            return model with { Refusal = refusal is null ? null : refusal + " What you typed is still here.", Mistakes = problems is null ? model.Mistakes : Mistake.Of(problems, path, text) };
        }
    }

    private static async Task<TemplatesModel> List(IEditing editing, string? kind, CancellationToken stop)
    {
        var chosen = kind is "recipes" or "blueprints" or "channels" ? kind : "templates";
        var files = await editing.FilesAsync(stop);
        (string Key, string Name)[] kinds = [("templates", "Templates"), ("recipes", "Recipes"), ("blueprints", "Blueprints"), ("channels", "Channels")];
        var groups = chosen switch
        {
            "recipes" => [Group("Recipes", "What is made of a piece of each format, where and when.", f => f.Path.StartsWith("recipes/", StringComparison.Ordinal))],
            "blueprints" => [Group("Blueprints", "The steps of each kind of launch, counted from its day. Launches keep the version they were planned with.", f => f.Path.StartsWith("blueprints/", StringComparison.Ordinal))],
            "channels" => [Group("Channels", "Where content goes: how long a text may be, where its link stands.", f => f.Path == "channels.yaml")],
            _ => new[]
            {
                Group("Drafts", "What each task’s draft says, made of the piece it repurposes.", f => f.Path.StartsWith("tasks/", StringComparison.Ordinal) && !IsPart(f.Path)),
                Group("Mails", "Digests, countdown mails and reminders: as text and as HTML.", f => (f.Path.StartsWith("digests/", StringComparison.Ordinal) || f.Path.StartsWith("countdowns/", StringComparison.Ordinal) || f.Path is "plan/mail.html" or "plan/mail.txt" or "reviews/mail.html" or "reviews/mail.txt") && !IsPart(f.Path)),
                Group("Pages", "The plan on a page, the agenda of a review day, the report.", f => f.Path is "plan/plan.html" or "reviews/review.html" || f.Path.StartsWith("report/", StringComparison.Ordinal)),
                Group("Parts", "Words and pieces that several of them share.", f => IsPart(f.Path)),
            },
        };
        return new()
        {
            Root = editing.Root,
            Sub = editing is ClientEditing ? "How things are said and what is made of what, for this client alone. What has no words of its own here is said in those shared by all." : "How things are said for every client who has no words of their own.",
            Kinds = [.. kinds.Select(k => new Choice(k.Name, k.Key == "templates" ? editing.Root : $"{editing.Root}?kind={k.Key}", k.Key == chosen))],
            Groups = [.. groups.Where(g => g.Files.Count > 0)],
            MayEdit = editing.MayEdit,
            Doubts = [.. files.SelectMany(f => f.Doubts.Take(1).Select(d => $"{TemplateNaming.Title(f.Path)} does not fit any more and is not used: {d.Message}."))],
        };

        FileGroup Group(string name, string about, Func<FileStanding, bool> belongs) => new(name, about, [.. files.Where(belongs).OrderBy(f => !f.IsOwn && !f.HasDraft).ThenBy(f => TemplateNaming.Title(f.Path), StringComparer.Ordinal).Select(f => Line(editing, f))]);
    }

    private static bool IsPart(string path) => path.StartsWith("layout/", StringComparison.Ordinal) || path[(path.LastIndexOf('/') + 1)..].StartsWith('_');

    private static FileLine Line(IEditing editing, FileStanding file)
    {
        var (state, tone) = file switch
        {
            { Doubts.Count: > 0 } => ("does not fit", "late"),
            { IsOwn: true, HasBelow: false } => ("added", "accent"),
            { IsOwn: true } => (editing is ClientEditing ? "own words" : "edited", "accent"),
            _ => ("", (string?)null),
        };
        return new(TemplateNaming.Title(file.Path), file.Path, $"{editing.Root}/edit/{file.Path}", state, tone, file.HasDraft);
    }

    private static async Task<EditorModel> Editor(IEditing editing, OpenFile file, string text, string? subject, bool showsDraft, HttpContext http, CancellationToken stop)
    {
        var clock = http.RequestServices.GetRequiredService<IClock>();
        var mistakes = text.Length == 0 && !file.IsThere ? [] : Mistake.Of(editing.Check(file.Path, text), file.Path, text);
        var trial = editing.TrialOf(file.Path, text) ?? editing.TrialOf(file.Path, file.Text);
        var subjects = trial is var (workspace, library) && text.Length > 0 ? new TemplatePreview(workspace, library, clock.GetCurrentInstant()).SubjectsOf(file.Path) : [];
        var chosen = subjects.Any(s => s.Key == subject) ? subject : subjects.Count > 0 ? subjects[0].Key : null;
        var preview = trial is null ? null : text.Length == 0 ? new("") : Try(editing, file.Path, text, chosen, clock);
        var isJob = file.Path.StartsWith("jobs/", StringComparison.Ordinal);
        return new()
        {
            Root = editing.Root,
            Path = file.Path,
            Title = TemplateNaming.Title(file.Path),
            Eyebrow = isJob ? "Job" : file.Path.Split('/')[0] switch { "recipes" => "Recipe", "blueprints" => "Blueprint", "channels.yaml" => "Channels", _ => "Template" },
            State = !file.IsThere ? "new" : file is { IsOwn: true, Below: null } ? "added here" : file.IsOwn ? (editing is ClientEditing ? "own words" : "edited") : editing is ClientEditing ? "shared" : "as shipped",
            Tone = file.IsOwn ? "accent" : null,
            Text = text,
            Seen = file.Seen,
            MayEdit = editing.MayEdit,
            IsOwn = file.IsOwn,
            IsThere = file.IsThere,
            HasDraft = file.Draft is not null,
            ShowsDraft = showsDraft,
            HasBelow = file.Below is not null,
            BelowWord = editing.BelowWord,
            Versions = (await editing.VersionsAsync(file.Path, stop)).Count,
            NextVersion = file.IsThere && await NextOf(editing, file.Path) is var (_, number) ? number : null,
            Mistakes = mistakes,
            // It stays beside a text that has mistakes: only what it shows goes.
            Preview = isJob || trial is null ? null : (preview ?? new("")) with { Remark = RemarkOf(preview, mistakes) },
            InFrame = file.Path.EndsWith(".html", StringComparison.Ordinal),
            Subjects = [.. subjects.Select(s => new Option(s.Key, s.Name))],
            Subject = chosen,
            Help = isJob ? "Five fields in UTC say when: minute, hour, day of the month, month, weekday. run names what is done."
                : file.Path.EndsWith(".yaml", StringComparison.Ordinal) ? "A line that begins with two spaces belongs to the one above it."
                : "What stands between {{ and }} is filled in; everything else is written as it is.",
        };
    }

    /// <summary>Why there is no preview, or what somebody would have to do about the text.</summary>
    private static string? RemarkOf(Previewed? tried, IReadOnlyList<Mistake> mistakes) =>
        tried is null || (tried.Text.Length == 0 && tried.Html is null && mistakes.Any(m => !m.IsWarning)) ? "With these mistakes there is nothing to show yet."
        : tried.Problem is { } problem ? $"Line {problem.Line}: {Told.Sentence(problem.Message)}" : tried.Remark is { } remark ? Told.Sentence(remark) : null;

    private static Previewed? Try(IEditing editing, string path, string text, string? subject, IClock clock) =>
        text.Length <= MostCharacters && editing.TrialOf(path, text) is var (workspace, library) ? new TemplatePreview(workspace, library, clock.GetCurrentInstant()).Of(path, subject) : null;

    private static Framed Frame(Previewed? tried) =>
        tried?.Html is { } html ? new(html) : Framed.Words(tried?.Problem is { } problem ? $"Line {problem.Line}: {Told.Sentence(problem.Message)}" : tried?.Remark ?? "With these mistakes there is nothing to show yet.");

    private static async Task<VersionsModel> Versions(IEditing editing, string path, long? shown, HttpContext http, CancellationToken stop)
    {
        var (file, versions) = (await editing.OpenAsync(path, stop), await editing.VersionsAsync(path, stop));
        var time = ReaderTime.Of(http.PersonOrNobody(), (editing as ClientEditing)?.Workspace);
        var index = shown is { } number ? versions.ToList().FindIndex(v => v.Number == number) : 0;
        var (version, before) = (versions.ElementAtOrDefault(index), versions.ElementAtOrDefault(index + 1));
        return new()
        {
            Root = editing.Root,
            Path = path,
            Title = TemplateNaming.Title(path),
            MayEdit = editing.MayEdit,
            Seen = file.Seen,
            Versions = [.. versions.Select((v, n) => new VersionLine(v.Number, Told.Sentence(v.What), $"{v.Actor} · {time.Moment(v.At)}", $"{editing.Root}/versions/{path}?version={v.Number}", n == index, n == 0, n > 0 && v.Text is not null))],
            Compared = version is null ? null : $"{Told.Sentence(version.What)} Against {(before is null ? $"{editing.BelowWord} before any edit" : "the version before it")}.",
            Difference = version is null ? null : TextDifference.Between((before is null ? file.Below : before.Text ?? file.Below) ?? "", version.Text ?? file.Below ?? ""),
        };
    }

    private static async Task<NewFileModel> NewFile(IEditing editing, string? kind, string? name, string? like, string? error, CancellationToken stop)
    {
        var jobs = editing.Root == "/admin/jobs";
        var files = jobs ? [] : await editing.FilesAsync(stop);
        return new()
        {
            Root = editing.Root,
            Kinds = jobs ? [new("jobs", "A job")] : [new("tasks", "A template for drafts"), new("recipes", "A recipe"), new("blueprints", "A blueprint"), new("digests", "A wording of a mail for one language")],
            Kind = kind,
            Name = name,
            Like = [new("", "An empty file"), .. files.Select(f => new Option(f.Path, $"{TemplateNaming.Title(f.Path)} ({f.Path})"))],
            Chosen = like,
            Error = error,
        };
    }

    /// <summary>The next version of a recipe or blueprint, above every one there is.</summary>
    private static async Task<(string Path, int Number)?> NextOf(IEditing editing, string path)
    {
        if (TemplateNaming.Versioned(path) is not var (folder, key, _)) return null;
        var newest = (await editing.FilesAsync(default)).Select(f => TemplateNaming.Versioned(f.Path)).Where(v => v is { } found && found.Folder == folder && found.Key == key).Max(v => v!.Value.Version);
        return (FormattableString.Invariant($"{folder}/{key}@{newest + 1}.yaml"), newest + 1);
    }

    private static string WithVersion(string text, int number) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"(?m)^version:[ \t]*\d+", FormattableString.Invariant($"version: {number}"), System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>A copy under another name says that name.</summary>
    private static string Renamed(string path, string text) => TemplateNaming.Versioned(path) is var (folder, key, version)
        ? System.Text.RegularExpressions.Regex.Replace(WithVersion(text, version), $@"(?m)^{folder[..^1]}:[ \t]*\S+", $"{folder[..^1]}: {key}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1))
        : text;

    private static string? NameRefusal(IEditing editing, string path) => editing.Root == "/admin/jobs"
        ? path.StartsWith("jobs/", StringComparison.Ordinal) && path.Split('/').Length == 2 && TemplateNaming.Stem(path) is { Length: > 0 } id && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') ? null : "a job’s name is lower-case letters, digits and hyphens, such as nightly-sweep"
        : TemplateCheck.Refusal(path);

    private static long SeenIn(IFormCollection form) => long.TryParse(form["seen"], out var seen) ? seen : 0;

    private static string? SaidOf(string? now, IEditing editing) => now switch
    {
        "saved" => "Saved, and used from now on.",
        "draft" => "Kept as a draft. It is not used.",
        "dropped" => "The draft is gone.",
        "reset" => $"Reset: {editing.BelowWord} is used again. Every version is still under Versions.",
        "restored" => "The earlier version is used again.",
        _ => null,
    };

    private static async Task<IEditing> OfClient(HttpContext http, CancellationToken stop)
    {
        var services = http.RequestServices;
        var snapshot = await services.GetRequiredService<WorkspaceStore>().ReadAsync(http.Client().Id, stop) ?? throw new BadHttpRequestException("The client is gone.", StatusCodes.Status404NotFound);
        return new ClientEditing(http.Client(), http.Actor(), snapshot.Workspace, services.GetRequiredService<Libraries>(), services.GetRequiredService<TemplateEdits>());
    }

    private static async Task<IEditing> OfInstallation(HttpContext http, bool jobs, CancellationToken stop)
    {
        var services = http.RequestServices;
        await using var db = services.GetRequiredService<IDbContextFactory<PlannerDb>>().CreateDbContext();
        var first = jobs ? null : await db.Workspaces.OrderBy(w => w.Name).Select(w => (Guid?)w.Id).FirstOrDefaultAsync(stop);
        var trial = first is { } id ? (await services.GetRequiredService<WorkspaceStore>().ReadAsync(id, stop))?.Workspace : null;
        return new InstallationEditing(jobs, http.Actor(), trial, services.GetRequiredService<Libraries>(), services.GetRequiredService<JobFiles>(), services.GetRequiredService<InstallationTexts>(), services.GetRequiredService<InstallationEdits>(), services.GetRequiredService<IClock>().GetCurrentInstant());
    }
}
