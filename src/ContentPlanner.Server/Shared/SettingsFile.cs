namespace ContentPlanner.Server.Shared;

/// <summary>Reads the <see cref="Settings"/> from where people put them; what comes later wins.</summary>
internal static class SettingsFile
{
    /// <param name="data">The data folder as named on the command line; null: <c>Data</c> of the environment, else the default.</param>
    public static Settings Read(string? data)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var folder = data ?? environment["Data"] ?? new Settings().Data;
        var settings = Settings.Of(new ConfigurationBuilder()
            .AddJsonFile(Path.GetFullPath(Path.Combine(folder, "settings.json")), optional: true)
            .AddInMemoryCollection(FromFiles(environment))
            .AddEnvironmentVariables()
            .Build());
        settings.Data = folder;
        return settings;
    }

    /// <summary><c>Database__ConnectionString_FILE=/run/secrets/db</c>: the value is what the file says.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> FromFiles(IConfiguration environment)
    {
        const string ending = "_FILE";
        foreach (var (key, file) in environment.AsEnumerable())
            if (key.EndsWith(ending, StringComparison.Ordinal) && key.Contains(':', StringComparison.Ordinal) && File.Exists(file))
                yield return new(key[..^ending.Length], File.ReadAllText(file).TrimEnd('\r', '\n'));
    }
}
