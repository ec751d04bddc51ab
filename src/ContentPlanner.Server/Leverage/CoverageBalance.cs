using System.Runtime.CompilerServices;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Pieces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Leverage;

/// <summary>What a channel's cadences want, and what is there for it.</summary>
public sealed record RhythmShown(string Channel, string Kind, int WeekFilled, int WeekPlaces, int MonthFilled, int MonthPlaces, int Ideas)
{
    public bool IsShort => MonthFilled < MonthPlaces;
}

/// <summary>Something that should be served and is not, or that serves nothing.</summary>
/// <param name="New">Where a piece for it is begun; null: nowhere.</param>
public sealed record WantShown(string Title, string About, string? Href, string? New);

public sealed record LoadShown(string Who, string Week, string Words);

/// <param name="Named">What there is to be served or to serve: "every intention is served" is true of none as well, and says nothing.</param>
public sealed record BalanceShown(
    IReadOnlyList<RhythmShown> Rhythm, IReadOnlyList<WantShown> Starved, IReadOnlyList<WantShown> Unmet, IReadOnlyList<WantShown> Orphans, int MoreOrphans, IReadOnlyList<LoadShown> Overload, NamedShown Named);

/// <summary>Of this and coming periods; pieces that are more than ideas.</summary>
public sealed record NamedShown(bool Intentions, bool Needs, bool Pieces);

/// <summary>A piece that stands in one place only.</summary>
public sealed record AloneShown(string Title, string Href, string Kind, string Where, string Since);

/// <summary>
/// How the plan stands as a whole, from the plan in memory and the rows of the weeks it is about: never from every task there is.
/// </summary>
internal sealed class CoverageBalance(OpenPlan open, IDbContextFactory<PlannerDb> databases)
{
    private const int LoadDays = 91, MostOrphans = 12, AlonePage = 25, AloneBatch = 50, MostPast = 2000;

    private readonly Dictionary<Guid, string?> _launches = open.Workspace.Launches.ToDictionary(l => l.Id!.Value, l => l.Intention);
    private Dictionary<Guid, string?> _served = [];

    /// <summary>The last balance of a plan as it is: it is another once the plan, its library or the day is.</summary>
    private static readonly ConditionalWeakTable<Workspace, Remembered> Known = [];

    private sealed record Remembered(LocalDate Today, Core.Library Library, string Locale, BalanceShown Balance);

    public async Task<BalanceShown> ReadAsync(CancellationToken stop)
    {
        if (Known.TryGetValue(open.Workspace, out var known) && known.Today == open.Today && ReferenceEquals(known.Library, open.Library) && known.Locale == open.Locale.Tag) return known.Balance;
        var balance = await MakeAsync(stop);
        Known.AddOrUpdate(open.Workspace, new(open.Today, open.Library, open.Locale.Tag, balance));
        return balance;
    }

