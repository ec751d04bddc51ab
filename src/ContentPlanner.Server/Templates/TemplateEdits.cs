using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>What became of an edit of the library.</summary>
public abstract record EditResult
{
    private EditResult() { }

    /// <summary>Changed, refused, in conflict, or gone: as every change of a workspace.</summary>
    public sealed record Made(ChangeResult Change) : EditResult;

    /// <summary>It has mistakes; nothing was written.</summary>
    public sealed record Mistaken(IReadOnlyList<Problem> Problems) : EditResult;
}

/// <param name="Revision">Names it.</param>
/// <param name="Text">Null: the installation's file was used again.</param>
/// <param name="What">As the audit trail says it.</param>
public sealed record TemplateVersion(long Revision, string? Text, Instant At, string Actor, string What);

/// <summary>
/// A client's own words in place of the installation's files (design rule 6): each edit is a change of the workspace, which can be undone,
/// and a version that is kept. A text with a mistake can wait as a draft and is never used.
/// </summary>
public sealed class TemplateEdits(WorkspaceStore workspaces, Libraries libraries, TemplateCheck check, IDbContextFactory<PlannerDb> databases)
{
    /// <summary>Uses a text from now on, unless it has a mistake.</summary>
    /// <param name="path">In the templates folder: <c>blueprints/book-launch@2.yaml</c>; a file that is not there yet becomes one of the client's own.</param>
    /// <param name="seen">The revision of the client's own words that the person saw, 0 if there were none; null: whatever there is.</param>
    /// <param name="what">As the audit trail says it; null: "rewrote the …".</param>
    public async Task<EditResult> SaveAsync(Guid workspace, string path, string text, Actor actor, CancellationToken stop, long? seen = null, string? what = null)
    {
        if (await workspaces.ReadAsync(workspace, stop) is not { } now) return new EditResult.Made(new ChangeResult.Missing());
        var tidy = Tidy(text);
        var problems = check.Of(libraries.Of(now.Workspace), now.Workspace, path, tidy);
        if (problems.Any(p => p.Severity == Severity.Error)) return new EditResult.Mistaken(problems);
        return new EditResult.Made(await Change(workspace, path, seen, actor, what ?? $"rewrote {TemplateNaming.Said(path)}", w => w.Write(path, tidy), stop));
    }

    /// <summary>Keeps a text for later, mistakes and all.</summary>
    public async Task<ChangeResult> KeepDraftAsync(Guid workspace, string path, string text, long? seen, Actor actor, CancellationToken stop) =>
        TemplateCheck.Refusal(path) is { } refusal ? new ChangeResult.Refused(refusal)
        : await Change(workspace, path, seen, actor, $"kept a draft of {TemplateNaming.Said(path)}", w => w.KeepDraft(path, Tidy(text)), stop);

    public Task<ChangeResult> DropDraftAsync(Guid workspace, string path, long? seen, Actor actor, CancellationToken stop) =>
        Change(workspace, path, seen, actor, $"dropped the draft of {TemplateNaming.Said(path)}", w => w.DropDraft(path), stop);

    /// <summary>The installation's file is used again; every version stays in the history.</summary>
    public Task<ChangeResult> ResetAsync(Guid workspace, string path, long? seen, Actor actor, CancellationToken stop) =>
        Change(workspace, path, seen, actor, $"reset {TemplateNaming.Said(path)}", now =>
        {
            var after = now.Reset(path);
            var gaps = TemplateCheck.Gaps(now, libraries.Of(now), libraries.Of(after)).ToList();
            return gaps.Count == 0 ? after : Verdict.Refused(string.Join("; ", gaps));
        }, stop);

    /// <summary>Uses an earlier version again, if it still fits.</summary>
    public async Task<EditResult> RestoreAsync(Guid workspace, string path, long version, long? seen, Actor actor, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.TemplateVersions.AsNoTracking().FirstOrDefaultAsync(v => v.WorkspaceId == workspace && v.Path == path && v.Revision == version, stop);
        return row is null ? new EditResult.Made(new ChangeResult.Missing())
            : row.Text is null ? new EditResult.Made(await ResetAsync(workspace, path, seen, actor, stop))
            : await SaveAsync(workspace, path, row.Text, actor, stop, seen, $"used an earlier version of {TemplateNaming.Said(path)} again");
    }

    /// <summary>Every version there was, the newest first.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> VersionsAsync(Guid workspace, string path, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await (from version in db.TemplateVersions
                      where version.WorkspaceId == workspace && version.Path == path
                      join set in db.ChangeSets on new { version.WorkspaceId, version.Revision } equals new { set.WorkspaceId, set.Revision }
                      orderby version.Revision descending
                      select new TemplateVersion(version.Revision, version.Text, set.At, set.Actor, set.What)).ToListAsync(stop);
    }

    /// <summary>The revision of the client's own words for a file; 0: there are none.</summary>
    public async Task<long> SeenAsync(Guid workspace, string path, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        return await db.Items.Where(i => i.WorkspaceId == workspace && i.Kind == "template" && i.Key == path).Select(i => i.Revision).FirstOrDefaultAsync(stop);
    }

    /// <summary>As it is kept: ends of lines as in a file.</summary>
    public static string Tidy(string text)
    {
        var lines = text.ReplaceLineEndings("\n");
        return lines.Length == 0 || lines.EndsWith('\n') ? lines : lines + "\n";
    }

    private async Task<ChangeResult> Change(Guid workspace, string path, long? seen, Actor actor, string what, Func<Workspace, Verdict> verb, CancellationToken stop)
    {
        if (seen is not { } revision) return await workspaces.ChangeAsync(workspace, actor, what, verb, stop);
        if (await workspaces.ReadAsync(workspace, stop) is not { } now) return new ChangeResult.Missing();
        if (revision > 0)
            return now.Workspace.Template(path) is { } own
                ? await workspaces.ChangeAsync(workspace, actor, what, verb, stop, new Seen(own.Id!.Value, revision))
                : new ChangeResult.Refused($"somebody reset {TemplateNaming.Said(path)} in between; look at it again, then repeat your change");
        return await workspaces.ChangeAsync(workspace, actor, what, w => w.Template(path) is null ? verb(w)
            : Verdict.Refused($"somebody changed {TemplateNaming.Said(path)} in between; look at it again, then repeat your change"), stop);
    }
}
