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

    [Fact]
    public void What_somebody_noted_on_a_step_or_a_task_stands_where_it_is_seen()
    {
        var plan = Drafts.Shipped.StarterPlan;
        var task = Drafts.Shipped.Schedule.Tasks.First(t => t.Key.Source == "five-steps" && t.IsOpen);
        var noted = plan with
        {
            Milestones = [new() { Key = "the-book/fix-date", Note = "No bank holiday near" }],
            Tasks = [new() { Key = task.Key.ToString(), Note = "Ask the editor first" }],
        };

        var files = PlanOutput.Of(noted, Shipped.Library, Drafts.Shipped.Templates, Instant.FromUtc(2026, 11, 23, 9, 0)).Files;

        Assert.Contains("Note: No bank holiday near", Text("timeline.json"), StringComparison.Ordinal);
        Assert.Contains("Note: Ask the editor first", Text("timeline.json"), StringComparison.Ordinal);
        Assert.Contains(files.Keys, path => path.StartsWith("tasks/", StringComparison.Ordinal) && Text(path).Contains("note: \"Ask the editor first\"", StringComparison.Ordinal));

        string Text(string path) => System.Text.Encoding.UTF8.GetString(files[path]);
    }
}
