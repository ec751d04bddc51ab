using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Jobs;

/// <summary>A job: jobs/{id}.yaml.</summary>
public static class JobFile
{
    /// <summary>The job with every mistake in the file.</summary>
    /// <param name="file">The file as the person named it; its name without the ending is the job's id.</param>
    /// <param name="verbs">What the program can run, with the parameters each knows; null: any verb is taken for one.</param>
    public static FileReading<Job> Read(string file, string text, IReadOnlyDictionary<string, IReadOnlyCollection<string>>? verbs = null)
    {
        var proof = new Proof(file);
        var id = Path.GetFileNameWithoutExtension(file);
        if (Words.Slug(id) != id) proof.Wrong(default, $"the file's name is the job's id: lower-case letters, digits and hyphens, as in {(Words.Slug(id) is { Length: > 0 } slug ? slug : "send-digests")}.yaml");
        var job = YamlFile.Read(text, JobKeys.Job, proof);
        if (job is not null && verbs is not null && proof.PlaceOf(job) is var place && place.Has("run")) Runnable(job, place, verbs);
        return new(proof.HasErrors ? null : job! with { Id = id }, proof.Problems);
    }

    private static void Runnable(Job job, Place place, IReadOnlyDictionary<string, IReadOnlyCollection<string>> verbs)
    {
        if (!verbs.TryGetValue(job.Run, out var parameters))
        {
            place.Wrong("run", $"the program cannot run '{job.Run}'{place.Proof.Suggestion(job.Run, verbs.Keys.ToList())}");
            return;
        }
        foreach (var parameter in job.Parameters.Where(p => !parameters.Contains(p.Name)))
            place.Proof.Wrong(place.OfEntry("parameters", parameter.Name), $"{job.Run} knows no parameter '{parameter.Name}'{place.Proof.Suggestion(parameter.Name, parameters)}");
    }
}
