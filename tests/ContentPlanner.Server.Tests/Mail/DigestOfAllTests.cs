using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Cli;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using NodaTime;

namespace ContentPlanner.Server.Tests.Mail;

public sealed class DigestOfAllOnSqlite() : DigestOfAllTests(DatabaseKind.Sqlite)
{
    [Fact]
    public async Task It_is_previewed_from_the_command_line()
    {
        await using var post = await PostOffice.Open(Database);
        await post.OpenForAda();
        await post.Account("ben@clients.example", Access.Contributor);

        var text = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--account", "ADA@clients.example");
        var html = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--account", AllClientsHouse.Ada, "--html");
        var ben = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--account", "ben@clients.example");
        var both = ProgramRun.Of("digest", "preview", "--data", Database.Folder!, "--account", AllClientsHouse.Ada, "--person", "coach");

        Assert.Equal((0, ""), (text.Exit, text.Error));
        Assert.Matches("(?s)^Subject: All clients.*=== HARBOUR ===.*=== MEADOW ===", text.Output);
        Assert.Contains("<!doctype html>", html.Output, StringComparison.Ordinal);
        Assert.Equal((1, "'ben@clients.example' gets no digest of all clients; whoever wants one chooses it under Profile, Digest.\n"), (ben.Exit, ben.Error));
        Assert.Equal(2, both.Exit);
    }
}

public sealed class DigestOfAllOnPostgres() : DigestOfAllTests(DatabaseKind.Postgres);

