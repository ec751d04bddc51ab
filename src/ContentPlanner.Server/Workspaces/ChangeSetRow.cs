using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Workspaces;

/// <summary>
/// What somebody did, once: the audit trail's line, and what undoing it takes back (design rule 12).
/// </summary>
public sealed class ChangeSetRow
{
    public Guid Id { get; set; }
    public Guid WorkspaceId { get; set; }

    /// <summary>The revision it made.</summary>
    public long Revision { get; set; }

    public Instant At { get; set; }

    /// <summary>Who did it, as people know them: a member's name, "the administrator", a job's id.</summary>
    public string Actor { get; set; } = "";

    /// <summary>The member's or account's id; null for jobs.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>Through which door: <c>web</c>, <c>api</c>, <c>cli</c>, <c>mail</c>, <c>import</c>, <c>job</c>.</summary>
    public string Door { get; set; } = "";

    /// <summary>What was done, as a sentence without a full stop: "moved “The Unhurried Author” to 3 March 2027".</summary>
    public string What { get; set; } = "";

    /// <summary>The change set this one takes back.</summary>
    public Guid? Undoes { get; set; }

    /// <summary>The change set that took this one back.</summary>
    public Guid? UndoneBy { get; set; }
}

/// <summary>What became of one item in a change set; the item as stored before and after, as JSON with its place.</summary>
public sealed class ChangeRow
{
    public Guid ChangeSetId { get; set; }
    public Guid ItemId { get; set; }
    public Guid WorkspaceId { get; set; }
    public long Revision { get; set; }
    public string Kind { get; set; } = "";
    public string Key { get; set; } = "";

    /// <summary>Null: it was made. Erased 30 days later, when the change can no longer be undone.</summary>
    public string? Before { get; set; }

    /// <summary>Null: it was removed. Erased with <see cref="Before"/>.</summary>
    public string? After { get; set; }
}

internal sealed class ChangeSetMapping : IEntityTypeConfiguration<ChangeSetRow>
{
    public void Configure(EntityTypeBuilder<ChangeSetRow> row)
    {
        row.ToTable("change_set");
        row.Property(c => c.Id).ValueGeneratedNever();
        row.HasIndex(c => new { c.WorkspaceId, c.Revision }).IsUnique();
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(c => c.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class ChangeMapping : IEntityTypeConfiguration<ChangeRow>
{
    public void Configure(EntityTypeBuilder<ChangeRow> row)
    {
        row.ToTable("change");
        row.HasKey(c => new { c.ChangeSetId, c.ItemId });
        row.HasIndex(c => new { c.WorkspaceId, c.Revision });
        row.HasIndex(c => new { c.WorkspaceId, c.ItemId });
        row.HasOne<ChangeSetRow>().WithMany().HasForeignKey(c => c.ChangeSetId).OnDelete(DeleteBehavior.Cascade);
    }
}
