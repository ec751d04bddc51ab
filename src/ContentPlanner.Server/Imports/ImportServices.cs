using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Imports;

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<SourceFetch>()
        .AddSingleton<Imports>()
        .AddSingleton<SourcePolls>()
        .AddSingleton<ImportPages.Desk>()
        .AddJob<PollBlogs>("poll-blogs")
        .AddJob<PollCalendars>("poll-calendars");
}
