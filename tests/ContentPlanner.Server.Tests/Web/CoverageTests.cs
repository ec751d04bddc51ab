using System.Text.RegularExpressions;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>Where each piece has been, and where it goes next.</summary>
public abstract class CoveragePageTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task On_paper_the_map_lies_across_the_sheet_and_is_not_cut_off()
    {
        // What is printed of A4 across, with its margins off.
        var page = await App.Page(App.Path("coverage"), width: 1046, height: 718);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        var sheet = await page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });

        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth && document.querySelector('.matrix').getBoundingClientRect().right <= innerWidth"));
        Assert.True(await page.Locator(".matrix .cell.missing").First.IsVisibleAsync());
        var size = System.Text.RegularExpressions.Regex.Match(System.Text.Encoding.Latin1.GetString(sheet), @"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)");
        Assert.True(decimal.Parse(size.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) > decimal.Parse(size.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture), size.Value);
    }

    [Fact]
    public async Task An_empty_place_is_planned_with_one_key_opens_as_a_task_and_is_taken_back()
    {
        var page = await App.Page(App.Path("coverage"));
        var place = page.GetByRole(AriaRole.Button, new() { Name = "Your best work lives in one place only, LinkedIn: not used yet; plan it" });
        await place.FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took up “");
        var taken = (await App.Now()).Workspace.Tasks.Single(d => d.Key.StartsWith("one-place-only/", StringComparison.Ordinal));
        Assert.Equal((ContentTaskStatus.Open, new LocalDate(2026, 11, 24)), (taken.Status, taken.Day));
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Your best work lives in one place only, LinkedIn: planned for 24 Nov 2026") }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/tasks/one-place-only/"));

        await page.GotoAsync(App.Path("coverage"));
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("one place only, X: not used yet") }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { NameRegex = new("one place only, X: not used yet") })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Without_a_script_and_on_a_phone_a_place_is_planned_as_well()
    {
        var page = await App.Page(App.Path("coverage?only=gaps"), width: 390, height: 844, script: false);
        var before = (await App.Now()).Workspace.Tasks.Count;
        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("LinkedIn: not used yet; plan it") }).First.ClickAsync();
        await Assertions.Expect(page.Locator(".toast")).ToContainTextAsync("Took up “");
        Assert.Equal(before + 1, (await App.Now()).Workspace.Tasks.Count);
    }

    [Fact]
    public async Task The_map_says_what_the_report_says()
    {
        var page = await App.Page(App.Path("coverage?view=alone"));
        var shown = await page.Locator(".lines .title").AllInnerTextsAsync();
        var desk = await App.Services.GetRequiredService<Desks>().OfAsync(App.Client.Id, TestContext.Current.CancellationToken);
        var report = Report.Of(desk!.Schedule);
        Assert.Equal(report.Coverage.OnePlaceOnly.Select(r => r.Piece.Title).Order(), shown.Select(t => t.Trim()).Order());

        await page.GotoAsync(App.Path("coverage?view=balance"));
        foreach (var starved in report.Starved) await Assertions.Expect(page.Locator("main")).ToContainTextAsync(starved.Intention.Title);
        foreach (var unmet in report.Unmet) await Assertions.Expect(page.Locator("main")).ToContainTextAsync(unmet.Need.Title);
        foreach (var month in report.Month) await Assertions.Expect(page.Locator(".rhythm")).ToContainTextAsync($"{month.Filled} of {month.Slots}");
        await Assertions.Expect(page.Locator("section").Filter(new() { HasText = "More work than hours" }).Locator("li")).ToHaveCountAsync(report.Overload.Count);

        await page.GotoAsync(App.Path("coverage"));
        foreach (var state in Enum.GetValues<CoverageState>().Where(s => s is not CoverageState.NotApplicable))
            Assert.Equal((state, report.Coverage.Rows.Sum(r => r.Cells.Count(c => c.State == state))), (state, await page.Locator($".matrix .cell.{state.ToString().ToLowerInvariant()}").CountAsync()));
    }

    [Fact]
    public Task Every_page_of_coverage_is_accessible_in_both_themes_and_widths() => Accessible.IsEveryPageOf(App,
        (App.Path("coverage"), "coverage"), (App.Path("coverage?view=alone"), "coverage-alone"), (App.Path("coverage?view=balance"), "coverage-balance"));
}

public sealed class CoverageOnSqliteTests() : CoveragePageTests(DatabaseKind.Sqlite);

public sealed class CoverageOnPostgresTests() : CoveragePageTests(DatabaseKind.Postgres);
