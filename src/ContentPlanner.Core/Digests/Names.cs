using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Digests;

/// <summary>Keys as people know them.</summary>
public static class Names
{
    /// <summary>A member's name; null for nobody, the key itself for somebody the workspace does not have.</summary>
    public static string? NameOf(this Workspace workspace, string? member) =>
        member is null ? null : workspace.Members.FirstOrDefault(m => m.Key == member)?.Name ?? member;

    /// <summary>What the client calls a channel, else what the library does, else its key.</summary>
    public static string ChannelName(this Workspace workspace, Library library, string channel) =>
        workspace.Channels.FirstOrDefault(c => c.Key == channel)?.Name ?? library.Channel(channel)?.Name ?? channel;

    /// <summary>Title of the launch or project a step belongs to; null where a project is that one step and called like it.</summary>
    public static string? BelongsTo(this Milestone milestone, Schedule schedule) =>
        milestone.Launch is { } launch ? schedule.Launch(launch)?.Launch.Title
        : schedule.Workspace.Periods.SelectMany(p => p.Projects).FirstOrDefault(p => p.Key == milestone.Project && p.Title != milestone.Title)?.Title;

    /// <summary>What is made, without what it is made of: "LinkedIn post", "Thread (2 of 5)".</summary>
    public static string What(this ContentTask task) =>
        task.Title.EndsWith($": {task.Source.Title}", StringComparison.Ordinal) ? task.Title[..^(task.Source.Title.Length + 2)] : task.Title;
}
