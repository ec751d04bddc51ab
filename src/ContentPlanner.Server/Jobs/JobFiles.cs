using ContentPlanner.Core;
using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Jobs;

/// <summary>What is to be done when: the files of the jobs folder, and the administrators' edits over them.</summary>
/// <param name="files">In the order of their ids.</param>
/// <param name="texts">What the files say, by <c>jobs/{id}.yaml</c>.</param>
/// <param name="verbs">What an edit may run.</param>
public sealed class JobFiles(IReadOnlyList<Job> files, IReadOnlyDictionary<string, string>? texts = null, IReadOnlyCollection<JobVerb>? verbs = null)
{
    private readonly IReadOnlyDictionary<string, IReadOnlyCollection<string>> _verbs = JobVerb.Known(verbs ?? []);
    private readonly IReadOnlyList<Job> _files = files;
    private volatile IReadOnlyList<Job> _all = files;

    /// <summary>The folder that travels with the program.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "jobs");

    /// <summary>In the order of their ids.</summary>
    public IReadOnlyList<Job> All => _all;

    /// <summary>Why some edits are not used: a verb that this version of the program does not have, say.</summary>
    public IReadOnlyList<Problem> Doubts { get; private set; } = [];

    public Job? Find(string id) => _all.FirstOrDefault(j => j.Id == id);

    /// <summary>What the file of a job says; null: there is none.</summary>
    public string? FileOf(string id) => texts?.GetValueOrDefault(PathOf(id));

    /// <summary>A job's name among edits: <c>jobs/digest-tick.yaml</c>.</summary>
    public static string PathOf(string id) => $"jobs/{id}.yaml";

    /// <summary>A job as it would be, with every mistake in it.</summary>
    public Formats.FileReading<Job> Read(string id, string text) => JobFile.Read(PathOf(id), text, _verbs);

    /// <summary>These are the administrators' edits from now on, by path.</summary>
    public void Use(IReadOnlyDictionary<string, string> edits)
    {
        var (edited, doubts) = (new List<Job>(), new List<Problem>());
        foreach (var (path, text) in edits)
        {
            var reading = Read(Path.GetFileNameWithoutExtension(path), text);
            if (reading.Value is { } job) edited.Add(job);
            else doubts.AddRange(reading.Problems);
        }
        Doubts = doubts;
        _all = [.. _files.Where(f => !edited.Exists(e => e.Id == f.Id)).Concat(edited).OrderBy(j => j.Id, StringComparer.Ordinal)];
    }

    /// <summary>The jobs, or null and every mistake that keeps them from being used.</summary>
    public static JobFiles? Read(string folder, IReadOnlyCollection<JobVerb> verbs, List<Problem> problems)
    {
        if (!Directory.Exists(folder))
        {
            if (folder == ShippedFolder) return new([], verbs: verbs);
            problems.Add(new(folder, 0, 0, "there is no such folder; the setting Jobs names the folder with one .yaml file for each recurring job"));
            return null;
        }
        var shown = folder == ShippedFolder ? "jobs" : folder;
        var found = new List<Problem>();
        var parameters = JobVerb.Known(verbs);
        var jobs = new List<Job>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (file, text) in new TextFolder(folder).ReadAll(found, ".yaml", ".yml"))
        {
            var reading = JobFile.Read(Path.Combine(shown, file), text, parameters);
            found.AddRange(reading.Problems);
            if (reading.Value is not { } job) continue;
            if (jobs.Exists(j => j.Id == job.Id)) found.Add(new(Path.Combine(shown, file), 0, 0, $"there is another file for the job '{job.Id}': keep one of them"));
            jobs.Add(job);
            texts[PathOf(job.Id)] = text;
        }
        problems.AddRange(found);
        return found.Exists(p => p.Severity == Severity.Error) ? null : new([.. jobs.OrderBy(j => j.Id, StringComparer.Ordinal)], texts, verbs);
    }
}
