using System.Globalization;
using ContentPlanner.Server.Cli;
using NodaTime;
using NodaTime.Testing;

namespace ContentPlanner.Server.Tests.Cli;

/// <summary>One call of the program, as a person or script makes it.</summary>
public sealed record ProgramRun(int Exit, string Output, string Error)
{
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    /// <summary>Starter plans and templates, as they travel with the program.</summary>
    public static string Templates => Path.Combine(AppContext.BaseDirectory, "templates");

    public static string StarterPlan => Path.Combine(Templates, "plans", "coaching-author.yaml");

    public static ProgramRun Of(params string[] args)
    {
        using var output = new StringWriter(CultureInfo.InvariantCulture);
        using var error = new StringWriter(CultureInfo.InvariantCulture);
        var exit = CommandLine.Run(args, output, error, new FakeClock(Now));
        return new(exit, output.ToString(), error.ToString());
    }
}
