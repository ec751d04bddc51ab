using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Digests;

/// <summary>The empty slots of one cadence in the weeks ahead.</summary>
public sealed record Gap
{
    /// <summary>Title of the cadence: "Blog post".</summary>
    public required string Title { get; init; }

    /// <summary>Channel key.</summary>
    public required string Channel { get; init; }

    public required string ChannelName { get; init; }

    /// <summary>Member key of who fills it; null: nobody in particular.</summary>
    public string? Owner { get; init; }

    /// <summary>The format a piece must have to stand there; null: any.</summary>
    public string? Format { get; init; }

    public required Capped<LocalDate> Days { get; init; }

    /// <summary>How many places the cadence has in that time, filled ones included.</summary>
    public required int Places { get; init; }

    /// <summary>Title of an idea without a day that would fit; null when there is none.</summary>
    public string? Idea { get; init; }

    private const int MostDays = 4;

    /// <summary>A place that asks for a format wants a piece of its own; of tasks only an evergreen outing fills it.</summary>
    public bool CouldTake(ContentTask task) => task.Channel == Channel && (Format is null || task.Key.Outing is not null);

    /// <summary>The cadences with empty slots within <paramref name="window"/>, by their first empty day.</summary>
    /// <param name="whole">With every empty day; else the first of them.</param>
    public static IEnumerable<Gap> Within(Schedule schedule, DateInterval window, bool whole = false) =>
        from slots in schedule.Slots(window).GroupBy(s => s.Cadence.Key)
        let empty = slots.Where(s => s.IsGap).Select(s => s.When.Day).ToArray()
        where empty.Length > 0
        orderby empty[0]
        select Of(schedule, slots.First().Cadence, empty, slots.Count(), whole ? int.MaxValue : MostDays);

    private static Gap Of(Schedule schedule, Cadence cadence, LocalDate[] empty, int places, int days) => new()
    {
        Title = cadence.Title,
        Channel = cadence.Channel,
        ChannelName = schedule.Workspace.ChannelName(schedule.Library, cadence.Channel),
        Format = cadence.Format,
        Owner = cadence.Owner ?? schedule.Workspace.Channels.FirstOrDefault(c => c.Key == cadence.Channel)?.Owner,
        Days = empty.CappedAt(days),
        Places = places,
        Idea = schedule.Workspace.Pieces.FirstOrDefault(cadence.CouldTake)?.Title,
    };
}
