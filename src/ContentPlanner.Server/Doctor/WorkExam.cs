using ContentPlanner.Formats.Jobs;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Words = ContentPlanner.Server.Jobs.Words;

namespace ContentPlanner.Server.Doctor;

/// <summary>Does what is to be done get done: jobs, backups, and whether anything goes out at all.</summary>
internal static class WorkExam
{
    private static readonly Duration OldBackup = Duration.FromHours(48);

    public static async Task<IReadOnlyList<Diagnosis>> OfJobsAsync(PlannerDb db, JobFiles files, Instant now, CancellationToken stop)
    {
        var states = await db.Jobs.AsNoTracking().ToDictionaryAsync(j => j.Id, stop);
        var overdue = (from job in files.All
                       where job.Enabled && states.ContainsKey(job.Id)
                       let since = states[job.Id].LastSuccessAt ?? states[job.Id].KnownSince
                       where IsOverdue(job, since, now)
                       select (job.Id, states[job.Id].LastSuccessAt)).ToList();
        if (overdue.Count == 0) return [Diagnosis.Good("jobs", states.Count == 0 ? "none has run yet" : "each has succeeded within two of its periods")];
        return overdue.ConvertAll(o => Diagnosis.Bad("jobs", $"{o.Id} has {(o.LastSuccessAt is { } at ? $"not succeeded since {Words.Moment(at)}" : "never succeeded")}",
            $"Does the service run? `jobs` shows what its last run said, `jobs run {o.Id}` runs it now."));
    }

    public static async Task<Diagnosis> OfBackupsAsync(BackupStore backups, Instant now, CancellationToken stop)
    {
        var last = await backups.LastAsync(stop);
        if (last is null) return Diagnosis.Warning("backup", "none was ever taken", "`backup` takes one now; the job nightly-backup does every night.");
        var words = $"the last is of {Words.Moment(last.At)}: {last.Name} on {last.Node}";
        return now - last.At > OldBackup ? Diagnosis.Bad("backup", words, "Look at the job nightly-backup: `jobs` shows what it says. `backup` takes one now.") : Diagnosis.Good("backup", words);
    }

    public static async Task<Diagnosis?> OfHoldAsync(HoldMode hold, CancellationToken stop) =>
        await hold.ReadAsync(stop) is { } held ? Diagnosis.Warning("hold", $"nothing is sent since {Words.Moment(held.Since)}, because {held.Why}", "Look whether everything is as it should be, then confirm under Backup in the administration, or say `hold end`.") : null;

    private static bool IsOverdue(Job job, Instant since, Instant now) =>
        CronText.Next(job.Cron, since) is { } first && CronText.Next(job.Cron, first) is { } second && now > second + Duration.FromSeconds(job.TimeoutSeconds);
}
