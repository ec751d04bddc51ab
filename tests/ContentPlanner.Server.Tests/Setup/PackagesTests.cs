using System.Text.Json;
using System.Xml.Linq;

namespace ContentPlanner.Server.Tests.Setup;

/// <summary>What the program is made of is what was asked for (R41).</summary>
public sealed class PackagesTests
{
    [Fact]
    public void A_version_nobody_asked_for_ends_the_build()
    {
        var root = Root();
        var files = Directory.GetFiles(root, "Directory.*.*").Concat(new[] { "src", "tests" }.SelectMany(f => Directory.GetFiles(Path.Combine(root, f), "*.csproj", SearchOption.AllDirectories)))
            .Where(f => f.EndsWith(".props", StringComparison.Ordinal) || f.EndsWith(".targets", StringComparison.Ordinal) || f.EndsWith(".csproj", StringComparison.Ordinal))
            .ToDictionary(f => Path.GetRelativePath(root, f), f => XDocument.Load(f).Descendants().ToList());

        Assert.Equal("true", files["Directory.Build.props"].Single(e => e.Name.LocalName == "TreatWarningsAsErrors").Value);
        Assert.Empty(files.SelectMany(f => f.Value.Where(e => e.Name.LocalName is "NoWarn" or "WarningsNotAsErrors" && e.Value.Contains("NU", StringComparison.Ordinal) || e.Name.LocalName == "TreatWarningsAsErrors" && e.Value != "true").Select(e => $"{f.Key}: {e}")));
    }

    [Fact]
    public void The_JSON_library_of_the_scheduler_is_the_mended_one()
    {
        using var made = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "ContentPlanner.Server.Tests.deps.json")));
        var version = made.RootElement.GetProperty("libraries").EnumerateObject().Select(l => l.Name.Split('/')).Single(l => l[0] == "Newtonsoft.Json")[1];

        Assert.True(Version.Parse(version) >= new Version(13, 0, 4), $"Newtonsoft.Json {version}: below 13.0.1, deep JSON ends the process (CVE-2024-21907).");
    }

    private static string Root()
    {
        var root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "ContentPlanner.sln"))) root = Path.GetDirectoryName(root)!;
        return root;
    }
}
