using System.Data.Common;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Templates;
using NodaTime;

namespace ContentPlanner.Server.Database;

/// <summary>Migrates at start and opens the <see cref="DatabaseGate"/>; a database that is not there yet is asked again, ever less often.</summary>
internal sealed partial class OpenDatabase(Databases databases, DatabaseGate gate, BackupStore backups, InstallationTexts texts, MailSetup mail, ILogger<OpenDatabase> log) : BackgroundService
{
    private static readonly Duration Longest = Duration.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        for (var pause = Duration.FromMilliseconds(250); ; pause = Duration.Min(Longest, pause + pause))
        {
            try
            {
                await databases.MigrateAsync(stoppingToken, backups.BeforeUpgradeAsync);
                await using (var db = databases.CreateDbContext())
                {
                    await texts.LookAsync(db, stoppingToken);
                    await mail.LookAsync(db, stoppingToken);
                }
                gate.Open();
                return;
            }
            catch (Exception e) when (e is DbException or TimeoutException or IOException or BackupException && !stoppingToken.IsCancellationRequested)
            {
                gate.Wait($"the database: {e.Message}");
                NotThere(e.Message, pause);
            }
            await Task.Delay(pause.ToTimeSpan(), stoppingToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The database cannot be opened ({Reason}); it is asked again in {Pause}")]
    private partial void NotThere(string reason, Duration pause);
}
