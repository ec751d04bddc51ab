using ContentPlanner.Core;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton(s => Files(s.GetRequiredService<Settings>(), s.GetServices<JobVerb>().ToList()))
        .AddSingleton<JobLedger>()
        .AddSingleton<JobRunner>();

    /// <summary>Who starts the service has shown the mistakes before; here they are a fault.</summary>
    private static JobFiles Files(Settings settings, List<JobVerb> verbs)
    {
        var problems = new List<Problem>();
        return JobFiles.Read(settings.JobsFolder, verbs, problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }
}
