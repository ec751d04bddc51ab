using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Mail;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace ContentPlanner.Server.Tests.Backups;

public sealed class HoldOnSqlite() : HoldTests(DatabaseKind.Sqlite);

public sealed class HoldOnPostgres() : HoldTests(DatabaseKind.Postgres);

/// <summary>A restored installation knows nothing of what was sent since its backup (R27).</summary>
public abstract class HoldTests(DatabaseKind kind) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestDatabase _database = null!;
    private Installed _place = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_database, _place) = (await TestDatabase.Open(kind), await Installed.Empty(kind));

    public async ValueTask DisposeAsync()
    {
        await _place.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_restored_installation_sends_nothing_until_somebody_confirms_and_then_not_what_was_due()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await RestoredAfterMonday(server);
        Assert.Single(server.Accepted);

        Assert.Equal(1, (await post.DigestTick())["held until an administrator confirms"]);
        Assert.Null(await post.Part<Ledger>().ClaimAsync(Enum.GetValues<DeliveryKind>(), Stop));
        Assert.Empty(await post.Deliveries());
        Assert.Single(server.Accepted);

        Assert.Equal(1, await post.Part<HoldMode>().EndAsync(sendWhatWasDue: false, Stop));
        await post.DigestTick();
        Assert.Equal(DeliveryStatus.Skipped, Assert.Single(await post.Deliveries()).Status);
        Assert.Single(server.Accepted);

        post.Clock.Reset(PostOffice.Monday + Duration.FromDays(7));
        Assert.Equal(1, (await post.DigestTick())["sent"]);
        Assert.Equal(2, server.Accepted.Count);
    }

    [Fact]
    public async Task Who_knows_that_nothing_was_sent_has_what_is_due_sent()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await RestoredAfterMonday(server);

        Assert.Equal(0, await post.Part<HoldMode>().EndAsync(sendWhatWasDue: true, Stop));

        Assert.Equal(1, (await post.DigestTick())["sent"]);
        Assert.Equal(2, server.Accepted.Count);
        Assert.Equal(server.Accepted[0].Message.MessageId, server.Accepted[1].Message.MessageId);
    }

    [Fact]
    public async Task A_mail_that_was_due_in_the_backup_and_one_somebody_asks_for_are_held_as_well()
    {
        await using var server = ScriptedSmtp.Start();
        await using (var before = await PostOffice.Open(_database, server))
        {
            var client = await before.Create(PostOffice.Team());
            before.Clock.Reset(PostOffice.Monday);
            await before.Part<Materialising>().RunAsync([DeliveryKind.Digest], PostOffice.Monday, Stop);
            await Restore(before);
        }
        await using var post = await Reopened(server);
        var waiting = Assert.Single(await post.Deliveries());
        Assert.Equal(DeliveryStatus.Due, waiting.Status);

        await post.DigestTick();
        Assert.False(await post.Part<Delivering>().DeliverNowAsync(waiting.Id, new(), Stop));
        Assert.Empty(server.Accepted);

        Assert.Equal(1, await post.Part<HoldMode>().EndAsync(sendWhatWasDue: false, Stop));
        Assert.Equal(DeliveryStatus.Skipped, Assert.Single(await post.Deliveries()).Status);
    }

    /// <summary>As whoever forgot a password while everything is held: the link comes when it goes on.</summary>
    [Fact]
    public async Task What_somebody_asked_for_since_the_restore_is_sent_when_it_goes_on()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await RestoredAfterMonday(server);
        var subscription = await post.Subscription(DeliveryKind.Digest);
        Assert.NotNull((await post.Part<Outbox>().TestAsync(subscription.WorkspaceId!.Value, subscription.Id, "nora@example.org", Stop)).Delivery);
        await post.DigestTick();
        Assert.Single(server.Accepted);

        Assert.Equal(1, await post.Part<HoldMode>().EndAsync(sendWhatWasDue: false, Stop));
        await post.DigestTick();

        Assert.Equal("nora@example.org", Assert.Single(await post.Deliveries(), d => d.Status == DeliveryStatus.Sent).Address);
        Assert.Equal(DeliveryKind.Digest, Assert.Single(await post.Deliveries(), d => d.Status == DeliveryStatus.Skipped).Kind);
    }

    [Fact]
    public async Task An_approval_asked_for_since_the_restore_is_asked_when_it_goes_on_and_not_reminded_of_at_once()
    {
        await using var server = ScriptedSmtp.Start();
        await using var post = await RestoredAfterMonday(server);
        var client = await post.Create(PostOffice.StarterPlan());
        var piece = client.Workspace.Pieces.First(p => p.Body is not null);
        Assert.IsType<AskResult.Done>(await post.Part<ApprovalStore>().AskAsync(client.Id, new(piece.Key, null, "Nora", "nora@example.org", null), Actor.CommandLine, Stop));
        // Held for more than a day: the reminder was written as well.
        post.Clock.Advance(Duration.FromHours(25));
        await ((IJob)post.Part<IServiceProvider>().GetRequiredService(post.Part<IEnumerable<JobVerb>>().Single(v => v.Name == "remind-of-approvals").Job))
            .RunAsync(new("remind-of-approvals", post.Clock.GetCurrentInstant(), false, new Dictionary<string, string>(), null, Duration.FromMinutes(1), Stop));
        await post.DigestTick();
        Assert.Single(server.Accepted);

        await post.Part<HoldMode>().EndAsync(sendWhatWasDue: false, Stop);
        await post.DigestTick();

        var asked = Assert.Single(await post.Deliveries(DeliveryKind.Approval), d => d.Status == DeliveryStatus.Sent);
        Assert.Equal(("nora@example.org", "ask-0"), (asked.Address, asked.Period));
        Assert.Equal(DeliveryStatus.Skipped, Assert.Single(await post.Deliveries(DeliveryKind.Approval), d => d.Id != asked.Id).Status);
    }

    [Fact]
    public async Task Every_page_for_administrators_says_so_and_a_button_ends_it()
    {
        await using var post = await RestoredAfterMonday(null);
        using var browser = await post.Administrator();

        Assert.Contains("Nothing is sent: no mail, no reminder, no webhook", await browser.Read("/admin/mail"), StringComparison.Ordinal);
        using var answer = await browser.Submit("/admin/backup", "/admin/backup/confirmation", ("due", "leave-out"));
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);

        Assert.DoesNotContain("Nothing is sent", await browser.Read("/admin/mail"), StringComparison.Ordinal);
        Assert.Null(await post.Part<HoldMode>().ReadAsync(Stop));
    }

    /// <summary>Backed up on Sunday; Monday's digest went out; then the backup was restored.</summary>
    private async Task<PostOffice> RestoredAfterMonday(ScriptedSmtp? server)
    {
        await using (var before = await PostOffice.Open(_database, server))
        {
            await before.Create(PostOffice.Team());
            await Restore(before);
            before.Clock.Reset(PostOffice.Monday);
            Assert.Equal(1, (await before.DigestTick())["sent"]);
        }
        return await Reopened(server);
    }

    private async Task Restore(PostOffice from)
    {
        var taken = await from.Part<BackupStore>().TakeAsync(BackupKind.Manual, _folder["backup.zip"], null, Stop);
        await _place.Restoring(from.Clock).RestoreAsync(taken.Path, Stop);
    }

    private Task<PostOffice> Reopened(ScriptedSmtp? server) => PostOffice.Open(TestDatabase.Given(_place.Databases), server, new(PostOffice.Monday), s => (s.Data, s.Database.ConnectionString) = (_place.Settings.Data, _place.Settings.Database.ConnectionString));
}
