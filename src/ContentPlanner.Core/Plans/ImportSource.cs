namespace ContentPlanner.Core.Plans;

/// <summary>
/// Where something was imported from, so that importing it again finds it, whatever it is called by now, and a person's own
/// changes stay.
/// </summary>
/// <param name="From">Through which kind of import: <c>csv</c>, <c>calendar</c>, <c>feed</c>.</param>
/// <param name="Id">Its name over there: a card's id, an event's uid, an entry's guid or address, a title.</param>
/// <param name="Seen">What it said last time, a fingerprint for each field: <c>title=1a2b3c4d status=…</c>. Tells whether it changed over there.</param>
/// <param name="Source">Id of the <see cref="ImportSource"/> that looks there again and again; null: somebody imported it by hand.</param>
public sealed record Origin(string From, string Id, string Seen = "", Guid? Source = null);

public enum Inlet
{
    /// <summary>The posts of a blog, by its own address or that of its feed (RSS or Atom).</summary>
    Blog,

    /// <summary>A calendar that others keep (iCalendar).</summary>
    Calendar,
}

/// <summary>What is made of what comes in.</summary>
public enum Intake { Pieces, Notes, Holidays, Blackouts }

/// <summary>An address that is looked at again and again for what is new there.</summary>
public sealed record ImportSource : PlanItem
{
    public required string Name { get; init; }
    public Inlet Kind { get; init; } = Inlet.Blog;

    /// <summary>http or https. That of a calendar may be known to nobody else: it stands in exports, and in no log.</summary>
    public required string Address { get; init; }

    public Intake As { get; init; } = Intake.Pieces;

    /// <summary>What its pieces are; null: as the entry says, else a blog post.</summary>
    public string? Format { get; init; }

    /// <summary>Where its pieces are first out; null: the blog.</summary>
    public string? Channel { get; init; }

    public string? Owner { get; init; }
    public string? Pillar { get; init; }

    /// <summary>Is not looked at for the time being.</summary>
    public bool Paused { get; init; }
}
