using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats;

/// <summary>What the files of the library name, and plans and other files of the library refer to.</summary>
internal static class LibraryKinds
{
    public static readonly Kind Channel = new("channel", "in channels.yaml");
    public static readonly Kind Recipe = new("recipe", "in recipes/");
}
