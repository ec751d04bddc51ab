using System.Data.Common;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Doctor;

/// <summary>The database: is it there, whole, of this version, and is its clock ours.</summary>
internal static class DatabaseExam
{
    private const int OldestPostgres = 13;

    /// <returns>And whether there is one that can be asked further.</returns>
    public static async Task<(IReadOnlyList<Diagnosis> Found, bool Usable)> OfAsync(Settings settings, IClock clock, CancellationToken stop)
    {
        var databases = Databases.Of(settings);
        var file = Databases.SqliteFile(settings);
        if (databases.IsSqlite && !File.Exists(file)) return ([Diagnosis.Warning("database", $"there is no {Path.GetFullPath(file)} yet", "`serve` makes it at its first start.")], false);
        var found = new List<Diagnosis>();
        try
        {
            await using var db = databases.CreateDbContext();
            await db.Database.OpenConnectionAsync(stop);
            found.Add(databases.IsSqlite ? await OfSqlite(db, file, stop) : await OfServer(db, stop));
            var schema = await OfSchema(db, stop);
            found.Add(schema);
            if (!databases.IsSqlite) found.Add(await OfClock(db, settings, clock, stop));
            if (!databases.IsSqlite) found.Add(Tools());
            return (found, schema.Soundness == Soundness.Good);
        }
        catch (Exception fault) when (fault is DbException or TimeoutException or IOException or InvalidOperationException)
        {
            found.Add(Diagnosis.Bad("database", fault.InWords() ?? fault.Message, databases.IsSqlite ? "Look whether the file is there, whole, and may be read; `restore` brings a backup back." : "Look whether the server runs and whether Database:ConnectionString names it."));
            return (found, false);
        }
    }

    private static async Task<Diagnosis> OfSqlite(PlannerDb db, string file, CancellationToken stop)
    {
        var said = await DatabaseFigures.TextsAsync(db.Database.GetDbConnection(), null, "PRAGMA quick_check(3)", stop);
        // What was written last lies in a file beside it.
        var octets = new[] { file, file + "-wal" }.Where(File.Exists).Sum(f => new FileInfo(f).Length);
        var size = FormattableString.Invariant($"{octets / 1e6:0.0} MB");
        return said is ["ok"] ? Diagnosis.Good("database", $"{Path.GetFullPath(file)} is whole, {size}")
            : Diagnosis.Bad("database", $"{Path.GetFullPath(file)} is damaged: {string.Join("; ", said)}", "Stop the service, keep a copy of the file, and `restore` the last backup.");
    }

    private static async Task<Diagnosis> OfServer(PlannerDb db, CancellationToken stop)
    {
        var version = (await DatabaseFigures.TextsAsync(db.Database.GetDbConnection(), null, "SHOW server_version", stop))[0];
        var major = int.TryParse(version.Split('.', ' ')[0], System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
        return major >= OldestPostgres ? Diagnosis.Good("database", $"PostgreSQL {version} answers")
            : Diagnosis.Warning("database", $"PostgreSQL {version} is older than what this program is tested with", FormattableString.Invariant($"Upgrade the server to {OldestPostgres} or newer."));
    }

    private static async Task<Diagnosis> OfSchema(PlannerDb db, CancellationToken stop)
    {
        var known = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var applied = (await db.Database.GetAppliedMigrationsAsync(stop)).ToList();
        if (applied.Find(m => !known.Contains(m)) is { } newer) return Diagnosis.Bad("migrations", $"the database was made by a newer version of this program ({newer})", "Install that version, or restore a backup of this one.");
        var pending = known.Count - applied.Count;
        return pending == 0 ? Diagnosis.Good("migrations", $"the database is of this version, {BackupStore.Program}")
            : Diagnosis.Warning("migrations", FormattableString.Invariant($"the database is of an older version; {pending} steps are to come"), "Start `serve` of this version: it backs an SQLite file up, then upgrades it.");
    }

    private static async Task<Diagnosis> OfClock(PlannerDb db, Settings settings, IClock clock, CancellationToken stop)
    {
        await using var ask = db.Database.GetDbConnection().CreateCommand();
        ask.CommandText = "SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint";
        var apart = clock.GetCurrentInstant() - Instant.FromUnixTimeTicks((long)(await ask.ExecuteScalarAsync(stop))! * 10);
        var words = FormattableString.Invariant($"this machine's clock and the database's are {Math.Abs(apart.TotalSeconds):0.0} seconds apart");
        return Duration.Max(apart, -apart) <= Duration.FromSeconds(settings.Mail.ClockSkewSeconds) ? Diagnosis.Good("database's clock", words)
            : Diagnosis.Bad("database's clock", words, "Set both by a time server (chrony, systemd-timesyncd): no mail is sent while they differ.");
    }

    private static Diagnosis Tools() => PostgresTools.Find("pg_dump") is { } dump ? Diagnosis.Good("backup programs", $"{dump} is there")
        : Diagnosis.Warning("backup programs", "pg_dump is not on this machine, so `backup` and the job nightly-backup cannot work", $"{PostgresTools.WhatToInstall}; or back the server up by itself and switch the job off (enabled: false).");
}
