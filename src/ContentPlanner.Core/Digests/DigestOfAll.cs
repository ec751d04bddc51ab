using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>A client as its digest is made from it.</summary>
/// <param name="Reader">Who reads, as this plan knows them; in the one zone that the whole letter is written in.</param>
public sealed record ReadClient(Schedule Schedule, Timeline Timeline, Reader Reader);

/// <summary>What there is to say of one client.</summary>
public sealed record ClientPart(ReadClient Client, Digest Digest);

/// <summary>
/// One weekly mail for somebody with several clients (design rule 5): the digest of each, in one letter. Those with nothing to say are
/// named and take no room.
/// </summary>
public sealed record DigestOfAll
{
    /// <summary>Of so many clients, each is told as fully as if it were alone.</summary>
    public const int MostInFull = 3;

    private const int WeekDays = 7;

    /// <summary>Whom it is for.</summary>
    public required string Name { get; init; }

    public required DateTimeZone Zone { get; init; }

    /// <summary>When they want it, and what of.</summary>
    public required DigestSubscription Subscription { get; init; }

    public required IsoWeek Week { get; init; }

    /// <summary>Seven days from the reader's today, both ends included.</summary>
    public required DateInterval Days { get; init; }

    /// <summary>Clients with something to say, by name.</summary>
    public required ValueList<ClientPart> Parts { get; init; }

    /// <summary>Clients with nothing to say, by name.</summary>
    public required ValueList<ReadClient> Quiet { get; init; }

    public int LateCount => Parts.Sum(p => p.Digest.LateCount);

    public int DueCount => Parts.Sum(p => p.Digest.DueCount);

    /// <summary>Nothing to say of any of them.</summary>
    public bool IsEmpty => Parts.Count == 0;

    /// <param name="subscription">Weekday, hour and sections; its person is whoever reads.</param>
    /// <param name="clients">Those the reader may see now.</param>
    public static DigestOfAll Of(string name, DateTimeZone zone, DigestSubscription subscription, IReadOnlyCollection<ReadClient> clients, Instant now)
    {
        var today = now.InZone(zone).Date;
        var caps = clients.Count > MostInFull ? DigestCaps.Brief : DigestCaps.Usual;
        var parts = clients.OrderBy(c => c.Schedule.Workspace.Name, StringComparer.Ordinal).ThenBy(c => c.Schedule.Workspace.Key, StringComparer.Ordinal)
            .Select(c => new ClientPart(c, Digest.Of(c.Schedule, c.Timeline, subscription, c.Reader, caps))).ToArray();
        return new()
        {
            Name = name,
            Zone = zone,
            Subscription = subscription,
            Week = IsoWeek.Of(today),
            Days = new(today, today.PlusDays(WeekDays - 1)),
            Parts = parts.Where(p => !p.Digest.IsEmpty).ToValueList(),
            Quiet = parts.Where(p => p.Digest.IsEmpty).Select(p => p.Client).ToValueList(),
        };
    }
}
