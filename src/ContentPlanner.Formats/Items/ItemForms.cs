using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Items;

/// <summary>The forms of all kinds of items that people write; what they decided about derived things is changed by verbs.</summary>
public static class ItemForms
{
    /// <summary>The workspace itself.</summary>
    public static ItemForm Workspace { get; } = ItemForm.Of("workspace", "workspace", WorkspaceKeys.Head, new Kind("workspace", ""));

    /// <summary>Those of a workspace, owners before what belongs to them.</summary>
    public static IReadOnlyList<ItemForm> All { get; } = [.. new[]
    {
        ItemForm.Of("member", "members", WorkspaceKeys.Member, PlanKinds.Member),
        ItemForm.Of("channel", "channels", WorkspaceKeys.Channel, PlanKinds.ChannelUse),
        ItemForm.Of("pillar", "pillars", WorkspaceKeys.Pillar, PlanKinds.Pillar),
        ItemForm.Of("cadence", "cadences", CadenceKeys.Cadence, PlanKinds.Cadence),
        ItemForm.Of("piece", "pieces", PieceKeys.Piece, PlanKinds.Piece),
        ItemForm.Of("launch", "launches", LaunchKeys.Launch, PlanKinds.Launch),
        ItemForm.Of("period", "periods", PeriodKeys.Period, PlanKinds.Period,
            ItemForm.Of("factor", "environment", PeriodKeys.Factor, PlanKinds.Factor),
            ItemForm.Of("focus", "focus", PeriodKeys.Focus, PlanKinds.Focus,
                ItemForm.Of("intention", "intentions", PeriodKeys.Intention, PlanKinds.Intention)),
            ItemForm.Of("player", "players", PeriodKeys.Player, PlanKinds.Player),
            ItemForm.Of("role", "open-roles", PeriodKeys.OpenRole, PlanKinds.OpenRole),
            ItemForm.Of("communication", "communication", PeriodKeys.Communication, PlanKinds.Communication),
            ItemForm.Of("project", "projects", PeriodKeys.Project, PlanKinds.Project,
                ItemForm.Of("project-milestone", "milestones", PeriodKeys.Milestone, new Kind("project milestone", "under the project's milestones"))),
            ItemForm.Of("take-away", "take-aways", PeriodKeys.TakeAway, PlanKinds.TakeAway),
            ItemForm.Of("review", "reviews", PeriodKeys.Review, PlanKinds.Review)),
        ItemForm.Of("note", "notes", WorkspaceKeys.Note, PlanKinds.Note),
        ItemForm.Of("source", "sources", SourceKeys.Source, PlanKinds.Source),
        ItemForm.Of("digest", "digests", SubscriptionKeys.Digest, PlanKinds.Digest),
        ItemForm.Of("countdown", "countdowns", SubscriptionKeys.Countdown, PlanKinds.Countdown),
        ItemForm.Of("feed", "feeds", FeedKeys.Feed, PlanKinds.Feed),
    }.SelectMany(WithBelow)];

    private static readonly Dictionary<string, ItemForm> ByKind = All.Append(Workspace).ToDictionary(f => f.Kind.Word, StringComparer.Ordinal);

    /// <exception cref="KeyNotFoundException">It has no form of its own, see <see cref="Find"/>.</exception>
    public static ItemForm Of(PlanItem item) => ByKind[Identity.TypeOf(item)];

    /// <summary>Null: a decision about something derived, or a template of the client's own.</summary>
    public static ItemForm? Find(PlanItem item) => ByKind.GetValueOrDefault(Identity.TypeOf(item));

    private static IEnumerable<ItemForm> WithBelow(ItemForm form) => form.Below.SelectMany(WithBelow).Prepend(form);
}
