using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>What the posts of a launch's countdown mean for its client: which slots they fill, and for which the client has no channel.</summary>
public static class CountdownPosts
{
    /// <summary>Days after the last mark within which its week ends.</summary>
    private const int RestOfWeek = 6;

    /// <summary>Keys of the channels its countdown has posts for and the client does not use: nothing is prepared for these.</summary>
    public static ValueList<string> ChannelsLeftOut(this LaunchSchedule launch, Workspace workspace, Library library) =>
        (launch.Blueprint.Countdown?.Marks ?? []).SelectMany(m => m.Posts).Select(p => p.Channel).Distinct(StringComparer.Ordinal).Where(c => !workspace.Uses(library, c)).ToValueList();

    /// <summary>
    /// The slots its posts fill, from <paramref name="since"/> on, by day. A post of the countdown is a post: in its week the channel's
    /// slot waits for nothing else.
    /// </summary>
    public static IEnumerable<Slot> SlotsFilledByCountdown(this Schedule schedule, LaunchSchedule launch, LocalDate since) =>
        launch.Marks.Count == 0 || launch.Marks.Max(m => m.Day).PlusDays(RestOfWeek) is var last && last < since
            ? []
            : schedule.Slots(new(since, last)).Where(s => s.Task is { Source.Kind: SourceKind.Mark } task && task.Launch == launch.Key);
}
