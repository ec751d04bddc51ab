using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace ContentPlanner.Server.Shared.Web;

internal static class WebServices
{
    /// <summary>Pages say letters as they are; only what could be markup is escaped.</summary>
    public static IServiceCollection AddWeb(this IServiceCollection services) => services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));

    public static void MapWeb(this IEndpointRouteBuilder app)
    {
        app.MapWebFiles();
        app.MapThemes();
        app.MapUndo();
        app.MapStyles();
    }
}
