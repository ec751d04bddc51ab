namespace ContentPlanner.Server.Database;

/// <summary>
/// Held by the one <c>serve</c> that works on an embedded database (design rule 13); the operating system lets go of it
/// however the process ends. Other verbs work beside it.
/// </summary>
public sealed class InstanceLock : IDisposable
{
    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <summary>The lock, or null: another program holds it.</summary>
    public static InstanceLock? Take(string databaseFile)
    {
        try
        {
            return new(new FileStream(databaseFile + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
