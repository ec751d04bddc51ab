using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Clients;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.History;

/// <summary>One place that belongs to a client's settings.</summary>
public sealed record SettingsPlace(string Icon, string Name, string About, string Href);

/// <summary><c>/w/{workspace}/settings</c>: the way to what is looked after now and then.</summary>
internal static class SettingsPages
{
    public static void MapSettingsPages(this IEndpointRouteBuilder app) => app.MapClientPages("/settings", Access.Contributor).MapGet("", (HttpContext http) =>
    {
        var client = http.Client();
        var places = new List<SettingsPlace>();
        if (client.May(Access.Strategist)) places.AddRange(ClientParts.Sections.Select(s => new SettingsPlace(s.Icon, s.Title, s.About, $"/w/{client.Key}/settings/{s.Key}")));
        places.AddRange([
            new("history", "History", "Who did what, when; and taking it back.", $"/w/{client.Key}/history"),
            new("exports", "Exports", "Tables, a calendar file, the plan document.", $"/w/{client.Key}/exports"),
        ]);
        if (client.May(Access.Owner)) places.Add(new("backup", "Archive", "Everything of the client to take along, and the end of it.", $"/w/{client.Key}/archive"));
        if (client.May(Access.Owner)) places.Add(new("webhooks", "Webhooks", "Other programs that hear of what happens here.", $"/w/{client.Key}/webhooks"));
        places.Add(new("link", "The API", "Everything here, for programs.", "/openapi"));
        return View.Of<SettingsPage>(new { Places = places });
    });
}
