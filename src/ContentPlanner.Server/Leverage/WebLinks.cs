using System.Diagnostics.CodeAnalysis;

namespace ContentPlanner.Server.Leverage;

/// <summary>Addresses that people type.</summary>
internal static class WebLinks
{
    private const int Longest = 2000;

    /// <summary>Nothing said is no address; <c>example.org/post</c> is meant as https.</summary>
    public static bool TryRead(string? text, out string? address, [NotNullWhen(false)] out string? wrong)
    {
        (address, wrong) = (null, null);
        var typed = text?.Trim() ?? "";
        if (typed.Length == 0) return true;
        var whole = typed.Contains("://", StringComparison.Ordinal) ? typed : $"https://{typed}";
        if (whole.Length <= Longest && !whole.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && Uri.TryCreate(whole, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https" && (uri.Host.Contains('.', StringComparison.Ordinal) || uri.IsLoopback))
        {
            address = whole;
            return true;
        }
        wrong = $"“{typed}” is no web address; copy it from the browser, beginning with https://";
        return false;
    }
}
