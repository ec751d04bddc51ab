using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>What is said of a form that came too late: its page was too old, or its sender is signed out by now.</summary>
internal static class FormAnswers
{
    private static readonly string[] TooOld = ["The page had been open for so long that we could not be sure it was you who sent this. Nothing is lost: what you typed is kept here."];
    private static readonly string[] Kept = ["Nothing is lost: what you typed is kept here. Sign in, then come back to this page and send it again."];

    /// <summary>The form does not prove that a page of ours sent it.</summary>
    public static async Task<IResult> Expired(HttpContext http)
    {
        if (Told.IsScript(http)) return http.Refused("This page has been open for too long. Reload it and do that again", "/", StatusCodes.Status400BadRequest);
        return await KeptAsync(http) is { } form
            ? View.Of<SentFormPage>(new
            {
                Title = "Once more, please",
                Words = TooOld,
                Form = form,
            }, StatusCodes.Status400BadRequest)
            : View.Says("Please try again", ["The page had been open for too long, or was not one of this program’s.", "Go back, reload it and repeat what you did."], StatusCodes.Status400BadRequest);
    }

    /// <summary>Null: there is nothing to keep, and the way leads to the sign-in.</summary>
    public static async Task<IResult?> SignedOut(HttpContext http)
    {
        if (!HttpMethods.IsPost(http.Request.Method)) return null;
        if (Told.IsScript(http)) return http.Refused("You are signed out. Sign in again in another tab, then repeat that", "/", StatusCodes.Status401Unauthorized);
        return await KeptAsync(http) is not { } form ? null : View.Of<SentFormPage>(new
        {
            Title = "You are signed out",
            Words = Kept,
            Form = form,
            SignIn = "/sign-in",
        }, StatusCodes.Status401Unauthorized);
    }

    private static Task<SentForm?> KeptAsync(HttpContext http) => SentForm.OfAsync(http, http.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName);
}
