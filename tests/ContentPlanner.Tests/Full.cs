namespace ContentPlanner.Tests;

/// <summary>
/// CI asks for whole ranges where a person's run takes samples, so that a person's takes seconds:
/// <c>CONTENTPLANNER_FULL=1 dotnet test</c>.
/// </summary>
public static class Full
{
    private const int Part = 8;

    public static bool IsAsked { get; } = Environment.GetEnvironmentVariable("CONTENTPLANNER_FULL") == "1";

    /// <summary>How often a property is tried: as often as said when all is asked for, else an eighth of it.</summary>
    public static int Iterations(int all) => IsAsked ? all : Math.Max(5, all / Part);

    /// <summary>How long a text is that is made to be long.</summary>
    public static int Size(int all) => IsAsked ? all : all / Part;

    /// <summary>All of a long list, else every seventh.</summary>
    public static IEnumerable<T> Sample<T>(IEnumerable<T> all) => IsAsked ? all : all.Where((_, n) => n % 7 == 0);
}
