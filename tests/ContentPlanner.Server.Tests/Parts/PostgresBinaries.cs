using System.Globalization;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>Where PostgreSQL's programs are on this machine: in PATH, or where Debian puts them.</summary>
public static class PostgresBinaries
{
    public const string WhatToInstall =
        "PostgreSQL is missing: install it (Debian: apt-get install postgresql-15), or set PLANNER_TEST_PG to the connection string of a server whose user may create databases";

    /// <summary>A server somebody set up for the tests: its connection string.</summary>
    public static string? Given { get; } = Environment.GetEnvironmentVariable("PLANNER_TEST_PG") is { Length: > 0 } given ? given : null;

    public static string? Folder { get; } = OperatingSystem.IsWindows() ? null : Folders().FirstOrDefault(f => File.Exists(Path.Combine(f, "initdb")) && File.Exists(Path.Combine(f, "postgres")));

    /// <summary>What is missing for any server at all, or null.</summary>
    public static string? Wanted() => Given is null && Folder is null ? WhatToInstall : null;

    private static IEnumerable<string> Folders()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)) yield return folder;
        if (!Directory.Exists("/usr/lib/postgresql")) yield break;
        var versions = Directory.EnumerateDirectories("/usr/lib/postgresql")
            .OrderByDescending(f => int.TryParse(Path.GetFileName(f), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0);
        foreach (var version in versions) yield return Path.Combine(version, "bin");
    }
}
