namespace ContentPlanner.Formats.Yaml;

/// <summary>What a key names: members, channels, launches … Keys are unique among their kind, and references look there.</summary>
/// <param name="word">As it stands in messages: <c>member</c>.</param>
/// <param name="home">Where such a thing is written, to say so when one is missing: <c>under members</c>.</param>
internal sealed class Kind(string word, string home)
{
    public string Word => word;
    public string Home => home;
}
