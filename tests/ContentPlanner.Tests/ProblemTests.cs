using ContentPlanner.Core;

namespace ContentPlanner.Tests;

public class ProblemTests
{
    [Theory]
    [InlineData(3, 14, Severity.Error, "plan.yaml:3:14: it rains")]
    [InlineData(3, 0, Severity.Error, "plan.yaml:3: it rains")]
    [InlineData(0, 0, Severity.Error, "plan.yaml: it rains")]
    [InlineData(0, 0, Severity.Warning, "plan.yaml: warning: it rains")]
    [InlineData(3, 14, Severity.Warning, "plan.yaml:3:14: warning: it rains")]
    public void It_names_the_place_as_far_as_there_is_one(int line, int column, Severity severity, string written) =>
        Assert.Equal(written, new Problem("plan.yaml", line, column, "it rains", severity).ToString());
}
