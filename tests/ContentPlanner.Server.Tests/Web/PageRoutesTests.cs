using ContentPlanner.Server.Tests.Parts;

namespace ContentPlanner.Server.Tests.Web;

/// <summary>No page without a look at its accessibility, and a picture for somebody to look at.</summary>
public class PageRoutesTests
{
    [Fact]
    public void Every_page_there_is_is_looked_at()
    {
        var routes = File.ReadLines(Path.Combine(PageRoutes.Tests(), "Accounts", "routes.txt"))
            .Select(l => l.Split(": GET ")).Where(l => l.Length == 2 && !l[1].StartsWith("/api/", StringComparison.Ordinal)).Select(l => l[1]).Distinct().ToList();

        Assert.True(!routes.Except(PageRoutes.All.Keys).Any(), $"No test looks at these pages. Give each to Accessible.IsEveryPageOf, and say the picture's name in {PageRoutes.File}:\n{string.Join("\n", routes.Except(PageRoutes.All.Keys))}");
        Assert.True(!PageRoutes.All.Keys.Except(routes).Any(), $"These pages are no more; take them out of {PageRoutes.File}:\n{string.Join("\n", PageRoutes.All.Keys.Except(routes))}");
    }

    [Fact]
    public void Every_picture_that_is_named_is_taken()
    {
        var tests = string.Concat(Directory.EnumerateFiles(PageRoutes.Tests(), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var missing = PageRoutes.All.SelectMany(r => r.Value).Where(name => !tests.Contains($", \"{name}\")", StringComparison.Ordinal));

        Assert.Empty(missing);
    }
}
