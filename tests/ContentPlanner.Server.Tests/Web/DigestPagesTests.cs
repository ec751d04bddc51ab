using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using NodaTime;
using static Microsoft.Playwright.Assertions;

namespace ContentPlanner.Server.Tests.Web;

public sealed class DigestPagesOnSqlite() : DigestPagesTests(DatabaseKind.Sqlite);

public sealed class DigestPagesOnPostgres() : DigestPagesTests(DatabaseKind.Postgres);

/// <summary>Who gets which mail, looked after in the browser.</summary>
public abstract class DigestPagesTests(DatabaseKind kind) : WebTests(kind)
{
    [Fact]
    public async Task Every_page_of_digests_is_accessible_in_both_themes_and_widths()
    {
        var digest = App.Client.Workspace.Digests[0];
        var launch = App.Client.Workspace.Launches[0];
        var mail = await Parked();
        await Accessible.IsEveryPageOf(App, (App.Path("digests"), "digests"), (App.Path($"digests/{digest.Key}"), "digest"), (App.Path($"digests/preview/{digest.Id}"), "digest-preview"),
            (App.Path($"digests/countdowns/{launch.Key}"), "countdown"), (App.Path($"digests/mails/{mail}"), "mail"), ("/admin/mail", "admin-mail"), ("/admin/mail/settings", "admin-mail-settings"),
            (App.Path("digests/new?person=marketer"), "digest-new"), ("/admin/mail/previews", "admin-mail-previews"), ($"/admin/mail/previews/{App.Client.Id}/{digest.Id}", "admin-mail-preview"), ($"/admin/mail/{mail}", "admin-mail-one"));
    }

    [Fact]
    public async Task A_digest_is_moved_to_another_hour_previewed_and_paused_and_undo_brings_it_back()
    {
        var digest = App.Client.Workspace.Digests[0];
        var page = await App.Page(App.Path($"digests/{digest.Key}"), script: false);
        await page.GetByLabel("Weekday").SelectOptionAsync("Friday");
        await page.Locator("#f-time").FillAsync("07:30");
        await page.GetByLabel("Time zone of the hour").FillAsync("Europe/Berlin");
        await page.GetByLabel("Worth using again").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator(".toast")).ToContainTextAsync("gets the digest");
        await Expect(page.Locator("main")).ToContainTextAsync("Fridays at 07:30, Europe/Berlin");
        var now = (await App.Now()).Workspace.Digests.First(d => d.Id == digest.Id);
        Assert.Equal((IsoDayOfWeek.Friday, new LocalTime(7, 30), "Europe/Berlin", "Picks"), (now.Weekday, now.Time, now.Zone!.Id, string.Join(',', now.Sections)));

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).ClickAsync();
        Assert.Equal(digest, (await App.Now()).Workspace.Digests.First(d => d.Id == digest.Id) with { Changed = digest.Changed, Sequence = digest.Sequence });

        await page.GotoAsync(App.Path($"digests/preview/{digest.Id}"));
        await Expect(page.Locator("pre")).ToContainTextAsync("Worth using again", new() { IgnoreCase = true });
        await page.GetByLabel("Send a test to").FillAsync("ada@example.org");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send it" }).ClickAsync();
        await Expect(page.GetByText("On its way to ada@example.org")).ToBeVisibleAsync();
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        Assert.Equal("ada@example.org", (await db.Deliveries.SingleAsync(d => d.Kind == DeliveryKind.Test, Stop)).Address);
    }

    [Fact]
    public async Task What_is_wrong_with_an_hour_or_a_zone_is_told_and_what_was_typed_stays()
    {
        var page = await App.Page(App.Path($"digests/{App.Client.Workspace.Digests[0].Key}"), script: false);
        await page.GetByLabel("Time zone of the hour").FillAsync("Europe/Dubln");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("The time zone 'Europe/Dubln' is not known")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Time zone of the hour")).ToHaveValueAsync("Europe/Dubln");
        Assert.Equal(App.Client.Revision, (await App.Now()).Revision);
    }

    [Fact]
    public async Task Of_two_tabs_that_change_one_digest_the_second_is_told()
    {
        var path = App.Path($"digests/{App.Client.Workspace.Digests[0].Key}");
        var (one, other) = (await App.Page(path), await App.Page(path));
        await one.GetByLabel("Weekday").SelectOptionAsync("Friday");
        await one.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(one.Locator(".toast")).ToBeVisibleAsync();

        await other.GetByLabel("Weekday").SelectOptionAsync("Sunday");
        await other.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(other.GetByRole(AriaRole.Alert)).ToContainTextAsync("What you typed is still here");
        await Expect(other.GetByLabel("Weekday")).ToHaveValueAsync("Sunday");
    }

    [Fact]
    public async Task Somebody_is_counted_in_and_a_parked_mail_is_marked_as_sent()
    {
        var launch = App.Client.Workspace.Launches[0];
        var mail = await Parked();
        var page = await App.Page(App.Path($"digests/countdowns/{launch.Key}"), script: false);
        foreach (var box in await page.GetByRole(AriaRole.Checkbox).AllAsync()) await box.CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        Assert.Equal(App.Client.Workspace.Members.Select(m => m.Key), (await App.Now()).Workspace.Countdowns.Single(c => c.Launch == launch.Key).People);

        await page.GetByRole(AriaRole.Button, new() { NameRegex = new("^It arrived") }).ClickAsync();

        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        Assert.Equal(DeliveryStatus.Sent, (await db.Deliveries.SingleAsync(d => d.Id == mail, Stop)).Status);
    }

    private async Task<Guid> Parked()
    {
        var (digest, now) = (App.Client.Workspace.Digests[0], WebApp.Morning);
        var person = App.Client.Workspace.Members.First(m => m.Key == digest.Person);
        var row = new DeliveryRow
        {
            Id = Guid.CreateVersion7(), Kind = DeliveryKind.Digest, SubscriptionId = digest.Id!.Value, Period = "2026-W47", WorkspaceId = App.Client.Id, PersonId = person.Id, Address = person.Email!, Name = person.Name,
            MessageId = "<one@example.org>", Status = DeliveryStatus.Parked, Reason = "nobody knows whether it arrived", DueAt = now, NotAfter = now + Duration.FromDays(2), NextAttemptAt = now,
        };
        await using var db = App.Services.GetRequiredService<Databases>().CreateDbContext();
        db.Deliveries.Add(row);
        await db.SaveChangesAsync(Stop);
        return row.Id;
    }
}
