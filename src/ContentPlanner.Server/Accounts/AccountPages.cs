using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Accounts;

/// <summary><c>/admin/accounts</c>: who can sign in, for administrators.</summary>
internal static class AccountPages
{
    private const string Path = "/admin/accounts";

    public static void MapAccounts(this IEndpointRouteBuilder app)
    {
        var pages = app.MapAdministration(Path);
        pages.MapGet("", (HttpContext http, AccountStore accounts, CancellationToken stop) => Shown(http, accounts, null, null, null, stop));
        pages.MapPost("", async (HttpContext http, AccountStore accounts, SignInLinks links, Settings settings, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var typed = new NewAccount(form["name"], form["email"], null, form["administrator"] == "true");
            return await accounts.AddAsync(typed, proven: true, http.Actor()) switch
            {
                AccountResult.Done made => await Shown(http, accounts, null, null, ($"{made.Account.Name} chooses a password here, once, within an hour:", await LinkAsync(links, settings, made.Account.Id, http.Actor(), stop)), stop),
                AccountResult.Refused refused => await Shown(http, accounts, typed, refused.Why, null, stop),
                _ => Administrator.SeeOther(Path),
            };
        });
        pages.MapPost("/{id:guid}/link", async (Guid id, HttpContext http, AccountStore accounts, SignInLinks links, Settings settings, CancellationToken stop) =>
            await accounts.FindAsync(id) is { ClosedAt: null } account
                ? await Shown(http, accounts, null, null, ($"{account.Name} chooses another password here, once, within an hour:", await LinkAsync(links, settings, id, http.Actor(), stop)), stop)
                : await Shown(http, accounts, null, "There is no such account any more.", null, stop));
        pages.MapPost("/{id:guid}/administration", async (Guid id, HttpContext http, AccountStore accounts, CancellationToken stop) =>
        {
            var wanted = (await http.Request.ReadFormAsync(stop))["administrator"] == "true";
            return After(await accounts.MakeAdministratorAsync(id, wanted, http.Actor(), stop) is { } why ? await Shown(http, accounts, null, why, null, stop) : null);
        });
        pages.MapPost("/{id:guid}/closing", async (Guid id, HttpContext http, AccountStore accounts, CancellationToken stop) =>
            After(await accounts.CloseAsync(id, http.Actor(), stop) is { } why ? await Shown(http, accounts, null, why, null, stop) : null));
        pages.MapPost("/{id:guid}/opening", async (Guid id, HttpContext http, AccountStore accounts, CancellationToken stop) =>
        {
            await accounts.OpenAsync(id, http.Actor(), stop);
            return Administrator.SeeOther(Path);
        });
    }

    private static IResult After(IResult? refusal) => refusal ?? Administrator.SeeOther(Path);

    private static async Task<string> LinkAsync(SignInLinks links, Settings settings, Guid account, Actor by, CancellationToken stop) =>
        settings.Address.AbsoluteUri.TrimEnd('/') + SignInLinks.Path(await links.ForAsync(account, setsPassword: true, by, stop));

    private static async Task<IResult> Shown(HttpContext http, AccountStore accounts, NewAccount? typed, string? mistake, (string, string)? link, CancellationToken stop)
    {
        var reader = ReaderTime.Of(http.Person(), null);
        var lines = (await accounts.ListAsync(stop)).Select(a => new AccountsPage.Line(a.Id, a.Name, a.Email!, a.IsAdministrator, a.ClosedAt is not null, a.SignedInAt is { } at ? reader.On(at) : null)).ToList();
        return View.Of<AccountsPage>(new { Accounts = lines, Typed = typed, Mistake = mistake, Link = link }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
