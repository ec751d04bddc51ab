namespace ContentPlanner.Formats.Yaml;

/// <summary>What a key names: members, channels, launches … Keys are unique among their kind, and references look there.</summary>
/// <param name="Word">As it stands in messages: <c>member</c>.</param>
/// <param name="Home">Where such a thing is written, to say so when one is missing: <c>under members</c>.</param>
internal sealed record Kind(string Word, string Home)
{
    /// <summary>A reference to nothing is a warning: what it names may well be meant to be new.</summary>
    public bool Loose { get; init; }
}
