using System.Net;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Tests.Mail;

public sealed class MailDeskOnSqlite() : MailDeskTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task A_digest_is_previewed_from_the_command_line()
    {
        await using var post = await PostOffice.Open(Database);
        await post.Create(PostOffice.StarterPlan());

        var text = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--person", "coach");
        var html = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--person", "coach", "--html");
        var nobody = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--person", "reader");

        Assert.Equal((0, ""), (text.Exit, text.Error));
        Assert.StartsWith("Subject: ", text.Output, StringComparison.Ordinal);
        Assert.Contains("WORTH USING AGAIN", text.Output, StringComparison.Ordinal);
        Assert.Contains("<!doctype html>", html.Output, StringComparison.Ordinal);
        Assert.Equal((1, "'reader' gets no digest; there are assistant, coach, strategist.\n"), (nobody.Exit, nobody.Error));
    }
}

public sealed class MailDeskOnPostgres() : MailDeskTests(DatabaseKind.Postgres);

/// <summary>What administrators see of mail and do about it.</summary>
public abstract class MailDeskTests(DatabaseKind kind) : IAsyncLifetime
{
    protected TestDatabase Database { get; private set; } = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.Open(kind);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Only_the_administrator_sees_mail()
    {
        await using var post = await PostOffice.Open(Database);
        var id = await Parked(post);
        using var anybody = await post.Browser();

        foreach (var path in new[] { "/admin/mail", $"/admin/mail/{id}", $"/admin/mail/{id}/body", "/admin/mail/previews" })
            Assert.Equal(HttpStatusCode.Redirect, (await anybody.GetAsync(new Uri(path, UriKind.Relative), Stop)).StatusCode);
        using var nothing = new FormUrlEncodedContent([]);
        await anybody.PostAsync(new Uri($"/admin/mail/{id}/confirmation", UriKind.Relative), nothing, Stop);
        Assert.Equal(DeliveryStatus.Parked, (await post.Deliveries()).Single().Status);
    }

    [Fact]
    public async Task A_parked_mail_is_looked_at_and_sent_again_under_its_own_name()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        var id = await Parked(post);
        using var browser = await post.Administrator();

        var overview = await browser.Read("/admin/mail");
        Assert.Contains("nobody knows whether it arrived", overview, StringComparison.Ordinal);
        var body = await browser.Get($"/admin/mail/{id}/body");
        Assert.StartsWith("sandbox; default-src 'none'", body.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        using var again = await browser.Submit("/admin/mail", $"/admin/mail/{id}/attempts");
        Assert.Equal(HttpStatusCode.SeeOther, again.StatusCode);
        await post.DigestTick();
        Assert.Equal((await post.Deliveries()).Single().MessageId, server.Accepted.Single().Message.MessageId);
        using var twice = await browser.Submit("/admin/mail", $"/admin/mail/{id}/attempts");
        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
    }

    [Fact]
    public async Task A_parked_mail_that_arrived_is_marked_as_sent()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        var id = await Parked(post);
        using var browser = await post.Administrator();

        using var arrived = await browser.Submit("/admin/mail", $"/admin/mail/{id}/confirmation");
        await post.DigestTick();

