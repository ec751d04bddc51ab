using System.Diagnostics;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Tests.Jobs;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Templates;

public sealed class OwnTemplatesOnSqlite() : OwnTemplatesTests(DatabaseKind.Sqlite);

public sealed class OwnTemplatesOnPostgres() : OwnTemplatesTests(DatabaseKind.Postgres);

/// <summary>A client's own words over the administrators' over the files: used, checked, kept, taken back (design rule 6).</summary>
public abstract class OwnTemplatesTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string Post = "tasks/linkedin-post.md", Recipe = "recipes/blog-post@1.yaml", Blueprint = "blueprints/book-launch@1.yaml";

    private static readonly Actor Una = new("Una", null, "web");
    private TestDatabase _database = null!;
    private RunningService _service = null!;
    private Guid _client;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
    private TemplateEdits Edits => _service.Services.GetRequiredService<TemplateEdits>();
    private InstallationEdits Administrator => _service.Services.GetRequiredService<InstallationEdits>();
    private Libraries Libraries => _service.Services.GetRequiredService<Libraries>();
    private WorkspaceStore Store => _service.Services.GetRequiredService<WorkspaceStore>();

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _service = await RunningService.Start(_database, SystemClock.Instance, settings => settings.Scheduler.PollSeconds = 1);
        _client = (await _service.Services.GetRequiredService<StarterPlan>().LoadAsync(Stop))!.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_edited_template_is_in_the_clients_drafts_and_in_nobody_elses()
    {
        var other = await Another();
        Assert.Same(Libraries.Installation, Libraries.Of(await Plan()));

        Saved(await Edits.SaveAsync(_client, Post, "Mine: {{ hook }}\r\n", Una, Stop));

        Assert.StartsWith("Mine: ", await Draft(_client), StringComparison.Ordinal);
        Assert.DoesNotContain("Mine: ", await Draft(other), StringComparison.Ordinal);
        Assert.Same(Libraries.Installation.Library, Libraries.Of(await Plan()).Library);
        Assert.Equal("Mine: {{ hook }}\n", (await Plan()).Template(Post)!.Text);
    }

    [Fact]
    public async Task An_edited_recipe_derives_its_tasks_again_and_undo_brings_the_old_ones_back()
    {
        var before = await Titles();
        var recipe = Libraries.Installation.Files[Recipe].Replace("title: LinkedIn post", "title: A post of our own", StringComparison.Ordinal);

        var done = Saved(await Edits.SaveAsync(_client, Recipe, recipe, Una, Stop));

        Assert.Contains(await Titles(), t => t.Contains("A post of our own", StringComparison.Ordinal));
        Assert.IsType<ChangeResult.Done>(await Store.UndoAsync(_client, done.ChangeSet!.Value, Una, Stop));
        Assert.Equal(before, await Titles());
    }

    [Fact]
    public async Task A_template_with_mistakes_is_told_at_each_line_waits_as_a_draft_and_is_not_used()
    {
        var draft = await Draft(_client);
        const string Wrong = "{{ hok }}\n\n{{ questoin | once }}\n";

        var mistaken = Assert.IsType<EditResult.Mistaken>(await Edits.SaveAsync(_client, Post, Wrong, Una, Stop));

        Assert.Equal([(1, "'hok' is not known here; did you mean 'hook'?"), (3, "'questoin' is not known here; did you mean 'question'?")], mistaken.Problems.Select(p => (p.Line, p.Message)));
        Done(await Edits.KeepDraftAsync(_client, Post, Wrong, seen: 0, Una, Stop));
        Assert.Equal((null, Wrong), ((await Plan()).Template(Post)!.Text, (await Plan()).Template(Post)!.Draft));
        Assert.Equal(draft, await Draft(_client));

        Saved(await Edits.SaveAsync(_client, Post, "{{ hook }} And {{ question | once }}\n", Una, Stop, await Edits.SeenAsync(_client, Post, Stop)));
        Assert.Null((await Plan()).Template(Post)!.Draft);
        Assert.NotEqual(draft, await Draft(_client));
    }

    [Fact]
    public async Task A_reset_uses_the_file_again_and_keeps_every_version_to_come_back_to()
    {
        var draft = await Draft(_client);
        Saved(await Edits.SaveAsync(_client, Post, "One {{ hook }}\n", Una, Stop));
        Saved(await Edits.SaveAsync(_client, Post, "Two {{ hook }}\n", Una, Stop));

        Done(await Edits.ResetAsync(_client, Post, await Edits.SeenAsync(_client, Post, Stop), Una, Stop));

        Assert.Equal(draft, await Draft(_client));
        var versions = await Edits.VersionsAsync(_client, Post, Stop);
        Assert.Equal([null, "Two {{ hook }}\n", "One {{ hook }}\n"], versions.Select(v => v.Text));
        Assert.Equal(("Una", $"reset the template {Post}"), (versions[0].Actor, versions[0].What));
        Saved(await Edits.RestoreAsync(_client, Post, versions[2].Revision, seen: 0, Una, Stop));
        Assert.StartsWith("One ", await Draft(_client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_who_edit_one_template_the_second_is_told_and_overwrites_nothing()
    {
        Saved(await Edits.SaveAsync(_client, Post, "One {{ hook }}\n", Una, Stop, seen: 0));
        var seen = await Edits.SeenAsync(_client, Post, Stop);
        Saved(await Edits.SaveAsync(_client, Post, "Two {{ hook }}\n", Una, Stop, seen));

        var late = Assert.IsType<EditResult.Made>(await Edits.SaveAsync(_client, Post, "Three {{ hook }}\n", new("Tom", null, "web"), Stop, seen));
        Assert.Contains("Una changed the template", Assert.IsType<ChangeResult.Conflict>(late.Change).Words, StringComparison.Ordinal);
        var first = Assert.IsType<EditResult.Made>(await Edits.SaveAsync(_client, Post, "Three {{ hook }}\n", new("Tom", null, "web"), Stop, seen: 0));
        Assert.Contains("in between", Assert.IsType<ChangeResult.Refused>(first.Change).Why, StringComparison.Ordinal);
        Assert.StartsWith("Two ", await Draft(_client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_version_of_a_blueprint_is_the_clients_own_and_stays_while_a_launch_is_planned_with_it()
    {
        var next = Libraries.Installation.Files[Blueprint].Replace("version: 1", "version: 2", StringComparison.Ordinal);
        Assert.Contains("should be called book-launch@2.yaml", Assert.IsType<EditResult.Mistaken>(await Edits.SaveAsync(_client, "blueprints/book-launch@3.yaml", next, Una, Stop)).Problems.Single().Message, StringComparison.Ordinal);

        Saved(await Edits.SaveAsync(_client, "blueprints/book-launch@2.yaml", next, Una, Stop));

        Assert.NotNull(Libraries.Of(await Plan()).Library.Blueprint("book-launch", 2));
        Assert.Null(Libraries.Installation.Library.Blueprint("book-launch", 2));
        var book = (await Plan()).Launches.First(l => l.Blueprint == "book-launch");
        Done(await Store.ChangeAsync(_client, Una, "took the new blueprint", w => w with { Launches = [.. w.Launches.Select(l => l.Key == book.Key ? l with { BlueprintVersion = 2 } : l)] }, Stop));
        var refused = Assert.IsType<ChangeResult.Refused>(await Edits.ResetAsync(_client, "blueprints/book-launch@2.yaml", null, Una, Stop));
        Assert.Equal($"the plan needs the blueprint book-launch@2: “{book.Title}”", refused.Why);
    }

    [Fact]
    public async Task What_an_administrator_writes_is_under_every_client_and_a_clients_own_words_are_over_it()
    {
        var other = await Another();
        Saved(await Edits.SaveAsync(_client, Post, "Mine: {{ hook }}\n", Una, Stop));

        Assert.IsType<InstallationResult.Mistaken>(await Administrator.SaveAsync(Post, "{{ hok }}\n", 0, Una, Stop));
        Assert.IsType<InstallationResult.Done>(await Administrator.SaveAsync(Post, "Ours: {{ hook }}\n", 0, Una, Stop));
        Assert.IsType<InstallationResult.Conflict>(await Administrator.SaveAsync(Post, "Theirs: {{ hook }}\n", 0, Una, Stop));

        Assert.StartsWith("Ours: ", await Draft(other), StringComparison.Ordinal);
        Assert.StartsWith("Mine: ", await Draft(_client), StringComparison.Ordinal);
        Done(await Edits.ResetAsync(_client, Post, null, Una, Stop));
        Assert.StartsWith("Ours: ", await Draft(_client), StringComparison.Ordinal);
        Assert.IsType<InstallationResult.Done>(await Administrator.ResetAsync(Post, 1, Una, Stop));
        Assert.DoesNotContain("Ours: ", await Draft(_client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrators_recipe_derives_the_tasks_of_every_client_again()
    {
        var recipe = Libraries.Installation.Files[Recipe].Replace("title: LinkedIn post", "title: A post for everybody", StringComparison.Ordinal);
        await SchedulerTests.Eventually(() => Task.FromResult(_service.Services.GetRequiredService<Scheduler>().Storage is not null), "the scheduler starts");

        Assert.IsType<InstallationResult.Done>(await Administrator.SaveAsync(Recipe, recipe, 0, Una, Stop));

        await SchedulerTests.Eventually(async () => (await Titles()).Any(t => t.Contains("A post for everybody", StringComparison.Ordinal)), "they are derived");
    }

    [Fact]
    public async Task Own_words_that_do_not_fit_any_more_are_left_out_and_told_and_the_others_are_used()
    {
        Saved(await Edits.SaveAsync(_client, Post, "Mine: {{ hook }}\n", Una, Stop));
        Done(await Store.ChangeAsync(_client, Una, "came from an older version", w => w.Write(Recipe, "recipe: blog-post\nversion: 1\nstps: []\n"), Stop));

        Assert.StartsWith("Mine: ", await Draft(_client), StringComparison.Ordinal);
        Assert.Same(Libraries.Installation.Library, Libraries.Of(await Plan()).Library);
        Assert.Contains(Libraries.DoubtsOf(await Plan()), p => p.File == $"templates/{Recipe}" && p.Line == 3);
    }

    [Fact]
    public async Task An_edit_on_one_node_is_used_on_the_other_soon()
    {
        await using var node = await RunningService.Start(_database, SystemClock.Instance);
        var (libraries, jobs) = (node.Services.GetRequiredService<Libraries>(), node.Services.GetRequiredService<JobFiles>());
        var store = node.Services.GetRequiredService<WorkspaceStore>();
        Assert.Null((await store.ReadAsync(_client, Stop))!.Workspace.Template(Post));

        Saved(await Edits.SaveAsync(_client, Post, "Mine: {{ hook }}\n", Una, Stop));
        Assert.IsType<InstallationResult.Done>(await Administrator.SaveAsync("tasks/thread.md", "Ours {{ hook }}\n", 0, Una, Stop));
        Assert.IsType<InstallationResult.Done>(await Administrator.SaveAsync("jobs/evergreen.yaml", "run: propose-evergreens\ncron: \"7 * * * *\"\n", 0, Una, Stop));

        await Soon(async () => libraries.Of((await store.ReadAsync(_client, Stop))!.Workspace).Files[Post] == "Mine: {{ hook }}\n");
        await Soon(() => Task.FromResult(libraries.Installation.Files["tasks/thread.md"] == "Ours {{ hook }}\n" && jobs.Find("evergreen")!.Cron == "7 * * * *"));
    }

    [Fact]
    public async Task An_edited_job_is_planned_as_edited_and_a_mistake_is_told_at_its_line()
    {
        var jobs = _service.Services.GetRequiredService<JobFiles>();
        var mistaken = Assert.IsType<InstallationResult.Mistaken>(await Administrator.SaveAsync("jobs/evergreen.yaml", "run: propose-evergreen\ncron: \"61 * * * *\"\n", 0, Una, Stop));
        Assert.Equal([1, 2], mistaken.Problems.Select(p => p.Line));

        Assert.IsType<InstallationResult.Done>(await Administrator.SaveAsync("jobs/evergreen.yaml", "run: propose-evergreens\ncron: \"7 * * * *\"\nenabled: false\n", 0, Una, Stop));

        Assert.False(jobs.Find("evergreen")!.Enabled);
        Assert.Null((await _service.Services.GetRequiredService<JobBoard>().ReadAsync(Stop)).Single(l => l.Job.Id == "evergreen").Next);
        Assert.IsType<InstallationResult.Done>(await Administrator.ResetAsync("jobs/evergreen.yaml", 1, Una, Stop));
        Assert.True(jobs.Find("evergreen")!.Enabled);
    }

    [Fact]
    public async Task Own_words_are_written_beside_the_plan_and_come_back_with_it()
    {
        using var folder = new TemporaryFolder();
        Saved(await Edits.SaveAsync(_client, Post, "Mine: {{ hook }}\n", Una, Stop));
        Saved(await Edits.SaveAsync(_client, "tasks/radio-note.md", "{{ hook }}\n", Una, Stop));
        var plan = folder["una.yaml"];
        WrittenPlan.WithFiles(await Plan()).Save(plan);
        Assert.Equal("Mine: {{ hook }}\n", await File.ReadAllTextAsync(folder["una.templates/tasks/linkedin-post.md"], Stop));

        var today = SystemClock.Instance.GetCurrentInstant().InUtc().Date;
        var (read, own) = PlanOnDisk.Read(plan, () => Libraries.Installation, today, [])!.Value;
        Assert.Equal("Mine: {{ hook }}\n", own.Files[Post]);
        var made = Done(await Store.ImportAsync(read, "elsewhere", fresh: true, Una, Stop));
        Assert.StartsWith("Mine: ", await Draft(made.After.Id), StringComparison.Ordinal);

        Done(await Edits.ResetAsync(_client, "tasks/radio-note.md", null, Una, Stop));
        WrittenPlan.WithFiles(await Plan()).Save(plan);
        Assert.False(File.Exists(folder["una.templates/tasks/radio-note.md"]));
        // A plan without such a folder says nothing about them.
        Done(await Store.ImportAsync(made.After.Workspace with { Templates = [], Name = "Elsewhere" }, null, fresh: false, Una, Stop));
        Assert.StartsWith("Mine: ", await Draft(made.After.Id), StringComparison.Ordinal);
    }

    private async Task<Workspace> Plan() => (await Store.ReadAsync(_client, Stop))!.Workspace;

    private async Task<Guid> Another() => Done(await Store.CreateAsync(await Plan() with { Key = "another" }, Una, "began", fresh: true, Stop)).After.Id;

    private async Task<string> Draft(Guid client)
    {
        var desk = (await _service.Services.GetRequiredService<Desks>().OfAsync(client, Stop))!;
        return desk.DraftOf(desk.Schedule.Tasks.First(t => t.Template == "linkedin-post.md" && desk.Workspace.Pieces.First(p => p.Key == t.Source.Key).Body is not null));
    }

    private async Task<List<string>> Titles()
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.Tasks.Where(t => t.WorkspaceId == _client).Select(t => t.Title).Order().ToListAsync(Stop);
    }

    private static async Task Soon(Func<Task<bool>> isSo)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await isSo())
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(10), "It was not so in time.");
            await Task.Delay(20, Stop);
        }
    }

    private static ChangeResult.Done Saved(EditResult result) => Done(Assert.IsType<EditResult.Made>(result).Change);

    private static ChangeResult.Done Done(ChangeResult result) => Assert.IsType<ChangeResult.Done>(result);
}
