using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>What a channel's cadences want within some days, and what is promised.</summary>
/// <param name="Days">Days looked ahead, today included.</param>
/// <param name="Slots">Places the cadences give.</param>
/// <param name="Filled">Places with a piece or a task somebody promised.</param>
/// <param name="Ideas">Ideas that could stand in these places: those thought of for one of them, and those without a day that fit.</param>
public sealed record Shortfall(Channel Channel, int Days, int Slots, int Filled, int Ideas)
{
    public int Missing => Slots - Filled;

    /// <summary>Every channel with a cadence that has places in these days, as the workspace orders its channels.</summary>
    public static ValueList<Shortfall> Within(Schedule schedule, int days)
    {
        var slots = schedule.Slots(new DateInterval(schedule.Today, schedule.Today.PlusDays(days - 1))).ToLookup(s => s.Cadence.Channel, StringComparer.Ordinal);
        var ideas = schedule.Workspace.Pieces.Where(p => p is { Status: PieceStatus.Idea, Day: null }).ToList();
        return schedule.Workspace.ChannelsIn(schedule.Library)
            .Where(c => slots.Contains(c.Key))
            .Select(c => new Shortfall(c, days, slots[c.Key].Count(), slots[c.Key].Count(s => !s.IsGap && !s.IsTentative), Waiting(slots[c.Key])))
            .ToValueList();

        int Waiting(IEnumerable<Slot> places)
        {
            var cadences = places.Select(s => s.Cadence).DistinctBy(c => c.Key).ToList();
            return places.Count(s => s.IsTentative) + ideas.Count(idea => cadences.Exists(c => c.CouldTake(idea)));
        }
    }
}
