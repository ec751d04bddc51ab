using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Core;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace ContentPlanner.Server.Tests.Mail;

public sealed class ReadersOnSqlite() : ReadersTests(DatabaseKind.Sqlite);

public sealed class ReadersOnPostgres() : ReadersTests(DatabaseKind.Postgres);

/// <summary>What a person gets and can do with it: headers, links, buttons, unsubscribing (R23, R24, R36, R40).</summary>
public abstract partial class ReadersTests(DatabaseKind kind) : IAsyncLifetime
{
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_digest_says_what_kind_of_mail_it_is_and_how_to_end_it()
    {
        await using var post = await PostOffice.Open(_database);
        var mail = await CoachsDigest(post);

        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal("bulk", mail.Headers[HeaderId.Precedence]);
        Assert.Equal("en-IE", mail.Body!.Headers["Content-Language"]);
        Assert.Contains("<digest.steady-ground.example.org>", mail.Headers[HeaderId.ListId], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Matches("^<https://plan.example.org/unsubscribe/cpm_[A-Za-z0-9_-]{43}>$", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Matches("^digest\\.[0-9a-f]{32}\\.2026-w48@example\\.org$", mail.MessageId);
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(p => p.ContentType.MimeType));
        Assert.Equal(("coach@steadyground.example", "The coach"), (mail.To.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Name));
    }

    [Fact]
    public async Task Every_link_of_ours_is_built_from_the_configured_address()
    {
        await using var post = await PostOffice.Open(_database);
        using var browser = await post.Browser();
        // A request that claims another host leaves no trace in the mails after it.
        browser.DefaultRequestHeaders.Host = "evil.example";
        browser.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");
        await browser.GetAsync(new Uri("/d/cpm_unknown", UriKind.Relative), Stop);
        var mail = await CoachsDigest(post);

        Assert.DoesNotContain("evil.example", mail.ToString(), StringComparison.Ordinal);
        Assert.All(OurLink().Matches(mail.HtmlBody!).Concat(OurLink().Matches(mail.TextBody!)), link => Assert.StartsWith("https://plan.example.org/", link.Value, StringComparison.Ordinal));
        Assert.NotEmpty(OurLink().Matches(mail.TextBody!));
    }

    [Fact]
    public async Task Without_an_address_of_the_service_a_mail_has_no_links()
    {
        await using var post = await PostOffice.Open(_database, set: s => s.BaseUrl = null);
        var mail = await CoachsDigest(post);

        Assert.Empty(OurLink().Matches(mail.HtmlBody!));
        Assert.Null(mail.Headers[HeaderId.ListUnsubscribe]);
    }

    [Theory]
    [InlineData("done", "Done", "Done. It is off your list.")]
    [InlineData("snooze", "In a week", "It comes back in a week.")]
    [InlineData("skip", "Not this one", "It is off your list and will not be proposed again.")]
    public async Task A_pick_is_acted_on_from_the_mail_without_signing_in(string verb, string label, string words)
    {
        await using var post = await PostOffice.Open(_database);
        var mail = await CoachsDigest(post);
        var address = Regex.Match(mail.TextBody!, $"{label}: (https://plan.example.org/d/cpm_[^ \r\n]+)").Groups[1].Value;
        Assert.EndsWith($"?do={verb}", address, StringComparison.Ordinal);
        var path = new Uri(new Uri(address).PathAndQuery, UriKind.Relative);
        using var browser = await post.Browser();
        var before = (await Workspace(post)).Revision;

        // Looking changes nothing, however often a scanner looks.
        for (var look = 0; look < 3; look++)
        {
            var page = await browser.GetAsync(path, Stop);
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
            var text = await page.Content.ReadAsStringAsync(Stop);
            Assert.Contains($"value=\"{verb}\" class=\"primary\"", text, StringComparison.Ordinal);
            // Nothing that runs by itself but the program's own file, and no form sends itself.
            Assert.DoesNotMatch("<script(?! type=\"module\" src=\")", text);
            Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        }
        Assert.Equal(before, (await Workspace(post)).Revision);

        using var form = new FormUrlEncodedContent([new("do", verb)]);
        var answer = await browser.PostAsync(path, form, Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        var after = await Workspace(post);
        Assert.Equal(before + 1, after.Revision);
        await using (var db = post.Db())
        {
            var change = await db.ChangeSets.OrderByDescending(c => c.Revision).FirstAsync(Stop);
            Assert.Equal(("The coach", "mail"), (change.Actor, change.Door));
        }

        // Twice is once.
        using var again = new FormUrlEncodedContent([new("do", verb)]);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(path, again, Stop)).StatusCode);
        Assert.Equal(before + 1, (await Workspace(post)).Revision);
    }

