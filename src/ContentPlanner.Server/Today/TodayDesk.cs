using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Today;

/// <summary>One client's day, as one reader sees it.</summary>
internal sealed record SeenDay(Workspace Workspace, Reader Reader, ClientToday Day);

/// <summary>
/// Makes days, and shows one again until the plan changes. Not for longer than some minutes: the rows that follow from a plan are
/// looked through once a day besides.
/// </summary>
internal sealed class TodayDesk(WorkspaceStore workspaces, Libraries libraries, DayReading reading, IClock clock)
{
    private static readonly Duration Kept = Duration.FromMinutes(5);

    private readonly ConditionalWeakTable<Workspace, ConcurrentDictionary<(Reader Reader, DayPart? Part, Access Access, Library Library, string Locale), (Instant At, ClientToday Day)>> _known = [];

    /// <summary>Null: there is no such client any more.</summary>
    /// <param name="part">Only that, and all of it.</param>
    public async Task<SeenDay?> OfAsync(Client client, Person person, bool everybody, DayPart? part, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(client.Id, stop) is not { } plan) return null;
        var now = clock.GetCurrentInstant();
        var reader = Looking.ReaderOf(plan.Workspace, client, person, everybody, now);
        var known = _known.GetValue(plan.Workspace, _ => new());
        var locale = Locale.For(person.Locale ?? plan.Workspace.Locale);
        var key = (reader, part, client.Access, libraries.Of(plan.Workspace).Library, locale.Tag);
        if (!known.TryGetValue(key, out var seen) || seen.At > now || now - seen.At > Kept)
            known[key] = seen = (now, new Looking(client, await reading.ReadAsync(plan, reader, part is not null, stop), reader, everybody ? "everybody" : null, locale).Look(part));
        return new(plan.Workspace, reader, seen.Day);
    }
}

internal static class TodayServices
{
    public static IServiceCollection AddToday(this IServiceCollection services) => services.AddSingleton<DayReading>().AddSingleton<TodayDesk>();
}
