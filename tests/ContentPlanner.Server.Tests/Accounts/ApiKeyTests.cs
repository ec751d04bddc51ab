using System.Net;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class ApiKeysOnSqlite() : ApiKeyTests(DatabaseKind.Sqlite);

public sealed class ApiKeysOnPostgres() : ApiKeyTests(DatabaseKind.Postgres);

public abstract class ApiKeyTests(DatabaseKind kind) : IAsyncLifetime
{
    private AccountHouse _house = null!;
    private Guid _account;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private string Moves => $"/api/v1/workspaces/{_house.Key}/launches/the-book/moves";

    private string Approvals => $"/api/v1/workspaces/{_house.Key}/approvals";

    private static object Move => new { to = "2027-05-18" };

    public async ValueTask InitializeAsync()
    {
        _house = await AccountHouse.Open(kind);
        _account = await _house.Add("sam@example.org");
        await Grant(Access.Strategist);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_key_does_what_it_was_made_for_and_never_more_than_its_person_may()
    {
        using var reads = await _house.Program(_account, ApiScopes.Read);
        using var writes = await _house.Program(_account, ApiScopes.Write);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await AccountHouse.Status(reads, Approvals), await AccountHouse.Status(reads, Moves, Move)));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Created), (await AccountHouse.Status(writes, Approvals), await AccountHouse.Status(writes, Moves, Move)));

        await Grant(Access.ClientViewer);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (await AccountHouse.Status(writes, Approvals), await AccountHouse.Status(writes, Moves, Move)));
    }

    [Fact]
    public async Task A_key_of_one_client_opens_no_other_and_no_page()
    {
        var other = await _house.AddOther();
        await Grant(Access.Owner, other.Id);
        using var program = await _house.Program(_account, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage, _house.Client.Id);

        Assert.Equal(HttpStatusCode.OK, await AccountHouse.Status(program, Approvals));
        Assert.Equal(HttpStatusCode.NotFound, await AccountHouse.Status(program, $"/api/v1/workspaces/{other.Workspace.Key}/approvals"));
        Assert.Equal(HttpStatusCode.Found, await AccountHouse.Status(program, $"/w/{_house.Key}/today"));
    }

    [Fact]
    public async Task A_key_that_was_revoked_has_ended_or_was_guessed_opens_nothing_even_beside_a_cookie()
    {
        var until = _house.Clock.GetCurrentInstant() + Duration.FromHours(1);
        using var program = await _house.Program(_account, ApiScopes.Read, until: until);
        using var guessed = _house.Program(Secret("cpk_"));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (await AccountHouse.Status(program, Approvals), await AccountHouse.Status(guessed, Approvals)));
        _house.Clock.Advance(Duration.FromHours(1));
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountHouse.Status(program, Approvals));

        using var another = await _house.Program(_account, ApiScopes.Read);
        Assert.Equal(HttpStatusCode.OK, await AccountHouse.Status(another, Approvals));
        var listed = Assert.Single(await _house.Part<ApiKeys>().ListAsync(_account, null, Stop), k => k.Key.ExpiresAt is null);
        Assert.NotNull(listed.Key.LastUsedAt);
        Assert.True(await _house.Part<ApiKeys>().RevokeAsync(listed.Key.Id, _account, Stop));
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountHouse.Status(another, Approvals));

        using var browser = await Browser.Of(_house.Service.App, "sam@example.org");
        using var answer = await browser.Get(Approvals, ("Authorization", $"Bearer {Secret("cpk_")}"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.Get(Approvals)).StatusCode);
    }

    [Fact]
    public async Task A_key_is_made_on_the_profile_shown_once_and_known_to_the_database_by_its_hash_only()
    {
        using var browser = await Browser.Of(_house.Service.App, "sam@example.org");

        using var made = await browser.Submit("/profile", "/profile/keys", ("name", "Zapier"), ("scopes", "read"), ("workspace", ""), ("until", "2099-01-01"));

        var key = System.Text.RegularExpressions.Regex.Match(await made.Content.ReadAsStringAsync(Stop), "cpk_[A-Za-z0-9_-]{43}").Value;
        using var program = _house.Program(key);
        Assert.Equal(HttpStatusCode.OK, await AccountHouse.Status(program, Approvals));
        var profile = await browser.Read("/profile");
        Assert.Contains("Zapier", profile, StringComparison.Ordinal);
        Assert.DoesNotContain(key, profile, StringComparison.Ordinal);
        await using var db = _house.Db();
        var row = await db.ApiKeys.SingleAsync(Stop);
        Assert.Equal((32, key[..8]), (row.KeyHash.Length, row.Start));
        Assert.Equal("Bearer cpk_…", Redaction.Redact($"Bearer {key}"));

        Assert.Equal(HttpStatusCode.SeeOther, (await browser.Submit("/profile", $"/profile/keys/{row.Id}/revocation")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountHouse.Status(program, Approvals));
    }

    private Task<int> Grant(Access access, Guid? workspace = null) => _house.With(async accounts =>
    {
        await accounts.GrantAsync(_account, workspace ?? _house.Client.Id, access, null, Server.Workspaces.Actor.CommandLine, Stop);
        return 0;
    });

    private static string Secret(string prefix) => prefix + new string('A', 43);
}
