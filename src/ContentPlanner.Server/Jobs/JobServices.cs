using ContentPlanner.Core;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Jobs;

internal static class JobServices
{
    public static IServiceCollection AddJobs(this IServiceCollection services) => services
        .AddSingleton(s => Files(s.GetRequiredService<Settings>(), s.GetServices<JobVerb>().ToList()))
        .AddSingleton<JobLedger>()
        .AddSingleton<JobWatch>()
        .AddSingleton<JobRunner>()
        .AddSingleton<JobBoard>()
        .AddJob<RetentionSweep>("sweep");

    /// <summary>And they are run when they are due.</summary>
    public static IServiceCollection AddScheduler(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<JobHealth>("jobs", tags: ["ready"]);
        return services
            .AddSingleton<Scheduler>()
            .AddHostedService(s => s.GetRequiredService<Scheduler>())
            .AddJobPages();
    }

    /// <summary>Who starts the service has shown the mistakes before; here they are a fault.</summary>
    private static JobFiles Files(Settings settings, List<JobVerb> verbs)
    {
        var problems = new List<Problem>();
        return JobFiles.Read(settings.JobsFolder, verbs, problems) ?? throw new InvalidOperationException(string.Join('\n', problems));
    }
}
