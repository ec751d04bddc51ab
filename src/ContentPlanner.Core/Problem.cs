namespace ContentPlanner.Core;

public enum Severity { Error, Warning }

/// <summary>
/// One thing wrong with something a person wrote, and what to do about it. Problems are values: a reader collects
/// every one of them and never stops at the first.
/// </summary>
/// <param name="File">The file as the person named it; never a path of this machine they did not type.</param>
/// <param name="Line">1-based; 0 when the problem concerns the file as a whole.</param>
/// <param name="Column">1-based; 0 when the problem concerns the whole line or file.</param>
/// <param name="Message">What is wrong and what to do, in plain words, without a final full stop.</param>
/// <param name="Severity">Only errors keep a plan from being used.</param>
public sealed record Problem(string File, int Line, int Column, string Message, Severity Severity = Severity.Error)
{
    /// <summary><c>file:line:column: message</c>, as editors jump to it; without the numbers that would say nothing.</summary>
    public override string ToString() => Severity == Severity.Warning ? $"{Where}: warning: {Message}" : $"{Where}: {Message}";

    private string Where => (Line, Column) switch
    {
        (0, _) => File,
        (_, 0) => FormattableString.Invariant($"{File}:{Line}"),
        _ => FormattableString.Invariant($"{File}:{Line}:{Column}"),
    };
}
