using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;

namespace ContentPlanner.Server.Resources;

/// <summary>Where each kind of item is found, and who may do what with it.</summary>
internal static class ItemPlaces
{
    /// <summary>Below the workspace: <c>/periods/{period}/focus/{focus}/intentions</c>.</summary>
    public static string Path(this ItemForm form) => (form.Owner is { } owner ? $"{owner.Path()}/{{{owner.Parameter()}}}" : "") + $"/{form.Collection}";

    /// <summary>The part of the address that names one.</summary>
    public static string Parameter(this ItemForm form) => form.Kind.Word switch
    {
        "project-milestone" => "milestone",
        "take-away" => "takeAway",
        var word => word,
    };

    /// <summary>The end of its operations' names: <c>Piece</c>, <c>ProjectMilestone</c>.</summary>
    public static string Noun(this ItemForm form) => form.Kind.Word == "channel" ? "Channel" : form.SchemaName;

    public static Access Reading(this ItemForm form) => form.Kind.Word switch
    {
        "member" or "digest" or "countdown" or "feed" => Access.Contributor,
        // The address of a calendar may be known to nobody else.
        "source" => Access.Strategist,
        _ => Access.ClientViewer,
    };

    public static Access Writing(this ItemForm form) => form.Kind.Word is "piece" or "digest" or "feed" ? Access.Contributor : Access.Strategist;

    /// <summary>What a client sees of the plan: neither ideas nor private things.</summary>
    public static bool Sees(this Client client, PlanItem item) => client.May(Access.Contributor) || item switch
    {
        ContentPiece piece => piece is { Private: false, Status: PieceStatus.Planned or PieceStatus.Drafting or PieceStatus.Scheduled or PieceStatus.Published },
        CalendarNote note => !note.Private,
        _ => true,
    };

    /// <summary>Whether a contributor may write it: mails and feeds only when they are their own.</summary>
    public static bool MayWrite(this Client client, PlanItem item) => client.May(Access.Strategist) || item switch
    {
        DigestSubscription digest => digest.Person == client.Member,
        FeedDefinition feed => feed.Person is not null && feed.Person == client.Member,
        _ => true,
    };

    /// <summary>What the address names: what the items belong to, and the item if it names one. Null: it is not there.</summary>
    public static (PlanItem Owner, PlanItem? Item)? Find(this ItemForm form, Workspace workspace, RouteValueDictionary address)
    {
        PlanItem? owner = workspace;
        if (form.Owner is { } above)
        {
            if (above.Find(workspace, address) is not { Item: { } there }) return null;
            owner = there;
        }
        if (address[form.Parameter()] is not string key) return (owner, null);
        return (owner, form.In(owner).FirstOrDefault(i => i.Key == key || i.Id?.ToString() == key));
    }

    public static IReadOnlyList<PlanItem> In(this ItemForm form, PlanItem owner) => ItemKinds.Of(owner).Lists.First(l => l.Kind == form.Kind).In(owner);
}
