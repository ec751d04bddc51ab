using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Who runs the installation (design rule 4): an account that is marked so. <see cref="Policy"/> is what every page about jobs,
/// mail, backups and settings asks for.
/// </summary>
public static class Administrator
{
    public const string Policy = "administrator";

    internal const string Role = "administrator";

    /// <summary>The list of what administrators can look at.</summary>
    public static void MapAdministrationHome(this IEndpointRouteBuilder app) => app.MapAdministration("/admin").MapGet("", (IEnumerable<AdminSection> sections) =>
        View.Of<AdministrationPage>(new { Sections = sections.ToArray() }));

    /// <summary>After a post: look at this page, and a reload posts nothing again.</summary>
    public static IResult SeeOther(string path) => new After(path);

    private sealed class After(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            httpContext.Response.Headers.Location = path;
            PageHeaders.Write(httpContext.Response.Headers);
            return Task.CompletedTask;
        }
    }
}
