using System.Collections;
using ContentPlanner.Core;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Server.Shared;

/// <summary>Reads the <see cref="Settings"/> from where people put them; what comes later wins. Every mistake is told, not the first.</summary>
public static class SettingsFile
{
    public const string Name = "settings.json";

    private const string FromFile = "_FILE";

    /// <summary>The settings, or null and every mistake in them.</summary>
    /// <param name="data">The data folder as named on the command line; null: <c>Data</c> of the environment, else the default.</param>
    public static Settings? Read(string? data, List<Problem> problems) => Read(data, Environment.GetEnvironmentVariables(), problems);

    /// <param name="environment">Variables and their values.</param>
    public static Settings? Read(string? data, IDictionary environment, List<Problem> problems)
    {
        var mistakes = problems.Count;
        var folder = data ?? environment["Data"] as string ?? new Settings().Data;
        var values = new Dictionary<string, GivenSetting>(StringComparer.OrdinalIgnoreCase);
        foreach (var given in OfFile(folder, problems).Concat(OfEnvironment(environment, problems)))
            if (IsKnown(given, problems)) values[given.Path] = given;

        var settings = new Settings();
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => new KeyValuePair<string, string?>(v.Key, v.Value.Value))).Build().Bind(settings);
        settings.Data = folder;
        new SettingsChecks(settings, path => values.GetValueOrDefault(path), problems).Run();
        return problems.Count == mistakes ? settings : null;
    }

    private static IReadOnlyList<GivenSetting> OfFile(string folder, List<Problem> problems)
    {
        var file = Path.Combine(folder, Name);
        return File.Exists(file) && TextFolder.ReadText(file, file, problems) is { } text ? SettingsJson.Read(file, text, problems) : [];
    }

    /// <summary>
    /// The environment holds much that is not ours: a variable without underscores counts only when it is spelled as the setting
    /// is, one with double underscores when it begins with a section of ours.
    /// </summary>
    private static IEnumerable<GivenSetting> OfEnvironment(IDictionary environment, List<Problem> problems)
    {
        foreach (var variable in environment.Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (environment[variable] is not string { Length: > 0 } value) continue;
            var secret = variable.EndsWith(FromFile, StringComparison.Ordinal);
            var path = (secret ? variable[..^FromFile.Length] : variable).Replace("__", ":", StringComparison.Ordinal);
            if (!IsOurs(path) || path == nameof(Settings.Data)) continue;
            // `Database__ConnectionString_FILE=/run/secrets/db`: the value is what the file says.
            if (!secret) yield return new(path, value, variable);
            else if (TextFolder.ReadText(value, $"{variable} ({value})", problems) is { } text) yield return new(path, text.TrimEnd('\r', '\n'), variable);
        }
    }

    private static bool IsOurs(string path) => path.Split(':')[0] is var first && first.Length < path.Length
        ? SettingKey.Sections.Contains(first, StringComparer.OrdinalIgnoreCase) || SettingKey.Named(path) is { IsList: true }
        : SettingKey.All.Any(k => k.Path == path);

    private static bool IsKnown(GivenSetting given, List<Problem> problems)
    {
        if (SettingKey.Named(given.Path) is not { } key)
        {
            var meant = Nearest.To(given.Path, SettingKey.All.Select(k => k.Path)) ?? Nearest.To(given.Path.Split(':')[^1], SettingKey.All.Select(k => k.Path.Split(':')[^1])) switch
            {
                null => null,
                var last => SettingKey.All.First(k => k.Path.Split(':')[^1] == last).Path,
            };
            problems.Add(given.Problem($"there is no setting {given.Path}{(meant is null ? "; docs/operating.md lists them all" : $"; did you mean {meant}?")}"));
            return false;
        }
        if (key.Path == nameof(Settings.Data))
        {
            problems.Add(given.Problem("this file lies in the data folder, so it cannot name another; say --data DIR or set the environment's Data"));
            return false;
        }
        if (given.Value.Length == 0) return false;
        if (key.Refusal(given.Value) is not { } refusal) return true;
        problems.Add(given.Problem(refusal));
        return false;
    }
}
