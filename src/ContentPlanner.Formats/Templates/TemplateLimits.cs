namespace ContentPlanner.Formats.Templates;

/// <summary>
/// How much a template may ask for: plenty for a digest, far too little to hurt (figures of reliability.md 5.1, where they
/// stopped every hostile template tried).
/// </summary>
/// <param name="OutputCharacters">More is an error, never a text cut short.</param>
/// <param name="Steps">Parts of the template evaluated, in all.</param>
/// <param name="MemoryBytes">Allocated in all, whether still in use or not.</param>
/// <param name="Patience">How long a rendering may take before it is stopped.</param>
public sealed record TemplateLimits(int Loops = 1000, int Recursion = 20, int OutputCharacters = 256 * 1024, int Steps = 1_000_000, long MemoryBytes = 200L * 1024 * 1024,
    TimeSpan? Patience = null)
{
    /// <summary>Depth of brackets and operators inside each other, checked while parsing.</summary>
    public const int ExpressionDepth = 60;

    /// <summary>A template longer than this is not parsed.</summary>
    public const int TemplateCharacters = 256 * 1024;

    public static TemplateLimits Usual { get; } = new();

    internal const string TooLong = "takes longer than";

    /// <summary>Whether a rendering was stopped for the time it took, which a busy machine can do to a sound template.</summary>
    public static bool IsOfTime(Core.Problem problem) => problem.Message.StartsWith(TooLong, StringComparison.Ordinal);

    public TimeSpan HowLong => Patience ?? TimeSpan.FromSeconds(2);
}
