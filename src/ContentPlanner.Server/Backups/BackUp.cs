using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Backups;

/// <summary><c>back-up</c>: a backup of everything; of the nightly ones as many stay as are set, or as the parameter <c>keep</c> says.</summary>
internal sealed class BackUp(BackupStore backups) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context)
    {
        if (context.Parameter("keep") is { } text && !(int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0))
            throw new BackupException($"the parameter keep is how many backups stay, not '{text}'.");
        if (context.DryRun) return new([], $"would write to {Path.GetFullPath(backups.Folder.Path)}");
        var keep = context.Parameter("keep") is { } said ? int.Parse(said, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        var taken = await backups.TakeAsync(BackupKind.Nightly, null, keep, context.Stop);
        return JobReport.Of(("rows", taken.Rows), ("older ones removed", taken.Rotated)) with { Message = taken.Path };
    }
}
