using System.Reflection;
using System.Xml.Linq;
using ContentPlanner.Core.Plans;

namespace ContentPlanner.Tests;

/// <summary>What the projects withhold from each other (docs/decisions/0001).</summary>
public class HouseTests
{
    [Fact]
    public void Core_knows_the_runtime_and_NodaTime_and_nothing_else()
    {
        var others = typeof(Workspace).Assembly.GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name != "NodaTime");
        Assert.Empty(others);
    }

    [Fact]
    public void Core_and_Formats_reach_no_network_disk_process_or_console()
    {
        string[] outside = ["System.Net.Http", "System.Net.Sockets", "System.Net.Requests", "System.Diagnostics.Process", "System.Console", "System.IO.FileSystem.Watcher", "System.IO.Pipes"];
        var assemblies = new[] { typeof(Workspace).Assembly, Assembly.Load("ContentPlanner.Formats") };
        Assert.All(assemblies, assembly => Assert.Empty(assembly.GetReferencedAssemblies().Select(a => a.Name!).Intersect(outside)));
    }

    [Theory]
    [InlineData("Core", "N:System.IO;", "N:System.Net;", "P:System.DateTime.UtcNow;", "M:System.Guid.NewGuid;", "T:System.Random;", "T:NodaTime.SystemClock;")]
    [InlineData("Formats", "T:System.IO.File;", "N:System.Net.Http;", "P:System.DateTime.UtcNow;", "M:System.Guid.NewGuid;", "T:System.Random;", "T:NodaTime.SystemClock;")]
    public void The_ban_on_clocks_and_disks_is_in_force(string name, params string[] symbols)
    {
        var folder = Sources.Folder($"src/ContentPlanner.{name}");
        var project = XDocument.Load(Path.Combine(folder, $"ContentPlanner.{name}.csproj"));
        Assert.Contains(project.Descendants("PackageReference"), p => p.Attribute("Include")?.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        Assert.Contains(project.Descendants("AdditionalFiles"), f => f.Attribute("Include")?.Value == "BannedSymbols.txt");
        var banned = File.ReadAllText(Path.Combine(folder, "BannedSymbols.txt"));
        Assert.All(symbols, symbol => Assert.Contains(symbol, banned, StringComparison.Ordinal));
    }
}
