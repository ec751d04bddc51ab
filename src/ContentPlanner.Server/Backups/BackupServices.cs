using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Backups;

internal static class BackupServices
{
    public static IServiceCollection AddBackups(this IServiceCollection services) => services
        .AddSingleton<BackupStore>()
        .AddSingleton<HoldMode>()
        .AddSingleton(new AdminSection(BackupPages.Path, "Backup", "backup", "What was backed up, one more now, and the end of the hold after a restore."))
        .AddSingleton(new AdminNotice(async (parts, stop) => await parts.GetRequiredService<HoldMode>().ReadAsync(stop) is { } hold
            ? $"Nothing is sent: no mail, no reminder, no webhook, because {hold.Why}. Calendars go on. Look whether everything is as it should be, then confirm under Backup."
            : null))
        .AddJob<BackUp>("back-up", "keep");
}
