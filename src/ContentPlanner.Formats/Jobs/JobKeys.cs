using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Jobs;

/// <summary>The keys of a job file.</summary>
internal static class JobKeys
{
    private static readonly Word<string> Cron = new("five fields such as 0 6 * * mon", (string text, out string value) =>
    {
        value = text;
        return CronText.Mistake(text);
    }, text => text)
    { Rule = () => Words.Pattern(@"^\s*\S+(\s+\S+){4}\s*$") };

    private static readonly Entries<JobParameter, string> Parameters = new("names with values such as {folder: inbox}", Words.Key, Words.Text, (name, value) => new(name, value), p => (p.Name, p.Value));

    public static readonly Noun<Job> Job = new Noun<Job>("job", "What the program runs when.", new() { Id = "", Run = "", Cron = "" })
        .Must("run", Words.KeySaid("a verb such as send-digests"), "The verb it runs.", j => j.Run, (j, v) => j with { Run = v })
        .Must("cron", Cron, "When, in UTC: minute, hour, day of the month, month, weekday.", j => j.Cron, (j, v) => j with { Cron = v })
        .May("description", Words.Text, "What it is for.", j => j.Description, (j, v) => j with { Description = v })
        .May("parameters", Parameters, "What the verb needs to know.", j => j.Parameters, (j, v) => j with { Parameters = v })
        .May("retries", Words.Whole(0, 3), "How often it is tried again; 0 if not said.", j => j.Retries, (j, v) => j with { Retries = v })
        .May("timeout", SpanWords.Seconds(3600), "When it is told to stop; 50s if not said.", j => j.TimeoutSeconds, (j, v) => j with { TimeoutSeconds = v })
        .May("enabled", Words.Flag, "Whether it runs at all; true if not said.", j => j.Enabled, (j, v) => j with { Enabled = v });
}
