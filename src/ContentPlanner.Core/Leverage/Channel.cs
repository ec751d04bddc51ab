namespace ContentPlanner.Core.Leverage;

/// <summary>How a channel counts the length of a text.</summary>
public enum Counter
{
    /// <summary>User-perceived characters (UAX #29).</summary>
    Graphemes,

    /// <summary>UTF-16 code units, as most web forms count.</summary>
    Characters,

    /// <summary>X's weighting: a URL is 23, wide code points are 2 (twitter-text configuration v3).</summary>
    XWeighted,
}

public enum LinkHabit
{
    /// <summary>The link stands in the text.</summary>
    Inline,

    /// <summary>The link stands alone at the end.</summary>
    Last,

    /// <summary>Links do not work in the text; the draft says "link in bio".</summary>
    InBio,

    /// <summary>The link goes into the first comment.</summary>
    FirstComment,

    None,
}

/// <summary>Where content goes, with its rules (templates/channels.yaml).</summary>
public sealed record Channel
{
    public required string Key { get; init; }
    public required string Name { get; init; }

    /// <summary>Channels of one network must not carry the same text close together; null: a network of its own.</summary>
    public string? Network { get; init; }

    /// <summary>Null: no limit.</summary>
    public int? Limit { get; init; }

    public Counter Counter { get; init; } = Counter.Characters;
    public LinkHabit Links { get; init; } = LinkHabit.Inline;

    /// <summary>How many hashtags are usual; 0: none.</summary>
    public int Hashtags { get; init; }

    /// <summary>Role that works here when neither recipe nor workspace names one.</summary>
    public string? Role { get; init; }

    public string? Owner { get; init; }
    public string? Address { get; init; }

    /// <summary>Days after which what was published here counts as stale; null: 180.</summary>
    public int? RefreshAfterDays { get; init; }

    /// <summary>What a link says about where its reader came from; null: links stay as they are.</summary>
    public Campaign? Campaign { get; init; }
}

/// <summary>The <c>utm_source</c> and <c>utm_medium</c> of links that stand in a channel.</summary>
public sealed record Campaign(string Source, string? Medium = null);
