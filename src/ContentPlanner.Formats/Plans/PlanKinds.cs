using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>What a plan names, and its parts refer to.</summary>
internal static class PlanKinds
{
    public static readonly Kind Member = new("member", "under members");
    public static readonly Kind ChannelUse = new("channel", "under channels");
    public static readonly Kind Pillar = new("pillar", "under pillars");
    public static readonly Kind Cadence = new("cadence", "under cadences");
    public static readonly Kind Piece = new("piece", "under pieces");
    public static readonly Kind Launch = new("launch", "under launches");
    public static readonly Kind Period = new("period", "under periods");
    public static readonly Kind Factor = new("environment factor", "under environment");
    public static readonly Kind Focus = new("focus area", "under focus");
    public static readonly Kind Intention = new("intention", "under the focus areas");
    public static readonly Kind Player = new("player", "under players");
    public static readonly Kind OpenRole = new("open role", "under open-roles");
    public static readonly Kind Communication = new("communication step", "under communication");
    public static readonly Kind Project = new("project", "under projects");
    public static readonly Kind TakeAway = new("take-away", "under take-aways");
    public static readonly Kind Review = new("review", "under reviews");
    public static readonly Kind Source = new("source", "under sources");
    public static readonly Kind Note = new("note", "under notes");
    public static readonly Kind Milestone = new("milestone decision", "under milestones");
    public static readonly Kind Task = new("task decision", "under tasks");
    public static readonly Kind Approval = new("approval", "under approvals");
    public static readonly Kind Digest = new("digest", "under digests");
    public static readonly Kind Countdown = new("countdown", "under countdowns");
    public static readonly Kind Feed = new("feed", "under feeds");

    /// <summary>Environment factors of the kind client-need.</summary>
    public static readonly Kind Need = new("client need", "under environment (kind: client-need)");

    /// <summary>Key and version: <c>book-launch@1</c>.</summary>
    public static readonly Kind Blueprint = new("blueprint", "in blueprints/");

    /// <summary>A recipe, or <c>none</c>.</summary>
    public static readonly Kind PieceRecipe = new("recipe", "in recipes/");
}
