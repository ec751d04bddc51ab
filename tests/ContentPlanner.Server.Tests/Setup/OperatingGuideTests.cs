using System.Text.RegularExpressions;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Tests.Setup;

public sealed class OperatingGuideTests
{
    /// <summary>What can be set, and what holds if it is not, is in the guide as it is in the program.</summary>
    [Fact]
    public void The_guide_lists_every_setting_with_its_default()
    {
        var rows = Regex.Matches(File.ReadAllText(Guide()), @"(?m)^\| `([A-Za-z:]+)` \| (?:`([^`]*)`)? ?\| .+ \|$").ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value);

        Assert.Equal(SettingKey.All.Select(k => (k.Path, k.Default ?? "")).Order(), rows.Select(r => (r.Key, r.Value)).Order());
    }

    private static string Guide()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "ContentPlanner.sln"))) return Path.Combine(folder.FullName, "docs", "operating.md");
        throw new InvalidOperationException("the repository is not above the tests");
    }
}
