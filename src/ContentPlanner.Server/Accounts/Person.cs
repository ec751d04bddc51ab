using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Accounts;

/// <summary>Who asks: somebody with an account, as it was when the request came.</summary>
public sealed record Person(Guid AccountId, string Name, string Email, bool IsAdministrator)
{
    /// <summary>IANA id of the zone they read times in; null: each workspace's own.</summary>
    public string? Zone { get; init; }

    /// <summary>Of dates and numbers; null: each workspace's own.</summary>
    public string? Locale { get; init; }
}

/// <summary>The workspace of the address, and what the person who asks may do in it. Both are checked when a handler sees it.</summary>
public sealed record Client(Guid Id, string Key, string Name, Access Access)
{
    /// <summary>Key of the member of the plan that this person is: whose tasks are "mine"; null: none.</summary>
    public string? Member { get; init; }

    public bool May(Access access) => Access >= access;
}

/// <summary>Who asks, to handlers.</summary>
public static class Asking
{
    /// <exception cref="InvalidOperationException">The route lets in who is not signed in.</exception>
    public static Person Person(this HttpContext http) => http.SignedIn()?.Person ?? throw new InvalidOperationException($"{http.GetEndpoint()?.DisplayName} asks for no account.");

    /// <summary>Null: nobody has signed in.</summary>
    public static Person? PersonOrNobody(this HttpContext http) => http.SignedIn()?.Person;

    /// <exception cref="InvalidOperationException">The route is not of a workspace; it would be with MapClientPages or MapClientApi.</exception>
    public static Client Client(this HttpContext http) => http.Features.Get<Client>() ?? throw new InvalidOperationException($"{http.GetEndpoint()?.DisplayName} asks for no access to a workspace.");

    /// <summary>The beginning of the audit trail's line.</summary>
    public static Actor Actor(this HttpContext http) =>
        new(http.Person().Name, http.Person().AccountId, http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal) ? "api" : "web");

    internal static SignedIn? SignedIn(this HttpContext http) => http.Features.Get<SignedIn>();
}
