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
            : Page.Plain("Nothing for you yet", Html.Of($"""
                <p>Nobody has let you into a client's plan so far. Its owner can do that; your address is {http.Person().Email}.</p>
                <form method="post" action="/sign-out">{Page.FormToken(http)}<button class="quiet">Sign out</button></form>
                """));
    }

    public static IResult TooMany(HttpContext http)
    {
        http.Response.Headers.RetryAfter = "60";
        return Page.Plain("Please wait a minute", Html.Of($"<p>Too many attempts came from where you are. In a minute it works again.</p><p><a href=\"{Path}\">Sign in</a></p>"), StatusCodes.Status429TooManyRequests);
    }

    private static IResult Form(Settings settings, string? next, string? email, string? mistake, int status) => View.Of<SignInPage>(
        new { Next = Local(next), Email = email, Mistake = mistake, Provider = settings.Oidc.Authority is null ? null : settings.Oidc.Name }, status);

    private static async Task<IResult> ShowLinkAsync(string token, HttpContext http, SignInLinks links, AccountStore accounts, CancellationToken stop) =>
        await links.FindAsync(token, stop) is not { } link ? Spent
        : link.AccountId is not { } id ? await accounts.AnyAsync(stop) ? Spent : First(http, new(null, null, null), null)
        : await accounts.FindAsync(id) is not { ClosedAt: null } account ? Spent
        : link.SetsPassword ? ChoosePassword(http, account, null)
        : Page.Plain("Sign in", Html.Of($"""
            <p>This signs the browser you are using in as {account.Name} ({account.Email}), until you sign out or leave it alone for two weeks.</p>
            <form method="post">{Page.FormToken(http)}<button class="first">Sign in</button></form>
            """));

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
                    return First(http, wanted, mistake);
                default:
                    return Spent;
            }
        }
        if (await accounts.FindAsync(id) is not { ClosedAt: null } account) return Spent;
        var password = form["password"].ToString();
        if (link.SetsPassword && PasswordRule.Refusal(password, account.Email) is { } why) return ChoosePassword(http, account, why);
        if (!await links.UseAsync(token, id, stop)) return Spent;
        if (link.SetsPassword && await accounts.SetPasswordAsync(account, password) is AccountResult.Refused refused) return ChoosePassword(http, account, refused.Why);
        await signIn.EnterAsync(account, stop);
        return Administrator.SeeOther("/");
    }

    private static IResult First(HttpContext http, NewAccount typed, AccountResult.Refused? mistake) => Page.Plain("Welcome", Html.Of($"""
        <p>You are the first here: this account runs the installation.</p>
        <form method="post">{Page.FormToken(http)}
        {FormField.Of("name", "Your name", "text", typed.Name, mistake, autocomplete: "name")}
        {FormField.Of("email", "E-mail", "email", typed.Email, mistake, autocomplete: "username")}
        {FormField.Of("password", "Password", "password", null, mistake, PasswordRule.Words, "new-password")}
        <p><button class="first">Begin</button></p></form>
        """), mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult ChoosePassword(HttpContext http, AccountRow account, string? why) => Page.Plain("Choose a password", Html.Of($"""
        <p>For {account.Name}. Whoever is signed in as {account.Name} elsewhere will have to sign in again.</p>
        <form method="post">{Page.FormToken(http)}<input type="hidden" name="email" autocomplete="username" value="{account.Email}">
        {FormField.Of("password", "Password", "password", null, why is null ? null : new("password", why), PasswordRule.Words, "new-password")}
        <p><button class="first">Keep it and sign in</button></p></form>
        """), why is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);

    private static IResult Spent { get; } = Page.Plain("This link lets nobody in", Html.Of($"""
        <p>It was used, or is older than an hour.</p>
        <p><a href="{Path}">Sign in</a> if you have an account. On the machine where the program runs, this prints another link:</p>
        <pre>contentplanner user sign-in-link</pre>
        """), StatusCodes.Status410Gone);
}

/// <summary>A field of a form: what it is, what was typed, what is wrong with it.</summary>
internal static class FormField
{
    public static Html Of(string name, string label, string type, string? value = null, AccountResult.Refused? mistake = null, string? hint = null, string autocomplete = "off")
    {
        var why = mistake?.Field == name ? mistake.Why : null;
        return Html.Of($"""
            <label for="{name}">{label}</label><input id="{name}" name="{name}" type="{type}" value="{value}" autocomplete="{autocomplete}" required{(why is null ? "" : " aria-invalid=true")} aria-describedby="{name}-hint">
            <small id="{name}-hint" class="{(why is null ? "quiet" : "late")}">{why ?? hint}</small>
            """);
    }

    public static Html Mistake(string? words) => words is null ? Html.Empty : Html.Of($"<p class=\"note\" role=\"alert\">{words}</p>");
}
