using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using NodaTime.Testing;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class FirstRunOnSqlite() : FirstRunTests(DatabaseKind.Sqlite);

public sealed class FirstRunOnPostgres() : FirstRunTests(DatabaseKind.Postgres);

/// <summary>From the one-time link on an empty machine to a calendar that a phone subscribes to.</summary>
public abstract class FirstRunTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly FakeClock _clock = new(WebApp.Morning);
    private TestDatabase _database = null!;
    private RunningService _service = null!;
    private IPage _page = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        _service = await RunningService.Start(_database, _clock, settings => settings.Scheduler.Workers = 1);
        var context = await (await Chromium.Open()).NewContextAsync(new() { BaseURL = _service.App.Urls.First(), ReducedMotion = ReducedMotion.Reduce });
        context.SetDefaultTimeout(15_000);
        _page = await context.NewPageAsync();
        var link = SignInLinks.Path(await _service.Services.GetRequiredService<SignInLinks>().ForFirstAsync(Stop));
        await _page.GotoAsync(link);
        await _page.GetByLabel("Your name").FillAsync("Ilse");
        await _page.GetByLabel("E-mail").FillAsync("ilse@planningday.example");
        await _page.GetByLabel("Password").FillAsync("three calm words together");
        await _page.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Where do you begin?" })).ToBeVisibleAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _page.Context.CloseAsync();
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_planning_day_from_scratch_ends_with_a_calendar_that_can_be_fetched()
    {
        await _page.GetByRole(AriaRole.Link, new() { Name = "From scratch" }).ClickAsync();
        await _page.GetByLabel("Who is it for?").FillAsync("Maren Holt");
        await _page.GetByLabel("Where is their clock?").SelectOptionAsync("Europe/Dublin");
        await _page.GetByLabel("What do you plan?").FillAsync("The year of the circle");
        await Press("Begin the planning day");

        await _page.Locator("[name=r0-title]").FillAsync("An end for what they keep starting");
        await _page.Locator("[name=r4-title]").FillAsync("Two launches in one spring");
        await Press("Save and go on");
        await _page.GetByLabel("The vision").FillAsync("Experts finish what they start.");
        await _page.Locator("[name=r0-area]").FillAsync("Small groups");
        await _page.Locator("[name=r0-title]").FillAsync("The circle fills its twelve seats");
        await _page.Locator("[name=r0-measure]").FillAsync("seats sold");
        await _page.Locator("[name=r0-target]").FillAsync("12");
        await Press("Save and go on");
        await _page.Locator("[name=r0-name]").FillAsync("Maren Holt");
        await _page.Locator("[name=r0-email]").FillAsync("maren@example.org");
        await _page.Locator("[name=r0-role]").FillAsync("Facilitator");
        await Press("Save and go on");
        await _page.Locator("[name=r0-title]").FillAsync("Fill and hold the circle");
        await _page.Locator("[name=r0-deadline]").FillAsync("2027-03-31");
        await Press("Save and go on");
        await _page.Locator("[name=r0-on]").CheckAsync();
        await Press("Save and go on");

        await Press("Make my calendar address");
        var address = await _page.Locator("#address").InnerTextAsync();
        using var calendar = new HttpClient();
        var feed = await calendar.GetStringAsync(new Uri(address), Stop);
        Assert.Contains("Fill and hold the circle should be done", feed, StringComparison.Ordinal);
        Assert.DoesNotContain(address.Split('/')[^2], _page.Url, StringComparison.Ordinal);

        var made = await Workspace("maren-holt");
        Assert.Equal(("Experts finish what they start.", "facilitator", 12m), (made.Periods[0].Vision, made.Periods[0].Players[0].Role, made.Periods[0].Focus[0].Intentions[0].Target!.Value));
        Assert.Equal(IsoDayOfWeek.Tuesday, made.Cadences.Single().Series.Start.DayOfWeek);
    }

    [Fact]
    public async Task A_planning_day_can_be_left_and_is_resumed_at_the_first_step_without_an_answer()
    {
        await _page.GotoAsync("/clients/new/scratch");
        await _page.GetByLabel("Who is it for?").FillAsync("Maren Holt");
        await _page.GetByLabel("What do you plan?").FillAsync("Spring");
        await Press("Begin the planning day");
        await _page.Locator("[name=r1-title]").FillAsync("A pace beside client work");
        await Press("Save and go on");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Leave it for now" }).ClickAsync();
        await Expect(_page.GetByText("A pace beside client work")).ToBeVisibleAsync();

        // Nobody has to remember an address: Today and the plan lead back to it.
        await _page.GotoAsync("/w/maren-holt/today");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Go on with the planning day" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "What must be achieved?" })).ToBeVisibleAsync();
        await _page.GotoAsync("/w/maren-holt/plan");
        await Expect(_page.GetByText("Nothing is said yet about the focus.")).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Go on with the planning day" }).ClickAsync();

        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "What must be achieved?" })).ToBeVisibleAsync();
        await _page.Locator("[name=r0-area]").FillAsync("Rest");
        await Press("Save and go on");
        await Expect(_page.GetByText("Say what must be achieved in it.")).ToBeVisibleAsync();
        await Expect(_page.Locator("[name=r0-area]")).ToHaveValueAsync("Rest");
    }

    [Fact]
    public async Task A_client_with_nothing_yet_is_told_nothing_of_shelves_and_pieces_that_are_not_there()
    {
        await Begin("environment");
        await _page.GotoAsync("/w/maren-holt/calendar");
        await Expect(_page.Locator(".calendar-empty")).ToHaveTextAsync(new Regex(@"yet\. Add a piece\.$"));
        await _page.GotoAsync("/w/maren-holt/coverage?view=alone");
        await Expect(_page.GetByText("Nothing is out yet.")).ToBeVisibleAsync();
        await _page.GotoAsync("/w/maren-holt/coverage?view=balance");
        await Expect(_page.GetByText("The plan names no intention yet.")).ToBeVisibleAsync();
        await Expect(_page.GetByText("Nothing is planned or out yet.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Every_problem_of_a_plan_file_is_listed_with_line_and_column_and_nothing_is_made()
    {
        await _page.GetByRole(AriaRole.Link, new() { Name = "From a plan file" }).ClickAsync();
        await _page.GetByLabel("The plan and its texts").SetInputFilesAsync(new FilePayload
        {
            Name = "my-plan.yaml",
            MimeType = "text/yaml",
            Buffer = "workspace: {key: quiet, name: Quiet books, zone: Europe/Dubln}\nmembers:\n  - {key: me}\n"u8.ToArray(),
        });
        await Press("Begin with this plan");

        await Expect(_page.GetByText("my-plan.yaml:1:50: ")).ToContainTextAsync("did you mean 'Europe/Dublin'?");
        await Expect(_page.Locator(".problems li")).ToHaveCountAsync(2);

        var text = await _page.Locator("textarea").InputValueAsync();
        await _page.Locator("textarea").FillAsync(text.Replace("Dubln", "Dublin", StringComparison.Ordinal).Replace("{key: me}", "{key: me, name: Me}", StringComparison.Ordinal));
        await Press("Begin with this plan");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Take it with you" })).ToBeVisibleAsync();
        Assert.Equal("Quiet books", (await Workspace("quiet")).Name);
    }

    [Fact]
    public async Task A_starter_plan_becomes_a_client_with_a_name_and_ids_of_its_own_and_the_second_is_another()
    {
        foreach (var name in new[] { "Maren Holt", "Tobias Lind" })
        {
            await _page.GotoAsync("/clients/new/starter");
            await _page.GetByLabel("Who is it for?").FillAsync(name);
            await Press("Begin with it");
            await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Take it with you" })).ToBeVisibleAsync();
        }

        var (one, other) = (await Workspace("maren-holt"), await Workspace("tobias-lind"));
        Assert.NotEqual(one.Launches[0].Id, other.Launches[0].Id);
        await _page.GotoAsync("/clients");
        await Expect(_page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link, new() { Name = "Tobias Lind" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_calendar_of_a_planning_day_shows_the_open_slots_of_what_comes_out_regularly()
    {
        await Begin("milestones");
        await _page.Locator("[name=r0-on]").CheckAsync();
        await Press("Save and go on");

        await Expect(_page.GetByText("with the open slots of its cadences")).ToBeVisibleAsync();
        await Press("Make my calendar address");
        using var calendar = new HttpClient();
        var feed = await calendar.GetStringAsync(new Uri(await _page.Locator("#address").InnerTextAsync()), Stop);
        Assert.Contains("Open slot", feed, StringComparison.Ordinal);

        // What fills them is what goes out there.
        await _page.GotoAsync("/w/maren-holt/start/milestones");
        await _page.Locator("[name=r0-on]").CheckAsync();
        await Press("Save and go on");
        await _page.GotoAsync("/w/maren-holt/calendar?view=agenda&day=2026-12-01");
        await _page.Locator("a.line").Filter(new() { HasText = "Newsletter" }).First.ClickAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "New piece here" }).ClickAsync();
        await Expect(_page.GetByLabel("Format")).ToHaveValueAsync("newsletter");

        await _page.GotoAsync("/w/maren-holt/feeds/new");
        await Expect(_page.GetByText("Empty slots and private things are shown only when they are ticked.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_comes_out_regularly_already_is_not_offered_again()
    {
        await Begin("milestones");
        await _page.Locator("[name=r0-on]").CheckAsync();
        await Press("Save and add more");
        await Expect(_page.GetByText("Blog post, every Tuesday")).ToBeVisibleAsync();
        Assert.Equal(["newsletter", "linkedin", "podcast"], await Channels());

        // The same said once more by hand adds nothing.
        await _page.Locator("[name=r0-on]").CheckAsync();
        await _page.Locator("[name=r0-channel]").SelectOptionAsync("blog");
        await _page.Locator("[name=r0-day]").SelectOptionAsync("Tuesday");
        await Press("Save and add more");
        Assert.Equal(["newsletter", "linkedin", "podcast"], await Channels());
        Assert.Single((await Workspace("maren-holt")).Cadences);

        async Task<string[]> Channels() => [.. await Task.WhenAll(Enumerable.Range(0, 3).Select(n => _page.Locator($"[name=r{n}-channel]").InputValueAsync()))];
    }

    [Fact]
    public async Task Commas_tell_roles_apart_and_a_role_without_a_name_is_missing()
    {
        await Begin("players");
        await Expect(_page.Locator("datalist option[value=Facilitator]")).ToHaveCountAsync(1);
        Assert.Equal("suggestions", await _page.Locator("[name=r0-role]").GetAttributeAsync("list"));
        await _page.Locator("[name=r0-name]").FillAsync("Maren Holt");
        await _page.Locator("[name=r0-role]").FillAsync("Author, Coach,");
        await _page.Locator("[name=r1-role]").FillAsync("Podcast booker");
        await _page.Locator("[name=r2-email]").FillAsync("sam@example.org");
        await _page.Locator("[name=r2-role]").FillAsync("Assistant");
        await Press("Save and add more");
        await Expect(_page.GetByText("Whose address is it?")).ToBeVisibleAsync();
        await _page.Locator("[name=r2-name]").FillAsync("Sam");
        await Press("Save and add more");
        await Expect(_page.GetByText("Missing: Podcast booker")).ToBeVisibleAsync();

        var period = (await Workspace("maren-holt")).Periods[0];
        Assert.Equal([("author", "Maren Holt"), ("coach", "Maren Holt"), ("assistant", null)], period.Players.Select(p => (p.Role, p.Name)));
        Assert.Equal("podcast-booker", Assert.Single(period.OpenRoles).Role);

        // Somebody outside stands once, with all their roles.
        await _page.Locator("[name=r0-name]").FillAsync("Studio Blau");
        await _page.Locator("[name=r0-role]").FillAsync("Designer, Editor");
        await Press("Save and add more");
        await Expect(_page.GetByText("Studio Blau: Designer, Editor")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task The_planning_day_puts_nothing_into_the_plan_that_nobody_said()
    {
        await Begin("environment");
        await _page.Locator("[name=r0-title]").FillAsync("Shorter programmes");
        await _page.Locator("[name=r4-title]").FillAsync("Two launches in one spring");
        await Press("Save and go on");
        await _page.Locator("[name=r0-area]").FillAsync("Letter");
        await _page.Locator("[name=r0-title]").FillAsync("More readers");
        await _page.Locator("[name=r0-target]").FillAsync("4000");
        await _page.Locator("[name=r1-area]").FillAsync("Groups");
        await _page.Locator("[name=r1-title]").FillAsync("Twelve seats");
        await _page.Locator("[name=r1-start]").FillAsync("3");
        await _page.Locator("[name=r1-target]").FillAsync("12");
        await Press("Save and go on");
        await _page.GotoAsync("/w/maren-holt/start/projects");
        await _page.Locator("[name=r0-title]").FillAsync("The circle");
        await _page.Locator("[name=r0-outcome]").FillAsync("Twelve people finished what they began");
        await _page.Locator("[name=r0-deadline]").FillAsync("2027-03-31");
        await Press("Save and go on");

        var period = (await Workspace("maren-holt")).Periods[0];
        Assert.Equal([0, 0], period.Environment.Select(f => f.Impact));
        Assert.Equal([(null, 4000m), (3m, 12m)], period.Focus.SelectMany(f => f.Intentions).Select(i => (i.Start, i.Target!.Value)));
        Assert.Equal("Twelve people finished what they began", period.Projects.Single().Milestones.Single().Title);
    }

    [Fact]
    public async Task Milestones_are_planned_in_their_step_and_the_message_says_what_was_added()
    {
        await Begin("projects");
        await _page.Locator("[name=r0-title]").FillAsync("The circle");
        await Press("Save and go on");
        await _page.Locator("[name=m0-title]").FillAsync("The first seat is sold");
        await Press("Save and add more");
        await Expect(_page.GetByText("On which day is it reached?")).ToBeVisibleAsync();
        await _page.Locator("[name=m0-on]").FillAsync("2027-01-31");
        await _page.Locator("[name=m2-title]").FillAsync("The podcast is on air");
        await _page.Locator("[name=m2-on]").FillAsync("2027-03-01");
        await _page.Locator("[name=m2-project]").SelectOptionAsync("A project of its own");
        await _page.Locator("[name=r1-on]").CheckAsync();
        await Press("Save and add more");

        await Expect(_page.GetByText("Added 2 milestones, 1 cadence and 1 project.")).ToBeVisibleAsync();
        await Expect(_page.GetByText("The circle: The first seat is sold, ")).ToBeVisibleAsync();
        var projects = (await Workspace("maren-holt")).Periods[0].Projects;
        Assert.Equal([("The circle", "The first seat is sold", new LocalDate(2027, 1, 31)), ("The podcast is on air", "The podcast is on air", new(2027, 3, 1))], projects.SelectMany(p => p.Milestones.Select(m => (p.Title, m.Title, m.On!.Value))));
    }

    [Fact]
    public async Task What_was_typed_is_saved_on_the_way_to_a_launch_and_missing_roles_and_the_next_review_get_a_day()
    {
        await Begin("players");
        await _page.Locator("[name=r0-role]").FillAsync("Podcast booker");
        await Press("Save and go on");
        await _page.GotoAsync("/w/maren-holt/start/calendar");
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Plan a launch" })).ToBeVisibleAsync();
        await _page.GotoAsync("/w/maren-holt/start/milestones");
        await _page.Locator("[name=m0-title]").FillAsync("The book is out");
        await _page.Locator("[name=v0-time]").FillAsync("10:00");
        await Press("Save, then plan a launch");
        await Expect(_page.GetByText("On which day is it reached?")).ToBeVisibleAsync();
        await _page.Locator("[name=m0-on]").FillAsync("2027-05-11");
        await _page.GetByRole(AriaRole.Group, new() { Name = "Who is still to be found, Podcast booker" }).GetByLabel("By which day?").FillAsync("2027-01-15");
        await _page.Locator("[name=v0-on]").FillAsync("2026-12-21");
        await _page.Locator("[name=v0-rhythm]").SelectOptionAsync("Every four weeks");
        await Press("Save, then plan a launch");

        await Expect(_page.GetByText("Added 1 milestone, 1 day for a missing role, 1 review day and 1 project.")).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Book launch" }).ClickAsync();
        await Expect(_page.GetByLabel("Publication day")).ToBeVisibleAsync();
        await _page.GotoAsync("/w/maren-holt/start/milestones");
        await Expect(_page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["The book is out, 11 May 2027", "To be found: Podcast booker, by 15 Jan 2027", "Regroup, 21 Dec 2026, every 4 weeks on Monday"]);
        var period = (await Workspace("maren-holt")).Periods[0];
        Assert.Equal(new LocalDate(2027, 1, 15), period.OpenRoles.Single().WantedBy);
        Assert.Equal((new LocalDate(2026, 12, 21), new LocalTime(10, 0), period.To), (period.Reviews.Single().Series.Start, period.Reviews.Single().Series.Time!.Value, period.Reviews.Single().Series.Rule.Until!.Value));
    }

    [Fact]
    public async Task A_launch_of_the_planning_day_goes_on_to_the_calendar_where_another_can_follow()
    {
        await Begin("milestones");
        await Press("Save, then plan a launch");
        await _page.GetByRole(AriaRole.Link, new() { Name = "Book launch" }).ClickAsync();
        await _page.GetByLabel("What is it called?").FillAsync("The Long Table");
        await _page.GetByLabel("Publication day").FillAsync("2027-08-24");
        await Press("See what it would do");
        await Press("Plan the launch");

        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Take it with you" })).ToBeVisibleAsync();
        await Expect(_page.GetByText("In it, step by step: The Long Table on 24 August 2027.")).ToBeVisibleAsync();
        await Expect(_page.GetByRole(AriaRole.Button, new() { Name = "Make my calendar address" })).ToBeVisibleAsync();
        await _page.GetByRole(AriaRole.Link, new() { Name = "Plan another launch" }).ClickAsync();
        await Expect(_page.GetByRole(AriaRole.Link, new() { Name = "No launch now: on to your calendar" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_stands_on_the_deadline_of_a_project_is_said_with_its_day_and_once()
    {
        await Begin("projects");
        await _page.Locator("[name=r0-title]").FillAsync("The circle");
        await _page.Locator("[name=r0-deadline]").FillAsync("2027-03-31");
        await _page.Locator("[name=r1-title]").FillAsync("The book");
        await _page.Locator("[name=r1-outcome]").FillAsync("A thousand readers");
        await _page.Locator("[name=r1-deadline]").FillAsync("2027-05-11");
        await Press("Save and go on");

        await Expect(_page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Listitem)).ToHaveTextAsync(["The circle, 31 Mar 2027", "The book: A thousand readers, 11 May 2027"]);
    }

    [Fact]
    public async Task What_could_not_be_sent_is_given_back_and_asked_about_no_more_once_it_has_arrived()
    {
        await Begin("focus");
        await _page.Locator("[name=r0-area]").FillAsync("Rest");
        await _page.Locator("[name=r0-title]").FillAsync("Fridays without work");
        await _page.RouteAsync("**/*", r => r.Request.Method == "POST" ? r.AbortAsync("connectionrefused") : r.ContinueAsync());
        await Press("Save and go on");
        await Expect(_page).ToHaveURLAsync(new Regex("^chrome-error:"));
        await _page.UnrouteAllAsync();

        await _page.GotoAsync("/w/maren-holt/start/focus");
        await Expect(_page.Locator("[name=r0-title]")).ToHaveValueAsync("");
        await Press("Put it back");
        await Expect(_page.Locator("[name=r0-title]")).ToHaveValueAsync("Fridays without work");
        await Press("Save and go on");
        await Expect(_page.GetByRole(AriaRole.Heading, new() { Name = "Who plays which role?" })).ToBeVisibleAsync();

        await _page.GotoAsync("/w/maren-holt/start/focus");
        await Expect(_page.GetByText("Rest: Fridays without work")).ToBeVisibleAsync();
        await Expect(_page.Locator(".kept")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_way_back_to_a_form_with_a_mistake_asks_nothing_and_keeps_what_was_typed()
    {
        await Begin("focus");
        await _page.Locator("[name=r0-area]").FillAsync("Rest");
        await Press("Save and go on");
        await Expect(_page.GetByText("Say what must be achieved in it.")).ToBeVisibleAsync();
        await _page.WaitForLoadStateAsync();
        await Expect(_page.Locator(".kept")).ToHaveCountAsync(0);
        await _page.GotoAsync("/w/maren-holt/today");

        await _page.GoBackAsync();

        await Press("Put it back");
        await Expect(_page.Locator("[name=r0-area]")).ToHaveValueAsync("Rest");
    }

    [Fact]
    public async Task A_step_is_ticked_once_something_was_said_in_it()
    {
        await Begin("projects");
        await Expect(_page.GetByText("✓")).ToHaveCountAsync(0);
        await _page.Locator("[name=r0-title]").FillAsync("The circle");
        await _page.Locator("[name=r0-deadline]").FillAsync("2027-03-31");
        await Press("Save and go on");
        await Expect(_page.GetByText("✓")).ToHaveTextAsync(["✓ Projects"]);
        await _page.Locator("[name=m0-title]").FillAsync("The first seat is sold");
        await _page.Locator("[name=m0-on]").FillAsync("2027-01-31");
        await Press("Save and add more");
        await Expect(_page.GetByText("✓")).ToHaveTextAsync(["✓ Projects", "✓ Milestones"]);
    }

    [Fact]
    public async Task The_welcome_comes_first_and_that_mail_stays_here_is_said_below_it_in_plain_words()
    {
        await _page.GotoAsync("/welcome");

        var text = await _page.Locator("main").InnerTextAsync();
        Assert.InRange(text.IndexOf("Mail is not leaving this machine", StringComparison.Ordinal), text.IndexOf("With what you have", StringComparison.Ordinal), text.Length);
        Assert.DoesNotContain("Smtp", text, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_phone_is_promised_only_where_one_can_get_to()
    {
        await _page.GotoAsync("/welcome");
        await Expect(_page.GetByText("your plan is in your calendar")).ToBeVisibleAsync();
        await Begin("calendar");
        await Press("Make my calendar address");
        await Expect(_page.GetByText("by BaseUrl in settings.json, in its data folder")).ToBeVisibleAsync();
        await Expect(_page.GetByText("camera")).ToHaveCountAsync(0);
        await Expect(_page.Locator(".qr")).ToHaveCountAsync(0);

        _service.Services.GetRequiredService<Settings>().BaseUrl = "https://plan.example.org";
        await _page.GotoAsync("/welcome");
        await Expect(_page.GetByText("your plan is on your phone")).ToBeVisibleAsync();
        await _page.GotoAsync("/w/maren-holt/start/calendar");
        await Press("Make my calendar address");
        await Expect(_page.GetByText("Point your phone’s camera at the square")).ToBeVisibleAsync();
        await Expect(_page.Locator(".qr svg")).ToBeVisibleAsync();
    }

    /// <summary>A client of her own, at a step of the planning day.</summary>
    private async Task Begin(string step)
    {
        await _page.GotoAsync("/clients/new/scratch");
        await _page.GetByLabel("Who is it for?").FillAsync("Maren Holt");
        await _page.GetByLabel("What do you plan?").FillAsync("The year of the circle");
        await Press("Begin the planning day");
        await _page.GotoAsync($"/w/maren-holt/start/{step}");
    }

    private Task Press(string button) => _page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private async Task<Core.Plans.Workspace> Workspace(string key)
    {
        var store = _service.Services.GetRequiredService<WorkspaceStore>();
        return (await store.ReadAsync((await store.FindAsync(key, Stop))!.Value, Stop))!.Workspace;
    }
}

public sealed class ClientPagesTests
{
    [Fact]
    public async Task Every_page_of_a_first_run_is_accessible_in_both_themes_and_widths()
    {
        await using var app = await WebApp.Start(DatabaseKind.Sqlite);
        await Accessible.IsEveryPageOf(app,
            ("/welcome", "welcome"), ("/clients", "clients"), ("/clients/new", "client-new"), ("/clients/new/import", "client-import"), ("/clients/new/file", "client-file"), ("/clients/new/starter", "client-starter"), ("/clients/new/scratch", "client-scratch"),
            (app.Path("start/environment"), "day-environment"), (app.Path("start/focus"), "day-focus"), (app.Path("start/players"), "day-players"), (app.Path("start/projects"), "day-projects"),
            (app.Path("start/milestones"), "day-milestones"), (app.Path("start/calendar"), "day-calendar"));
    }
}