    private async Task<BalanceShown> MakeAsync(CancellationToken stop)
    {
        var today = open.Today;
        var until = open.Workspace.Periods.Where(p => p.To >= today).Select(p => LocalDate.Max(today, p.From).PlusDays(Purpose.LookAhead)).Append(today.PlusDays(LoadDays + 7)).Max();
        await using var db = databases.CreateDbContext();
        var from = today.PlusDays(-7);
        var rows = await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == open.Client.Id && t.Due >= from && t.Due <= until
            && (t.Status == ContentTaskStatus.Open || t.Status == ContentTaskStatus.InProgress || t.Status == ContentTaskStatus.Done)).ToListAsync(stop);
        _served = Served([.. rows.Select(r => r.SourceId)]);
        var sources = new BySource(open.Workspace, open.Library, piece => BodyReader.Read(piece.Body!, open.Workspace.Locale), today);
        var launches = sources.LaunchDays;
        var schedule = new Schedule
        {
            Workspace = open.Workspace,
            Library = open.Library,
            Today = today,
            Launches = launches.ToValueList(),
            Milestones = launches.SelectMany(l => l.Milestones).ToValueList(),
            Tasks = rows.Select(TaskOf).ToValueList(),
        };
        var week = Shortfall.Within(schedule, 7);
        var starved = Purpose.Starved(schedule);
        var past = await LastServedAsync(db, [.. starved.Select(s => s.Intention.Key)], stop);
        var orphans = Purpose.Orphans(schedule).ToList();
        var periods = open.Workspace.Periods.Where(p => p.To >= today).ToList();
        return new(
            [.. Shortfall.Within(schedule, 28).Select(m => Rhythm(m, week.FirstOrDefault(w => w.Channel.Key == m.Channel.Key)))],
            [.. starved.Select(s => Starved(s, past))],
            [.. Purpose.Unmet(schedule).Select(u => new WantShown(u.Need.Title, u.Idea is null ? "no piece and no idea answers it" : $"“{u.Idea}” is an idea", null, open.At($"/pieces/new?need={u.Need.Key}")))],
            [.. PieceOrder.LatestFirst(orphans, MostOrphans).Select(p => new WantShown(p.Title, p.Day is { } day ? open.Locale.Format(day, DayStyle.Medium) : Spelling.Spelled(p.Format), open.At($"/pieces/{p.Key}/edit"), null))],
            Math.Max(0, orphans.Count - MostOrphans),
            [.. Load.PerWeek(schedule, new(today, today.PlusDays(LoadDays - 1))).Where(w => w.MinutesOver > 0).Select(w => new LoadShown(
                open.Workspace.NameOf(w.Member)!, $"Week of {open.Locale.Format(w.Monday, DayStyle.DayMonth)}",
                $"{DueWords.Length(w.Minutes)} of work, {DueWords.Length(w.MinutesOver)} more than there is time for"))],
            new(
                periods.Exists(p => p.Focus.Any(f => f.Intentions.Count > 0)), periods.Exists(p => p.Environment.Any(f => f.Kind == FactorKind.ClientNeed)),
                open.Workspace.Pieces.Any(p => p.Status is not (PieceStatus.Idea or PieceStatus.Retired))));
    }

    /// <summary>Published pieces that have been in one place only, the latest first; what has been elsewhere is asked of the rows.</summary>
    /// <param name="pieces">In the order they are shown in; no more of them are looked at than the page needs.</param>
    public async Task<(IReadOnlyList<AloneShown> Pieces, bool More)> AloneAsync(IEnumerable<ContentPiece> pieces, int page, CancellationToken stop)
    {
        var candidates = pieces.Where(p => p is { Status: PieceStatus.Published, Day: not null } && p.Outlets.All(o => o.Channel == p.Channel));
        var (alone, skip) = (new List<ContentPiece>(), (page - 1) * AlonePage);
        await using var db = databases.CreateDbContext();
        foreach (var batch in candidates.Chunk(AloneBatch))
        {
            if (alone.Count > skip + AlonePage) break;
            var ids = Array.ConvertAll(batch, p => p.Id!.Value);
            var elsewhere = await db.Tasks.Where(t => t.WorkspaceId == open.Client.Id && ids.Contains(t.SourceId) && t.Status == ContentTaskStatus.Done).Select(t => new { t.SourceId, t.Channel }).Distinct().ToListAsync(stop);
            var been = elsewhere.ToLookup(e => e.SourceId, e => e.Channel);
            alone.AddRange(batch.Where(p => been[p.Id!.Value].All(c => c == p.Channel)));
        }
        return ([.. alone.Skip(skip).Take(AlonePage).Select(p => new AloneShown(
            p.Title, open.At($"/pieces/{p.Key}"), Kinds.OfFormat(p.Format), p.Channel is { } channel ? open.ChannelName(channel) : "one place",
            $"since {open.Locale.Format(p.Day!.Value, DayStyle.Medium)}"))], alone.Count > skip + AlonePage);
    }

    private static RhythmShown Rhythm(Shortfall month, Shortfall? week) => new(
        month.Channel.Name, Kinds.OfChannel(month.Channel.Key), week?.Filled ?? 0, week?.Slots ?? 0, month.Filled, month.Slots, month.Ideas);

    private WantShown Starved(StarvedIntention starved, Dictionary<string, LocalDate> past)
    {
        var last = past.TryGetValue(starved.Intention.Key, out var day) && !(day < starved.LastServed) ? day : starved.LastServed;
        return new(starved.Intention.Title, $"{starved.Focus.Name} · {(last is { } on ? $"last served {open.Locale.Format(on, DayStyle.Medium)}" : "nothing has served it yet")}", null, open.At($"/pieces/new?intention={starved.Intention.Key}"));
    }

    /// <summary>When tasks last served these intentions, from the latest done task back; pieces are known without it.</summary>
    private async Task<Dictionary<string, LocalDate>> LastServedAsync(PlannerDb db, HashSet<string> intentions, CancellationToken stop)
    {
        var last = new Dictionary<string, LocalDate>(StringComparer.Ordinal);
        if (intentions.Count == 0) return last;
        var (id, today) = (open.Client.Id, open.Today);
        var done = db.Tasks.Where(t => t.WorkspaceId == id && t.Status == ContentTaskStatus.Done && t.Due < today).OrderByDescending(t => t.Due).Take(MostPast).Select(t => new { t.SourceId, t.Day });
        var rows = await done.ToListAsync(stop);
        _served = Served([.. rows.Select(r => r.SourceId)]);
        foreach (var row in rows)
            if (IntentionOf(row.SourceId) is { } intention && intentions.Contains(intention)) last.TryAdd(intention, row.Day);
        return last;
    }

    private string? IntentionOf(Guid source) => _served.TryGetValue(source, out var intention) ? intention : _launches.GetValueOrDefault(source);

    /// <summary>What the pieces among these sources serve, by themselves or with their launch.</summary>
    private Dictionary<Guid, string?> Served(HashSet<Guid> sources) => open.Workspace.Pieces.Where(p => (p.Intention ?? p.Launch) is not null && sources.Contains(p.Id!.Value))
        .ToDictionary(p => p.Id!.Value, p => p.Intention ?? open.Workspace.Launches.FirstOrDefault(l => l.Key == p.Launch)?.Intention);

    private ContentTask TaskOf(TaskRow row) => row.Task() with { Intention = IntentionOf(row.SourceId) };
}
