namespace ContentPlanner.Server.Shared;

/// <summary>Files that hold what people plan: written for the service's own user, whatever others may read in the folder.</summary>
internal static class PrivateFile
{
    public static FileStream Create(string path, FileMode mode = FileMode.Create, FileAccess access = FileAccess.Write)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new(path, options);
    }
}
