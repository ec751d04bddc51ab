namespace ContentPlanner.Tests;

/// <summary>The shipped files, as they lie in the repository.</summary>
internal static class Sources
{
    public static string Folder(string path)
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ContentPlanner.sln")))
            root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("The tests run inside the repository.");
        return Path.Combine(root, path);
    }
}
