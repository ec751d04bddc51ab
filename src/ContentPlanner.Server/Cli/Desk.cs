using System.Data.Common;
using ContentPlanner.Core;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>
/// The service's parts, opened by a verb of the command line: it works beside a running <c>serve</c>, which shows what it did
/// in the next fetch (design rule 13).
/// </summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly ServiceProvider _parts;

    private Desk(Terminal terminal, ServiceProvider parts) => (Terminal, _parts) = (terminal, parts);

    public Terminal Terminal { get; }

    public WorkspaceStore Workspaces => Get<WorkspaceStore>();

    /// <summary>What the installation plans and writes with.</summary>
    public Installation Installation => Get<Libraries>().Installation;

    public Settings Settings => Get<Settings>();

    public IClock Clock => Get<IClock>();

    public PlannerDb Db() => Get<IDbContextFactory<PlannerDb>>().CreateDbContext();

    public T Get<T>() where T : notnull => _parts.GetRequiredService<T>();

    /// <summary>Where the data is, for every verb that needs it.</summary>
    public static System.CommandLine.Option<string?> Data() => new("--data") { Description = "Data folder of the service", HelpName = "DIR" };

    /// <summary>Does a verb's work at the desk. What is wrong with settings or database is told, and the verb fails.</summary>
    /// <param name="makes">The verb may be the first thing ever done: a database that is not there is made.</param>
    public static async Task<int> WorkAsync(Terminal terminal, IClock clock, string? data, Func<Desk, Task<int>> work, CancellationToken stop, bool makes = false)
    {
        try
        {
            await using var desk = await OpenAsync(terminal, clock, data, makes, stop);
            return desk is null ? CommandLine.ProblemsFound : await work(desk);
        }
        catch (Exception fault) when (fault is BackupException || fault is DbException or DbUpdateException or InvalidOperationException && fault.InWords() is not null)
        {
            await terminal.Error.WriteLineAsync(fault.InWords() ?? fault.Message.Capital());
            return CommandLine.ProblemsFound;
        }
    }

    /// <summary>What a part of the program says in a clause, as a line for people.</summary>

    /// <summary>Says why not.</summary>
    public int Refuse(string why)
    {
        Terminal.Error.WriteLine(why);
        return CommandLine.ProblemsFound;
    }

    /// <summary>The client of that key, or the only one there is; null: it was said which there are.</summary>
    public async Task<WorkspaceSnapshot?> WorkspaceAsync(string? key, CancellationToken stop)
    {
        await using var db = Db();
        var all = await db.Workspaces.OrderBy(w => w.Key).Select(w => new { w.Id, w.Key }).ToListAsync(stop);
        var found = key is null ? all is [var only] ? only : null : all.Find(w => w.Key == key);
        if (found is not null) return await Workspaces.ReadAsync(found.Id, stop);
        var there = all.Count == 0 ? "there is none yet (`import PLAN.yaml` makes one)" : $"there are {string.Join(", ", all.Select(w => w.Key))}";
        Refuse(key is null ? $"Which client? Say --workspace KEY; {there}." : $"There is no client '{key}'; {there}.");
        return null;
    }

    public ValueTask DisposeAsync() => _parts.DisposeAsync();

    private static async Task<Desk?> OpenAsync(Terminal terminal, IClock clock, string? data, bool makes, CancellationToken stop)
    {
        var problems = new List<Problem>();
        var settings = SettingsFile.Read(data, problems);
        var installation = Installation.Read(settings?.TemplatesFolder ?? Installation.ShippedTemplates, problems);
        terminal.Show(problems);
        if (settings is null || installation is null) return null;

        var databases = Databases.Of(settings);
        if (databases.IsSqlite && !File.Exists(Databases.SqliteFile(settings)) && !makes)
        {
            await terminal.Error.WriteLineAsync($"There is no database {Databases.SqliteFile(settings)} yet: `serve` makes it, or `import`; --data names another folder. One on PostgreSQL is found by the Database:ConnectionString of its service.");
            return null;
        }
        if (!await IsUpToDate(databases, settings, clock, makes, stop))
        {
            await terminal.Error.WriteLineAsync("The database is of another version of this program: start `serve` of this version first.");
            return null;
        }
        var services = new ServiceCollection();
        services.AddLogging(log => log.AddPlainLines().SetMinimumLevel(LogLevel.Warning));
        services.AddInstallationKeys();
        var desk = new Desk(terminal, services.AddParts(settings, installation, clock).BuildServiceProvider());
        await using var db = desk.Db();
        await desk.Get<InstallationTexts>().LookAsync(db, stop);
        await desk.Get<MailSetup>().LookAsync(db, stop);
        return desk;
    }

    private static async Task<bool> IsUpToDate(Databases databases, Settings settings, IClock clock, bool makes, CancellationToken stop)
    {
        if (databases.IsSqlite) DataFolder.Make(settings.Data);
        await using (var db = databases.CreateDbContext())
            if (!(await db.Database.GetPendingMigrationsAsync(stop)).Any()) return true;
        if (!makes) return false;
        // While a service runs, the schema is its own; before it ever ran, nobody else may make it at the same time.
        using var alone = databases.IsSqlite ? InstanceLock.Take(Databases.SqliteFile(settings)) : null;
        if (databases.IsSqlite && alone is null) return false;
        await databases.MigrateAsync(stop, new BackupStore(databases, settings, clock).BeforeUpgradeAsync);
        return true;
    }
}
