using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Recipes;

/// <summary>templates/channels.yaml.</summary>
public static class ChannelsFile
{
    public static FileReading<ChannelList> Read(string file, string text) => YamlFile.Read(file, text, ChannelKeys.Channels);
}
