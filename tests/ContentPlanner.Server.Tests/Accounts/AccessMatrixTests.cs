using System.Net;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Approvals;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Accounts;

public sealed class AccessMatrixOnSqlite() : AccessMatrixTests(DatabaseKind.Sqlite);

public sealed class AccessMatrixOnPostgres() : AccessMatrixTests(DatabaseKind.Postgres);

/// <summary>
/// Every route there is × everybody who may ask. Whom a route lets in is said in routes.txt, line by line, so that a new one has
/// to be decided about; that it does so is asked of the running program, which stops where a handler would begin.
/// </summary>
public abstract partial class AccessMatrixTests(DatabaseKind kind) : IAsyncLifetime
{
    private const string OnlyAsk = "X-Only-Ask";
    private const HttpStatusCode LetIn = (HttpStatusCode)299;

    private readonly FakeClock _clock = new(SystemClock.Instance.GetCurrentInstant());
    private TestDatabase _database = null!;
    private RunningService _service = null!;
    private WorkspaceSnapshot _client = null!, _other = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Who asks: how, and what they may do.</summary>
    /// <param name="Access">To the client; null: none.</param>
    /// <param name="Scopes">Of a program; null: a browser.</param>
    private sealed record Caller(string Name, HttpClient Http, bool IsSignedIn = false, bool IsAdministrator = false, Access? Access = null, ApiScopes? Scopes = null) : IDisposable
    {
        public void Dispose() => Http.Dispose();
    }

    private sealed record Route(string Method, string Pattern, RoutePattern Parts, Endpoint Endpoint)
    {
        public bool IsApi => Pattern.StartsWith("/api/", StringComparison.Ordinal);
        public bool Reads => Method is "GET" or "HEAD";
        public override string ToString() => $"{Method} {Pattern}";
    }

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.Open(kind);
        using var noJobs = new TemporaryFolder();
        _service = await RunningService.Start(_database, _clock, settings =>
        {
            settings.Jobs = noJobs.Path;
            settings.Oidc.Authority = "http://localhost:1/";
            settings.Oidc.ClientId = "planner";
        }, services =>
        {
            var own = services.Last(s => s.ServiceType == typeof(IAuthorizationMiddlewareResultHandler)).ImplementationType!;
            services.AddSingleton<IAuthorizationMiddlewareResultHandler>(s => new StopAtTheDoor((IAuthorizationMiddlewareResultHandler)ActivatorUtilities.CreateInstance(s, own)));
        });
        _client = (await _service.Services.GetRequiredService<StarterPlan>().LoadAsync(Stop))!;
        var made = await _service.Services.GetRequiredService<WorkspaceStore>().CreateAsync(
            new() { Key = "other-client", Name = "Somebody Else", Zone = DateTimeZone.Utc, Members = [new() { Key = "only", Name = "Only" }] }, Actor.CommandLine, "began", fresh: true, Stop);
        _other = ((ChangeResult.Done)made).After;
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public void Whom_each_route_lets_in_was_decided()
    {
        var file = Path.Combine(Sources(), "Accounts", "routes.txt");
        var now = Routes().Select(r => $"{Who(r)}: {r}").Distinct().Order(StringComparer.Ordinal).ToList();
        if (Environment.GetEnvironmentVariable("ACCEPT_GOLDEN") == "1") File.WriteAllLines(file, now);
        var decided = File.ReadAllLines(file).Where(l => l.Length > 0).ToList();

        Assert.True(!now.Except(decided).Any(), $"These routes are new, or let in others than before. Say in {file} whom they let in (ACCEPT_GOLDEN=1 writes it; read what it wrote):\n{string.Join("\n", now.Except(decided))}");
        Assert.True(!decided.Except(now).Any(), $"These routes are no more; take them out of {file}:\n{string.Join("\n", decided.Except(now))}");
    }

