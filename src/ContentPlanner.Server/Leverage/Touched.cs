using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Items;

namespace ContentPlanner.Server.Leverage;

/// <summary>What a change may have made another: which sources to derive again.</summary>
internal sealed record Touched
{
    /// <summary>Pieces that were added or changed.</summary>
    public List<Guid> Pieces { get; } = [];

    /// <summary>Pieces, launches and periods that are no more.</summary>
    public List<Guid> Gone { get; } = [];

    /// <summary>Keys of pieces and launches whose tasks somebody decided about.</summary>
    public HashSet<string> Decided { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of launches and projects whose milestones somebody decided about.</summary>
    public HashSet<string> Steps { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of launches, before and after; pieces may count from them.</summary>
    public HashSet<string> Launches { get; } = new(StringComparer.Ordinal);

    /// <summary>Something below a period changed.</summary>
    public bool Periods { get; private set; }

    public bool Notes { get; private set; }

    /// <summary>Something on which everything may hang; the proofs tell whether it does.</summary>
    public bool Shared { get; private set; }

    /// <summary>Channels whose slots are others.</summary>
    public HashSet<string> Channels { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys of intentions and needs whose titles pieces show.</summary>
    public HashSet<string> Served { get; } = new(StringComparer.Ordinal);

    /// <summary>Places that pieces left or came to.</summary>
    public HashSet<string> Places { get; } = new(StringComparer.Ordinal);

    /// <summary>A piece that comes back is, or was, among them.</summary>
    public bool ComesBack { get; private set; }

    public static Touched By(IEnumerable<ItemChange> changes)
    {
        var touched = new Touched();
        foreach (var change in changes) touched.Add(change);
        return touched;
    }

    private void Add(ItemChange change)
    {
        switch (change.Kind)
        {
            case "piece":
                (change.After is null ? Gone : Pieces).Add(change.Id);
                Visit(change.Before);
                Visit(change.After);
                break;
            case "launch":
                if (change.After is null) Gone.Add(change.Id);
                Launches.UnionWith(Keys(change));
                break;
            case "task-decision":
                Decided.UnionWith(Groups(change));
                break;
            case "milestone-decision":
                Steps.UnionWith(Groups(change));
                break;
            case "note":
                Notes = true;
                break;
            case "cadence":
                foreach (var item in Items(change)) Channels.Add(((Cadence)item.Read()).Channel);
                break;
            case "workspace" or "member" or "channel" or "template":
                Shared = true;
                break;
            case "period" or "player":
                if (change is { Kind: "period", After: null }) Gone.Add(change.Id);
                (Shared, Periods) = (true, true);
                break;
            case "intention" or "factor":
                Served.UnionWith(Keys(change));
                Periods = true;
                break;
            case "focus" or "role" or "communication" or "project" or "project-milestone" or "take-away" or "review":
                Periods = true;
                break;
        }
    }

    private void Visit(StoredItem? item)
    {
        if (item?.Read() is not ContentPiece piece) return;
        if (Inputs.PlaceOf(piece) is { } place) Places.Add(place);
        ComesBack |= Inputs.ComesBack(piece);
    }

    private static IEnumerable<StoredItem> Items(ItemChange change) => new[] { change.Before, change.After }.OfType<StoredItem>();

    private static IEnumerable<string> Keys(ItemChange change) => Items(change).Select(i => i.Key);

    private static IEnumerable<string> Groups(ItemChange change) => Items(change).Select(i => i.Group).OfType<string>();
}
