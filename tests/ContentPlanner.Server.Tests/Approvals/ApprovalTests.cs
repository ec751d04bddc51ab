using System.Net;
using System.Net.Http.Json;
using ContentPlanner.Core;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Accounts;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Approvals;

public sealed class ApprovalsOnSqlite() : ApprovalTests(DatabaseKind.Sqlite);

public sealed class ApprovalsOnPostgres() : ApprovalTests(DatabaseKind.Postgres)
{
    [Fact]
    public async Task Two_nodes_that_remind_at_once_send_one_mail_for_each_question()
    {
        await using var other = await House.AnotherNode();
        foreach (var name in new[] { "Nora", "Ned", "Nell" })
            Assert.IsType<AskResult.Done>(await House.Part<ApprovalStore>().AskAsync(House.Client.Id, new(Piece.Key, null, name, $"{name}@example.org".ToLowerInvariant(), null), Actor.CommandLine, Stop));
        foreach (var expected in new[] { "Reminder: please approve", "Reminder: please approve", "has not answered" })
        {
            House.Clock.Advance(Duration.FromHours(25));
            await Both("remind-of-approvals");
            await Both("send-digests");
            Assert.Equal(3, Sent().Count(m => m.Subject!.Contains(expected, StringComparison.Ordinal)));
            foreach (var mail in Directory.GetFiles(Mails, "*.eml")) File.Delete(mail);
        }

        Task Both(string verb) => Task.WhenAll(Enumerable.Range(0, 6).Select(n => Task.Run(() => n % 2 == 0 ? House.Run(verb) : AccountHouse.Run(other, House.Clock, verb))));
    }
}

public abstract class ApprovalTests(DatabaseKind kind) : IAsyncLifetime
{
    private static readonly Actor Strategist = new("Sam", null, "web");

    private readonly TemporaryFolder _mails = new();
    private AccountHouse _house = null!;

    private protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    private protected AccountHouse House => _house;

    /// <summary>Where mails go, of any node.</summary>
    protected string Mails => _mails.Path;

    private protected List<MimeKit.MimeMessage> Sent() => [.. Directory.GetFiles(Mails, "*.eml").Select(f => MimeKit.MimeMessage.Load(f))];

    private protected ContentPiece Piece => _house.Client.Workspace.Pieces.First(p => p.Body is not null && p.Owner == "coach");

