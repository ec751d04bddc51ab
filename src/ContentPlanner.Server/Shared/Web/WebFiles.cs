using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using ContentPlanner.Server.Feeds;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>
/// Style sheet, scripts and icons, which travel inside the program. Every slice's <c>.css</c> becomes part of the one sheet, every
/// <c>.js</c> is a module. The address holds a fingerprint of all of them, so that browsers keep them for good and modules
/// find each other by relative names.
/// </summary>
public static partial class WebFiles
{
    private const string Layers = "@layer reset, tokens, base, components, pages, utilities;\n";

    private static readonly FrozenDictionary<string, Asset> All = Read();
    private static readonly string Print = Convert.ToHexStringLower(SHA256.HashData([.. All.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => a.Value.Plain)]))[..12];

    public const string StyleSheet = "app.css", Icons = "icons.svg";

    /// <summary>Where a browser finds it.</summary>
    /// <param name="name"><see cref="StyleSheet"/>, <see cref="Icons"/>, or a script's file name.</param>
    public static string Address(string name) => All.ContainsKey(name) ? $"/assets/{Print}/{name}" : throw new ArgumentException($"There is no asset {name}.", nameof(name));

    public static void MapWebFiles(this IEndpointRouteBuilder app) => app.MapGet("/assets/{print}/{name}", (string print, string name, HttpContext http) =>
    {
        if (!All.TryGetValue(name, out var asset)) return Results.NotFound();
        // A page that another version of the program made asks for its own; it gets ours, and does not keep it.
        http.Response.Headers.CacheControl = print == Print ? "public, max-age=31536000, immutable" : "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.Vary = "Accept-Encoding";
        var encoding = FeedEncodings.Accepted(http.Request.Headers.AcceptEncoding.ToString());
        if (encoding == FeedEncoding.Plain) return Results.Bytes(asset.Plain, asset.Type);
        http.Response.Headers.ContentEncoding = encoding.Name();
        return Results.Bytes(encoding == FeedEncoding.Brotli ? asset.Brotli : asset.Gzip, asset.Type);
    }).AllowAnonymous();

    private static FrozenDictionary<string, Asset> Read()
    {
        var program = typeof(WebFiles).Assembly;
        var names = program.GetManifestResourceNames().Where(n => n.StartsWith("web/", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var sheet = Layers + string.Concat(names.Where(n => n.EndsWith(".css", StringComparison.Ordinal)).Select(n => Spare(Text(program, n))));
        var assets = new Dictionary<string, Asset>(StringComparer.Ordinal) { [StyleSheet] = Asset.Of(sheet, "text/css; charset=utf-8") };
        foreach (var name in names)
        {
            if (name.EndsWith(".js", StringComparison.Ordinal)) assets.Add(FileName(name), Asset.Of(Text(program, name), "text/javascript; charset=utf-8"));
            if (name.EndsWith(".svg", StringComparison.Ordinal)) assets.Add(FileName(name), Asset.Of(Text(program, name), "image/svg+xml"));
        }
        return assets.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string FileName(string resource) => resource[(resource.LastIndexOfAny(['/', '\\']) + 1)..];

    private static string Text(Assembly program, string name)
    {
        using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    /// <summary>Without comments and indents: nobody reads it on its way.</summary>
    private static string Spare(string css) => Indents().Replace(Comments().Replace(css, ""), "\n");

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\s*\n\s*")]
    private static partial Regex Indents();

    private sealed record Asset(byte[] Plain, byte[] Brotli, byte[] Gzip, string Type)
    {
        public static Asset Of(string text, string type)
        {
            var plain = Encoding.UTF8.GetBytes(text);
            return new(plain, FeedEncoding.Brotli.Pack(plain), FeedEncoding.Gzip.Pack(plain), type);
        }
    }
}
