using ContentPlanner.Core;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// Everything stored that a feed's octets follow from: equal versions give equal octets (the zone data and the library are
/// those of the running program).
/// </summary>
/// <param name="Row">Counts the changes of the feed itself: its scope, revocation, expiry.</param>
/// <param name="Workspaces">In the order of their keys.</param>
internal sealed record FeedVersion(int Row, ValueList<WorkspaceVersion> Workspaces);

/// <param name="Revision">Counts the changes of the workspace.</param>
/// <param name="Derivation">Counts when what follows from it was derived anew without a change: a new day, another library.</param>
/// <param name="ChangedAt">Tells it from the same revision of another past: of a database that was restored.</param>
/// <param name="Today">In its zone.</param>
internal sealed record WorkspaceVersion(Guid Id, long Revision, long Derivation, Instant ChangedAt, LocalDate Today);
