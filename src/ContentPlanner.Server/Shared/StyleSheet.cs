using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace ContentPlanner.Server.Shared;

/// <summary>The one style sheet, which travels inside the program. Its address changes with it, so that browsers keep it for good.</summary>
internal static class StyleSheet
{
    private static readonly byte[] Text = Read();
    private static readonly string Print = Convert.ToHexStringLower(SHA256.HashData(Text))[..12];

    public static string Address { get; } = $"/app.css?v={Print}";

    public static void MapStyleSheet(this IEndpointRouteBuilder app) => app.MapGet("/app.css", (HttpContext http) =>
    {
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(Text, "text/css; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Print}\""));
    }).AllowAnonymous();

    private static byte[] Read()
    {
        using var sheet = typeof(StyleSheet).Assembly.GetManifestResourceStream("app.css")!;
        using var copy = new MemoryStream();
        sheet.CopyTo(copy);
        return copy.ToArray();
    }
}
