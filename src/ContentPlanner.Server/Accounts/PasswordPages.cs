using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Accounts;

/// <summary><c>/password</c>: a mail with a link to choose another one. What is answered is the same for every address.</summary>
internal static class PasswordPages
{
    public static void MapPasswords(this IEndpointRouteBuilder app)
    {
        var open = app.MapOpen("/password");
        open.MapGet("", () => View.Of<PasswordPage>());
        open.MapPost("", async (HttpContext http, PasswordMails mails, SignInLimits limits, CancellationToken stop) =>
        {
            if (!limits.MayTry(http)) return SignInPages.TooMany(http);
            limits.Failed(http);
            mails.Ask((await http.Request.ReadFormAsync(stop))["email"].ToString());
            return View.Says("Look into your mail",
                [
                    "If there is an account with that address, a mail with a link is on its way. It works once, within an hour; another one is sent in a quarter of an hour at the earliest.",
                    "Nothing came? An administrator can make a link as well.",
                ]);
        });
    }
}