/// <summary>One digest about all clients is a digest: once for each week, whatever happens, with what its reader may see and do at that moment.</summary>
public abstract partial class DigestOfAllTests(DatabaseKind kind) : IAsyncLifetime
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
    public async Task It_is_one_mail_on_its_day_with_a_part_for_each_client_and_says_what_it_is_and_how_to_end_it()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        await post.OpenForAda();

        Assert.Empty((await post.DigestTick()).Words);
        post.Clock.Reset(PostOffice.Monday);
        Assert.Equal(1, (await post.DigestTick())["sent"]);
        Assert.Empty((await post.DigestTick()).Words);

        var mail = Assert.Single(server.Accepted).Message;
        Assert.Equal((AllClientsHouse.Ada, "Ada"), (mail.To.Mailboxes.Single().Address, mail.To.Mailboxes.Single().Name));
        Assert.Equal("Ada: 4 due by Sun 29 Nov, across 2 clients.", mail.TextBody!.ReplaceLineEndings("\n").Split("\n")[3]);
        foreach (var body in new[] { mail.TextBody, mail.HtmlBody }) Assert.Matches("(?s)A letter of Harbour.*A letter of Meadow", body);
        Assert.Contains("https://plan.example.org/w/harbour", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<all-clients.example.org>", mail.Headers[HeaderId.ListId], StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        Assert.Matches("^<https://plan.example.org/unsubscribe/cpm_[A-Za-z0-9_-]{43}>$", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Matches("^digestofall\\.[0-9a-f]{32}\\.2026-w48@example\\.org$", mail.MessageId);
        var row = Assert.Single(await post.Deliveries());
        Assert.Equal((DeliveryKind.DigestOfAll, DeliveryStatus.Sent, "2026-W48", mail.MessageId, (Guid?)null), (row.Kind, row.Status, row.Period, row.MessageId, row.WorkspaceId));
        Assert.Equal("2026-W49", (await post.Subscription(DeliveryKind.DigestOfAll)).NextPeriod);
    }

    [Fact]
    public async Task Ten_ticks_at_once_on_two_nodes_owe_and_send_it_once()
    {
        await using var server = ScriptedSmtp.Start();
        await using var one = await PostOffice.Open(Database, server, set: s => s.Mail.Smtp.Connections = 2);
        await using var other = await PostOffice.Open(Database, server, set: s => s.Mail.Smtp.Connections = 2);
        var (_, harbour, meadow) = await one.OpenForAda();
        for (var n = 0; n < 5; n++) await one.Choose(await one.Account($"reader-{n}@clients.example", Access.Contributor, harbour, meadow));
        one.Clock.Reset(PostOffice.Monday);
        other.Clock.Reset(PostOffice.Monday);

        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Task.Run(() => (n % 2 == 0 ? one : other).DigestTick())));

        Assert.Equal(6, (await one.Deliveries(DeliveryKind.DigestOfAll)).Count);
        Assert.Equal(6, server.Accepted.Count);
        Assert.Equal(6, server.Accepted.Select(m => m.Recipients.Single()).Distinct().Count());
    }

    [Fact]
    public async Task What_was_refused_for_now_is_sent_again_octet_for_octet()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Dot, SmtpFault.Say("452 4.3.1 no room"), times: 1);
        await using var post = await PostOffice.Open(Database, server);
        var (_, harbour, _) = await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        var stored = await Stored(post);

        // The plan goes on; what is owed is what was written.
        await post.Change(harbour, w => w with { Pieces = [] });
        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();

        Assert.Equal(stored, server.Accepted.Single().Raw);
    }

    [Theory]
    [InlineData(UnknownOutcome.Resend, DeliveryStatus.Sent, 2)]
    [InlineData(UnknownOutcome.Park, DeliveryStatus.Parked, 1)]
    public async Task One_that_nobody_knows_of_is_sent_again_under_its_name_or_parked_as_is_set_for_digests(UnknownOutcome set, DeliveryStatus status, int accepted)
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Dot, SmtpFault.AcceptAndDrop, times: 1);
        await using var post = await PostOffice.Open(Database, server, set: s => s.Mail.DigestUnknown = set);
        await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();

        Assert.Equal(status, (await post.Deliveries()).Single().Status);
        Assert.Equal(accepted, server.Accepted.Count);
        Assert.Single(server.Accepted.Select(m => Convert.ToHexString(m.Raw)).Distinct());
    }

    [Fact]
    public async Task While_everything_is_held_and_to_an_address_that_wants_nothing_none_is_sent()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await using (var db = post.Db())
        {
            db.Settings.Add(new() { Key = HoldMode.Key, Value = HoldMode.Written(new(PostOffice.Sunday, "restored")) });
            await db.SaveChangesAsync(Stop);
        }
        Assert.Equal(1, (await post.DigestTick())["held until an administrator confirms"]);
        Assert.Empty(await post.Deliveries());

        await post.Part<HoldMode>().EndAsync(sendWhatWasDue: true, Stop);
        await post.Part<Ledger>().SuppressAsync(AllClientsHouse.Ada.ToUpperInvariant(), "asked by telephone");
        await post.DigestTick();
        Assert.Empty(server.Accepted);
        Assert.Equal("mail to this address is suppressed", (await post.Deliveries()).Single().Reason);
    }

    [Fact]
    public async Task A_client_whose_access_was_lost_is_not_in_it_even_if_the_mail_was_written_before()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"), times: 1);
        await using var post = await PostOffice.Open(Database, server);
        var (account, harbour, _) = await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        Assert.Contains("Harbour", MailMessage.Read(await Stored(post)).TextBody, StringComparison.Ordinal);

        await post.Leaves(account, harbour);
        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();

        var mail = Assert.Single(server.Accepted).Message;
        Assert.Contains("A letter of Meadow", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour", mail.TextBody + mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((await post.Deliveries()).Single().MessageId, mail.MessageId);
    }

    [Fact]
    public async Task Without_a_client_an_account_or_the_wish_it_is_skipped_with_the_reason()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        var (account, harbour, meadow) = await post.OpenForAda();
        await post.Leaves(account, harbour);
        await post.Leaves(account, meadow);
        await Week(48);
        await post.Grant(account, harbour);
        await post.Choose(account, row => row.PausedUntil = new LocalDate(2026, 12, 2));
        await post.Choose(account, row => (row.PausedUntil, row.IncludeEmpty, row.Sections) = (null, false, "Approvals"));
        await Week(49);
        await post.Closes(account);
        await Week(50);

        Assert.Empty(server.Accepted);
        Assert.Equal(["there is no client left that they may see", "there was nothing to say", "their account was closed"], (await post.Deliveries()).Select(d => d.Reason));
        Assert.All(await post.Deliveries(), d => Assert.Equal(DeliveryStatus.Skipped, d.Status));

        async Task Week(int week)
        {
            post.Clock.Reset(PostOffice.Monday + Duration.FromDays(7 * (week - 48)));
            await post.DigestTick();
        }
    }

    [Fact]
    public async Task After_four_weeks_of_downtime_one_is_sent_and_two_days_late_none()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        await post.OpenForAda();

        post.Clock.Reset(Instant.FromUtc(2026, 12, 15, 12, 0));
        await post.DigestTick();
        Assert.Single(server.Accepted);
        Assert.Equal([("2026-W48", DeliveryStatus.Skipped), ("2026-W49", DeliveryStatus.Skipped), ("2026-W50", DeliveryStatus.Skipped), ("2026-W51", DeliveryStatus.Sent)],
            (await post.Deliveries()).Select(d => (d.Period, d.Status)));

        post.Clock.Reset(Instant.FromUtc(2026, 12, 23, 8, 1));
        await post.DigestTick();
        Assert.Single(server.Accepted);
        Assert.Contains("too late for it", (await post.Deliveries())[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changing_the_day_or_switching_it_off_and_on_gives_neither_two_in_a_week_nor_two_within_72_hours()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        var (account, _, _) = await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        // On Tuesday it becomes Fridays, ends, and is wanted again: this week's has been sent.
        post.Clock.AdvanceDays(1);
        await post.Choose(account, row => row.Weekday = IsoDayOfWeek.Sunday);
        Assert.Equal("2026-W49", (await post.Subscription(DeliveryKind.DigestOfAll)).NextPeriod);
        await post.Part<DigestsOfAll>().EndAsync(account, Stop);
        Assert.Null((await post.Subscription(DeliveryKind.DigestOfAll)).NextDueAt);
        await post.Choose(account, row => row.Weekday = IsoDayOfWeek.Sunday);
        Assert.Equal("2026-W49", (await post.Subscription(DeliveryKind.DigestOfAll)).NextPeriod);

        // Sunday's is sent; from now on it is Mondays, which would be a day later.
        post.Clock.Reset(Instant.FromUtc(2026, 12, 6, 8, 1));
        await post.DigestTick();
        await post.Choose(account, row => row.Weekday = IsoDayOfWeek.Monday);
        Assert.Equal(Instant.FromUtc(2026, 12, 9, 8, 1), (await post.Subscription(DeliveryKind.DigestOfAll)).NextDueAt);
        Assert.Equal(2, server.Accepted.Count);
    }

    [Fact]
    public async Task Its_hour_is_the_readers_zones_and_follows_the_profile()
    {
        await using var post = await PostOffice.Open(Database);
        var (account, _, _) = await post.OpenForAda(chosen: false);
        await post.Choose(account, row => row.Zone = null);
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 8, 0), (await post.Subscription(DeliveryKind.DigestOfAll)).NextDueAt);

        await using (var db = post.Db()) await db.Accounts.Where(a => a.Id == account).ExecuteUpdateAsync(a => a.SetProperty(r => r.Zone, "America/New_York").SetProperty(r => r.Locale, "de-DE"), Stop);
        await post.Part<DigestsOfAll>().FollowAsync(account, Stop);
        Assert.Equal(Instant.FromUtc(2026, 11, 23, 13, 0), (await post.Subscription(DeliveryKind.DigestOfAll)).NextDueAt);

        post.Clock.Reset(Instant.FromUtc(2026, 11, 23, 13, 1));
        await post.DigestTick();
        var mail = MimeMessage.Load(Assert.Single(Directory.GetFiles(post.MailFolder, "*.eml")), Stop);
        Assert.Equal("de-DE", mail.Body!.Headers["Content-Language"]);
        Assert.Contains("(America/New_York)", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Mi., 25. Nov.", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_click_ends_it_and_another_brings_it_back_and_who_unsubscribes_while_it_waits_does_not_get_it()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        var path = new Uri(new Uri(server.Accepted.Single().Message.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).AbsolutePath, UriKind.Relative);
        using var browser = await post.Browser();
        Assert.Contains("the weekly digest of all your clients", await browser.GetStringAsync(path, Stop), StringComparison.Ordinal);
        Assert.Null((await post.Subscription(DeliveryKind.DigestOfAll)).UnsubscribedAt);

        using var oneClick = new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]);
        Assert.Equal(HttpStatusCode.OK, (await browser.PostAsync(path, oneClick, Stop)).StatusCode);
        Assert.Equal((PostOffice.Monday, null), ((await post.Subscription(DeliveryKind.DigestOfAll)).UnsubscribedAt, (await post.Subscription(DeliveryKind.DigestOfAll)).NextDueAt));
        using var back = new FormUrlEncodedContent([new("again", "yes")]);
        Assert.Contains("Subscribed again", await (await browser.PostAsync(path, back, Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal("2026-W49", (await post.Subscription(DeliveryKind.DigestOfAll)).NextPeriod);

        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"), times: 1);
        post.Clock.AdvanceDays(7);
        await post.DigestTick();
        await browser.PostAsync(path, new FormUrlEncodedContent([]), Stop);
        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();
        Assert.Single(server.Accepted);
        Assert.Equal("the person unsubscribed", (await post.Deliveries())[^1].Reason);
    }

    [Fact]
    public async Task A_link_acts_in_its_own_client_as_the_account_and_no_longer_than_it_may()
    {
        await using var post = await PostOffice.Open(Database);
        var (starter, meadow) = ((await post.Create(PostOffice.StarterPlan())).Id, (await post.Create(AllClientsHouse.Client("meadow", "Meadow"))).Id);
        var account = await post.Account("coach@steadyground.example", Access.Contributor, meadow);
        await post.Grant(account, starter, Access.Contributor, "coach");
        await post.Change(starter, w => w with { Digests = [] });
        await post.Choose(account);
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        var mail = MimeMessage.Load(Assert.Single(Directory.GetFiles(post.MailFolder, "*.eml")), Stop);
        var links = ActLink().Matches(mail.TextBody!.Split("=== STEADY GROUND")[1]).Select(m => new Uri(new Uri(m.Groups[1].Value).PathAndQuery, UriKind.Relative)).Distinct().ToList();
        using var browser = await post.Browser();

        using var form = new FormUrlEncodedContent([new("do", "done")]);
        Assert.Contains("Done. It is off your list.", await (await browser.PostAsync(links[0], form, Stop)).Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        await using (var db = post.Db())
        {
            var change = await db.ChangeSets.Where(c => c.WorkspaceId == starter).OrderByDescending(c => c.Revision).FirstAsync(Stop);
            Assert.Equal(("Ada", "mail", account), (change.Actor, change.Door, change.ActorId));
        }

        await post.Leaves(account, starter);
        var look = await browser.GetAsync(links[1], Stop);
        Assert.Equal(HttpStatusCode.Forbidden, look.StatusCode);
        var revision = (await post.Part<WorkspaceStore>().ReadAsync(starter, Stop))!.Revision;
        using var late = new FormUrlEncodedContent([new("do", "done")]);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.PostAsync(links[1], late, Stop)).StatusCode);
        Assert.Equal(revision, (await post.Part<WorkspaceStore>().ReadAsync(starter, Stop))!.Revision);
    }

    [Fact]
    public async Task Who_may_only_look_gets_the_letter_without_anything_to_do()
    {
        await using var post = await PostOffice.Open(Database);
        var starter = (await post.Create(PostOffice.StarterPlan())).Id;
        await post.Change(starter, w => w with { Digests = [] });
        await post.Choose(await post.Account("viewer@clients.example", Access.ClientViewer, starter));
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        var mail = MimeMessage.Load(Assert.Single(Directory.GetFiles(post.MailFolder, "*.eml")), Stop);
        Assert.Contains("LAUNCHES", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("/d/cpm_", mail.TextBody + mail.HtmlBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_that_were_lost_are_made_anew_and_nothing_is_sent_twice()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await PostOffice.Open(Database, server);
        await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();
        await using (var db = post.Db()) await db.Subscriptions.ExecuteDeleteAsync(Stop);

        Assert.True((await post.Ticks.DigestRecoveryAsync(dryRun: true, Stop))["recomputed"] > 0);
        Assert.Empty(await post.Subscriptions(DeliveryKind.DigestOfAll));
        await post.Ticks.DigestRecoveryAsync(dryRun: false, Stop);
        Assert.Equal("2026-W49", (await post.Subscription(DeliveryKind.DigestOfAll)).NextPeriod);
        Assert.Single(server.Accepted);
    }

    [Fact]
    public async Task Of_two_windows_that_change_it_the_second_is_told()
    {
        await using var post = await PostOffice.Open(Database);
        var (account, _, _) = await post.OpenForAda();
        var digests = post.Part<DigestsOfAll>();
        var seen = (await digests.ChosenAsync(account, Stop))!.Version;

        Assert.True(await digests.ChooseAsync(account, seen, row => row.Weekday = IsoDayOfWeek.Friday, Stop));
        Assert.False(await digests.ChooseAsync(account, seen, row => row.Weekday = IsoDayOfWeek.Sunday, Stop));
        Assert.False(await digests.ChooseAsync(account, null, row => row.Weekday = IsoDayOfWeek.Sunday, Stop));
        Assert.Equal(IsoDayOfWeek.Friday, (await digests.ChosenAsync(account, Stop))!.Weekday);
    }

    [Fact]
    public async Task Of_a_client_that_is_deleted_nothing_is_left_in_mails_and_what_waits_goes_without_it()
    {
        await using var server = ScriptedSmtp.Start();
        server.Script(SmtpStage.Recipient, SmtpFault.Say("451 4.3.0 busy"), times: 1);
        using var folder = new TemporaryFolder();
        await using var post = await PostOffice.Open(Database, server, set: s => s.Data = Database.Folder ?? folder.Path);
        var (_, harbour, _) = await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        Assert.IsType<DeletionResult.Deleted>(await post.Part<WorkspaceDeletion>().DeleteAsync(harbour, "harbour", Actor.CommandLine, Stop));
        await using (var db = post.Db()) Assert.Equal(0, await db.StoredMails.CountAsync(Stop));
        post.Clock.AdvanceMinutes(2);
        await post.DigestTick();

        var mail = Assert.Single(server.Accepted).Message;
        Assert.Contains("A letter of Meadow", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbour", mail.TextBody + mail.HtmlBody, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task With_a_person_goes_what_they_chose_and_were_sent_and_the_archive_holds_it_before()
    {
        using var folder = new TemporaryFolder();
        await using var post = await PostOffice.Open(Database);
        await post.OpenForAda();
        post.Clock.Reset(PostOffice.Monday);
        await post.DigestTick();

        Assert.True(await post.Part<PersonArchive>().WriteAsync(AllClientsHouse.Ada, folder["ada.zip"], Stop));
        await using (var zip = await System.IO.Compression.ZipFile.OpenReadAsync(folder["ada.zip"], Stop))
        {
            using var chosen = new StreamReader(await zip.GetEntry("digest-of-all-clients.csv")!.OpenAsync(Stop));
            Assert.Contains("Monday", await chosen.ReadToEndAsync(Stop), StringComparison.Ordinal);
            Assert.Single(zip.Entries, e => e.FullName.StartsWith("mails/", StringComparison.Ordinal));
        }
        Assert.IsType<ErasureResult.Done>(await post.Part<Erasure>().EraseAsync(AllClientsHouse.Ada, Actor.CommandLine, Stop));

        await using var db = post.Db();
        Assert.Equal((0, 0, 0, 0), (await db.AccountDigests.CountAsync(Stop), await db.Subscriptions.CountAsync(s => s.AccountId != null, Stop), await db.Deliveries.CountAsync(Stop), await db.MailLinks.CountAsync(Stop)));
    }

    private static async Task<byte[]> Stored(PostOffice post)
    {
        await using var db = post.Db();
        return (await db.StoredMails.AsNoTracking().SingleAsync(Stop)).Message;
    }

    [GeneratedRegex("Done: (https://plan.example.org/d/cpm_[^ \r\n]+)")]
    private static partial Regex ActLink();
}
