namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// What a file may ask of this machine. A plan of ten thousand pieces with their texts is well below; a file made to
/// exhaust memory (a "billion laughs") is well above.
/// </summary>
internal static class YamlLimits
{
    /// <summary>Octets of a file in UTF-8.</summary>
    public const int Bytes = 5 * 1024 * 1024;

    /// <summary>Lists and mappings inside each other.</summary>
    public const int Depth = 32;

    /// <summary>Uses of <c>*name</c>.</summary>
    public const int Aliases = 1_000;

    /// <summary>Values that uses of <c>*name</c> bring in, all together.</summary>
    public const int AliasedNodes = 100_000;
}
