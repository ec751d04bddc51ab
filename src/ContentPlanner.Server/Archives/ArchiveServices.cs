namespace ContentPlanner.Server.Archives;

internal static class ArchiveServices
{
    public static IServiceCollection AddArchives(this IServiceCollection services) => services
        .AddSingleton<WorkspaceArchive>()
        .AddSingleton<WorkspaceDeletion>()
        .AddSingleton<Erasure>()
        .AddSingleton<PersonArchive>();
}
