using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace ContentPlanner.Server.Resources;

/// <summary>
/// A part of a list. The cursor names the last line that was given, not a number of lines: what is added or removed in between
/// neither hides a line nor shows one twice.
/// </summary>
/// <param name="After">The place of the line before; null: this is the first page.</param>
internal sealed record Paging(int Limit, string? After)
{
    public const int Usual = 50, Most = 200;

    /// <summary>Null with a problem: the query asks for no page.</summary>
    public static (Paging? Page, IResult? Problem) Of(HttpContext http)
    {
        var (limit, cursor) = (http.Request.Query["limit"].ToString(), http.Request.Query["cursor"].ToString());
        var count = Usual;
        if (limit.Length > 0 && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > Most))
            return (null, Shared.Api.Wrong(FormattableString.Invariant($"limit is a number from 1 to {Most}.")));
        string? after = null;
        if (cursor.Length > 0 && (after = Read(cursor)) is null) return (null, Shared.Api.Wrong("The cursor is not one of ours: take next of the page before, unchanged."));
        return (new(count, after), null);
    }

    /// <summary>The lines after the cursor, in the order of their places, which are all different.</summary>
    public (IReadOnlyList<T> Lines, string? Next) Cut<T>(IEnumerable<T> lines, Func<T, string> place)
    {
        var some = lines.Select(line => (line, Place: place(line))).OrderBy(l => l.Place, StringComparer.Ordinal)
            .SkipWhile(l => After is not null && string.CompareOrdinal(l.Place, After) <= 0).Take(Limit + 1).ToList();
        return ([.. some.Take(Limit).Select(l => l.line)], some.Count > Limit ? Write(some[Limit - 1].Place) : null);
    }

    public static string Write(string place) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(place));

    private static string? Read(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

/// <summary>Some lines of a list.</summary>
/// <param name="Next">The cursor of the next page; left out on the last one.</param>
internal sealed record PageOf<T>(IReadOnlyList<T> Items, string? Next);

internal static class Pages
{
    /// <summary>Lines in the order of their places, page by page, with the next page's address in a Link as well.</summary>
    public static IResult Paged<T, TView>(this HttpContext http, IEnumerable<T> lines, Func<T, string> place, Func<T, TView> view)
    {
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        var (some, next) = page.Cut(lines, place);
        http.LinksTo(next);
        return http.Tagged(new PageOf<TView>([.. some.Select(view)], next));
    }

    public static void LinksTo(this HttpContext http, string? next)
    {
        if (next is null) return;
        var query = http.Request.Query.Where(q => q.Key != "cursor").SelectMany(q => q.Value, (q, v) => $"{Uri.EscapeDataString(q.Key)}={Uri.EscapeDataString(v ?? "")}").Append($"cursor={next}");
        http.Response.Headers.Link = $"<{http.Request.PathBase}{http.Request.Path}?{string.Join('&', query)}>; rel=\"next\"";
    }
}