    public async ValueTask InitializeAsync() => _house = await AccountHouse.Open(kind, settings =>
    {
        settings.BaseUrl = "https://plan.example.org";
        settings.Mail.Folder = Mails;
        // The clock of the tests is days from the database's.
        settings.Mail.ClockSkewSeconds = int.MaxValue;
    });

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _mails.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_client_without_an_account_approves_what_the_mail_leads_to()
    {
        var asked = await Ask();
        var (delivery, message) = (await _house.Mail(DeliveryKind.Approval))!.Value;
        Assert.Equal(("nora@example.org", $"Please approve “{Piece.Title}”"), (delivery.Address, message.Subject));
        Assert.NotNull(message.HtmlBody);
        // It came out already: nobody is told that it is to go out on a day that has passed.
        Assert.True(Piece.Day < _house.Clock.GetCurrentInstant().InUtc().Date);
        Assert.DoesNotContain("It is to go out", message.TextBody!, StringComparison.Ordinal);
        var link = AccountHouse.LinkIn(message, "/approve/");
        Assert.Contains($"https://plan.example.org{link}\r\n", message.TextBody!.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("/approve/cpa_", link, StringComparison.Ordinal);
        using var client = _house.Nobody();

        for (var look = 0; look < 3; look++) Assert.Contains(System.Net.WebUtility.HtmlEncode(Piece.Title), await client.Read(link), StringComparison.Ordinal);
        Assert.Equal(ApprovalStatus.Requested, (await Now()).Status);
        Assert.Equal(HttpStatusCode.SeeOther, (await client.Post(link, ("answer", "approve"))).StatusCode);

        Assert.Equal(ApprovalStatus.Approved, (await Now()).Status);
        Assert.Contains("You approved it", await client.Read(link), StringComparison.Ordinal);
        var (answer, words) = (await _house.Mail(DeliveryKind.ApprovalAnswer))!.Value;
        Assert.Contains("approved", words.Subject, StringComparison.Ordinal);
        Assert.Contains(answer.Address, _house.Client.Workspace.Members.Select(m => m.Email));
        await using var db = _house.Db();
        var set = await db.ChangeSets.OrderByDescending(c => c.Revision).FirstAsync(Stop);
        Assert.Equal(("Nora Byrne", "mail", $"approved “{Piece.Title}”"), (set.Actor, set.Door, set.What));
        Assert.Equal(asked.Approval.Id, (await Now()).Id);
    }

    [Fact]
    public async Task A_client_asks_for_a_change_in_her_own_words()
    {
        var link = (await Ask()).Path;
        using var client = _house.Nobody();

        using var silent = await client.Post(link, ("answer", "change"), ("comment", " "));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.Equal(HttpStatusCode.SeeOther, (await client.Post(link, ("answer", "change"), ("comment", "Shorter, <please>"))).StatusCode);

        Assert.Equal((ApprovalStatus.ChangesAsked, "Shorter, <please>"), ((await Now()).Status, (await Now()).Comment));
        Assert.Contains("Shorter, &lt;please&gt;", await client.Read(link), StringComparison.Ordinal);
        Assert.Contains("Shorter, <please>", (await _house.Mail(DeliveryKind.ApprovalAnswer))!.Value.Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_later_edit_outdates_the_question_and_shows_the_new_text_to_nobody()
    {
        var link = (await Ask()).Path;
        await Change(w => w with { Pieces = w.Pieces.Select(p => p.Key == Piece.Key ? p with { Body = new(BodyFormat.Markdown, "A secret nobody was asked about") } : p).ToValueList() });
        using var client = _house.Nobody();

        var page = await client.Read(link);
        Assert.Contains("changed since you were asked", page, StringComparison.Ordinal);
        Assert.DoesNotContain("A secret", page, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.Post(link, ("answer", "approve"))).StatusCode);
        Assert.Equal(ApprovalStatus.Requested, (await Now()).Status);
        Assert.IsType<Server.Mail.Standing.NotOwed>(await _house.Part<Letters>().StandingOf((await _house.Mail(DeliveryKind.Approval))!.Value.Delivery, Stop));
    }

    [Fact]
    public async Task A_link_that_is_none_is_two_weeks_old_or_whose_question_is_gone_shows_nothing()
    {
        var link = (await Ask()).Path;
        using var client = _house.Nobody();
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get("/approve/cpa_" + new string('A', 43))).StatusCode);
        await client.Read(link);
        _house.Clock.Advance(ApprovalStore.Life);
        Assert.Equal(HttpStatusCode.NotFound, (await client.Get(link)).StatusCode);

        var another = (await Ask()).Path;
        await client.Read(another);
        await Change(w => w with { Approvals = [] });
        Assert.Equal(HttpStatusCode.NotFound, (await client.Post(another, ("answer", "approve"))).StatusCode);
        await using var db = _house.Db();
        Assert.DoesNotContain(await db.ApprovalLinks.Select(l => l.TokenHash).ToListAsync(Stop), hash => System.Text.Encoding.UTF8.GetString(hash).Contains("cpa_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_does_not_answer_is_reminded_twice_then_the_owner_hears_of_it_once()
    {
        await Ask();
        Assert.Equal((0, 0), await Reminded());
        _house.Clock.Advance(Duration.FromHours(23));
        await _house.Run("remind-of-approvals");
        Assert.Equal((0, 0), await Reminded());

        _house.Clock.Advance(Duration.FromHours(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _house.Run("remind-of-approvals")));
        Assert.Equal((1, 0), await Reminded());
        var (_, reminder) = (await _house.Mail(DeliveryKind.Approval))!.Value;
        Assert.StartsWith("Reminder: please approve", reminder.Subject, StringComparison.Ordinal);
        using var client = _house.Nobody();
        await client.Read(AccountHouse.LinkIn(reminder, "/approve/"));

        // A week of downtime is one reminder, not three mails at once.
        _house.Clock.Advance(Duration.FromDays(7));
        for (var run = 0; run < 3; run++) await _house.Run("remind-of-approvals");
        Assert.Equal((2, 0), await Reminded());
        _house.Clock.Advance(Duration.FromHours(24));
        for (var run = 0; run < 3; run++) await _house.Run("remind-of-approvals");
        Assert.Equal((2, 1), await Reminded());
        _house.Clock.Advance(Duration.FromDays(3));
        await _house.Run("remind-of-approvals");
        Assert.Equal((2, 1), await Reminded());
        var (note, words) = (await _house.Mail(DeliveryKind.ApprovalAnswer))!.Value;
        Assert.Equal(_house.Client.Workspace.Members.First(m => m.Key == "coach").Email, note.Address);
        Assert.Contains("has not answered", words.Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answered_is_not_reminded()
    {
        var link = (await Ask()).Path;
        using var client = _house.Nobody();
        await client.Post(link, ("answer", "approve"));

        _house.Clock.Advance(Duration.FromDays(2));
        await _house.Run("remind-of-approvals");

        Assert.Equal(0, (await Reminded()).Reminders);
    }

    [Fact]
    public async Task A_dry_run_says_who_would_be_reminded_and_sends_nothing()
    {
        await Ask();
        _house.Clock.Advance(Duration.FromDays(1));

        Assert.Contains("1", System.Text.Json.JsonSerializer.Serialize(await _house.Run("remind-of-approvals", dryRun: true)), StringComparison.Ordinal);
        Assert.Equal((0, 0), await Reminded());
    }

    [Fact]
    public async Task Contributors_ask_through_the_api_and_everybody_of_the_client_sees_how_it_stands()
    {
        using var writer = await _house.As("wes@example.org", Access.Contributor);
        using var viewer = await _house.As("vera@example.org", Access.ClientViewer);
        var api = $"/api/v1/workspaces/{_house.Key}/approvals";
        var body = new { piece = Piece.Key, from = "Nora Byrne", email = "nora@example.org" };

        using var refused = await viewer.Http.PostAsJsonAsync(api, body, Stop);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        using var wrong = await writer.Http.PostAsJsonAsync(api, new { piece = "no-such-piece", from = "Nora", email = "nora@example.org" }, Stop);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        using var made = await writer.Http.PostAsJsonAsync(api, body, Stop);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);

        var listed = (await viewer.Http.GetFromJsonAsync<System.Text.Json.JsonElement>(api, Stop)).GetProperty("items")[0];
        Assert.Equal(("requested", Piece.Title), (listed.GetProperty("state").GetString(), listed.GetProperty("title").GetString()));
    }

    [Fact]
    public async Task An_approval_of_a_task_shows_its_draft()
    {
        var task = _house.Part<Desks>().Of(_house.Client.Workspace).Schedule.Tasks.First(t => t.Source.Kind == Core.Leverage.SourceKind.Piece && t.IsOpen);
        var asked = Assert.IsType<AskResult.Done>(await _house.Part<ApprovalStore>().AskAsync(_house.Client.Id, new(null, task.Key.ToString(), "Nora", "nora@example.org", null), Strategist, Stop));
        using var client = _house.Nobody();

        var word = System.Text.RegularExpressions.Regex.Match(_house.Part<Desks>().Of(_house.Client.Workspace).DraftOf(task), "[A-Za-z]{6,}").Value;
        Assert.Contains(word, await client.Read(asked.Path), StringComparison.Ordinal);
    }

    private async Task<AskResult.Done> Ask()
    {
        var asked = Assert.IsType<AskResult.Done>(await _house.Part<ApprovalStore>().AskAsync(_house.Client.Id, new(Piece.Key, null, "Nora Byrne", "nora@example.org", null), Strategist, Stop));
        Assert.Null(asked.NotMailed);
        return asked;
    }

    private async Task<Approval> Now() => (await _house.Part<WorkspaceStore>().ReadAsync(_house.Client.Id, Stop))!.Workspace.Approvals[^1];

    private Task<ChangeResult> Change(Func<Workspace, Verdict> verb) => _house.Part<WorkspaceStore>().ChangeAsync(_house.Client.Id, Strategist, "edited", verb, Stop);

    private async Task<(int Reminders, int Notes)> Reminded()
    {
        await using var db = _house.Db();
        return (await db.Deliveries.CountAsync(d => d.Kind == DeliveryKind.Approval && d.Period != "ask-0", Stop), await db.Deliveries.CountAsync(d => d.Kind == DeliveryKind.ApprovalAnswer, Stop));
    }
}
