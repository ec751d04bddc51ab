using ContentPlanner.Formats.Output;
using NodaTime;

namespace ContentPlanner.Tests.Output;

public class PlanOutputTests
{
    [Fact]
    public void Who_waits_is_told_each_step_before_it_is_taken()
    {
        var steps = new List<string>();

        PlanOutput.Of(Shipped.Plan("minimal").Value!, Shipped.Library, Drafts.Shipped.Templates, Instant.FromUtc(2026, 11, 23, 9, 0), steps.Add);

        Assert.Equal(["Working out every date", "Writing drafts", "Writing calendars, mails and pages"], steps);
    }
}
