using System.Collections.Concurrent;

namespace ContentPlanner.Server.Feeds;

/// <summary>The programs that fetch feeds, by what they call themselves (User-Agent), in the names people know.</summary>
public static class FeedClients
{
    /// <summary>The first that fits counts: many call themselves by the names of others as well.</summary>
    private static readonly (string Says, string Name)[] Known =
    [
        ("Google-Calendar-Importer", "Google Calendar"), ("Googlebot", "Google"), ("Google-", "Google"),
        ("Thunderbird", "Thunderbird"), ("Lightning", "Thunderbird"),
        ("ICSx5", "ICSx5"), ("DAVx5", "DAVx5"),
        ("Nextcloud", "Nextcloud"), ("ownCloud", "ownCloud"),
        ("HomeAssistant", "Home Assistant"), ("Home Assistant", "Home Assistant"),
        ("Fastmail", "Fastmail"), ("Cyrus", "Fastmail"), ("Proton", "Proton Calendar"),
        ("vdirsyncer", "vdirsyncer"), ("khal", "khal"), ("Radicale", "Radicale"),
        ("Evolution", "GNOME Calendar, Evolution"), ("gnome-calendar", "GNOME Calendar, Evolution"),
        ("Akonadi", "KOrganizer"), ("KOrganizer", "KOrganizer"), ("KDE", "KOrganizer"),
        ("Exchange", "Outlook on the web"), ("OutlookOnTheWeb", "Outlook on the web"), ("Outlook", "Outlook"), ("Microsoft", "Outlook"),
        ("dataaccessd", "Apple Calendar"), ("CalendarAgent", "Apple Calendar"), ("iCal/", "Apple Calendar"), ("iCalendar", "Apple Calendar"),
        ("Zoho", "Zoho Calendar"), ("Yahoo", "Yahoo Calendar"), ("Notion", "Notion Calendar"), ("MagicMirror", "MagicMirror"), ("ical4j", "ical4j"),
        ("Mozilla/", "a web browser"),
        ("curl/", "a script"), ("Wget/", "a script"), ("python-requests", "a script"), ("Go-http-client", "a script"),
    ];

    private const int MostRemembered = 512;

    private static readonly ConcurrentDictionary<string, string> Remembered = new(StringComparer.Ordinal);

    public static string Of(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent)) return "unknown";
        if (Remembered.TryGetValue(userAgent, out var name)) return name;
        name = Known.FirstOrDefault(known => userAgent.Contains(known.Says, StringComparison.OrdinalIgnoreCase)).Name ?? "another program";
        if (Remembered.Count < MostRemembered) Remembered[userAgent] = name;
        return name;
    }

    /// <summary>Microsoft's programs were seen to drop a calendar that came compressed (markuspoerschke/iCal#541).</summary>
    internal static bool IsMicrosoft(string? userAgent) =>
        userAgent is not null
        && (userAgent.Contains("Microsoft", StringComparison.OrdinalIgnoreCase)
            || userAgent.Contains("Exchange", StringComparison.OrdinalIgnoreCase)
            || userAgent.Contains("Outlook", StringComparison.OrdinalIgnoreCase));
}
