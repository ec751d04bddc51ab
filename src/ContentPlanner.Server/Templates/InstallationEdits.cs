using ContentPlanner.Core;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Templates;

/// <summary>What became of an administrator's edit.</summary>
public abstract record InstallationResult
{
    private InstallationResult() { }

    /// <param name="Number">Of the version that was made.</param>
    public sealed record Done(int Number) : InstallationResult;

    /// <summary>Somebody else was faster; nothing was written.</summary>
    public sealed record Conflict(string Words) : InstallationResult;

    /// <summary>It has mistakes; nothing was written.</summary>
    public sealed record Mistaken(IReadOnlyList<Problem> Problems) : InstallationResult;
}

/// <summary>
/// The administrators' edits of templates, recipes, blueprints, channels and jobs. What hangs on them follows: clients are derived again by
/// the job that does so every night, at once; the scheduler plans anew.
/// </summary>
public sealed class InstallationEdits(InstallationTexts texts, Libraries libraries, TemplateCheck check, JobFiles jobs, IServiceProvider services)
{
    /// <summary>What is wrong with a text; warnings do not keep it from being used.</summary>
    public IReadOnlyList<Problem> Check(string path, string text) =>
        JobOf(path) is not { } id ? check.Of(libraries.Installation, null, path, text)
        : IsName(id) ? jobs.Read(id, text).Problems
        : [new(path, 0, 0, "a job's name is lower-case letters, digits and hyphens, as in send-digests")];

    public async Task<InstallationResult> SaveAsync(string path, string text, int? seen, Actor actor, CancellationToken stop, string? what = null)
    {
        var tidy = TemplateEdits.Tidy(text);
        var problems = Check(path, tidy);
        return problems.Any(p => p.Severity == Severity.Error) ? new InstallationResult.Mistaken(problems)
            : await Write(path, tidy, isDraft: false, seen, actor, what ?? $"rewrote {TemplateNaming.Said(path)}", stop);
    }

    public async Task<InstallationResult> KeepDraftAsync(string path, string text, int? seen, Actor actor, CancellationToken stop) =>
        JobOf(path) is null && TemplateCheck.Refusal(path) is { } refusal ? new InstallationResult.Mistaken([new(path, 0, 0, refusal)])
        : await Write(path, TemplateEdits.Tidy(text), isDraft: true, seen, actor, $"kept a draft of {TemplateNaming.Said(path)}", stop);

    public Task<InstallationResult> DropDraftAsync(string path, int? seen, Actor actor, CancellationToken stop) =>
        Write(path, null, isDraft: true, seen, actor, $"dropped the draft of {TemplateNaming.Said(path)}", stop);

    /// <summary>The file is used again; every version stays in the history.</summary>
    public Task<InstallationResult> ResetAsync(string path, int? seen, Actor actor, CancellationToken stop) =>
        Write(path, null, isDraft: false, seen, actor, $"reset {TemplateNaming.Said(path)}", stop);

    /// <summary>Uses an earlier version again, if it still fits.</summary>
    public async Task<InstallationResult> RestoreAsync(string path, int number, int? seen, Actor actor, CancellationToken stop)
    {
        var version = (await texts.VersionsAsync(path, stop)).FirstOrDefault(v => v.Number == number);
        return version?.Text is not { } text ? await ResetAsync(path, seen, actor, stop)
            : await SaveAsync(path, text, seen, actor, stop, FormattableString.Invariant($"used version {number} of {TemplateNaming.Said(path)} again"));
    }

    private async Task<InstallationResult> Write(string path, string? text, bool isDraft, int? seen, Actor actor, string what, CancellationToken stop)
    {
        var before = libraries.Installation.Library;
        switch (await texts.WriteAsync(path, text, isDraft, seen, actor, what, stop))
        {
            case Written.Conflict faster:
                return new InstallationResult.Conflict(faster.Words);
            case Written.Done { Number: var number }:
                await Follow(path, before, stop);
                return new InstallationResult.Done(number);
            default:
                throw new InvalidOperationException("There is no third way.");
        }
    }

    private async Task Follow(string path, Library before, CancellationToken stop)
    {
        // A verb of the command line has no scheduler: the service's looks by itself.
        if (services.GetService<Scheduler>() is not { } scheduler) return;
        if (JobOf(path) is not null) await scheduler.LookAsync(stop);
        else if (!ReferenceEquals(before, libraries.Installation.Library) && jobs.All.FirstOrDefault(j => j.Run == "reconcile-plans") is { } reconcile) scheduler.Ring(reconcile.Id);
    }

    private static string? JobOf(string path) => path.StartsWith("jobs/", StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal) ? path["jobs/".Length..^".yaml".Length] : null;

    private static bool IsName(string id) => id.Length is > 0 and <= 60 && id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && id[0] != '-' && id[^1] != '-';
}
