using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Mail;

/// <summary>The jobs that send mail: each finds what is due in the tables and works it off; see <see cref="MailTicks"/>.</summary>
internal sealed class SendDigests(MailTicks ticks) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await ticks.DigestTickAsync(context.DryRun, context.Stop)).Report();
}

internal sealed class SendCountdowns(MailTicks ticks) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await ticks.CountdownTickAsync(context.DryRun, context.Stop)).Report();
}

internal sealed class RecoverDigests(MailTicks ticks) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await ticks.DigestRecoveryAsync(context.DryRun, context.Stop)).Report();
}

internal sealed class RemindOfReviews(MailTicks ticks) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await ticks.ReviewReminderAsync(context.DryRun, context.Stop)).Report();
}

internal sealed class RemindOfLateWork(MailTicks ticks) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await ticks.OverdueReminderAsync(context.DryRun, context.Stop)).Report();
}

internal sealed class EraseOldMail(MailRetention retention) : IJob
{
    public async Task<JobReport> RunAsync(JobContext context) => (await retention.SweepAsync(context.DryRun, context.Stop)).Report();
}

internal static class CountsReport
{
    public static JobReport Report(this Counts counts) => JobReport.Of(counts.Words.Select(w => (w.Key, (long)w.Value)));
}