    /// <summary>Default deny: what says nothing is for administrators, and nothing says nothing.</summary>
    [Fact]
    public void Every_route_says_whom_it_lets_in() =>
        Assert.Empty(Routes().Where(r => r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null && r.Endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Count == 0).Select(r => r.ToString()));

    [Fact]
    public async Task Every_route_lets_in_whom_it_says_and_nobody_else()
    {
        var callers = await Callers();
        var wrong = new List<string>();
        // What is open to anybody asks nobody; that it shall be stands in routes.txt.
        foreach (var route in Routes().Where(r => r.Endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null))
            foreach (var caller in callers)
            {
                var (status, location) = await Ask(caller, route, PathOf(route, _client));
                var expected = Expected(route, caller);
                if (status != expected) wrong.Add($"{route}: {caller.Name} was answered {(int)status} and not {(int)expected}");
                else if (status == HttpStatusCode.Found && !location.StartsWith("/sign-in?", StringComparison.Ordinal)) wrong.Add($"{route}: {caller.Name} was led to {location}");
            }
        foreach (var caller in callers) caller.Dispose();
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    [Fact]
    public async Task A_client_that_is_not_there_and_one_that_is_not_mine_are_answered_alike()
    {
        using var owner = await Browser.Of(_service.App, "owner@elsewhere.example", _other.Id, Access.Owner);
        using var stranger = new Browser(_service.App.Urls.First());
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => r.Pattern.Contains("{workspace}", StringComparison.Ordinal)))
            foreach (var (name, browser) in new[] { ("the owner of another client", owner), ("a stranger", stranger) })
            {
                var there = await Answer(browser, route, PathOf(route, _client));
                var nowhere = await Answer(browser, route, PathOf(route, _client).Replace(_client.Workspace.Key, "no-such-client", StringComparison.Ordinal));
                if (there != nowhere) wrong.Add($"{route}: {name} sees whether there is such a client:\n  {there}\n  {nowhere}");
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>With the keys and ids of another client's things in the address of one's own client.</summary>
    [Fact]
    public async Task Nothing_of_another_client_is_shown_below_ones_own()
    {
        var feed = (await _service.Services.GetRequiredService<FeedStore>().AddAsync(new(_client.Id, "Secret feed", "calendar", "calendar"), Stop)).Feed.Id;
        var move = await _service.Services.GetRequiredService<Server.Launches.Moves>().PreviewAsync(_client.Id, new("the-book", null, new(2027, 5, 18), Core.Launches.LateChoice.Keep, null), Actor.CommandLine, Stop);
        Guid[] ids = [feed, .. move is Server.Launches.MoveResult.Shown shown ? new[] { shown.Move.Id } : [], _client.Workspace.Pieces[0].Id!.Value, _client.Workspace.Launches[0].Id!.Value, _client.Id];
        string[] telling = ["Steady Ground", .. _client.Workspace.Pieces.Select(p => p.Title), .. _client.Workspace.Launches.Select(l => l.Title), "Secret feed"];
        using var owner = await Browser.Of(_service.App, "owner@elsewhere.example", _other.Id, Access.Owner);
        var wrong = new List<string>();
        foreach (var route in Routes().Where(r => r.Reads && r.Pattern.Contains("{workspace}", StringComparison.Ordinal)))
            foreach (var id in ids)
            {
                using var answer = await owner.Get(PathOf(route, _client, id).Replace(_client.Workspace.Key, _other.Workspace.Key, StringComparison.Ordinal));
                var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
                if (telling.FirstOrDefault(t => page.Contains(t, StringComparison.Ordinal)) is { } told) wrong.Add($"{route} with {id} tells “{told}”");
                if ((int)answer.StatusCode >= 500) wrong.Add($"{route} with {id} answers {(int)answer.StatusCode}");
                if (!route.Parts.Parameters.Any(p => p.ParameterPolicies.Any(c => c.Content == "guid"))) break;
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static HttpStatusCode Expected(Route route, Caller caller)
    {
        var metadata = route.Endpoint.Metadata;
        // A key opens the API only; a page does not know it.
        if (!caller.IsSignedIn || (caller.Scopes is not null && !route.IsApi)) return route.IsApi ? HttpStatusCode.Unauthorized : HttpStatusCode.Found;
        var needs = metadata.GetOrderedMetadata<NeedsAccess>();
        if (needs.Count > 0)
        {
            if (!caller.IsAdministrator && caller.Access is null) return HttpStatusCode.NotFound;
            if (!caller.IsAdministrator && caller.Access < needs.Max(n => n.Least)) return HttpStatusCode.Forbidden;
        }
        else if (metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy == Administrator.Policy) && !caller.IsAdministrator)
        {
            return HttpStatusCode.Forbidden;
        }
        if (caller.Scopes is { } scopes)
        {
            var asked = (route.Reads ? ApiScopes.Read : ApiScopes.Write) | (needs.Any(n => n.Least == Access.Owner) ? ApiScopes.Manage : 0);
            if (!scopes.HasFlag(asked)) return HttpStatusCode.Forbidden;
        }
        return LetIn;
    }

    private async Task<IReadOnlyList<Caller>> Callers()
    {
        var callers = new List<Caller> { new("a stranger", new Browser(_service.App.Urls.First()).Http) };
        var approver = new Browser(_service.App.Urls.First());
        var asked = (AskResult.Done)await _service.Services.GetRequiredService<ApprovalStore>().AskAsync(_client.Id, new(_client.Workspace.Pieces.First(p => p.Body is not null).Key, null, "Nora", "nora@example.org", null), Actor.CommandLine, Stop);
        await approver.Read(asked.Path);
        callers.Add(new("who has an approval's address", approver.Http));
        callers.Add(new("the administrator", (await Browser.OfAdministrator(_service.App)).Http, IsSignedIn: true, IsAdministrator: true));
        callers.Add(new("the owner of another client", (await Browser.Of(_service.App, "owner@elsewhere.example", _other.Id, Access.Owner)).Http, IsSignedIn: true));
        callers.Add(new("somebody without a client", (await Browser.Of(_service.App, "new@example.org")).Http, IsSignedIn: true));
        foreach (var access in Enum.GetValues<Access>())
            callers.Add(new($"the {access}", (await Browser.Of(_service.App, $"{access}@example.org".ToLowerInvariant(), _client.Id, access)).Http, IsSignedIn: true, Access: access));

        await using var scope = _service.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<AccountStore>();
        foreach (var (email, access, isAdministrator, workspace, scopes) in new (string, Access?, bool, Guid?, ApiScopes)[]
        {
            ("owner@example.org", Access.Owner, false, null, ApiScopes.Read), ("owner@example.org", Access.Owner, false, null, ApiScopes.Read | ApiScopes.Write),
            ("owner@example.org", Access.Owner, false, _client.Id, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage), ("clientviewer@example.org", Access.ClientViewer, false, null, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage),
            ("owner@elsewhere.example", null, false, null, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage), ("ada@example.org", null, true, null, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage),
            ("ada@example.org", null, false, _other.Id, ApiScopes.Read | ApiScopes.Write | ApiScopes.Manage), ("ada@example.org", Access.Owner, false, null, ApiScopes.Read),
        })
        {
            var (key, _) = await _service.Services.GetRequiredService<ApiKeys>().CreateAsync((await accounts.FindAsync(email))!.Id, new("a program", scopes, workspace), Stop);
            var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(_service.App.Urls.First()) };
            http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            callers.Add(new($"a program of {email} that may {scopes}{(workspace is null ? "" : " in one client")}", http, IsSignedIn: true, isAdministrator, access, scopes));
        }
        return callers;
    }

    private IEnumerable<Route> Routes() =>
        from endpoint in ((IEndpointRouteBuilder)_service.App).DataSources.SelectMany(d => d.Endpoints).OfType<RouteEndpoint>()
        from method in endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"]
        let pattern = "/" + endpoint.RoutePattern.RawText!.TrimStart('/')
        orderby pattern, method
        select new Route(method, pattern.Length > 1 ? pattern.TrimEnd('/') : pattern, endpoint.RoutePattern, endpoint);

    private static string Who(Route route)
    {
        var metadata = route.Endpoint.Metadata;
        if (metadata.GetMetadata<IAllowAnonymous>() is not null) return "anybody";
        if (metadata.GetOrderedMetadata<NeedsAccess>() is { Count: > 0 } needs) return needs.Max(n => n.Least).ToString();
        var asked = metadata.GetOrderedMetadata<IAuthorizeData>();
        return asked.Count == 0 || asked.Any(a => a.Policy == Administrator.Policy) ? "Administrator" : "whoever is signed in";
    }

    /// <summary>An address of the route, with the client's own things in it.</summary>
    private static string PathOf(Route route, WorkspaceSnapshot client, Guid? id = null) => PathOf(route, parameter => Value(parameter, client, id));

    private static string PathOf(Route route, Func<RoutePatternParameterPart, string> value) => "/" + string.Join('/', route.Parts.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => value(parameter),
        _ => "",
    }))));

    private static string Value(RoutePatternParameterPart parameter, WorkspaceSnapshot client, Guid? id)
    {
        var constraints = parameter.ParameterPolicies.Select(p => p.Content).ToList();
        if (parameter.Name == "workspace" && !constraints.Contains("guid")) return client.Workspace.Key;
        if (constraints.Contains("guid")) return (id ?? Guid.Parse("0199b0a0-0000-7000-8000-000000000001")).ToString();
        if (constraints.Contains("int") || constraints.Contains("long")) return "1";
        return parameter.Name switch
        {
            "piece" => client.Workspace.Pieces[0].Key,
            "launch" => "the-book",
            "period" => client.Workspace.Periods[0].Key,
            "member" or "person" => client.Workspace.Members[0].Key,
            _ => "x",
        };
    }

    private static async Task<(HttpStatusCode Status, string Location)> Ask(Caller caller, Route route, string path)
    {
        using var request = new HttpRequestMessage(new(route.Method), path);
        request.Headers.Add(OnlyAsk, "1");
        using var answer = await caller.Http.SendAsync(request, Stop);
        return (answer.StatusCode, answer.Headers.Location is { } to ? to.IsAbsoluteUri ? to.PathAndQuery : to.ToString() : "");
    }

    /// <summary>All that whoever asks can see of an answer, but what is random in it and what they asked for.</summary>
    private async Task<string> Answer(Browser browser, Route route, string path)
    {
        using var request = new HttpRequestMessage(new(route.Method), path);
        using var answer = await browser.Http.SendAsync(request, Stop);
        var body = Regex.Replace(await answer.Content.ReadAsStringAsync(Stop), "(value|data-token)=\"CfDJ[^\"]+\"", "");
        var headers = answer.Headers.Where(h => h.Key is not ("Date" or "Set-Cookie")).Select(h => $"{h.Key}: {string.Join(",", h.Value)}").Order(StringComparer.Ordinal);
        return $"{(int)answer.StatusCode} {string.Join("; ", headers)} {body}".Replace(_client.Workspace.Key, "…", StringComparison.Ordinal).Replace("no-such-client", "…", StringComparison.Ordinal);
    }

    private static string Sources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return Path.Combine(folder.FullName, "tests", "ContentPlanner.Server.Tests");
        throw new InvalidOperationException("the repository is not above the tests");
    }

    /// <summary>Whoever is let in goes no further, so that everything can be asked about, deletion included.</summary>
    private sealed class StopAtTheDoor(IAuthorizationMiddlewareResultHandler own) : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
            own.HandleAsync(context.Request.Headers.ContainsKey(OnlyAsk) ? Stopped : next, context, policy, authorizeResult);

        private static Task Stopped(HttpContext http)
        {
            http.Response.StatusCode = (int)LetIn;
            return Task.CompletedTask;
        }
    }
}
