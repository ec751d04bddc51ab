using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Shared.Web;

internal static class Styles
{
    /// <summary><c>/styles</c>: every part of a page on one page.</summary>
    public static void MapStyles(this IEndpointRouteBuilder app) => app.MapAdministration("/styles").MapGet("", () => View.Of<StylesPage>());
}
