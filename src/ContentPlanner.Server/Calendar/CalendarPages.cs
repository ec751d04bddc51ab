using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Calendar;

/// <summary><c>/w/{workspace}/calendar</c> of a client and <c>/calendar</c> of all of mine: month, week, agenda.</summary>
internal static class CalendarPages
{
    public static IServiceCollection AddCalendar(this IServiceCollection services) => services.AddSingleton<CalendarDesk>().AddSingleton<Movables>().AddSingleton<Mover>();

    public static void MapCalendar(this IEndpointRouteBuilder app)
    {
        app.MapSignedIn("/calendar").MapGet("", async (HttpContext http, Accounts.Standing standing, CalendarDesk desk, CancellationToken stop) =>
        {
            var query = CalendarQuery.Of("/calendar", http.Request.Query);
            var seats = await standing.ClientsAsync(http.SignedIn()!, stop);
            var clients = new List<Client>();
            foreach (var seat in seats.Where(s => query.Clients.Count == 0 || query.Clients.Contains(s.Key)))
                if (await standing.ClientAsync(http.SignedIn()!, seat.Key, stop) is { } client) clients.Add(client);
            return View.Of<CalendarPage>(new { Model = await desk.OfAsync(clients, null, seats, http.Person(), query, stop) });
        });

        var pages = app.MapClientPages("/calendar", Access.ClientViewer);
        pages.MapGet("", async (HttpContext http, CalendarDesk desk, CancellationToken stop) =>
        {
            var client = http.Client();
            return View.Of<CalendarPage>(new { Model = await desk.OfAsync([client], client, [], http.Person(), CalendarQuery.Of($"/w/{client.Key}/calendar", http.Request.Query), stop) });
        });
        pages.MapItem();
        pages.MapNewPiece();
    }
}
