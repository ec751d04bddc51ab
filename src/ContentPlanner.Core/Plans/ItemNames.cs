using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Plans;

public static class ItemNames
{
    /// <summary>What people call an item of the plan: its title or name; its key, where it has neither.</summary>
    public static string NameOf(PlanItem item) => item switch
    {
        ContentPiece piece => piece.Title,
        Launch launch => launch.Title,
        Cadence cadence => cadence.Title,
        Member member => member.Name,
        Pillar pillar => pillar.Name,
        ChannelUse channel => channel.Name ?? channel.Key,
        Plan period => period.Name,
        FocusArea area => area.Name,
        Intention intention => intention.Title,
        EnvironmentFactor factor => factor.Title,
        Project project => project.Title,
        TakeAway takeAway => takeAway.What,
        CommunicationStep step => step.Title,
        ReviewCadence review => review.Title,
        CalendarNote note => note.Title,
        _ => item.Key,
    };
}
