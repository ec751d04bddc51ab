using ContentPlanner.Core.Plans;

namespace ContentPlanner.Core.Leverage;

public static class Channels
{
    /// <summary>
    /// The channels a workspace uses, as the document orders them, each with the client's own name, owner and address over
    /// the installation's. A workspace that names none uses all of the library's.
    /// </summary>
    public static ValueList<Channel> ChannelsIn(this Workspace workspace, Library library) =>
        workspace.Channels.Count == 0
            ? library.Channels
            : workspace.Channels.Select(use => Own(use, library.Channel(use.Key))).ToValueList();

    /// <summary>Whether it is one of <see cref="ChannelsIn"/>.</summary>
    public static bool Uses(this Workspace workspace, Library library, string channel) =>
        workspace.Channels.Count == 0 ? library.Channel(channel) is not null : workspace.Channels.Any(use => use.Key == channel);

    private static Channel Own(ChannelUse use, Channel? channel)
    {
        channel ??= new Channel { Key = use.Key, Name = use.Key };
        return channel with
        {
            Name = use.Name ?? channel.Name,
            Owner = use.Owner ?? channel.Owner,
            Address = use.Address ?? channel.Address,
        };
    }
}
