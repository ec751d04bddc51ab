using ContentPlanner.Core;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>What the service is made of, for a verb that works beside a running <c>serve</c> on its database (design rule 13).</summary>
internal static class Beside
{
    /// <summary>The parts; null: the installation or its database cannot be used, and it was said why.</summary>
    public static async Task<ServiceProvider?> OpenAsync(Terminal terminal, IClock clock, string? data, CancellationToken stop)
    {
        var settings = SettingsFile.Read(data);
        var problems = new List<Problem>();
        if (Installation.Read(settings.TemplatesFolder, problems) is not { } installation)
        {
            terminal.Show(problems);
            return null;
        }
        if (await Unusable(settings, stop) is { } why)
        {
            await terminal.Error.WriteLineAsync(why);
            return null;
        }
        return new ServiceCollection()
            .AddLogging(log => log.AddSimpleConsole(line => line.SingleLine = true).AddFilter(level => level >= LogLevel.Warning))
            .AddParts(settings, installation, clock)
            .BuildServiceProvider();
    }

    private static async Task<string?> Unusable(Settings settings, CancellationToken stop)
    {
        var databases = Databases.Of(settings);
        if (databases.IsSqlite && !File.Exists(Databases.SqliteFile(settings)))
            return $"There is no database {Databases.SqliteFile(settings)} yet: `serve` makes it; --data names another folder.";
        await using var db = databases.CreateDbContext();
        try
        {
            return (await db.Database.GetPendingMigrationsAsync(stop)).Any() ? "The database is of another version of this program: start `serve` of this version first." : null;
        }
        catch (System.Data.Common.DbException e)
        {
            return $"The database cannot be opened: {e.Message}";
        }
    }
}
