using ContentPlanner.Core;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Doctor;

/// <summary>
/// Looks at the whole installation, beside a running service or without one, and changes nothing. Every part is looked at,
/// whatever is wrong with the others.
/// </summary>
public static class Examination
{
    /// <param name="data">The data folder as named on the command line.</param>
    public static async Task<IReadOnlyList<Diagnosis>> RunAsync(string? data, IClock clock, CancellationToken stop)
    {
        var problems = new List<Problem>();
        if (SettingsFile.Read(data, problems) is not { } settings)
            return problems.ConvertAll(p => Diagnosis.Bad("settings", p.ToString(), "Mend it; docs/operating.md lists every setting. Nothing else can be looked at before."));
        var now = clock.GetCurrentInstant();
        var found = new List<Diagnosis> { Diagnosis.Good("settings", "they can be used") };
        found.AddRange(FilesExam.Of(settings));
        var (database, usable) = await DatabaseExam.OfAsync(settings, clock, stop);
        found.AddRange(database);
        found.AddRange(ClockExam.Of(now));
        found.AddRange(await AddressExam.OfAsync(settings, stop));

        var services = new ServiceCollection();
        services.AddLogging(log => log.ClearProviders());
        var installation = Installation.Read(settings.TemplatesFolder, []) ?? Installation.Read(Installation.ShippedTemplates, []);
        await using var parts = services.AddParts(settings, installation!, clock).BuildServiceProvider();
        found.Add(await MailExam.OfServerAsync(parts.GetRequiredService<IMailer>(), settings.Mail.Smtp, stop));
        if (MailExam.OfAddresses(settings.Mail) is { } addresses) found.Add(addresses);
        if (usable) found.AddRange(await OfStored(parts, settings, now, stop));
        return found;
    }

    private static async Task<IReadOnlyList<Diagnosis>> OfStored(ServiceProvider parts, Settings settings, Instant now, CancellationToken stop)
    {
        var found = new List<Diagnosis>();
        await using var db = parts.GetRequiredService<Databases>().CreateDbContext();
        found.Add(await ClockExam.OfAsync(db, now, stop));
        if (JobFiles.Read(settings.JobsFolder, Service.Verbs(), []) is { } files) found.AddRange(await WorkExam.OfJobsAsync(db, files, now, stop));
        found.Add(await WorkExam.OfBackupsAsync(parts.GetRequiredService<BackupStore>(), now, stop));
        if (await WorkExam.OfHoldAsync(parts.GetRequiredService<HoldMode>(), stop) is { } hold) found.Add(hold);
        found.Add(await MailExam.OfLedgerAsync(db, stop));
        return found;
    }
}