    [Fact]
    public async Task A_link_says_in_plain_words_that_it_has_expired_or_is_not_known()
    {
        await using var post = await PostOffice.Open(_database);
        var mail = await CoachsDigest(post);
        var path = new Uri(new Uri(OurLink().Match(mail.TextBody!).Value).PathAndQuery, UriKind.Relative);
        using var browser = await post.Browser();

        post.Clock.AdvanceDays(31);
        var expired = await browser.GetAsync(path, Stop);
        Assert.Equal(HttpStatusCode.Gone, expired.StatusCode);
        Assert.Contains("Links in mails work for 30 days", await expired.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent([new("do", "done")]);
        Assert.Equal(HttpStatusCode.Gone, (await browser.PostAsync(path, form, Stop)).StatusCode);

        var unknown = await browser.GetAsync(new Uri("/d/cpm_" + new string('x', 43), UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
        Assert.Contains("This link is not known here", await unknown.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_post_without_cookies_unsubscribes_and_looking_does_not()
    {
        await using var post = await PostOffice.Open(_database);
        var mail = await CoachsDigest(post);
        var path = new Uri(new Uri(mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).AbsolutePath, UriKind.Relative);
        using var browser = await post.Browser();

        Assert.Contains("<button class=\"primary\">Unsubscribe</button>", await browser.GetStringAsync(path, Stop), StringComparison.Ordinal);
        Assert.Null((await Coachs(post)).UnsubscribedAt);

        for (var click = 0; click < 2; click++)
        {
            using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
            var answer = await browser.PostAsync(path, oneClick, Stop);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }
        var row = await Coachs(post);
        Assert.Equal((PostOffice.Monday, null), (row.UnsubscribedAt, row.NextDueAt));

        // Years later it still works, nothing comes, and a change of the plan does not subscribe anybody again.
        await post.Change(row.WorkspaceId!.Value, w => w with { Digests = w.Digests.Select(d => d with { Time = d.Time.PlusMinutes(5) }).ToValueList() });
        post.Clock.AdvanceDays(8);
        await post.DigestTick();
        Assert.DoesNotContain(await post.Deliveries(), d => d.SubscriptionId == row.Id && d.Period == "2026-W49");

        using var back = new FormUrlEncodedContent([new("again", "yes")]);
        Assert.Contains("Subscribed again", await (await browser.PostAsync(path, back, Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("2026-W50", (await Coachs(post)).NextPeriod);
    }

    [Fact]
    public async Task Who_unsubscribes_while_the_mail_waits_does_not_get_it()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"), times: 1);
        await using var post = await PostOffice.Open(_database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        var row = await post.Subscription(DeliveryKind.Digest);
        await post.Part<MailActions>().UnsubscribeAsync(new(new() { SubscriptionId = row.Id, Address = "person-1@team.example" }, "", false), Stop);

        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();

        Assert.Empty(server.Accepted);
        Assert.Equal("the person unsubscribed", (await post.Deliveries()).Single().Reason);
    }

    [Fact]
    public async Task Whatever_people_write_is_text_in_a_mail()
    {
        const string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
        await using var post = await PostOffice.Open(_database);
        var team = PostOffice.Team();
        await post.Create(team with
        {
            Name = hostile,
            Members = [team.Members[0] with { Name = "Bcc: eve@evil.example\r\nBcc: eve@evil.example " + hostile }],
            Pieces = [new ContentPiece { Key = "piece", Title = hostile, Format = "blog-post", Status = PieceStatus.Planned, Owner = "person-1", PlannedOn = new LocalDate(2026, 11, 24), Url = "javascript:alert(1)" }],
        });
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        var mail = Single(post);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", mail.HtmlBody, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("javascript:", mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(mail.Bcc);
        Assert.Equal("person-1@team.example", mail.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task A_mistake_in_a_template_is_told_at_once_with_its_line_and_the_mail_is_sent_again_once_it_is_mended()
    {
        using var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(Shared.Installation.ShippedTemplates, "*", SearchOption.AllDirectories))
            folder.Write(Path.GetRelativePath(Shared.Installation.ShippedTemplates, file), await File.ReadAllTextAsync(file, Stop));
        var weekly = folder["digests/weekly.txt"];
        var lines = await File.ReadAllLinesAsync(weekly, Stop);
        await File.WriteAllLinesAsync(weekly, [.. lines, "{{ nobody.knows.it }}"], Stop);
        await using (var post = await PostOffice.Open(_database, templates: folder.Path))
        {
            await post.Create(PostOffice.Team());
            post.Clock.Reset(PostOffice.Monday);
            Assert.Equal(1, (await post.DigestTick())["failed"]);
        }
        await using var mended = await PostOffice.Open(_database, clock: new(PostOffice.Monday));
        var failed = Assert.Single(await mended.Deliveries());
        Assert.Equal(DeliveryStatus.Failed, failed.Status);
        Assert.Contains($"digests/weekly.txt:{lines.Length + 1}:", failed.Reason, StringComparison.Ordinal);

        Assert.True(await mended.Part<Ledger>().SendAgainAsync(failed.Id, Stop));
        Assert.Equal(1, (await mended.DigestTick())["sent"]);
    }

    [Fact]
    public async Task An_address_that_is_none_fails_its_mails_only()
    {
        await using var post = await PostOffice.Open(_database);
        var team = PostOffice.Team(people: 2);
        await post.Create(team with { Members = [team.Members[0] with { Email = "not an address" }, team.Members[1]] });
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        Assert.Equal([DeliveryStatus.Failed, DeliveryStatus.Sent], (await post.Deliveries()).Select(d => d.Status));
    }

    [Fact]
    public async Task The_agenda_comes_on_the_working_morning_before_people_meet_and_late_work_on_thursday()
    {
        await using var post = await PostOffice.Open(_database);
        await post.Create(PostOffice.StarterPlan());
        var review = (await post.Subscriptions(DeliveryKind.Review)).MinBy(s => s.NextDueAt)!;
        post.Clock.Reset(review.NextDueAt!.Value + Duration.FromMinutes(1));
        await post.Ticks.ReviewReminderAsync(dryRun: false, Stop);

        var agendas = (await post.Deliveries(DeliveryKind.Review)).Where(d => d.Status == DeliveryStatus.Sent).ToList();
        Assert.NotEmpty(agendas);
        var agenda = await Stored(post, agendas[0].Id);
        Assert.Contains("agenda", agenda.TextBody, StringComparison.OrdinalIgnoreCase);

        post.Clock.Reset(Instant.FromUtc(2027, 2, 4, 9, 1));
        await post.Ticks.OverdueReminderAsync(dryRun: false, Stop);
        var late = (await post.Deliveries(DeliveryKind.Overdue)).Where(d => d.Status == DeliveryStatus.Sent).ToList();
        Assert.NotEmpty(late);
        Assert.All(late, d => Assert.Equal("2027-W05", d.Period));
        Assert.Contains("late", (await Stored(post, late[0].Id)).TextBody, StringComparison.Ordinal);
        Assert.Equal(0, (await post.Ticks.OverdueReminderAsync(dryRun: false, Stop))["sent"]);
    }

    [Fact]
    public async Task What_is_asked_for_is_sent_with_the_next_tick_and_an_alarm_once()
    {
        await using var post = await PostOffice.Open(_database, set: s => s.Mail.Administrators = "one@example.org, two@example.org");
        var workspace = await post.Create(PostOffice.StarterPlan());
        var outbox = post.Part<Outbox>();

        Assert.NotNull((await outbox.PlanSummaryAsync(workspace.Id, "somebody@example.org", "Somebody", Stop)).Delivery);
        Assert.Equal(2, await outbox.AlarmAsync("job digest-tick", "2026-11-22", "A job does not get done", ["digest-tick has failed since 10:00."], "/admin/jobs", Stop));
        Assert.Equal(0, await outbox.AlarmAsync("job digest-tick", "2026-11-22", "A job does not get done", ["digest-tick has failed since 10:00."], "/admin/jobs", Stop));
        Assert.Contains("is not an address", (await outbox.PlanSummaryAsync(workspace.Id, "nobody", null, Stop)).Why, StringComparison.Ordinal);
        Assert.Equal(3, (await post.DigestTick())["sent"]);
        Assert.Equal(0, (await post.DigestTick())["sent"]);
    }

    [Fact]
    public async Task What_is_in_mails_is_erased_after_thirty_days_and_that_they_were_sent_is_not()
    {
        await using var post = await PostOffice.Open(_database);
        await CoachsDigest(post);
        post.Clock.AdvanceDays(31);
        Assert.True((await post.Part<MailRetention>().SweepAsync(dryRun: true, Stop))["mails erased"] > 0);
        await post.Part<MailRetention>().SweepAsync(dryRun: false, Stop);

        await using var db = post.Db();
        Assert.Equal(0, await db.StoredMails.CountAsync(Stop));
        Assert.NotEqual(0, await db.Deliveries.CountAsync(d => d.Status == DeliveryStatus.Sent, Stop));
        Assert.NotEqual(0, await db.MailLinks.CountAsync(l => l.Kind == MailLinkKind.Unsubscribe, Stop));
    }

    private static async Task<MimeMessage> CoachsDigest(PostOffice post)
    {
        await post.Create(PostOffice.StarterPlan());
        post.Clock.Reset(PostOffice.Monday);
        Assert.Equal(1, (await post.DigestTick())["sent"]);
        return Single(post);
    }

    private static MimeMessage Single(PostOffice post) => MimeMessage.Load(Assert.Single(Directory.GetFiles(post.MailFolder, "*.eml")), Stop);

    private static async Task<MimeMessage> Stored(PostOffice post, Guid delivery)
    {
        await using var db = post.Db();
        return MailMessage.Read((await db.StoredMails.SingleAsync(m => m.DeliveryId == delivery, Stop)).Message);
    }

    private static async Task<WorkspaceSnapshot> Workspace(PostOffice post)
    {
        var store = post.Part<WorkspaceStore>();
        return (await store.ReadAsync((await store.FindAsync("steady-ground", Stop))!.Value, Stop))!;
    }

    private static async Task<SubscriptionRow> Coachs(PostOffice post)
    {
        var workspace = (await Workspace(post)).Workspace;
        var id = workspace.Digests.Single(d => d.Person == "coach").Id;
        return await post.Subscription(DeliveryKind.Digest, s => s.Id == id);
    }

    [GeneratedRegex("https?://[a-z.]+/(d|unsubscribe)/cpm_[A-Za-z0-9_-]+")]
    private static partial Regex OurLink();
}
