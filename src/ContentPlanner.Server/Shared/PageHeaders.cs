namespace ContentPlanner.Server.Shared;

/// <summary>What a browser is told about every page: nothing from elsewhere runs, nobody frames it, no address leaks, no copy is kept.</summary>
internal static class PageHeaders
{
    public const string Policy = "default-src 'self'; frame-ancestors 'none'; object-src 'none'; base-uri 'none'; form-action 'self'";

    public static void Write(IHeaderDictionary headers, string policy = Policy)
    {
        headers.ContentSecurityPolicy = policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
    }
}
