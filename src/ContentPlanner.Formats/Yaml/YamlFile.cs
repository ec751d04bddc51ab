namespace ContentPlanner.Formats.Yaml;

/// <summary>A file whose whole content is one noun.</summary>
internal static class YamlFile
{
    /// <param name="check">Checks that need the whole document; runs also when single values could not be read.</param>
    public static FileReading<T> Read<T>(string file, string text, Noun<T> noun, Action<T, Reading>? check = null) where T : class
    {
        var reading = new Reading(file);
        var value = Read(text, noun, reading);
        if (value is not null) check?.Invoke(value, reading);
        reading.Settle();
        return new(reading.HasErrors ? null : value, reading.Problems);
    }

    /// <summary>The value as far as it could be read; references are not settled yet.</summary>
    public static T? Read<T>(string text, Noun<T> noun, Reading reading) where T : class =>
        YamlText.Parse(text, reading) is { } root && noun.Read(root, reading, out var value) ? value : null;
}
