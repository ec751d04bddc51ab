using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ContentPlanner.Server.Templates;

/// <summary>What a file of the library said for a client from a revision on; who wrote it, when and why, stands in the change set of that revision.</summary>
public sealed class TemplateVersionRow
{
    public Guid WorkspaceId { get; set; }
    public string Path { get; set; } = "";

    /// <summary>The workspace's revision that made it.</summary>
    public long Revision { get; set; }

    /// <summary>Null: the installation's was used again.</summary>
    public string? Text { get; set; }
}

internal sealed class TemplateVersionMapping : IEntityTypeConfiguration<TemplateVersionRow>
{
    public void Configure(EntityTypeBuilder<TemplateVersionRow> row)
    {
        row.ToTable("template_version");
        row.HasKey(v => new { v.WorkspaceId, v.Path, v.Revision });
        row.HasOne<WorkspaceRow>().WithMany().HasForeignKey(v => v.WorkspaceId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>Keeps every version of a client's own words, for good: the change log forgets texts after 30 days, and a reset keeps the history.</summary>
public sealed class TemplateHistory : IChangeFollower
{
    public Task FollowAsync(PlannerDb db, WorkspaceChange change, CancellationToken stop)
    {
        foreach (var item in change.Items.Where(i => i.Kind == "template"))
        {
            var (before, after) = ((OwnTemplate?)item.Before?.Read(), (OwnTemplate?)item.After?.Read());
            if (before?.Key == after?.Key && before?.Text == after?.Text) continue;
            // One whose path changed leaves the old one and comes to the new.
            if (before?.Text is not null && before.Key != after?.Key) Add(before.Key, null);
            if (after is not null && (after.Text is not null || before?.Text is not null)) Add(after.Key, after.Text);
        }
        return Task.CompletedTask;

        void Add(string path, string? text)
        {
            var known = db.TemplateVersions.Local.FirstOrDefault(v => v.WorkspaceId == change.Workspace && v.Path == path && v.Revision == change.Revision);
            if (known is null) db.TemplateVersions.Add(new() { WorkspaceId = change.Workspace, Path = path, Revision = change.Revision, Text = text });
            else known.Text ??= text;
        }
    }
}
