namespace ContentPlanner.Tests;

/// <summary>CI asks for whole ranges where a person's run takes samples: <c>CONTENTPLANNER_FULL=1 dotnet test</c>.</summary>
public static class Full
{
    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("CONTENTPLANNER_FULL") == "1";
}
