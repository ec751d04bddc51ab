using ContentPlanner.Server.Shared.Web;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;

namespace ContentPlanner.Server.Shared;

/// <summary>A page of the administration as its menu names it. Each slice adds its own to the services.</summary>
public sealed record AdminSection(string Path, string Name);

/// <summary>Something every page for administrators has to say; null: nothing at the moment.</summary>
public sealed record AdminNotice(Func<IServiceProvider, CancellationToken, Task<string?>> Words);

/// <summary>A page whose content is markup made here, for what has no component of its own.</summary>
public static class Page
{
    /// <summary>For anybody: one thing, in the middle.</summary>
    public static IResult Plain(string title, Html content, int status = StatusCodes.Status200OK) =>
        View.Of<ClassicPage>(new { Title = title, Content = new MarkupString(content.Text) }, status);

    /// <summary>For administrators, with the menu and what every page has to say.</summary>
    public static IResult Administration(string title, Html content, int status = StatusCodes.Status200OK) => new OfAdministration(title, content, status);

    /// <summary>Goes into every form that posts: proof that it was this program's page that asked.</summary>
    public static Html FormToken(HttpContext http)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return Html.Of($"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{tokens.RequestToken}\">");
    }

    private sealed class OfAdministration(string title, Html content, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var menu = httpContext.RequestServices.GetServices<AdminSection>().Select(s => new Choice(s.Name, s.Path, httpContext.Request.Path.StartsWithSegments(s.Path)));
            return View.Of<ClassicPage>(new { Title = title, Content = new MarkupString(content.Text), Wide = true, Menu = menu }, status).ExecuteAsync(httpContext);
        }
    }
}
