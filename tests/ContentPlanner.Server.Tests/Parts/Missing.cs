namespace ContentPlanner.Server.Tests.Parts;

/// <summary>What a test needs is not on this machine: CI fails, elsewhere the test is skipped; both say what to install.</summary>
public static class Missing
{
    public static bool InCi => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    public static Exception Part(string message)
    {
        if (InCi) return new InvalidOperationException(message + " (nothing may be skipped in CI)");
        Assert.Skip(message);
        return new InvalidOperationException(message);
    }
}
