using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>A place in the menu.</summary>
/// <param name="Key">What a page calls itself: its layout's <c>Section</c>; also the icon's name.</param>
/// <param name="OnPhoneBar">Four of them stand at a thumb's reach: what is opened on the way. Wide tables wait beneath "More".</param>
public sealed record Section(string Key, string Name, string Path, bool OnPhoneBar = false);

/// <summary>The menus: of a client, and across clients.</summary>
public static class Sections
{
    private static readonly (string Key, string Name, Access Least, bool OnPhoneBar)[] Client =
    [
        ("today", "Today", Access.ClientViewer, true), ("calendar", "Calendar", Access.ClientViewer, true), ("pieces", "Pieces", Access.ClientViewer, false),
        ("tasks", "Tasks", Access.Contributor, true), ("coverage", "Coverage", Access.ClientViewer, false), ("launches", "Launches", Access.ClientViewer, true),
        ("plan", "Plan", Access.ClientViewer, true), ("feeds", "Feeds", Access.Contributor, false), ("digests", "Digests", Access.Contributor, false),
        ("templates", "Templates", Access.Contributor, false), ("imports", "Imports", Access.Strategist, false), ("people", "People", Access.Owner, false),
        ("settings", "Settings", Access.Contributor, false),
    ];

    /// <summary>What its reader may open: nobody is led to a page that turns them away.</summary>
    public static IReadOnlyList<Section> Of(ClientName client, Access access) =>
        [.. Client.Where(s => access >= s.Least).Select(s => new Section(s.Key, s.Name, $"/w/{client.Key}/{s.Key}", s.OnPhoneBar))];

    public static IReadOnlyList<Section> Across(bool administrator) =>
    [
        new("today", "Today", "/today", true), new("calendar", "Calendar", "/calendar", true), new("clients", "Clients", "/clients", true),
        .. administrator ? new[] { new Section("administration", "Administration", "/admin") } : [],
        new("profile", "Profile", "/profile", !administrator),
    ];
}
