using System.Text;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Mail;

/// <summary>A page that needs nothing but a browser: no script, no picture, light or dark as its reader has it, wide or narrow.</summary>
internal static class MailPage
{
    private const string Style = """
        :root { color-scheme: light dark; --ink: #22262b; --quiet: #5c626b; --paper: #fff; --desk: #f8f6f2; --line: #e4dfd6; --accent: #1f5c63; --on: #fff; --late: #a8323e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #ece9e4; --quiet: #a7aeb7; --paper: #1d2024; --desk: #15171a; --line: #30353b; --accent: #7cc4c9; --on: #15171a; --late: #f09a9f; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--desk); color: var(--ink); font: 17px/1.5 -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
        main { margin: 8vh auto; padding: 32px 36px 36px; background: var(--paper); border: 1px solid var(--line); border-radius: 14px; }
        main.plain { max-width: 480px; }
        main.wide { max-width: 1080px; margin: 24px auto; }
        h1 { margin: 0 0 12px; font: 600 27px/1.25 Charter, "Iowan Old Style", Palatino, Georgia, serif; }
        h2 { margin: 32px 0 8px; font: 600 20px/1.3 Charter, "Iowan Old Style", Palatino, Georgia, serif; }
        p { margin: 0 0 12px; }
        a { color: var(--accent); }
        .quiet { color: var(--quiet); font-size: 15px; }
        .late { color: var(--late); font-weight: 600; }
        .note { padding: 12px 16px; border: 1px solid var(--late); border-radius: 8px; }
        button { font: inherit; min-height: 44px; padding: 8px 18px; border-radius: 8px; border: 1px solid var(--accent); background: none; color: var(--accent); cursor: pointer; }
        button.first { background: var(--accent); color: var(--on); }
        .plain form { margin-top: 20px; }
        .plain button { display: block; width: 100%; margin-top: 10px; min-height: 48px; }
        :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        table { width: 100%; border-collapse: collapse; font-size: 15px; }
        th, td { padding: 8px 12px 8px 0; border-top: 1px solid var(--line); text-align: left; vertical-align: top; }
        th { border-top: 0; color: var(--quiet); font-weight: 600; }
        td form { display: inline; }
        td button { min-height: 36px; padding: 2px 12px; }
        label { display: block; margin: 12px 0 4px; }
        input, select { font: inherit; min-height: 44px; padding: 6px 10px; width: 100%; max-width: 480px; border: 1px solid var(--line); border-radius: 8px; background: var(--desk); color: inherit; }
        iframe { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: 8px; background: #fff; }
        pre { white-space: pre-wrap; overflow-wrap: anywhere; font-size: 14px; }
        .scroll { overflow-x: auto; }
        @media (max-width: 520px) { main, main.wide { margin: 0; min-height: 100vh; border: 0; border-radius: 0; padding: 26px 18px; } }
        """;

    /// <summary>For readers of mails: one thing, in the middle.</summary>
    public static IResult Plain(int status, string title, Html body) => new Answer(status, Page("plain", title, Html.Of($"<h1>{title}</h1>{body}")));

    /// <summary>For administrators.</summary>
    public static IResult Wide(string title, Html body, int status = StatusCodes.Status200OK) => new Answer(status, Page("wide", title, body));

    private static Html Page(string shape, string title, Html body) => Html.Of($"""
        <!doctype html>
        <html lang="en">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>{title}</title><style>{new Html(Style)}</style></head>
        <body><main class="{shape}">{body}</main></body>
        </html>

        """);

    private sealed class Answer(int status, Html page) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = "text/html; charset=utf-8";
            // The address is a secret: nobody is told where somebody came from, and nothing keeps the page.
            response.Headers.CacheControl = "no-store";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'";
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(page.Text), httpContext.RequestAborted);
        }
    }
}
