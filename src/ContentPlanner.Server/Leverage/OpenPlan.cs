using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>A client's plan as a page shows it: who looks, on which day, in whose way of writing days and numbers.</summary>
public sealed record OpenPlan(Client Client, WorkspaceSnapshot Plan, Core.Library Library, Locale Locale, LocalDate Today, Instant Now)
{
    /// <summary>Where the reader is; null: they did not say, or it is the client's own.</summary>
    public DateTimeZone? Reader { get; init; }

    public Workspace Workspace => Plan.Workspace;

    /// <summary>Times of the plan as the reader reads them.</summary>
    public ReaderTime Times => new(Reader ?? Workspace.Zone, Locale, Workspace.Zone);

    /// <summary>Path of a page of the client: <c>/w/{client}/tasks</c>.</summary>
    public string At(string below) => $"/w/{Client.Key}{below}";

    public bool May(Access access) => Client.May(access);

    public string ChannelName(string channel) => Workspace.ChannelName(Library, channel);

    /// <exception cref="InvalidOperationException">The workspace went away between the look at its access and now.</exception>
    public static async Task<OpenPlan> OfAsync(HttpContext http)
    {
        var services = http.RequestServices;
        var client = http.Client();
        var clock = services.GetRequiredService<IClock>();
        var plan = await services.GetRequiredService<WorkspaceStore>().ReadAsync(client.Id, http.RequestAborted)
            ?? throw new InvalidOperationException($"The workspace {client.Id} is not there any more.");
        return new(client, plan, services.GetRequiredService<Libraries>().Of(plan.Workspace).Library, Locale.For(http.Person().Locale ?? plan.Workspace.Locale), plan.Today(clock), clock.GetCurrentInstant())
        {
            Reader = http.Person().Zone is { } zone ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) : null,
        };
    }
}
