using System.Text;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Imports;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Imports;

public sealed class ImportPagesOnSqlite() : ImportPagesTests(DatabaseKind.Sqlite);

public sealed class ImportPagesOnPostgres() : ImportPagesTests(DatabaseKind.Postgres);

public abstract class ImportPagesTests(DatabaseKind kind)
{
    private const string Table = "Idea;Wann;Wer;Bemerkung\nA letter from the desk;03.04.2027;coach;x\nWhy we plan slowly;04.05.2027;coahc;\n;;;\n";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_chosen_mapped_seen_imported_and_taken_back()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("imports"));
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "ideas.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Table) });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show what would happen" }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "ideas.csv" }).WaitForAsync();
        await page.GetByText("can be read in two ways").WaitForAsync();
        Assert.Equal(0, await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Import", Exact = true }).CountAsync());

        await page.GetByLabel("Which comes first?").SelectOptionAsync("day-first");
        await page.GetByLabel("Wann").SelectOptionAsync("day");
        await page.GetByLabel("Wer").SelectOptionAsync("owner");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show again with this" }).ClickAsync();
        await page.GetByText("2 new, 1 left out.").WaitForAsync();
        await page.GetByText("there is no member “coahc”; did you mean “coach”?").WaitForAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();

        await page.GetByText("Imported ideas.csv: 2 new, 1 left out.").WaitForAsync();
        Assert.Equal(new LocalDate(2027, 4, 3), (await app.Now()).Workspace.Pieces.Single(p => p.Title == "A letter from the desk").PlannedOn);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Undo", Exact = true }).First.ClickAsync();
        await page.GetByText("Took back").WaitForAsync();
        Assert.Equal(app.Client.Workspace.Pieces.Count, (await app.Now()).Workspace.Pieces.Count);
    }

    [Fact]
    public async Task What_is_chosen_beside_the_button_and_not_shown_yet_is_shown_before_anything_is_imported()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("imports"), script: false);
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "ideas.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes("Title;Notes\nA letter from the desk;https://steadyground.example/desk\n") });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show what would happen" }).ClickAsync();

        await page.GetByLabel("Notes", new() { Exact = true }).SelectOptionAsync("url");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await page.GetByText("This is what happens the way you chose.").WaitForAsync();
        Assert.Equal(1, (await app.Now()).Revision);

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        await page.GetByText("Imported ideas.csv: 1 new.").WaitForAsync();
        Assert.Equal("https://steadyground.example/desk", (await app.Now()).Workspace.Pieces.Single(p => p.Title == "A letter from the desk").Url);
    }

    [Fact]
    public async Task A_workbook_is_told_from_a_table_and_what_to_do_with_it_is_said()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("imports"), script: false);
        await page.GetByLabel("File", new() { Exact = true }).SetInputFilesAsync(new Microsoft.Playwright.FilePayload { Name = "plan.xlsx", MimeType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Buffer = [0x50, 0x4B, 3, 4, 20, 0, 6, 0] });
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Show what would happen" }).ClickAsync();

        await page.GetByText("save the sheet as CSV, and choose that file").WaitForAsync();
    }

    [Fact]
    public async Task Every_page_of_imports_is_accessible_in_both_themes_and_widths()
    {
        await using var app = await WebApp.Start(kind);
        var imports = app.Services.GetRequiredService<Server.Imports.Imports>();
        var waiting = await imports.KeepAsync(app.Client.Id, "ideas.csv", Encoding.UTF8.GetBytes(Table), null, new(), Actor.CommandLine, Stop);
        var decided = await imports.KeepAsync(app.Client.Id, "editorial-calendar.csv", Encoding.UTF8.GetBytes("Title,Status,Publish date,Channel,Owner,Words\nFive steps,Published,2026-10-05,Blog,The coach,900\nA letter,Draft,2027-01-12,Newsleter,The assistant,\nNobody's,Someday,not yet,,,\n,,,,,12\n"), null, new(), Actor.CommandLine, Stop);
        var done = await imports.KeepAsync(app.Client.Id, "retreat.ics", "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART;VALUE=DATE:20270802\nDTEND;VALUE=DATE:20270807\nSUMMARY:Retreat\nEND:VEVENT\nEND:VCALENDAR\n"u8.ToArray(), null, new() { As = Intake.Blackouts }, Actor.CommandLine, Stop);
        Assert.IsType<ImportApplication.Done>(await imports.ApplyAsync(app.Client.Id, done.Id, (await imports.ShowAsync(app.Client.Id, done.Id, Stop))!.Read.Preview.Hash, Actor.CommandLine, Stop));
        var added = Assert.IsType<ChangeResult.Done>(await app.Workspaces.ChangeAsync(app.Client.Id, Actor.CommandLine, "named sources", w => w with
        {
            Sources = [new() { Key = "blog", Name = "The blog", Address = "http://127.0.0.1:9/feed" }, new() { Key = "days", Name = "Bank holidays", Kind = Inlet.Calendar, As = Intake.Holidays, Address = "https://calendars.example/ie.ics", Paused = true }],
        }, Stop));
        await app.Services.GetRequiredService<SourcePolls>().LookAsync(added.After, added.After.Workspace.Sources[0], Actor.Job("poll-blogs"), now: false, Stop);

        await Accessible.IsEveryPageOf(app, (app.Path("imports"), "imports"), (app.Path($"imports/{waiting.Id}"), "imports-asks"), (app.Path($"imports/{decided.Id}"), "imports-preview"), (app.Path("imports/sources/blog"), "imports-source"));
    }

    [Fact]
    public async Task Without_scripts_a_source_is_added_and_what_is_wrong_with_it_is_said()
    {
        await using var app = await WebApp.Start(kind);
        var page = await app.Page(app.Path("imports"), script: false);
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("http://127.0.0.1:9/feed");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Look at it from now on" }).ClickAsync();
        await page.GetByText("Began to look at “127.0.0.1”.").WaitForAsync();
        await page.GetByText("127.0.0.1 is within a private network").WaitForAsync();

        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Edit 127.0.0.1" }).ClickAsync();
        await page.GetByLabel("Name").FillAsync("Bank holidays");
        await page.GetByLabel("Address").FillAsync("ftp://calendars.example");
        await page.GetByLabel("It is", new() { Exact = true }).SelectOptionAsync("calendar");
        await page.GetByLabel("It becomes").SelectOptionAsync("holidays");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Write the whole address").WaitForAsync();
        Assert.Equal("Bank holidays", await page.GetByLabel("Name").InputValueAsync());
        await page.GetByLabel("Address").FillAsync("http://127.0.0.1:9/ie.ics");
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.GetByText("Changed what is looked at as “Bank holidays”.").WaitForAsync();
        var source = Assert.Single((await app.Now()).Workspace.Sources);
        Assert.Equal(("Bank holidays", "http://127.0.0.1:9/ie.ics", Inlet.Calendar, Intake.Holidays), (source.Name, source.Address, source.Kind, source.As));

        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Pause Bank holidays" }).ClickAsync();
        await page.GetByText("Paused looking at “Bank holidays”.").WaitForAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Link, new() { Name = "Bank holidays", Exact = true }).ClickAsync();
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await page.GetByText("Forgot “Bank holidays”; what it brought stays.").WaitForAsync();
        Assert.Empty((await app.Now()).Workspace.Sources);
        await page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Undo", Exact = true }).First.ClickAsync();
        await page.GetByText("Took back").WaitForAsync();
        Assert.True(Assert.Single((await app.Now()).Workspace.Sources).Paused);
    }
}
