using System.Text.RegularExpressions;

namespace ContentPlanner.Formats.Imports;

/// <summary>What a file is.</summary>
public enum ImportKind { Table, Calendar, Feed, Plan, WebPage }

public static partial class ImportKinds
{
    /// <summary>By what stands in it; by its ending where that says nothing.</summary>
    public static ImportKind Of(string name, string text)
    {
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n\0");
        if (start.StartsWith("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase)) return ImportKind.Calendar;
        if (start.StartsWith("<", StringComparison.Ordinal))
        {
            var head = start[..Math.Min(start.Length, 2_000)].ToString();
            if (FeedPattern().IsMatch(head)) return ImportKind.Feed;
            if (head.Contains("<html", StringComparison.OrdinalIgnoreCase) || head.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)) return ImportKind.WebPage;
            return ImportKind.Feed;
        }
        var ending = name.LastIndexOf('.') is >= 0 and var dot ? name[dot..].ToLowerInvariant() : "";
        return ending switch
        {
            ".ics" or ".ical" or ".ifb" or ".icalendar" or ".vcs" => ImportKind.Calendar,
            ".xml" or ".rss" or ".atom" or ".rdf" => ImportKind.Feed,
            ".yaml" or ".yml" => ImportKind.Plan,
            _ => PlanPattern().IsMatch(start[..Math.Min(start.Length, 4_000)]) ? ImportKind.Plan : ImportKind.Table,
        };
    }

    [GeneratedRegex(@"<(rss|feed|rdf:RDF)[\s>]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FeedPattern();

    [GeneratedRegex(@"^workspace:(\s|$)", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex PlanPattern();
}
