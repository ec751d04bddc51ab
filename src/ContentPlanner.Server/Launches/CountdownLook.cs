using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Server.Launches;

/// <summary>The posts of a launch's countdown: how many for each channel, which slots they fill, which are left out.</summary>
/// <param name="Posts">"3 for The Unhurried Letter".</param>
/// <param name="Slots">Slots they fill: of what, and its days: "Thu 17 Dec, Thu 14 Jan".</param>
/// <param name="LeftOut">Names of channels the client does not use.</param>
public sealed record CountdownLook(IReadOnlyList<string> Posts, IReadOnlyList<(string Of, string Days)> Slots, IReadOnlyList<string> LeftOut)
{
    public bool IsEmpty => Posts.Count + LeftOut.Count == 0;

    public static CountdownLook Of(Schedule schedule, string launch, Locale locale)
    {
        var (workspace, library) = (schedule.Workspace, schedule.Library);
        var found = schedule.Launch(launch)!;
        return new(
            [
                .. from task in schedule.Tasks
                   where task is { Source.Kind: SourceKind.Mark, IsOpen: true } && task.Launch == launch
                   group task by task.Channel into posts
                   select string.Create(CultureInfo.InvariantCulture, $"{posts.Count()} for {workspace.ChannelName(library, posts.Key)}"),
            ],
            [
                .. from slot in schedule.SlotsFilledByCountdown(found, schedule.Today)
                   group slot by slot.Cadence into slots
                   select (slots.Key.Title, string.Join(", ", slots.Select(s => locale.Format(s.When.Day, DayStyle.WeekdayShort)))),
            ],
            [.. found.ChannelsLeftOut(workspace, library).Select(c => library.Channel(c)?.Name ?? Spelling.Spelled(c))]);
    }
}
