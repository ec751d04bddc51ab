using Microsoft.Playwright;

namespace ContentPlanner.Server.Tests.Parts;

/// <summary>
/// A real browser, the system's own: Debian's <c>chromium-headless-shell</c>, which draws pages and nothing around them, else <c>chromium</c>, or
/// what <c>PLANNER_TEST_CHROMIUM</c> names. One for all tests, a context for each.
/// </summary>
public static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> TheBrowser = new(Launch);

    public static string? Program { get; } = new[] { Environment.GetEnvironmentVariable("PLANNER_TEST_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    public static Task<IBrowser> Open() => Program is null
        ? throw Missing.Part("Tests of pages need a browser: install chromium (Debian: apt-get install chromium-headless-shell), or name its program in PLANNER_TEST_CHROMIUM")
        : TheBrowser.Value;

    /// <summary>The end of the test run.</summary>
    internal static async Task CloseAsync()
    {
        if (TheBrowser is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }) await (await TheBrowser.Value).CloseAsync();
    }

    private static async Task<IBrowser> Launch()
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Args = ["--no-sandbox", "--disable-gpu"] });
    }
}
