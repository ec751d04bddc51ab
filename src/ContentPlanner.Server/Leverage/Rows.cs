using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Server.Leverage;

internal static class Rows
{
    public static TaskRow Row(this ContentTask task, Guid workspace, Guid source, bool offered) => new()
    {
        WorkspaceId = workspace,
        Id = task.Id,
        Key = task.Key.ToString(),
        SourceId = source,
        Offered = offered,
        SourceKind = task.Source.Kind,
        Title = task.Title,
        Channel = task.Channel,
        Recipe = task.Recipe,
        Step = task.Step,
        Planned = task.Planned,
        Day = task.Day,
        Due = task.Due,
        Status = task.Status,
        Owner = task.Owner,
        Launch = task.Launch,
        EffortMinutes = task.EffortMinutes,
        Reason = task.Reason,
        SourceChanged = task.SourceChanged,
        Private = task.Private,
    };

    /// <summary>The task as far as its row tells it, which is what slots, loads and intentions ask for: not its texts, nor its source's title.</summary>
    public static ContentTask Task(this TaskRow row)
    {
        var middle = $"/{row.Step}/{row.Channel}/";
        var at = row.Key.IndexOf(middle, StringComparison.Ordinal);
        var source = at > 0 ? row.Key[..at] : row.Key;
        return new()
        {
            Id = row.Id,
            Key = new(source, row.Step, row.Channel, at > 0 ? row.Key[(at + middle.Length)..].Split('/')[0] : ""),
            Source = new(row.SourceKind, source, row.SourceId, ""),
            Title = row.Title,
            Channel = row.Channel,
            Recipe = row.Recipe,
            Step = row.Step,
            Template = "",
            Instruction = "",
            EffortMinutes = row.EffortMinutes,
            Planned = row.Planned,
            Day = row.Day,
            // A row's due day is the later of its day and the day it is snoozed until.
            SnoozedUntil = row.Due > row.Day ? row.Due : null,
            Status = row.Status,
            Reason = row.Reason,
            Owner = row.Owner,
            Launch = row.Launch,
        };
    }

    public static MilestoneRow Row(this Milestone milestone, Guid workspace, Guid source) => new()
    {
        WorkspaceId = workspace,
        Id = milestone.Id,
        Key = milestone.Key,
        SourceId = source,
        Title = milestone.Title,
        RuleDay = milestone.RuleDay,
        Day = milestone.Day,
        Status = milestone.Status,
        Link = milestone.Link,
        Owner = milestone.Owner,
        Launch = milestone.Launch,
        Critical = milestone.Critical,
        Reason = milestone.Reason,
    };
}
