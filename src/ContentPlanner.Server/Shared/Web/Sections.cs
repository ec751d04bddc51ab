namespace ContentPlanner.Server.Shared.Web;

/// <summary>A place in the menu.</summary>
/// <param name="Key">What a page calls itself: its layout's <c>Section</c>; also the icon's name.</param>
/// <param name="OnPhoneBar">Four of them stand at a thumb's reach: what is opened on the way. Wide tables wait beneath "More".</param>
public sealed record Section(string Key, string Name, string Path, bool OnPhoneBar = false);

/// <summary>The menus: of a client, and across clients.</summary>
public static class Sections
{
    private static readonly (string Key, string Name, bool OnPhoneBar)[] Client =
    [
        ("today", "Today", true), ("calendar", "Calendar", true), ("pieces", "Pieces", false), ("tasks", "Tasks", true), ("coverage", "Coverage", false),
        ("launches", "Launches", true), ("plan", "Plan", false), ("feeds", "Feeds", false), ("digests", "Digests", false), ("templates", "Templates", false),
        ("imports", "Imports", false), ("people", "People", false), ("settings", "Settings", false),
    ];

    public static IReadOnlyList<Section> Of(ClientName client) => [.. Client.Select(s => new Section(s.Key, s.Name, $"/w/{client.Key}/{s.Key}", s.OnPhoneBar))];

    public static IReadOnlyList<Section> Across(bool administrator) =>
    [
        new("today", "Today", "/today", true), new("calendar", "Calendar", "/calendar", true), new("clients", "Clients", "/clients", true),
        .. administrator ? new[] { new Section("administration", "Administration", "/admin") } : [],
        new("profile", "Profile", "/profile", !administrator),
    ];
}
