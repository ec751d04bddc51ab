using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class TemplatePagesOnSqlite() : TemplatePagesTests(DatabaseKind.Sqlite);

public sealed class TemplatePagesOnPostgres() : TemplatePagesTests(DatabaseKind.Postgres);

/// <summary>Templates, recipes, blueprints, channels and jobs, edited in the browser.</summary>
public abstract class TemplatePagesTests(DatabaseKind kind) : WebTests(kind)
{
    private const string Post = "templates/edit/tasks/linkedin-post.md";

    [Fact]
    public Task Every_page_of_templates_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        (App.Path("templates"), "templates"), (App.Path("templates?kind=recipes"), "recipes"), (App.Path(Post), "template"), (App.Path("templates/edit/digests/weekly.html"), "template-mail"),
        (App.Path("templates/edit/blueprints/book-launch@1.yaml"), "blueprint"), (App.Path("templates/versions/tasks/linkedin-post.md"), "versions"), (App.Path("templates/new"), "template-new"),
        ("/admin/templates", "admin-templates"), ("/admin/jobs", "jobs"), ("/admin/jobs/digest-tick", "job"), ("/admin/jobs/edit/jobs/digest-tick.yaml", "job-edit"), ("/admin/jobs/new", "job-new"), ("/admin/jobs/versions/jobs/digest-tick.yaml", "job-versions"),
        ("/admin/templates/edit/tasks/linkedin-post.md", "admin-template"), ("/admin/templates/new", "admin-template-new"), ("/admin/templates/versions/tasks/linkedin-post.md", "admin-template-versions"));

    [Fact]
    public async Task A_template_with_a_mistake_is_told_at_its_line_waits_as_a_draft_is_mended_used_and_reset()
    {
        var before = await Draft();
        var page = await App.Page(App.Path(Post));
        var text = page.GetByLabel("Text", new() { Exact = true });
        var first = await page.Locator("#preview").InnerTextAsync();
        Assert.NotEmpty(first);

        await text.FillAsync("{{ if hook }}\nMine: {{ hook }}\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#mistakes")).ToContainTextAsync("'if' has no end: write {{ end }} below what belongs to it");
        await Expect(page.GetByText("With these mistakes there is nothing to show yet.")).ToBeVisibleAsync();

        await text.FillAsync("Mine: {{ hook }}\n\n{{ questoin | once }}\n");
        await Expect(page.Locator("#mistakes")).ToContainTextAsync("Line 3, column 4: 'questoin' is not known here; did you mean 'question'?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#mistakes")).ToContainTextAsync("Line 3, column 4");
        Assert.Equal(before, await Draft());

        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as draft" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Kept a draft of the template tasks/linkedin-post.md");
        await Expect(text).ToHaveValueAsync("Mine: {{ hook }}\n\n{{ questoin | once }}\n");
        Assert.Equal(before, await Draft());

        await text.FillAsync("Mine: {{ hook }}\n\n{{ question | once }}\n");
        await Expect(page.Locator("#preview")).ToContainTextAsync("Mine: ");
        await Expect(page.Locator("#mistakes")).ToBeEmptyAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Rewrote the template tasks/linkedin-post.md");
        Assert.StartsWith("Mine: ", await Draft(), StringComparison.Ordinal);

        await page.GetByRole(AriaRole.Link, new() { Name = "1 version" }).ClickAsync();
        await Expect(page.Locator(".changes .added").First).ToContainTextAsync("Mine: {{ hook }}");
        await page.GoBackAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Reset to the shared one" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Reset the template");
        Assert.Equal(before, await Draft());
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Expect(page.Locator(".toast")).ToContainTextAsync("Took back");
        Assert.StartsWith("Mine: ", await Draft(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_saved_as_its_next_version_is_the_one_the_page_shows_then()
    {
        var page = await App.Page(App.Path("templates/edit/recipes/blog-post@1.yaml"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version 2" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/edit/recipes/blog-post@2\\.yaml"));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save as version 3" })).ToBeVisibleAsync();
        Assert.Contains("version: 2", await page.GetByLabel("Text", new() { Exact = true }).InputValueAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_scripts_a_template_is_tried_saved_and_an_earlier_version_used_again()
    {
        var page = await App.Page(App.Path(Post), script: false);
        await page.Locator("#f-text").FillAsync("One {{ hook }}\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();
        await Expect(page.Locator("#preview")).ToContainTextAsync("One ");
        await Expect(page.Locator("#f-text")).ToHaveValueAsync("One {{ hook }}\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.Locator("#f-text").FillAsync("Two {{ hook }}\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        Assert.StartsWith("Two ", await Draft(), StringComparison.Ordinal);

        await page.GotoAsync(App.Path("templates/versions/tasks/linkedin-post.md"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^Use it again") }).ClickAsync();

        Assert.StartsWith("One ", await Draft(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_tabs_that_edit_one_template_the_second_is_told_and_keeps_what_it_typed()
    {
        var (one, other) = (await App.Page(App.Path(Post)), await App.Page(App.Path(Post)));
        await one.Locator("#f-text").FillAsync("One {{ hook }}\n");
        await one.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(one.Locator(".toast")).ToBeVisibleAsync();

        await other.Locator("#f-text").FillAsync("Two {{ hook }}\n");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("What you typed is still here");
        await Expect(other.Locator("#f-text")).ToHaveValueAsync("Two {{ hook }}\n");
        Assert.StartsWith("One ", await Draft(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_blueprint_is_saved_as_its_next_version_and_shows_what_a_launch_would_be()
    {
        var page = await App.Page(App.Path("templates/edit/blueprints/book-launch@1.yaml"));
        await Expect(page.Locator("#preview")).ToContainTextAsync("would go");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save as version 2" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Book launch, version 2");
        Assert.Contains("version: 2", (await App.Now()).Workspace.Template("blueprints/book-launch@2.yaml")!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_is_shown_in_a_frame_that_runs_nothing()
    {
        var page = await App.Page(App.Path("templates/edit/digests/weekly.html"));

        // No script of a test runs in such a frame either: what it was sent is looked at.
        var shown = await page.RunAndWaitForResponseAsync(() => page.Locator("#f-text").FillAsync("<p style=\"color:#a8323e\">Only {{ person.name }}</p>"), Framed);
        Assert.Contains("<p style=\"color:#a8323e\">Only ", await shown.TextAsync(), StringComparison.Ordinal);
        Assert.StartsWith("sandbox; default-src 'none'", await shown.HeaderValueAsync("content-security-policy"), StringComparison.Ordinal);
        shown = await page.RunAndWaitForResponseAsync(() => page.Locator("#f-text").FillAsync("<p onclick=\"alert(1)\">No</p>"), Framed);
        Assert.Contains("runs a program", await shown.TextAsync(), StringComparison.Ordinal);

        static bool Framed(IResponse answer) => answer.Url.EndsWith("/preview/page", StringComparison.Ordinal) && answer.Request.Method == "POST";
    }

    [Fact]
    public async Task A_job_is_edited_a_mistake_told_at_its_line_and_the_file_used_again()
    {
        var jobs = App.Services.GetRequiredService<JobFiles>();
        var page = await App.Page("/admin/jobs");
        await page.GetByRole(AriaRole.Link, new() { Name = "Edit evergreen" }).ClickAsync();
        var text = page.Locator("#f-text");

        await text.FillAsync("run: propose-evergreens\ncron: \"61 * * * *\"\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.Locator("#mistakes")).ToContainTextAsync("Line 2");
        Assert.NotEqual("61 * * * *", jobs.Find("evergreen")!.Cron);

        await text.FillAsync("run: propose-evergreens\ncron: \"6 * * * *\"\nenabled: false\n");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Saved, and used from now on.")).ToBeVisibleAsync();
        Assert.Equal(("6 * * * *", false), (jobs.Find("evergreen")!.Cron, jobs.Find("evergreen")!.Enabled));

        await page.GetByRole(AriaRole.Button, new() { Name = "Reset to the shipped one" }).ClickAsync();
        await Expect(page.GetByText("the shipped one is used again")).ToBeVisibleAsync();
        Assert.True(jobs.Find("evergreen")!.Enabled);
    }

    private async Task<string> Draft()
    {
        var desk = (await App.Services.GetRequiredService<Desks>().OfAsync(App.Client.Id, Stop))!;
        return desk.DraftOf(desk.Schedule.Tasks.First(t => t.Template == "linkedin-post.md" && desk.Workspace.Pieces.First(p => p.Key == t.Source.Key).Body is not null));
    }
}
