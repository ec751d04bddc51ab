using System.Text.RegularExpressions;
using ContentPlanner.Server.Accounts;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// What holds for every page, wide and narrow, light and dark: axe finds nothing (WCAG 2.2 AA and best practices), the console
/// is silent, nothing breaks the content security policy, nothing is wider than the window, one heading, a title. A picture of
/// each is left in <c>artifacts/screenshots/</c> for somebody to look at.
/// </summary>
public static partial class Accessible
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (390, 844)];

    /// <summary>Where pictures are left.</summary>
    public static string Pictures { get; } = Path.Combine(Artifacts(), "screenshots");

    /// <summary>Looks at pages of an app, each in both widths and both themes, and fails with everything that is wrong.</summary>
    /// <param name="pages">Path, and the picture's name, which stands in <c>Web/pages.txt</c> beside the page it is of.</param>
    public static Task IsEveryPageOf(WebApp app, params (string Path, string Name)[] pages) => IsEveryPageOf(app, null, Access.Owner, pages);

    /// <inheritdoc cref="IsEveryPageOf(WebApp, ValueTuple{string, string}[])"/>
    /// <param name="email">Who looks, as <see cref="WebApp.Page"/> says.</param>
    public static async Task IsEveryPageOf(WebApp app, string? email, Access? access, params (string Path, string Name)[] pages)
    {
        Directory.CreateDirectory(Pictures);
        var wrong = new List<string>();
        foreach (var (width, height) in Sizes)
            foreach (var dark in new[] { false, true })
            {
                var page = await app.Page(width: width, height: height, dark: dark, touch: width < 700, email: email, access: access);
                foreach (var (path, name) in pages)
                    wrong.AddRange((await Look(page, path, name, width, Path.Combine(Pictures, $"{name}-{width}{(dark ? "-dark" : "")}.png"))).Select(w => $"{path} at {width}{(dark ? ", dark" : "")}: {w}"));
                await page.Context.CloseAsync();
            }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>What is wrong with a page as it is shown now.</summary>
    public static async Task<IReadOnlyList<string>> Of(IPage page, int width)
    {
        var wrong = new List<string>();
        // A sandboxed frame runs no script, axe's neither: it is a document of its own, which mails are.
        var axe = await page.RunAxe(new Deque.AxeCore.Commons.AxeRunContext { Exclude = [new("iframe")] });
        wrong.AddRange(axe.Violations.Select(v => $"axe {v.Id} ({v.Impact}): {v.Help}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (wide > width) wrong.Add($"it is {wide} wide");
        var headings = await page.Locator("h1").CountAsync();
        if (headings != 1) wrong.Add($"it has {headings} h1");
        // A word that touches an @ is an address to Razor, and the code behind it is shown.
        if (Source().Match(await page.Locator("body").InnerTextAsync()) is { Success: true } source) wrong.Add($"it shows its own source: {source.Value}");
        if (string.IsNullOrWhiteSpace((await page.TitleAsync()).Split('·')[0])) wrong.Add("it has no title");
        return wrong;
    }

    [GeneratedRegex(@"\w*@(if|foreach|for|switch|while|else)\b.{0,40}|@\(.{0,40}")]
    private static partial Regex Source();

    private static async Task<List<string>> Look(IPage page, string path, string name, int width, string picture)
    {
        var wrong = new List<string>();
        if (!PageRoutes.IsOf(name, path.Split('?')[0])) wrong.Add($"Web/pages.txt does not say that '{name}' is of this page");
        void Hear(object? _, IConsoleMessage message)
        {
            // Chromium says breaches of the content security policy here as well.
            if (message.Type is "error" or "warning") wrong.Add($"console: {message.Text}");
        }

        page.Console += Hear;
        var answer = await page.GotoAsync(path, new() { WaitUntil = WaitUntilState.Load });
        // A document to print lets no script run, axe's neither: that is as it is, and for axe alone it is shown once more without.
        if (answer?.Headers.GetValueOrDefault("content-security-policy")?.Contains("sandbox", StringComparison.Ordinal) == true)
        {
            await page.RouteAsync("**/*", WithoutPolicy);
            await page.ReloadAsync(new() { WaitUntil = WaitUntilState.Load });
        }
        if (answer is not { Ok: true }) wrong.Add($"it answers {answer?.Status}");
        if (new Uri(page.Url).AbsolutePath != path.Split('?')[0]) wrong.Add($"it leads on to {page.Url}");
        await page.ScreenshotAsync(new() { Path = picture, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        wrong.AddRange(await Of(page, width));
        page.Console -= Hear;
        await page.UnrouteAllAsync();
        return wrong;
    }

    private static async Task WithoutPolicy(IRoute route)
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(h => h.Key != "content-security-policy") });
    }

    /// <summary>artifacts/bin/ContentPlanner.Server.Tests/debug/ lies below it.</summary>
    private static string Artifacts() => new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Parent!.Parent!.FullName;
}
