using System.Security.Cryptography;
using System.Text;
using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// Ids that survive: an item keeps the id it was given; an item without one gets an id made from its name, so that the
/// same document always gives the same calendar (design rule 2). What is derived gets its id from its source's id, so
/// renaming a key changes nothing for those who subscribed.
/// </summary>
public static partial class Identity
{
    /// <summary>The id of <paramref name="item"/>, stored or made from (workspace key, its type, key).</summary>
    public static Guid Of(Workspace workspace, PlanItem item) => Of(workspace, TypeOf(item), item);

    /// <summary>The singular noun of what an item is: the same word in ids, uids and <see cref="Entry.Type"/>.</summary>
    public static string TypeOf(PlanItem item) => item switch
    {
        ContentPiece => "piece",
        Cadence => "cadence",
        Launch => "launch",
        Plan => "period",
        EnvironmentFactor => "factor",
        FocusArea => "focus",
        Intention => "intention",
        Player => "player",
        OpenRole => "role",
        CommunicationStep => "communication",
        Project => "project",
        ProjectMilestone => "project-milestone",
        TakeAway => "take-away",
        ReviewCadence => "review",
        CalendarNote => "note",
        ImportSource => "source",
        MilestoneDecision => "milestone-decision",
        TaskDecision => "task-decision",
        Approval => "approval",
        Member => "member",
        Pillar => "pillar",
        ChannelUse => "channel",
        DigestSubscription => "digest",
        CountdownSubscription => "countdown",
        FeedDefinition => "feed",
        OwnTemplate => "template",
        Workspace => "workspace",
        _ => throw new ArgumentException($"Nothing is known of a {item.GetType().Name}.", nameof(item)),
    };

    /// <summary>The id of <paramref name="item"/>, stored or made from (workspace key, type, key).</summary>
    public static Guid Of(Workspace workspace, string type, PlanItem item) =>
        item.Id ?? FromName(workspace.Key, type, item.Key);

    public static Guid Of(Workspace workspace) => workspace.Id ?? FromName(workspace.Key, "workspace", workspace.Key);

    /// <summary>The id of something that follows from <paramref name="source"/>: a milestone of a launch, a task of a piece.</summary>
    public static Guid Derived(Guid source, string type, string name) => FromName(source.ToString("N"), type, name);

    /// <summary>First 16 octets of SHA-256 over the parts, NUL between them, marked as a version 8 UUID (RFC 9562, 5.8).</summary>
    public static Guid FromName(params ReadOnlySpan<string> parts)
    {
        Span<byte> hash = stackalloc byte[32];
        var length = parts.Length;
        foreach (var part in parts) length += Encoding.UTF8.GetMaxByteCount(part.Length);
        // Of every task and milestone each time they are derived: nothing is allocated for a name of usual length.
        var name = length <= 1024 ? stackalloc byte[length] : new byte[length];
        var end = 0;
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0) name[end++] = 0;
            end += Encoding.UTF8.GetBytes(parts[i], name[end..]);
        }
        SHA256.HashData(name[..end], hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>UID of an entry: <c>{type}-{id}-{facet}@{workspace id}</c> (design rule 2).</summary>
    public static string Uid(string type, Guid id, string facet, Guid workspace) => $"{type}-{id:N}-{facet}@{workspace:N}";
}
