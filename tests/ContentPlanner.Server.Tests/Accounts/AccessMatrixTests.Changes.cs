using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Archives;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Launches;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Webhooks;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Accounts;

/// <summary>What is sent below one's own client, with the ids of another's things in its address.</summary>
public abstract partial class AccessMatrixTests
{
    [Fact]
    public async Task Nothing_of_another_client_is_changed_below_ones_own()
    {
        var things = await Things();
        using var owner = await Browser.Of(_service.App, "owner@elsewhere.example", _other.Id, Access.Owner);
        var proof = ("form", Regex.Match(await owner.Read("/profile"), "name=\"form\" value=\"([^\"]+)\"").Groups[1].Value);
        using var program = await ProgramOf("owner@elsewhere.example");
        var before = await Rows();
        var wrong = new List<string>();

        foreach (var route in Routes().Where(r => !r.Reads && r.Pattern.Contains("{workspace}", StringComparison.Ordinal)))
        {
            var path = PathOf(route, p => p.Name == "workspace" ? _other.Workspace.Key : things.GetValueOrDefault(p.Name) ?? (p.Name == "id" ? things[route.Pattern.Contains("/mails/", StringComparison.Ordinal) ? "delivery" : "feed"] : Value(p, _client, null)));
            using var answer = route.IsApi ? await Send(program, route, path, things["hash"])
                : await owner.Post(path, proof, ("hash", things["hash"]), ("name", "Taken over"), ("access", "Owner"), ("do", "remove"));
            if ((int)answer.StatusCode >= 500) wrong.Add($"{route} answers {(int)answer.StatusCode}");
            // Told at the route that did it.
            if ((int)answer.StatusCode < 400 && route.Pattern.Contains(":guid}", StringComparison.Ordinal) && await Rows() is var now && now != before)
            {
                wrong.Add($"{route} changes what is another client's");
                before = now;
            }
        }

        if (await Rows() != before) wrong.Add("something changes what is another client's");
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static async Task<HttpResponseMessage> Send(HttpClient program, Route route, string path, string hash)
    {
        using var request = new HttpRequestMessage(new(route.Method), path) { Content = JsonContent.Create(new { hash }) };
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return await program.SendAsync(request, Stop);
    }

    /// <summary>One of each of the client's things that addresses name by an id, under the name of the address's part; and what applying a move asks for.</summary>
    private async Task<Dictionary<string, string>> Things()
    {
        var services = _service.Services;
        var feed = (await services.GetRequiredService<FeedStore>().AddAsync(new(_client.Id, "Hers", "calendar", "calendar"), Stop)).Feed.Id;
        var move = Assert.IsType<MoveResult.Shown>(await services.GetRequiredService<Moves>().PreviewAsync(_client.Id, new("the-book", null, new(2027, 5, 18), Core.Launches.LateChoice.Keep, null), Actor.CommandLine, Stop)).Move;
        var delivery = (await services.GetRequiredService<Outbox>().PlanSummaryAsync(_client.Id, "nora@example.org", null, Stop)).Delivery!.Value;
        using var member = await Browser.Of(_service.App, "member@example.org", _client.Id, Access.Contributor);
        var (webhook, notice, invitation) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var db = _database.Databases.CreateDbContext();
        await db.Deliveries.Where(d => d.Id == delivery).ExecuteUpdateAsync(d => d.SetProperty(r => r.Status, DeliveryStatus.Parked), Stop);
        db.Webhooks.Add(new() { Id = webhook, WorkspaceId = _client.Id, Name = "Hers", Url = "https://hook.example/", Events = "task-due" });
        db.WebhookNotices.Add(new() { Id = notice, WebhookId = webhook, WorkspaceId = _client.Id, Subject = "x", Payload = "{}", Status = NoticeStatus.Failed });
        db.Invitations.Add(new() { Id = invitation, WorkspaceId = _client.Id, Email = "ben@example.org", Access = Access.ClientViewer, TokenHash = new byte[32], InvitedBy = "Ada", ExpiresAt = _clock.GetCurrentInstant() + NodaTime.Duration.FromDays(7) });
        var import = new Server.Imports.StoredImport { Id = Guid.CreateVersion7(), WorkspaceId = _client.Id, Name = "a.csv" };
        db.Imports.Add(import);
        await db.SaveChangesAsync(Stop);
        return new()
        {
            ["feed"] = feed.ToString(), ["move"] = move.Id.ToString(), ["hash"] = move.Hash, ["delivery"] = delivery.ToString(), ["import"] = import.Id.ToString(),
            ["webhook"] = webhook.ToString(), ["message"] = notice.ToString(), ["invitation"] = invitation.ToString(),
            ["account"] = (await db.Accounts.SingleAsync(a => a.Email == "member@example.org", Stop)).Id.ToString(),
            ["change"] = await FirstChange(), ["changeSet"] = await FirstChange(),
            ["subscription"] = (await db.Subscriptions.FirstAsync(s => s.WorkspaceId == _client.Id, Stop)).Id.ToString(),
            ["task"] = (await db.Tasks.FirstAsync(t => t.WorkspaceId == _client.Id, Stop)).Id.ToString(),
            ["milestone"] = (await db.Milestones.FirstAsync(m => m.WorkspaceId == _client.Id, Stop)).Id.ToString(),
            ["piece"] = _client.Workspace.Pieces[0].Id!.Value.ToString(), ["launch"] = _client.Workspace.Launches[0].Id!.Value.ToString(), ["verb"] = "done",
        };

        async Task<string> FirstChange() => (await db.ChangeSets.FirstAsync(c => c.WorkspaceId == _client.Id, Stop)).Id.ToString();
    }

    private async Task<HttpClient> ProgramOf(string email)
    {
        await using var scope = _service.Services.CreateAsyncScope();
        var account = await scope.ServiceProvider.GetRequiredService<AccountStore>().FindAsync(email);
        var (key, _) = await _service.Services.GetRequiredService<ApiKeys>().CreateAsync(account!.Id, new("a program", ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage, null), Stop);
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(_service.App.Urls.First()) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return http;
    }

    /// <summary>Every row of the client, as text.</summary>
    private async Task<string> Rows()
    {
        await using var db = _database.Databases.CreateDbContext();
        var said = new StringBuilder().Append((await db.Workspaces.SingleAsync(w => w.Id == _client.Id, Stop)).Revision);
        foreach (var table in OwnedRows.Of(db.Model))
        {
            using var csv = new MemoryStream();
            await RowsAsCsv.WriteAsync(db, table, _client.Id, csv, Stop);
            said.Append(table.Name).AppendJoin('\n', Encoding.UTF8.GetString(csv.ToArray()).Split('\n').Order(StringComparer.Ordinal));
        }
        return said.ToString();
    }
}
