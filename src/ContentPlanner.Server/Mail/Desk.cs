using System.Collections.Concurrent;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Mail;

/// <summary>What mails of a workspace are written from: the plan as it is now, and what follows from it today.</summary>
public sealed class Desk
{
    private readonly ConcurrentDictionary<string, KeyPoints> _read = new(StringComparer.Ordinal);
    private readonly Lazy<Timeline> _timeline;
    private readonly Lazy<IReadOnlyDictionary<Guid, Subscription>> _subscriptions;
    private readonly Lazy<Drafts> _drafts;

    public Desk(Workspace workspace, Installation installation, Instant now)
    {
        (Workspace, Installation) = (workspace, installation);
        Schedule = Schedule.Of(workspace, installation.Library, PointsOf, now.InZone(workspace.Zone).Date);
        _drafts = new(() => new(Schedule, PointsOf, installation.Templates));
        // A digest looks a week ahead, from what may be yesterday or tomorrow where its reader is.
        _timeline = new(() => Timeline.Of(Schedule, new(Schedule.Today.PlusDays(-3), Schedule.Today.PlusDays(11))));
        _subscriptions = new(() => Subscription.Of(workspace, installation.Library, now).ToDictionary(s => s.Id));
    }

    public Workspace Workspace { get; }

    /// <summary>What the workspace plans and writes with.</summary>
    public Installation Installation { get; }

    public Schedule Schedule { get; }
    public Timeline Timeline => _timeline.Value;
    public IReadOnlyDictionary<Guid, Subscription> Subscriptions => _subscriptions.Value;

    /// <summary>The drafts of its tasks, each written when it is first asked for.</summary>
    public Drafts Drafts => _drafts.Value;

    /// <summary>The draft of a task, as text.</summary>
    public string DraftOf(ContentTask task) => Drafts.Of(task).Text;

    private KeyPoints PointsOf(ContentPiece piece) =>
        piece.Body is null ? KeyPoints.None : _read.GetOrAdd(piece.Key, _ => BodyReader.Read(piece.Body, Workspace.Locale));
}

/// <summary>
/// Desks that were laid out lately. Mails of a workspace are claimed one after the other, so a few are enough; a change of
/// the workspace or of the installation's library, or a new day, is another desk.
/// </summary>
public sealed class Desks(WorkspaceStore workspaces, Libraries libraries, IClock clock)
{
    private const int Most = 16;

    private readonly Lock _gate = new();
    private readonly LinkedList<(Guid Workspace, long Revision, LocalDate Today, Installation Installation, Lazy<Desk> Desk)> _desks = new();

    /// <summary>What follows from this very workspace today: of one that was laid out, or laid out for the moment.</summary>
    public Desk Of(Workspace workspace)
    {
        var now = clock.GetCurrentInstant();
        var today = now.InZone(workspace.Zone).Date;
        var installation = libraries.Of(workspace);
        lock (_gate)
            foreach (var known in _desks)
                if (known.Today == today && ReferenceEquals(known.Installation, installation) && known.Desk is { IsValueCreated: true, Value: var desk } && ReferenceEquals(desk.Workspace, workspace)) return desk;
        return new Desk(workspace, installation, now);
    }

    /// <summary>Null: there is no such workspace any more.</summary>
    public async Task<Desk?> OfAsync(Guid workspace, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } snapshot) return null;
        var now = clock.GetCurrentInstant();
        var today = now.InZone(snapshot.Workspace.Zone).Date;
        var installation = libraries.Of(snapshot.Workspace);
        // Laid out outside the lock: others may be waiting for other desks.
        return Find().Value;

        Lazy<Desk> Find()
        {
            lock (_gate)
            {
                for (var node = _desks.First; node is not null; node = node.Next)
                    if (node.Value.Workspace == workspace && node.Value.Revision == snapshot.Revision && node.Value.Today == today && ReferenceEquals(node.Value.Installation, installation)) return node.Value.Desk;
                var desk = new Lazy<Desk>(() => new Desk(snapshot.Workspace, installation, now));
                _desks.AddFirst((workspace, snapshot.Revision, today, installation, desk));
                if (_desks.Count > Most) _desks.RemoveLast();
                return desk;
            }
        }
    }
}
