using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Server.Leverage;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Tests.Parts;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Leverage;

/// <summary>The starter plan's client on one database, with what follows from her plan kept beside it.</summary>
internal sealed class Client : IAsyncDisposable
{
    public static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 9, 0);

    private static readonly Actor Coach = new("the coach", null, "web");
    private static readonly Lazy<Installation> Shipped = new(() => Installation.Read(Installation.ShippedTemplates, [])!);
    private static readonly DateInterval Always = new(new(2000, 1, 1), new(2060, 12, 31));

    private readonly TestDatabase _database;

    private Client(TestDatabase database)
    {
        _database = database;
        Store = new(database.Databases, [new DerivedRows(new(Shipped.Value), Clock)], new(database.Databases), new MicrosecondClock(Clock));
        Reconciliation = new(database.Databases, Store, new(database.Databases), new(Shipped.Value), Clock);
        Stamps = new(database.Databases);
    }

    public FakeClock Clock { get; } = new(Morning);
    public WorkspaceStore Store { get; }
    public Reconciliation Reconciliation { get; }
    public StampBook Stamps { get; }
    public Guid Id { get; private set; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<Client> Begin(DatabaseKind kind, Func<Workspace, Workspace>? plan = null)
    {
        var client = new Client(await TestDatabase.Open(kind));
        var starter = Starter();
        var made = await client.Store.CreateAsync(plan is null ? starter : plan(starter), Coach, "began", fresh: false, Stop);
        client.Id = Assert.IsType<ChangeResult.Done>(made).After.Id;
        return client;
    }

    public static Workspace Starter() =>
        PlanOnDisk.Read(Path.Combine(Installation.ShippedTemplates, "plans", "coaching-author.yaml"), Shipped.Value.Library, Morning.InUtc().Date, [])!;

    public static IReadOnlyList<string> TasksOf(Workspace plan) => [.. Of(plan).Tasks.Select(t => t.Key.ToString()).Except(plan.Tasks.Select(d => d.Key))];

    public static IReadOnlyList<string> MilestonesOf(Workspace plan) => [.. Of(plan).Milestones.Select(m => m.Key).Except(plan.Milestones.Select(d => d.Key))];

    private static Schedule Of(Workspace plan, LocalDate? today = null) =>
        Core.Timelines.Schedule.Of(plan, Shipped.Value.Library, p => BodyReader.Read(p.Body!, plan.Locale), today ?? Morning.InUtc().Date);

    public async Task<Workspace> Plan() => (await Store.ReadAsync(Id, Stop))!.Workspace;

    public async Task Change(Func<Workspace, Workspace> change, string what = "changed it") =>
        Assert.IsType<ChangeResult.Done>(await Store.ChangeAsync(Id, Coach, what, w => change(w), Stop));

    /// <summary>What the whole plan gives on a day, whatever is stored.</summary>
    public async Task<Schedule> Schedule(LocalDate? today = null)
    {
        var plan = await Plan();
        return Of(plan, today ?? Clock.GetCurrentInstant().InZone(plan.Zone).Date);
    }

    public async Task<Dictionary<string, Entry>> Lines(LocalDate? today = null) =>
        Timeline.Of(await Schedule(today), Always).Entries.Where(e => !e.IsGap).ToDictionary(e => e.Uid);

    public async Task<Dictionary<string, StampRow>> StampRows()
    {
        await using var db = _database.Databases.CreateDbContext();
        return await db.Stamps.AsNoTracking().ToDictionaryAsync(s => s.Uid, Stop);
    }

    public async Task<T> Look<T>(Func<Database.PlannerDb, Task<T>> look)
    {
        await using var db = _database.Databases.CreateDbContext();
        return await look(db);
    }

    /// <summary>The stored rows are what the whole plan gives, neither more nor less.</summary>
    public async Task AssertDerived(string after, LocalDate? today = null)
    {
        var schedule = await Schedule(today);
        await using var db = _database.Databases.CreateDbContext();
        var tasks = await db.Tasks.AsNoTracking().Where(t => t.WorkspaceId == Id).ToListAsync(Stop);
        AssertSame(after, schedule.Tasks.Select(t => $"{t.Id} {t.Key} {t.Title} {t.Planned} {t.Day} {t.Due} {t.Status} {t.Owner} {t.Launch} {t.Reason} {t.SourceChanged}"),
            tasks.Select(t => $"{t.Id} {t.Key} {t.Title} {t.Planned} {t.Day} {t.Due} {t.Status} {t.Owner} {t.Launch} {t.Reason} {t.SourceChanged}"));
        var milestones = await db.Milestones.AsNoTracking().Where(m => m.WorkspaceId == Id).ToListAsync(Stop);
        AssertSame(after, schedule.Milestones.Select(m => $"{m.Id} {m.Key} {m.Title} {m.Day} {m.Status} {m.Link} {m.Owner} {m.Reason}"),
            milestones.Select(m => $"{m.Id} {m.Key} {m.Title} {m.Day} {m.Status} {m.Link} {m.Owner} {m.Reason}"));
        AssertSame(after, (await Lines(today)).Keys, (await StampRows()).Values.Where(s => s.GoneAt is null).Select(s => s.Uid));
    }

    private static void AssertSame(string after, IEnumerable<string> wanted, IEnumerable<string> stored)
    {
        var (w, s) = (wanted.ToHashSet(), stored.ToHashSet());
        Assert.True(w.SetEquals(s), $"After “{after}” missing:\n{string.Join('\n', w.Except(s).Take(5))}\nand not wanted:\n{string.Join('\n', s.Except(w).Take(5))}");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();
}
