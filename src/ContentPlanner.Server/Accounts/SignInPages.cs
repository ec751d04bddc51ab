using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Accounts;

/// <summary>Coming in and leaving: <c>/sign-in</c>, one-time links, <c>/sign-out</c>.</summary>
internal static class SignInPages
{
    private const string Path = "/sign-in";

    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        app.MapSignedIn("/").MapGet("", HomeAsync);
        app.MapAdministrationHome();

        var open = app.MapOpen(Path);
        open.MapGet("", (string? next, string? provider, HttpContext http, Settings settings) => http.PersonOrNobody() is not null
            ? Administrator.SeeOther(Local(next))
            : Form(settings, next, null, provider == "failed" ? $"{settings.Oidc.Name} did not let you in; try again, or sign in with your password." : null, StatusCodes.Status200OK));
        open.MapPost("", async (HttpContext http, SignIn signIn, SignInLimits limits, Settings settings, CancellationToken stop) =>
        {
            if (!limits.MayTry(http)) return TooMany(http);
            var form = await http.Request.ReadFormAsync(stop);
            var (email, next) = (form["email"].ToString(), form["next"].ToString());
            if (await signIn.CheckAsync(email, form["password"].ToString()) is not { } account)
            {
                limits.Failed(http);
                return Form(settings, next, email, "That is not an e-mail address and its password here. After several wrong passwords an account rests for a few minutes.", StatusCodes.Status422UnprocessableEntity);
            }
            await signIn.EnterAsync(account, stop);
            return Administrator.SeeOther(Local(next));
        });
        open.MapGet("/{token}", ShowLinkAsync);
        open.MapPost("/{token}", FollowLinkAsync);

        app.MapOpen("/sign-out").MapPost("", async (SignIn signIn) =>
        {
            await signIn.LeaveAsync();
            return Administrator.SeeOther(Path);
        });
    }

    /// <summary>Where somebody wanted to go, as long as that is here.</summary>
    public static string Local(string? next) => next is ['/', ..] && next is not ['/', '/' or '\\', ..] && !next.Any(char.IsControl) ? next : "/";

    private static async Task<IResult> HomeAsync(HttpContext http, Standing standing, CancellationToken stop)
    {
        var clients = await standing.ClientsAsync(http.SignedIn()!, stop);
        return clients.Count > 0 ? Administrator.SeeOther("/today")
            : http.Person().IsAdministrator ? Administrator.SeeOther("/welcome")
            : View.Of<NothingYetPage>(new { http.Person().Email });
    }

    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return View.Says("Please wait a minute", ["Too many attempts came from where you are. In a minute it works again."], StatusCodes.Status429TooManyRequests, Path, "Sign in");
    }

    private static IResult Form(Settings settings, string? next, string? email, string? mistake, int status) => View.Of<SignInPage>(
        new { Next = Local(next), Email = email, Mistake = mistake, Provider = settings.Oidc.Authority is null ? null : settings.Oidc.Name }, status);

    private static async Task<IResult> ShowLinkAsync(string token, SignInLinks links, AccountStore accounts, CancellationToken stop) =>
        await links.FindAsync(token, stop) is not { } link ? Spent
        : link.AccountId is not { } id ? await accounts.AnyAsync(stop) ? Spent : First(new(null, null, null), null)
        : await accounts.FindAsync(id) is not { ClosedAt: null } account ? Spent
        : link.SetsPassword ? ChoosePassword(account, null)
        : View.Of<EnterPage>(new { account.Name, Email = account.Email! });

    private static async Task<IResult> FollowLinkAsync(string token, HttpContext http, SignInLinks links, AccountStore accounts, SignIn signIn, CancellationToken stop)
    {
        if (await links.FindAsync(token, stop) is not { } link) return Spent;
        var form = await http.Request.ReadFormAsync(stop);
        if (link.AccountId is not { } id)
        {
            var wanted = new NewAccount(form["name"], form["email"], form["password"].ToString());
            switch (await accounts.AddFirstAsync(token, wanted, stop))
            {
                case AccountResult.Done made:
                    await signIn.EnterAsync(made.Account, stop);
                    return Administrator.SeeOther("/");
                case AccountResult.Refused { Field.Length: > 0 } mistake:
                    return First(wanted, mistake);
                default:
                    return Spent;
            }
        }
        if (await accounts.FindAsync(id) is not { ClosedAt: null } account) return Spent;
        var password = form["password"].ToString();
        if (link.SetsPassword && PasswordRule.Refusal(password, account.Email) is { } why) return ChoosePassword(account, why);
        if (!await links.UseAsync(token, id, stop)) return Spent;
        if (link.SetsPassword && await accounts.SetPasswordAsync(account, password) is AccountResult.Refused refused) return ChoosePassword(account, refused.Why);
        await signIn.EnterAsync(account, stop);
        return Administrator.SeeOther("/");
    }

    private static IResult First(NewAccount typed, AccountResult.Refused? mistake) =>
        View.Of<FirstAccountPage>(new { Typed = typed, Mistake = mistake }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult ChoosePassword(AccountRow account, string? why) =>
        View.Of<ChoosePasswordPage>(new { account.Name, Email = account.Email!, Mistake = why }, why is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult Spent { get; } = View.Says("This link lets nobody in",
        ["It was used, or is older than an hour.", "If you have an account, sign in with your password. On the machine where the program runs, this prints another link:"],
        StatusCodes.Status410Gone, Path, "Sign in", "contentplanner user sign-in-link");
}
