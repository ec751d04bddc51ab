using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Imports;

internal static class ImportServices
{
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddSingleton<SourceFetch>()
        .AddSingleton<Imports>()
        .AddSingleton<SourcePolls>()
        .AddJob<PollBlogs>("poll-blogs")
        .AddJob<PollCalendars>("poll-calendars");
}
