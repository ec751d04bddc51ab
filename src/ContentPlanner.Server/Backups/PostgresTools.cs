using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ContentPlanner.Server.Backups;

/// <summary>PostgreSQL's own programs, pg_dump and its kind: found, and run against a database of ours. No password stands on a command line.</summary>
internal static class PostgresTools
{
    public const string WhatToInstall =
        "PostgreSQL's own programs (pg_dump, pg_restore, psql) are not on this machine: install them in the server's version or a newer one (Debian: apt-get install postgresql-client)";

    private static readonly string[] Places = ["/usr/lib/postgresql", "/usr/pgsql", "/opt/homebrew/opt", "/Library/PostgreSQL"];

    /// <summary>The newest there is, for one that is older than the server refuses to work; null: none.</summary>
    public static string? Find(string program)
    {
        var file = OperatingSystem.IsWindows() ? program + ".exe" : program;
        var versioned = Places.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
            .OrderByDescending(folder => double.TryParse(Path.GetFileName(folder).Replace("postgresql@", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", file));
        var named = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, file));
        return versioned.Concat(named).FirstOrDefault(File.Exists);
    }

    /// <summary>Runs one to its end.</summary>
    /// <exception cref="BackupException">It is not there, or says that it cannot.</exception>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, string connectionString, CancellationToken stop)
    {
        var start = new ProcessStartInfo(Find(program) ?? throw new BackupException(WhatToInstall + "."), arguments) { RedirectStandardError = true, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var (name, value) in LibpqOf(connectionString)) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var error = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
        await output;
        if (process.ExitCode == 0) return;
        var said = string.Join("; ", (await error).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(6));
        var help = said.Contains("server version mismatch", StringComparison.Ordinal) ? $" The programs here are older than the server: {WhatToInstall}." : "";
        throw new BackupException($"{program} could not do it: {said}.{help}");
    }

    /// <summary>How libpq is told what a connection string of ours says.</summary>
    private static IEnumerable<(string Name, string? Value)> LibpqOf(string connectionString)
    {
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        yield return ("PGHOST", to.Host);
        yield return ("PGPORT", to.Port.ToString(CultureInfo.InvariantCulture));
        yield return ("PGDATABASE", to.Database ?? to.Username);
        if (to.Username is { } user) yield return ("PGUSER", user);
        if (to.Password is { } password) yield return ("PGPASSWORD", password);
        if (to.Passfile is { } passfile) yield return ("PGPASSFILE", passfile);
        if (to.RootCertificate is { } root) yield return ("PGSSLROOTCERT", root);
        if (to.SearchPath is { } path) yield return ("PGOPTIONS", $"-c search_path={path}");
        yield return ("PGSSLMODE", to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        yield return ("PGAPPNAME", "contentplanner backup");
        yield return ("PGCONNECT_TIMEOUT", "15");
        yield return ("LC_ALL", "C");
    }
}

/// <summary>A backup that could not be taken or restored, in words that say what to do.</summary>
public sealed class BackupException : Exception
{
    public BackupException() { }
    public BackupException(string message) : base(message) { }
    public BackupException(string message, Exception inner) : base(message, inner) { }
}
