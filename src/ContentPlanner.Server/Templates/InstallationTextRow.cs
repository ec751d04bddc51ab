using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>
/// One version of a file of the installation as an administrator wrote it: a template, a recipe, a blueprint, the channels, a job. Rows are
/// added, never changed: the newest that is no draft is used.
/// </summary>
public sealed class InstallationTextRow
{
    /// <summary>In the templates folder, <c>digests/weekly.txt</c>; a job's with its folder, <c>jobs/digest-tick.yaml</c>.</summary>
    public string Path { get; set; } = "";

    /// <summary>Counts the versions of this file from 1: of two who write the next one, one is second.</summary>
    public int Number { get; set; }

    /// <summary>Null: the file is used again; of a draft: it was dropped.</summary>
    public string? Text { get; set; }

    /// <summary>Somebody is still working on it; never used.</summary>
    public bool IsDraft { get; set; }

    public Instant At { get; set; }
    public string Actor { get; set; } = "";
    public Guid? ActorId { get; set; }

    /// <summary>What was done, as a sentence without a full stop.</summary>
    public string What { get; set; } = "";
}

internal sealed class InstallationTextMapping : IEntityTypeConfiguration<InstallationTextRow>
{
    public void Configure(EntityTypeBuilder<InstallationTextRow> row)
    {
        row.ToTable("installation_text");
        row.HasKey(t => new { t.Path, t.Number });
        row.Property(t => t.Number).ValueGeneratedNever();
    }
}
