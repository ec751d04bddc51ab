using ContentPlanner.Core;

namespace ContentPlanner.Tests;

/// <summary>A sound file with one slip in it, and the problem a person should be told.</summary>
public static class Spoilt
{
    /// <param name="at">What stands where the problem should point; the first such text of the spoilt file.</param>
    public static (string Text, Problem Problem) Text(string file, string text, string right, string wrong, string at, string message, Severity severity = Severity.Error)
    {
        Assert.Contains(right, text, StringComparison.Ordinal);
        var spoilt = text.Replace(right, wrong, StringComparison.Ordinal);
        var place = spoilt.IndexOf(at, StringComparison.Ordinal);
        Assert.True(place >= 0, $"'{at}' is not in the file");
        var before = spoilt[..place];
        return (spoilt, new(file, before.Count(c => c == '\n') + 1, place - before.LastIndexOf('\n'), message, severity));
    }
}
