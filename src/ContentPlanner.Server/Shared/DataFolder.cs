namespace ContentPlanner.Server.Shared;

/// <summary>The folder of the embedded database, of mails and of settings.</summary>
internal static class DataFolder
{
    /// <summary>Makes it, for nobody else to read, where it is not there yet; one that is there stays as it is.</summary>
    /// <returns>Its full path.</returns>
    public static string Make(string path) =>
        (OperatingSystem.IsWindows() || Directory.Exists(path) ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)).FullName;
}
