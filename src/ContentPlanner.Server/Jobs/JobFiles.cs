using ContentPlanner.Core;
using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Jobs;

/// <summary>The jobs folder of this installation, read: what is to be done when.</summary>
/// <param name="All">In the order of their ids.</param>
public sealed record JobFiles(IReadOnlyList<Job> All)
{
    /// <summary>The folder that travels with the program.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "jobs");

    public Job? Find(string id) => All.FirstOrDefault(j => j.Id == id);

    /// <summary>The jobs, or null and every mistake that keeps them from being used.</summary>
    public static JobFiles? Read(string folder, IReadOnlyCollection<JobVerb> verbs, List<Problem> problems)
    {
        if (!Directory.Exists(folder))
        {
            if (folder == ShippedFolder) return new([]);
            problems.Add(new(folder, 0, 0, "there is no such folder; the setting Jobs names the folder with one .yaml file for each recurring job"));
            return null;
        }
        var shown = folder == ShippedFolder ? "jobs" : folder;
        var found = new List<Problem>();
        var parameters = JobVerb.Known(verbs);
        var jobs = new List<Job>();
        foreach (var (file, text) in new TextFolder(folder).ReadAll(found, ".yaml", ".yml"))
        {
            var reading = JobFile.Read(Path.Combine(shown, file), text, parameters);
            found.AddRange(reading.Problems);
            if (reading.Value is not { } job) continue;
            if (jobs.Exists(j => j.Id == job.Id)) found.Add(new(Path.Combine(shown, file), 0, 0, $"there is another file for the job '{job.Id}': keep one of them"));
            jobs.Add(job);
        }
        problems.AddRange(found);
        return found.Exists(p => p.Severity == Severity.Error) ? null : new(jobs.OrderBy(j => j.Id, StringComparer.Ordinal).ToList());
    }
}
