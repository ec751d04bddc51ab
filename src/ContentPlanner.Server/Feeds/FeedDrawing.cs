using System.Buffers;
using System.Collections.Concurrent;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Feeds;

/// <summary>
/// Draws a feed from what is stored now. Nothing in it hangs on the clock but the day, so that nodes and restarts give the
/// same octets (requirement 21).
/// </summary>
internal sealed class FeedDrawing(WorkspaceStore store, MemberRights rights, StampBook stamps, Libraries libraries, InstallationTexts texts)
{
    private const int MostAttempts = 5;

    private readonly ConcurrentDictionary<Guid, WeakReference<Material>> _kept = new();

    /// <summary>The feed as it is; null: its owner may read nothing any more.</summary>
    public async Task<FeedCopy?> DrawAsync(FeedRow row, FeedVersion version, FeedNarrowing asked, CancellationToken stop)
    {
        var edits = texts.Known;
        var parts = new List<(Workspace Workspace, FeedRequest Feed)>();
        var (lastModified, description) = (row.ChangedAt, (string?)null);
        foreach (var workspace in version.Workspaces)
        {
            if (await MaterialOf(workspace, stop) is not { } material || !FeedScope.MayRead(row, material.Workspace, await rights.OfAsync(workspace.Id, stop))) continue;
            var scope = FeedScope.Of(row, material.Workspace);
            var days = FeedWindow.Of(workspace.Today, scope.Definition.Options);
            var feed = scope.Over(material.Entries(days), material.Workspace, material.Names, workspace.Today, material.Monday);
            parts.Add((material.Workspace, feed with { Filter = feed.Filter with { Mine = feed.Filter.Mine || asked.Mine } }));
            lastModified = Instant.Max(lastModified, material.LastModified(days));
            description = scope.Description;
        }
        if (parts.Count == 0 && (row.WorkspaceId is not null || row.OwnerId is not null)) return null;

        var warnings = new List<string>();
        var whole = parts.Count == 0 ? OfNobody(row) : row.WorkspaceId is null ? FeedMerge.Of(parts) : parts[0].Feed;
        var request = asked.Apply(whole with { Description = description }, parts.ConvertAll(p => p.Workspace), key => parts.Exists(p => libraries.Of(p.Workspace).Library.Channel(key) is not null), warnings);
        var output = new ArrayBufferWriter<byte>(64 * 1024);
        var report = Feed.Write(request, output);
        return new(version, output.WrittenSpan.ToArray(), lastModified, row.Slug, report, warnings) { Edits = edits };
    }

    /// <summary>The administrator's calendar of all clients, before there is one.</summary>
    private static FeedRequest OfNobody(FeedRow row) =>
        new() { Name = row.Name, Zone = DateTimeZone.Utc, Entries = [], Today = row.ChangedAt.InUtc().Date, Now = row.ChangedAt };

    /// <summary>Of one revision throughout: with a later one's stamps on an earlier one's lines, programs would miss the change.</summary>
    private async Task<Material?> MaterialOf(WorkspaceVersion wanted, CancellationToken stop)
    {
        if (_kept.TryGetValue(wanted.Id, out var kept) && kept.TryGetTarget(out var known) && known.Version == wanted) return known;
        for (var attempt = 1; ; attempt++)
        {
            if (await store.ReadAsync(wanted.Id, stop) is not { } snapshot || await stamps.ReadStateAsync(wanted.Id, stop) is not { } state) return null;
            if (state.Revision != snapshot.Revision && attempt < MostAttempts) continue;
            var material = new Material(wanted, snapshot, libraries.Of(snapshot.Workspace), state);
            if (state.Revision == snapshot.Revision) _kept[wanted.Id] = new(material);
            return material;
        }
    }

    /// <summary>What feeds of one workspace on one day share: kept while memory is not wanted elsewhere.</summary>
    private sealed class Material(WorkspaceVersion version, WorkspaceSnapshot snapshot, Installation installation, StampedState state)
    {
        private readonly ConcurrentDictionary<DateInterval, Timeline> _timelines = new();
        private readonly Dictionary<string, KeyPoints> _read = new(StringComparer.Ordinal);
        private readonly Instant _changed = state.Stamps.Values.Select(s => s.Changed).Append(snapshot.ChangedAt).Append(state.LinesGoneAt ?? Instant.MinValue).Max();
        private Schedule? _schedule;

        public WorkspaceVersion Version => version;
        public Workspace Workspace => snapshot.Workspace;
        public FeedNames Names { get; } = FeedNames.Of(snapshot.Workspace, installation.Library.Channels);

        /// <summary>Stands for the moment of change of what has no stamp: a fixed one, never the clock's.</summary>
        public Instant Monday { get; } = snapshot.Workspace.Zone.AtStartOfDay(WholeWeeks.MondayOf(version.Today)).ToInstant();

        public IReadOnlyList<Entry> Entries(DateInterval days) => TimelineOf(days).Entries;

        /// <summary>
        /// The last change there can have been for a reader: of anything in the workspace, for what left the feed left no
        /// trace in it; the week that moved the window on; and the day something cancelled was shown for the last time.
        /// </summary>
        public Instant LastModified(DateInterval days)
        {
            var last = Instant.Max(_changed, Monday);
            foreach (var entry in TimelineOf(days).Entries)
            {
                if (entry.Status != EntryStatus.Cancelled) continue;
                var hidden = (entry.ClosedOn?.PlusDays(30) ?? entry.Day).PlusDays(1);
                if (hidden <= version.Today) last = Instant.Max(last, Workspace.Zone.AtStartOfDay(hidden).ToInstant());
            }
            return last;
        }

        private Timeline TimelineOf(DateInterval days)
        {
            lock (_read)
                return _timelines.GetOrAdd(days, window => Timeline.Of(_schedule ??= Derived(), window, state.Stamps));
        }

        /// <summary>As of the day the stamps are of, which is yesterday's until the night's derivation is done.</summary>
        private Schedule Derived() => Schedule.Of(Workspace, installation.Library, PointsOf, state.Day ?? version.Today);

        private KeyPoints PointsOf(ContentPiece piece)
        {
            if (piece.Body is null) return KeyPoints.None;
            if (!_read.TryGetValue(piece.Key, out var points)) _read[piece.Key] = points = BodyReader.Read(piece.Body, Workspace.Locale);
            return points;
        }
    }
}
