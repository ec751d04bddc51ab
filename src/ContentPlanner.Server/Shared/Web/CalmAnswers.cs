using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>
/// What people read where there is no page: an address that leads nowhere, a fault of ours, a database that is away. Programs are
/// answered in their own ways (<see cref="Api.UseApiProblems"/>, feeds in plain text).
/// </summary>
internal static partial class CalmAnswers
{
    private static readonly PathString[] NoPages = ["/api", "/openapi", "/feeds", "/health", "/assets", "/hangfire"];

    public static void UseCalmAnswers(this IApplicationBuilder app) => app.UseWhen(http => !Array.Exists(NoPages, p => http.Request.Path.StartsWithSegments(p)), pages =>
    {
        pages.UseExceptionHandler(new ExceptionHandlerOptions
        {
            AllowStatusCode404Response = true,
            // It is told below, with the number that the page shows.
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = async http => await (await FaultAsync(http, http.Features.Get<IExceptionHandlerFeature>()!.Error)).ExecuteAsync(http),
        });
        pages.UseStatusCodePages(async bare => await (await NoPageAsync(bare.HttpContext)).ExecuteAsync(bare.HttpContext));
    });

    private static async Task<IResult> NoPageAsync(HttpContext http)
    {
        var status = http.Response.StatusCode;
        var (title, words) = status switch
        {
            StatusCodes.Status404NotFound => ("There is nothing here", "The address may be mistyped, or what stood here was removed."),
            StatusCodes.Status405MethodNotAllowed => ("There is nothing here", "This address only takes what a form sends. Go to the page and do it there once more."),
            StatusCodes.Status413PayloadTooLarge => ("That is too large", "What you sent is larger than what can be taken here. Send less of it at once."),
            StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => ("Please wait a minute", "There is more to do at this moment than can be done at once. In a minute it works again."),
            _ => ("That did not work", "What was sent could not be read. Go back, reload the page and do it once more."),
        };
        if (Told.IsScript(http)) return http.Refused(words, "/", status);
        return await ClientOfAsync(http) is { } client
            ? View.Says(title, [words], status, $"/w/{client.Key}/today", $"To {client.Name}")
            : View.Says(title, [words], status, "/", http.PersonOrNobody() is null ? "To the beginning" : "To your clients");
    }

    /// <summary>Whose menus a page that is not there stands in: those of the client its address names, if they are the reader's.</summary>
    private static async Task<Client?> ClientOfAsync(HttpContext http)
    {
        if (http.Features.Get<Client>() is { } known) return known;
        if (http.SignedIn() is not { } who || http.Request.Path.Value!.Split('/') is not ["", "w", var key, ..]) return null;
        var client = await http.RequestServices.GetRequiredService<Standing>().ClientAsync(who, key, http.RequestAborted);
        http.Features.Set(client);
        return client;
    }

    private static async Task<IResult> FaultAsync(HttpContext http, Exception fault)
    {
        var log = http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(CalmAnswers));
        var number = http.TraceIdentifier;
        // Within another fault where a form's proof was looked for.
        if ((fault as BadHttpRequestException ?? fault.InnerException as BadHttpRequestException) is { } bad)
        {
            http.Response.StatusCode = bad.StatusCode;
            return await NoPageAsync(http);
        }
        // No browser sends such a form; that it cannot be read is found out where its proof is looked for.
        if (fault is AntiforgeryValidationException { InnerException: InvalidDataException })
        {
            http.Response.StatusCode = StatusCodes.Status400BadRequest;
            return await NoPageAsync(http);
        }
        var (status, title, words) = fault.InWords() is { } said
            ? (StatusCodes.Status503ServiceUnavailable, "The database is not there at the moment", said)
            : (StatusCodes.Status500InternalServerError, "Something broke here", "It is a fault of ours, not of yours, and what was saved before is as it was.");
        if (status == StatusCodes.Status503ServiceUnavailable) Away(log, http.Request.Method, words);
        else Broke(log, number, http.Request.Method, fault);
        if (Told.IsScript(http)) return http.Refused(words, "/", status);
        var isPost = HttpMethods.IsPost(http.Request.Method);
        var lines = new List<string> { words };
        if (status == StatusCodes.Status500InternalServerError) lines.Add($"Try it once more. If it comes back, tell whoever runs this program the number {number}: the log says more beside it.");
        // The proof is still good; the database may be needed to make another.
        if (isPost && await SentForm.OfAsync(http, proof: "") is { } form)
            return View.Bare<SentFormPage>(new { Title = title, Words = lines.Append("Nothing you typed is lost: it is kept on this page.").ToArray(), Form = form }, status);
        return View.Bare<WordsPage>(new
        {
            Title = title,
            Words = lines,
            Href = isPost ? "/" : Told.Local(http.Request.Path + http.Request.QueryString),
            Action = isPost ? "To your clients" : "Try again",
        }, status);
    }

    [LoggerMessage(LogLevel.Error, "A page broke ({Number}, {Method})")]
    private static partial void Broke(ILogger log, string number, string method, Exception fault);

    [LoggerMessage(LogLevel.Warning, "A page could not be shown ({Method}): {Words}")]
    private static partial void Away(ILogger log, string method, string words);
}
