using ContentPlanner.Server.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NodaTime;

namespace ContentPlanner.Server.Jobs;

/// <summary>What is known of a recurring job beside its file: whether it gets done.</summary>
public sealed class JobRow : IVersioned
{
    /// <summary>The file's name without its ending.</summary>
    public string Id { get; set; } = "";

    /// <summary>Since when the installation knows it: before its first run, two periods are counted from here.</summary>
    public Instant KnownSince { get; set; }

    public Instant? LastStartedAt { get; set; }
    public Instant? LastSuccessAt { get; set; }

    /// <summary>When administrators were told that it does not get done; null while it does.</summary>
    public Instant? AlarmedAt { get; set; }

    /// <summary>Where the job goes on that could not finish in its time.</summary>
    public string? Bookmark { get; set; }

    public int Version { get; set; }
}

public enum JobOutcome { Running, Succeeded, Failed, TimedOut, Stopped }

/// <summary>One run of a job.</summary>
public sealed class JobRunRow
{
    public Guid Id { get; set; }
    public string JobId { get; set; } = "";
    public Instant StartedAt { get; set; }
    public Instant? EndedAt { get; set; }
    public JobOutcome Outcome { get; set; }
    public bool DryRun { get; set; }

    /// <summary>What was done, as JSON: words and how often, <c>{"sent": 12, "skipped": 1}</c>.</summary>
    public string Counts { get; set; } = "{}";

    /// <summary>What went wrong, or what a dry run would have done.</summary>
    public string? Message { get; set; }

    /// <summary>Which process ran it.</summary>
    public string Node { get; set; } = "";
}

internal sealed class JobMapping : IEntityTypeConfiguration<JobRow>
{
    public void Configure(EntityTypeBuilder<JobRow> row)
    {
        row.ToTable("job");
        row.Property(j => j.Version).IsConcurrencyToken();
    }
}

internal sealed class JobRunMapping : IEntityTypeConfiguration<JobRunRow>
{
    public void Configure(EntityTypeBuilder<JobRunRow> row)
    {
        row.ToTable("job_run");
        row.Property(r => r.Id).ValueGeneratedNever();
        row.HasIndex(r => new { r.JobId, r.StartedAt });
    }
}
