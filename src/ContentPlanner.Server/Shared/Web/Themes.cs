using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>Light, dark, or as the device has it: a cookie of the browser, for a phone may want another than a desk.</summary>
public static class Themes
{
    internal const string Cookie = "theme";

    private static readonly TimeSpan Years = TimeSpan.FromDays(730);

    internal static void MapThemes(this IEndpointRouteBuilder app) => app.MapOpen("/theme").MapPost("", async (HttpContext http) =>
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        var wanted = form["theme"].ToString();
        if (wanted is "light" or "dark")
            http.Response.Cookies.Append(Cookie, wanted, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = Years, Secure = http.Request.IsHttps, IsEssential = true });
        else http.Response.Cookies.Delete(Cookie);
        return Administrator.SeeOther(Told.Local(form["back"]));
    });
}
