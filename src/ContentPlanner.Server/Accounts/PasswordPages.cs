using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Accounts;

/// <summary><c>/password</c>: a mail with a link to choose another one. What is answered is the same for every address.</summary>
internal static class PasswordPages
{
    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var open = app.MapOpen("/password");
        open.MapGet("", (HttpContext http) => Page.Plain("Another password", Html.Of($"""
            <form method="post" class="form">{Page.FormToken(http)}
            {FormField.Of("email", "E-mail", "email", autocomplete: "username", hint: "We send a link there to choose another password.")}
            <p><button class="primary">Send the link</button></p></form>
            <p><a href="/sign-in">Back to sign in</a></p>
            """)));
        open.MapPost("", async (HttpContext http, PasswordMails mails, SignInLimits limits, CancellationToken stop) =>
        {
            if (!limits.MayTry(http)) return SignInPages.TooMany(http);
            limits.Failed(http);
            mails.Ask((await http.Request.ReadFormAsync(stop))["email"].ToString());
            return Page.Plain("Look into your mail", Html.Of($"""
                <p>If there is an account with that address, a mail with a link is on its way. It works once, within an hour; another one is sent in a quarter of an hour at the earliest.</p>
                <p>Nothing came? An administrator can make a link as well.</p>
                """));
        });
    }
}
