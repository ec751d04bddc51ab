namespace ContentPlanner.Server.Shared.Web;

/// <summary>
/// A form that was sent and could not be taken, kept so that nobody types it again: a page holds what was typed and sends it once
/// more when its sender says so. Only what one of our own pages sent is kept, which a browser vouches for; passwords and files
/// never are.
/// </summary>
public sealed record SentForm(string Address, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private static readonly string[] NeverKept = ["password", "current"];

    /// <summary>What people wrote themselves, to be read and copied: keys and choices hold no spaces.</summary>
    public IReadOnlyList<string> Texts => [.. Fields.Select(f => f.Value).Where(v => v.Trim().Any(char.IsWhiteSpace))];

    /// <summary>Null: none was sent, or none that may be kept.</summary>
    /// <param name="proof">Name of the field that proves where the form came from: each page has its own.</param>
    public static async Task<SentForm?> OfAsync(HttpContext http, string proof)
    {
        var request = http.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || !IsOurs(request)) return null;
        try
        {
            var form = await request.ReadFormAsync(http.RequestAborted);
            if (form.Files.Any(f => f.Length > 0) || NeverKept.Any(form.ContainsKey)) return null;
            return new(request.Path + request.QueryString, [.. form.Where(f => f.Key != proof).SelectMany(f => f.Value, (f, value) => KeyValuePair.Create(f.Key, value ?? ""))]);
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Browsers say so by themselves, on https and on this machine; pages of ours send no address along that would say it elsewhere.</summary>
    private static bool IsOurs(HttpRequest request) => request.Headers["Sec-Fetch-Site"] == "same-origin";
}
