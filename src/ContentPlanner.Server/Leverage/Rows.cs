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
