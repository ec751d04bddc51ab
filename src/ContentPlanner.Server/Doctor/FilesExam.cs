using ContentPlanner.Core;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Doctor;

/// <summary>Folders and files: may they be written, who else may read them, is there room, and can the program use what is in them.</summary>
internal static class FilesExam
{
    private const long Tight = 1_000_000_000, Full = 100_000_000;

    public static IEnumerable<Diagnosis> Of(Settings settings)
    {
        var data = Path.GetFullPath(settings.Data);
        if (settings.Database.ConnectionString is null || Directory.Exists(data))
            foreach (var diagnosis in OfFolder("data folder", data, settings.Database.ConnectionString is null)) yield return diagnosis;
        var backups = Path.GetFullPath(settings.BackupFolder);
        if (backups != Path.Combine(data, "backups") || Directory.Exists(backups))
            foreach (var diagnosis in OfFolder("backup folder", backups, wanted: false)) yield return diagnosis;
        foreach (var diagnosis in Readers(settings)) yield return diagnosis;
        yield return OfTemplates(settings);
        yield return OfJobs(settings);
    }

    private static IEnumerable<Diagnosis> OfFolder(string about, string folder, bool wanted)
    {
        if (!Directory.Exists(folder))
        {
            if (wanted) yield return Diagnosis.Warning(about, $"{folder} is not there yet", "Start `serve` once, or name another folder with --data.");
            yield break;
        }
        if (NotWritable(folder) is { } why) yield return Diagnosis.Bad(about, $"{folder} cannot be written: {why}", $"Give the user who runs the program the right to write in {folder}.");
        else yield return Diagnosis.Good(about, $"{folder} can be written");
        var free = new DriveInfo(folder).AvailableFreeSpace;
        var room = FormattableString.Invariant($"{free / 1e9:0.0} GB are free where {folder} is");
        yield return free < Full ? Diagnosis.Bad("disk", room, "Make room: without it nothing is saved. Old backups may go, and logs.")
            : free < Tight ? Diagnosis.Warning("disk", room, "Make room before it is full: database, backups and mails grow.")
            : Diagnosis.Good("disk", room);
    }

    private static string? NotWritable(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return e.Message.TrimEnd('.');
        }
    }

    /// <summary>Database, settings and keys hold secrets.</summary>
    private static IEnumerable<Diagnosis> Readers(Settings settings)
    {
        if (OperatingSystem.IsWindows()) yield break;
        string?[] files = [Databases.SqliteFile(settings), Path.Combine(settings.Data, SettingsFile.Name), settings.Mail.Dkim.KeyFile];
        var open = files.OfType<string>().Where(File.Exists).Where(f => IsOpen(f) && !IsHidden(f)).Select(Path.GetFullPath).ToList();
        if (open.Count > 0) yield return Diagnosis.Warning("permissions", $"every user of this machine may read {string.Join(", ", open)}", $"chmod o-rwx {string.Join(' ', open)}, or chmod 700 the folder.");
        else yield return Diagnosis.Good("permissions", "only the service's user may read database and settings");
    }

    private static bool IsOpen(string file) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0;

    /// <summary>Nobody else gets into the folder at all.</summary>
    private static bool IsHidden(string file)
    {
        if (OperatingSystem.IsWindows()) return true;
        for (var folder = new FileInfo(file).Directory; folder is not null; folder = folder.Parent)
            if ((folder.UnixFileMode & UnixFileMode.OtherExecute) == 0) return true;
        return false;
    }

    private static Diagnosis OfTemplates(Settings settings)
    {
        var problems = new List<Problem>();
        return Installation.Read(settings.TemplatesFolder, problems) is not null
            ? Diagnosis.Good("templates", $"{Path.GetFullPath(settings.TemplatesFolder)} can be used")
            : Diagnosis.Bad("templates", First(problems), "`check templates` lists every mistake; the service does not start with one.");
    }

    private static Diagnosis OfJobs(Settings settings)
    {
        var problems = new List<Problem>();
        return JobFiles.Read(settings.JobsFolder, Service.Verbs(), problems) is { } jobs
            ? Diagnosis.Good("job files", FormattableString.Invariant($"{jobs.All.Count} jobs, {jobs.All.Count(j => !j.Enabled)} of them switched off"))
            : Diagnosis.Bad("job files", First(problems), "`check jobs` lists every mistake; the service does not start with one.");
    }

    private static string First(List<Problem> problems)
    {
        var errors = problems.Where(p => p.Severity == Severity.Error).ToList();
        return errors is [var first, ..] ? errors.Count == 1 ? first.ToString() : FormattableString.Invariant($"{first} (and {errors.Count - 1} more)") : "they cannot be read";
    }
}
