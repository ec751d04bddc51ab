using System.Text;
using Microsoft.AspNetCore.Antiforgery;

namespace ContentPlanner.Server.Shared;

/// <summary>A page of the administration as its menu names it. Each slice adds its own to the services.</summary>
public sealed record AdminSection(string Path, string Name);

/// <summary>Something every page for administrators has to say; null: nothing at the moment.</summary>
public sealed record AdminNotice(Func<IServiceProvider, CancellationToken, Task<string?>> Words);

/// <summary>
/// A page that works without a script: light or dark as its reader has it, wide or narrow. One style sheet
/// (<see cref="StyleSheet"/>), nothing from elsewhere, nothing inline.
/// </summary>
public static class Page
{
    /// <summary>For anybody: one thing, in the middle.</summary>
    public static IResult Plain(string title, Html content, int status = StatusCodes.Status200OK) =>
        new Answer(status, _ => Task.FromResult(Document("plain", title, Html.Empty, Html.Of($"<h1>{title}</h1>{content}"))));

    /// <summary>For administrators, with the menu and what every page has to say.</summary>
    public static IResult Administration(string title, Html content, int status = StatusCodes.Status200OK) => new Answer(status, async http =>
    {
        var notices = new List<Html>();
        foreach (var notice in http.RequestServices.GetServices<AdminNotice>())
            if (await notice.Words(http.RequestServices, http.RequestAborted) is { } words) notices.Add(Html.Of($"<p class=\"note\" role=\"status\">{words}</p>"));
        return Document("wide", title, Menu(http), Html.Of($"{Html.Join(notices)}<h1>{title}</h1>{content}"));
    });

    /// <summary>Goes into every form that posts: proof that it was this program's page that asked.</summary>
    public static Html FormToken(HttpContext http)
    {
        var tokens = http.RequestServices.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http);
        return Html.Of($"<input type=\"hidden\" name=\"{tokens.FormFieldName}\" value=\"{tokens.RequestToken}\">");
    }

    private static Html Menu(HttpContext http)
    {
        var here = http.Request.Path;
        var links = http.RequestServices.GetServices<AdminSection>().Select(s => here.StartsWithSegments(s.Path)
            ? Html.Of($"<a href=\"{s.Path}\" aria-current=\"page\">{s.Name}</a>")
            : Html.Of($"<a href=\"{s.Path}\">{s.Name}</a>"));
        return Html.Of($"""
            <header><a class="name" href="/admin">ContentPlanner</a><nav aria-label="Administration">{Html.Join(links)}</nav>
            <form method="post" action="/sign-out">{FormToken(http)}<button class="quiet">Sign out</button></form></header>
            """);
    }

    private static Html Document(string shape, string title, Html menu, Html content) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>{title} · ContentPlanner</title>
        <link rel="stylesheet" href="{StyleSheet.Address}">
        </head>
        <body>{menu}<main class="{shape}">{content}</main></body>
        </html>

        """);

    private sealed class Answer(int status, Func<HttpContext, Task<Html>> page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var html = await page(httpContext);
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            PageHeaders.Write(response.Headers);
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(html.Text), httpContext.RequestAborted);
        }
    }
}
