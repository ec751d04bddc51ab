using System.Text;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>
/// HTML that people's templates and texts made, for a sandboxed frame of one of our pages: a document of its own, whose policy lets
/// its inline styles in and nothing else.
/// </summary>
public sealed class Framed(string html) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        PageHeaders.Write(httpContext.Response.Headers, "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
        await httpContext.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(html), httpContext.RequestAborted);
    }

    /// <summary>A sentence in place of what would be shown.</summary>
    public static Framed Words(string words) => new($"<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><title>Preview</title><body style=\"font:16px/1.5 system-ui,sans-serif;color:#5c626b;padding:16px\"><p>{System.Net.WebUtility.HtmlEncode(words)}</p></body></html>");
}
