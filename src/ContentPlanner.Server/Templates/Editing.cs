using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>A file as it stands before somebody who may edit it.</summary>
/// <param name="Text">What is used; empty: it is not there yet.</param>
/// <param name="Below">What is used when there are no own words; null: nothing is below, the file is one's own.</param>
/// <param name="Draft">What waits; null: nothing.</param>
/// <param name="Seen">Names what was seen: a later edit by somebody else is then told.</param>
internal sealed record OpenFile(string Path, string Text, string? Below, string? Draft, bool IsOwn, bool IsThere, long Seen);

/// <summary>A file in a list.</summary>
internal sealed record FileStanding(string Path, bool IsOwn, bool HasBelow, bool HasDraft, IReadOnlyList<Problem> Doubts);

/// <summary>A version in a list; what names it to <see cref="IEditing.RestoreAsync"/>.</summary>
internal sealed record FileVersion(long Number, string? Text, Instant At, string Actor, string What);

/// <summary>What became of an edit.</summary>
internal abstract record EditOutcome
{
    private EditOutcome() { }

    /// <summary>Of a client's: a change to tell and to undo; null: of the installation's.</summary>
    public sealed record Done(ChangeResult? Change) : EditOutcome;

    public sealed record Mistaken(IReadOnlyList<Problem> Problems) : EditOutcome;

    public sealed record Refused(string Words, int Status) : EditOutcome;
}

/// <summary>Where files are edited: for one client, for the whole installation, or its jobs.</summary>
internal interface IEditing
{
    /// <summary>Address of its pages.</summary>
    string Root { get; }

    /// <summary>What is below, in a word: "the shipped file", "the installation's".</summary>
    string BelowWord { get; }

    bool MayEdit { get; }

    Task<IReadOnlyList<FileStanding>> FilesAsync(CancellationToken stop);
    Task<OpenFile> OpenAsync(string path, CancellationToken stop);
    Task<IReadOnlyList<FileVersion>> VersionsAsync(string path, CancellationToken stop);

    IReadOnlyList<Problem> Check(string path, string text);
    Task<EditOutcome> SaveAsync(string path, string text, long seen, CancellationToken stop);
    Task<EditOutcome> KeepDraftAsync(string path, string text, long seen, CancellationToken stop);
    Task<EditOutcome> DropDraftAsync(string path, long seen, CancellationToken stop);
    Task<EditOutcome> ResetAsync(string path, long seen, CancellationToken stop);
    Task<EditOutcome> RestoreAsync(string path, long version, long seen, CancellationToken stop);

    /// <summary>The plan to try an edit on, and what it would use; null: an edit of this file is not tried.</summary>
    (Workspace Workspace, Installation Library)? TrialOf(string path, string text);
}

/// <summary>A client's own words.</summary>
internal sealed class ClientEditing(Client client, Actor actor, Workspace workspace, Libraries libraries, TemplateEdits edits) : IEditing
{
    private readonly Installation _now = libraries.Of(workspace);

    public string Root => $"/w/{client.Key}/templates";
    public string BelowWord => "the shared one";
    public bool MayEdit => client.May(Access.Strategist);
    public Workspace Workspace => workspace;
    public Installation Now => _now;

    public Task<IReadOnlyList<FileStanding>> FilesAsync(CancellationToken stop)
    {
        var doubts = libraries.DoubtsOf(workspace).ToLookup(d => d.File, StringComparer.Ordinal);
        var below = libraries.Installation.Files;
        return Task.FromResult<IReadOnlyList<FileStanding>>([.. below.Keys.Concat(workspace.Templates.Select(t => t.Key)).Distinct(StringComparer.Ordinal).Where(Installation.Knows).Order(StringComparer.Ordinal)
            .Select(path => (path, own: workspace.Template(path)))
            .Select(f => new FileStanding(f.path, f.own?.Text is not null, below.ContainsKey(f.path), f.own?.Draft is not null, [.. doubts[_now.Shown(f.path)]]))]);
    }

    public async Task<OpenFile> OpenAsync(string path, CancellationToken stop)
    {
        var (own, below) = (workspace.Template(path), libraries.Installation.Files.GetValueOrDefault(path));
        return new(path, own?.Text ?? below ?? "", below, own?.Draft, own?.Text is not null, own is not null || below is not null, await edits.SeenAsync(client.Id, path, stop));
    }

    public async Task<IReadOnlyList<FileVersion>> VersionsAsync(string path, CancellationToken stop) =>
        [.. (await edits.VersionsAsync(client.Id, path, stop)).Select(v => new FileVersion(v.Revision, v.Text, v.At, v.Actor, v.What))];

    public IReadOnlyList<Problem> Check(string path, string text) => TemplateCheck.Quick(_now, path, TemplateEdits.Tidy(text));

    public async Task<EditOutcome> SaveAsync(string path, string text, long seen, CancellationToken stop) => Of(await edits.SaveAsync(client.Id, path, text, actor, stop, seen));

    public async Task<EditOutcome> KeepDraftAsync(string path, string text, long seen, CancellationToken stop) => Of(await edits.KeepDraftAsync(client.Id, path, text, seen, actor, stop));

    public async Task<EditOutcome> DropDraftAsync(string path, long seen, CancellationToken stop) => Of(await edits.DropDraftAsync(client.Id, path, seen, actor, stop));

    public async Task<EditOutcome> ResetAsync(string path, long seen, CancellationToken stop) => Of(await edits.ResetAsync(client.Id, path, seen, actor, stop));

