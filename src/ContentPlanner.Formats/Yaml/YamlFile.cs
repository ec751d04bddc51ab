namespace ContentPlanner.Formats.Yaml;

/// <summary>A file whose whole content is one noun.</summary>
internal static class YamlFile
{
    /// <param name="check">Checks that need the whole document; runs also when single values could not be read.</param>
    public static FileReading<T> Read<T>(string file, string text, Noun<T> noun, Action<T, Proof>? check = null) where T : class
    {
        var proof = new Proof(file);
        var value = Read(text, noun, proof);
        if (value is not null) check?.Invoke(value, proof);
        proof.Settle();
        return new(proof.HasErrors ? null : value, proof.Problems);
    }

    /// <summary>The value as far as it could be read; references are not settled yet.</summary>
    public static T? Read<T>(string text, Noun<T> noun, Proof proof) where T : class =>
        YamlText.Parse(text, proof) is { } root && noun.Read(root, proof, out var value) ? value : null;
}
