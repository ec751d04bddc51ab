using System.Net;
using System.Security.Cryptography;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Tests.Parts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class ProvidersOnSqlite() : ProviderTests(DatabaseKind.Sqlite);

public sealed class ProvidersOnPostgres() : ProviderTests(DatabaseKind.Postgres);

/// <summary>Signing in with a provider of OpenID Connect: discovery, code with proof key, signed token, over HTTP.</summary>
public abstract class ProviderTests(DatabaseKind kind) : IAsyncLifetime
{
    private Provider _provider = null!;
    private AccountHouse _house = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _provider = await Provider.Start();
        _house = await AccountHouse.Open(kind, settings => (settings.Oidc.Authority, settings.Oidc.ClientId, settings.Oidc.ClientSecret, settings.Oidc.Name) = (_provider.Address, "planner", "the client's secret", "Example"));
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        await _provider.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whom_the_provider_knows_by_an_address_of_an_account_is_signed_in_and_known_by_the_providers_name_from_then_on()
    {
        await _house.Add("ada@example.org");
        using var browser = _house.Nobody();
        Assert.Contains("Sign in with Example", await browser.Read("/sign-in"), StringComparison.Ordinal);

        _provider.Knows = new("subject-1", "ada@example.org", Verified: true);
        Assert.Equal("/profile", await Come(browser));
        Assert.Contains("ada@example.org", await browser.Read("/profile"), StringComparison.Ordinal);

        _provider.Knows = new("subject-1", "renamed@example.org", Verified: true);
        using var later = _house.Nobody();
        Assert.Equal("/profile", await Come(later));
        Assert.Contains("ada@example.org", await later.Read("/profile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_the_provider_does_not_vouch_for_or_that_nobody_invited_lets_nobody_in()
    {
        await _house.Add("ada@example.org");
        foreach (var stranger in new Provider.Subject[] { new("subject-2", "ada@example.org", Verified: false), new("subject-3", "eve@example.org", Verified: true) })
        {
            _provider.Knows = stranger;
            using var browser = _house.Nobody();
            Assert.Equal("403", await Come(browser));
            Assert.Equal("/sign-in", (await browser.Get("/profile")).Headers.Location!.AbsolutePath);
        }
        await using var db = _house.Db();
        Assert.Equal(1, await db.Accounts.CountAsync(Stop));
    }

    /// <summary>Somebody made an account with another's address and waits for her.</summary>
    [Fact]
    public async Task What_was_put_into_an_account_before_its_address_was_proven_ends_when_its_owner_comes()
    {
        var account = await _house.Add("ada@example.org", proven: false);
        using var squatter = _house.Nobody();
        Assert.Equal(HttpStatusCode.SeeOther, await AccountHouse.SignIn(squatter, "ada@example.org"));
        using var program = await _house.Program(account, ApiScopes.Read);

        _provider.Knows = new("subject-1", "ada@example.org", Verified: true);
        using var ada = _house.Nobody();
        Assert.Equal("/profile", await Come(ada));

        Assert.Equal("/sign-in", (await squatter.Get("/profile")).Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await AccountHouse.SignIn(squatter, "ada@example.org"));
        Assert.Equal(HttpStatusCode.Unauthorized, await AccountHouse.Status(program, $"/api/v1/workspaces/{_house.Key}/approvals"));
    }

    [Fact]
    public async Task A_token_with_another_signature_or_for_another_program_lets_nobody_in()
    {
        await _house.Add("ada@example.org");
        _provider.Knows = new("subject-1", "ada@example.org", Verified: true);
        foreach (var spoil in new Action<Provider>[] { p => p.SignsWithAnotherKey = true, p => (p.SignsWithAnotherKey, p.Audience) = (false, "somebody-else") })
        {
            spoil(_provider);
            using var browser = _house.Nobody();
            Assert.Equal("/sign-in?provider=failed", await Come(browser));
        }
    }

    /// <summary>To the provider and back. Where they are led in the end, or what they are answered.</summary>
    private async Task<string> Come(Browser browser)
    {
        using var sent = await browser.Get("/sign-in/provider?next=/profile");
        Assert.Equal(HttpStatusCode.Found, sent.StatusCode);
        Assert.StartsWith(_provider.Address, sent.Headers.Location!.ToString(), StringComparison.Ordinal);
        using var provider = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var back = await provider.GetAsync(sent.Headers.Location, Stop);
        using var came = await browser.Get(back.Headers.Location!.ToString());
        if (!came.Headers.Location!.ToString().Contains("/sign-in/provider/return", StringComparison.Ordinal)) return came.Headers.Location.ToString();
        using var let = await browser.Get(came.Headers.Location.ToString());
        return let.Headers.Location?.ToString() ?? ((int)let.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>A small provider that lets everybody in as whom it is told, and checks what it is sent.</summary>
    private sealed class Provider : IAsyncDisposable
    {
        private readonly WebApplication _app;
        private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "1" }, _other = new(RSA.Create(2048)) { KeyId = "1" };
        private readonly Dictionary<string, (string Nonce, string Challenge, string Redirect)> _codes = [];

        private Provider(WebApplication app) => _app = app;

        public sealed record Subject(string Id, string Email, bool Verified);

        public Subject Knows { get; set; } = new("", "", false);
        public bool SignsWithAnotherKey { get; set; }
        public string Audience { get; set; } = "planner";
        public string Address => _app.Urls.First();

        public static async Task<Provider> Start()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var provider = new Provider(app);
            app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
            {
                issuer = provider.Address, authorization_endpoint = provider.Address + "/authorize", token_endpoint = provider.Address + "/token", userinfo_endpoint = provider.Address + "/userinfo",
                jwks_uri = provider.Address + "/keys", response_types_supported = new[] { "code" }, subject_types_supported = new[] { "public" }, id_token_signing_alg_values_supported = new[] { "RS256" },
            }));
            app.MapGet("/keys", () =>
            {
                var parameters = provider._key.Rsa.ExportParameters(false);
                return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = "1", n = Base64UrlEncoder.Encode(parameters.Modulus), e = Base64UrlEncoder.Encode(parameters.Exponent) } } });
            });
            app.MapGet("/authorize", (HttpRequest request) =>
            {
                var q = request.Query;
                if (q["client_id"] != "planner" || q["response_type"] != "code" || q["code_challenge_method"] != "S256" || !q["scope"].ToString().Contains("openid", StringComparison.Ordinal)) return Results.BadRequest();
                var code = Guid.NewGuid().ToString("N");
                provider._codes[code] = (q["nonce"].ToString(), q["code_challenge"].ToString(), q["redirect_uri"].ToString());
                return Results.Redirect($"{q["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(q["state"].ToString())}");
            });
            app.MapPost("/token", async (HttpRequest request) =>
            {
                var form = await request.ReadFormAsync();
                if (!provider._codes.Remove(form["code"].ToString(), out var asked) || form["client_secret"] != "the client's secret" || form["redirect_uri"] != asked.Redirect
                    || Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge) return Results.BadRequest(new { error = "invalid_grant" });
                var token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
                {
                    Issuer = provider.Address, Audience = provider.Audience, Expires = DateTime.UtcNow.AddMinutes(5),
                    Claims = new Dictionary<string, object> { ["sub"] = provider.Knows.Id, ["nonce"] = asked.Nonce },
                    SigningCredentials = new(provider.SignsWithAnotherKey ? provider._other : provider._key, SecurityAlgorithms.RsaSha256),
                });
                return Results.Json(new { access_token = "access", token_type = "Bearer", expires_in = 300, id_token = token });
            });
            app.MapGet("/userinfo", (HttpRequest request) => request.Headers.Authorization == "Bearer access"
                ? Results.Json(new { sub = provider.Knows.Id, email = provider.Knows.Email, email_verified = provider.Knows.Verified, name = "Somebody" })
                : Results.Unauthorized());
            await app.StartAsync(Stop);
            return provider;
        }

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