    public async Task<EditOutcome> RestoreAsync(string path, long version, long seen, CancellationToken stop) => Of(await edits.RestoreAsync(client.Id, path, version, seen, actor, stop));

    public (Workspace, Installation)? TrialOf(string path, string text) =>
        _now.With(new Dictionary<string, string> { [path] = TemplateEdits.Tidy(text) }, []) is { } tried ? (workspace, tried) : null;

    private static EditOutcome Of(EditResult result) => result switch
    {
        EditResult.Mistaken mistaken => new EditOutcome.Mistaken(mistaken.Problems),
        EditResult.Made made => Of(made.Change),
        _ => throw new InvalidOperationException("There is no third way."),
    };

    private static EditOutcome Of(ChangeResult change) => change switch
    {
        ChangeResult.Done => new EditOutcome.Done(change),
        ChangeResult.Refused(var why) => new EditOutcome.Refused(why, StatusCodes.Status422UnprocessableEntity),
        ChangeResult.Conflict(_, var words) => new EditOutcome.Refused(words, StatusCodes.Status409Conflict),
        _ => new EditOutcome.Refused("It is not there any more", StatusCodes.Status404NotFound),
    };
}

/// <summary>The administrators' edits: of the library for every client, or of jobs.</summary>
/// <param name="trial">A client to try edits on; null: there is none yet.</param>
internal sealed class InstallationEditing(bool jobs, Actor actor, Workspace? trial, Libraries libraries, JobFiles files, InstallationTexts texts, InstallationEdits edits, Instant now) : IEditing
{
    public string Root => jobs ? "/admin/jobs" : "/admin/templates";
    public string BelowWord => "the shipped one";
    public bool MayEdit => true;

    public async Task<IReadOnlyList<FileStanding>> FilesAsync(CancellationToken stop)
    {
        var newest = (await texts.NewestAsync(stop)).ToDictionary(t => t.Path, StringComparer.Ordinal);
        var doubts = libraries.Doubts.Concat(files.Doubts).ToLookup(d => d.File, StringComparer.Ordinal);
        var below = libraries.Files.Files;
        return [.. below.Keys.Concat(newest.Values.Where(t => t.Text is not null).Select(t => t.Path)).Distinct(StringComparer.Ordinal).Where(Installation.Knows).Order(StringComparer.Ordinal)
            .Select(path => new FileStanding(path, libraries.Installation.Files.GetValueOrDefault(path) != below.GetValueOrDefault(path), below.ContainsKey(path), newest.GetValueOrDefault(path) is { IsDraft: true, Text: not null }, [.. doubts[libraries.Files.Shown(path)]]))];
    }

    public async Task<OpenFile> OpenAsync(string path, CancellationToken stop)
    {
        var versions = await texts.VersionsAsync(path, stop);
        var below = jobs ? files.FileOf(TemplateNaming.Stem(path)) : libraries.Files.Files.GetValueOrDefault(path);
        var live = versions.FirstOrDefault(v => !v.IsDraft)?.Text;
        var draft = versions is [{ IsDraft: true, Text: { } waiting }, ..] ? waiting : null;
        return new(path, live ?? below ?? "", below, draft, live is not null, live is not null || below is not null || draft is not null, versions.Count == 0 ? 0 : versions[0].Number);
    }

    public async Task<IReadOnlyList<FileVersion>> VersionsAsync(string path, CancellationToken stop) =>
        [.. (await texts.VersionsAsync(path, stop)).Where(v => !v.IsDraft).Select(v => new FileVersion(v.Number, v.Text, v.At, v.Actor, v.What))];

    public IReadOnlyList<Problem> Check(string path, string text) => jobs ? edits.Check(path, TemplateEdits.Tidy(text)) : TemplateCheck.Quick(libraries.Installation, path, TemplateEdits.Tidy(text));

    public async Task<EditOutcome> SaveAsync(string path, string text, long seen, CancellationToken stop) => Of(await edits.SaveAsync(path, text, (int)seen, actor, stop));

    public async Task<EditOutcome> KeepDraftAsync(string path, string text, long seen, CancellationToken stop) => Of(await edits.KeepDraftAsync(path, text, (int)seen, actor, stop));

    public async Task<EditOutcome> DropDraftAsync(string path, long seen, CancellationToken stop) => Of(await edits.DropDraftAsync(path, (int)seen, actor, stop));

    public async Task<EditOutcome> ResetAsync(string path, long seen, CancellationToken stop) => Of(await edits.ResetAsync(path, (int)seen, actor, stop));

    public async Task<EditOutcome> RestoreAsync(string path, long version, long seen, CancellationToken stop) => Of(await edits.RestoreAsync(path, (int)version, (int)seen, actor, stop));

    public (Workspace, Installation)? TrialOf(string path, string text)
    {
        if (jobs || libraries.Installation.With(new Dictionary<string, string> { [path] = TemplateEdits.Tidy(text) }, []) is not { } tried) return null;
        return (trial is null ? TemplatePreview.Rehearsed(tried, now) : trial with { Templates = [] }, tried);
    }

    private static EditOutcome Of(InstallationResult result) => result switch
    {
        InstallationResult.Done => new EditOutcome.Done(null),
        InstallationResult.Mistaken mistaken => new EditOutcome.Mistaken(mistaken.Problems),
        InstallationResult.Conflict conflict => new EditOutcome.Refused(conflict.Words, StatusCodes.Status409Conflict),
        _ => throw new InvalidOperationException("There is no fourth way."),
    };
}
