using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>
/// Anything in a plan document that has a name of its own. People write and read the <see cref="Key"/>; the other three
/// are written by an export and never needed by a person (design rule 2): a document without ids gets name-based ones,
/// see <see cref="Identity"/>.
/// </summary>
public abstract record PlanItem
{
    /// <summary>Readable, unique among items of its kind: lower-case letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    public Guid? Id { get; init; }

    /// <summary>How often start, end, rule, status, summary or location changed (RFC 5545, 3.8.7.4).</summary>
    public int? Sequence { get; init; }

    /// <summary>When the item last changed visibly.</summary>
    public Instant? Changed { get; init; }
}
