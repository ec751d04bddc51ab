using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>Someone at a running service: keeps cookies, follows no redirect, posts the forms it is shown.</summary>
public sealed partial class Browser : IDisposable
{
    private readonly HttpClient _client;

    public Browser(string address)
    {
        Cookies = new();
        _client = new(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = new(address) };
    }

    public CookieContainer Cookies { get; }

    /// <summary>The same browser, for what a script on a page of ours may ask.</summary>
    public HttpClient Http => _client;

    /// <summary>Signed in as the administrator, whose account is made if there is none.</summary>
    public static Task<Browser> OfAdministrator(WebApplication service) => Of(service, "ada@example.org", administrator: true);

    /// <summary>Signed in as somebody, by a link; the account is made if there is none, and let into the workspace.</summary>
    public static async Task<Browser> Of(WebApplication service, string email, Guid? workspace = null, Access access = Access.Owner, bool administrator = false)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var scope = service.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountStore>();
        var account = await accounts.FindAsync(email) ?? Assert.IsType<AccountResult.Done>(await accounts.AddAsync(new(email.Split('@')[0], email, null, administrator), proven: true)).Account;
        if (workspace is { } client) await accounts.GrantAsync(account.Id, client, access, null, Actor.CommandLine, stop);
        var browser = new Browser(service.Urls.First());
        using var signedIn = await browser.Submit(SignInLinks.Path(await service.Services.GetRequiredService<SignInLinks>().ForAsync(account.Id, setsPassword: false, stop)));
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        return browser;
    }

    public Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public async Task<string> Read(string path)
    {
        using var answer = await Get(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    public Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields) =>
        Send(HttpMethod.Post, path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))));

    /// <summary>Posts a form with the token that the page holds: to the page's own address, or where the form says.</summary>
    public async Task<HttpResponseMessage> Submit(string page, string? to = null, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await Read(page)).Groups[1].Value;
        return await Post(to ?? page, [.. fields, ("form", token)]);
    }

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("name=\"form\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