        Assert.Equal(HttpStatusCode.SeeOther, arrived.StatusCode);
        Assert.Empty(server.Accepted);
        var row = (await post.Deliveries()).Single();
        Assert.Equal((DeliveryStatus.Sent, "marked as sent by the administrator"), (row.Status, row.Reason));
    }

    [Fact]
    public async Task Every_mail_can_be_looked_at_before_and_sent_for_a_test()
    {
        await using var post = await PostOffice.Open(Database);
        var workspace = (await post.Create(PostOffice.StarterPlan())).Id;
        using var browser = await post.Administrator();
        await using var db = post.Db();
        foreach (var row in await db.Subscriptions.AsNoTracking().ToListAsync(Stop))
        {
            var preview = await browser.Read($"/admin/mail/previews/{workspace}/{row.Id}");
            Assert.True(preview.Contains("As text", StringComparison.Ordinal) || preview.Contains("nothing to say", StringComparison.Ordinal), preview);
        }

        var coachs = (await post.Subscriptions(DeliveryKind.Digest))[0];
        using var test = await browser.Submit("/admin/mail/previews", "/admin/mail/tests", ("subscription", $"{workspace}/{coachs.Id}"), ("address", "me@example.org"));
        using var plan = await browser.Submit("/admin/mail", "/admin/mail/plan-summaries", ("workspace", workspace.ToString()), ("address", "client@example.org"));
        using var nobody = await browser.Submit("/admin/mail/previews", "/admin/mail/tests", ("subscription", $"{workspace}/{coachs.Id}"), ("address", "nobody"));

        Assert.Equal([HttpStatusCode.SeeOther, HttpStatusCode.SeeOther, HttpStatusCode.Conflict], [test.StatusCode, plan.StatusCode, nobody.StatusCode]);
        Assert.Equal(2, (await post.DigestTick())["sent"]);
    }

    [Fact]
    public async Task A_mail_server_is_tried_and_set_up_in_the_browser_and_its_password_never_shown_again()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database);
        await post.Create(PostOffice.StarterPlan());
        using var browser = await post.Administrator();
        (string, string)[] typed = [("host", server.Host), ("port", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("security", "None"), ("from", "Planner <plan@example.org>")];

        using var mistaken = await browser.Submit("/admin/mail/settings", null, ("host", "not a host"), ("port", "0"), ("security", "None"), ("from", "nobody"));
        var page = await mistaken.Content.ReadAsStringAsync(Stop);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, mistaken.StatusCode);
        foreach (var said in new[] { "such as smtp.example.org", "from 1 to 65535", "Write a sender", "value=\"not a host\"" }) Assert.Contains(said, page, StringComparison.Ordinal);

        using var tried = await browser.Submit("/admin/mail/settings", "/admin/mail/settings/tests", [.. typed, ("to", "ada@example.org")]);
        Assert.Contains("It took a test for ada@example.org. Nothing is saved yet.", await tried.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("ada@example.org", server.Accepted.Single().Recipients.Single());
        Assert.False(post.Part<IMailer>().Leaves);

        using var saved = await browser.Submit("/admin/mail/settings", null, [.. typed, ("user", "plan"), ("password", "open sesame")]);
        Assert.Equal(HttpStatusCode.SeeOther, saved.StatusCode);
        Assert.Equal(("plan", "open sesame", $"{server.Host}:{server.Port}"), (post.Settings.Mail.Smtp.User, post.Settings.Mail.Smtp.Password, post.Part<IMailer>().Destination));
        var shown = await browser.Read("/admin/mail/settings");
        Assert.Contains("It is never shown", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("open sesame", shown, StringComparison.Ordinal);
        await using (var db = post.Db()) Assert.DoesNotContain("open sesame", (await db.Settings.SingleAsync(s => s.Key == "mail-server", Stop)).Value, StringComparison.Ordinal);

        // Another server gets no password that was given for this one.
        using var moved = await browser.Submit("/admin/mail/settings", null, ("host", "smtp.elsewhere.example"), ("security", "StartTls"), ("user", "plan"), ("from", "plan@example.org"));
        Assert.Null(post.Settings.Mail.Smtp.Password);
        using var back = await browser.Submit("/admin/mail/settings", "/admin/mail/settings/removal");
        Assert.False(post.Part<IMailer>().Leaves);
    }

    [Fact]
    public async Task While_mail_only_goes_to_a_folder_every_page_for_administrators_says_so()
    {
        await using var server = ScriptedSmtp.Start();
        await using (var post = await PostOffice.Open(Database))
        {
            using var browser = await post.Administrator();
            Assert.Contains("Mail is not leaving this machine", await browser.Read("/admin"), StringComparison.Ordinal);
        }
        await using (var post = await PostOffice.Open(Database, server))
        {
            using var browser = await post.Administrator();
            Assert.DoesNotContain("Mail is not leaving this machine", await browser.Read("/admin"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_address_the_server_refused_can_be_allowed_again()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("550 5.1.1 nobody here"), times: 1);
        await using var post = await PostOffice.Open(Database, server);
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        using var browser = await post.Administrator();
        Assert.Contains("550 5.1.1 nobody here", await browser.Read("/admin/mail"), StringComparison.Ordinal);

        using var allowed = await browser.Submit("/admin/mail", "/admin/mail/suppressions/removal", ("address", "person-1@team.example"));
        post.Clock.AdvanceDays(7);
        await post.DigestTick();

        Assert.Single(server.Accepted);
    }

    /// <summary>A digest nobody knows of.</summary>
    private static async Task<Guid> Parked(PostOffice post)
    {
        await post.Create(PostOffice.Team());
        post.Clock.Reset(PostOffice.Monday);
        await post.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);
        var ledger = post.Part<Ledger>();
        var claim = (await ledger.ClaimAsync([DeliveryKind.Digest], Stop))!;
        var written = post.Part<Letters>().Write(claim, Assert.IsType<Standing.Owed>(await post.Part<Letters>().StandingOf(claim, Stop)));
        await ledger.BeginTransmissionAsync(claim, written.Mail, written.Links);
        await ledger.UnknownAsync(claim, "no answer", resend: false);
        return claim.Id;
    }
}
