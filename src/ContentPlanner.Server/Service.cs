using ContentPlanner.Server.Database;
using ContentPlanner.Server.Jobs;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server;

/// <summary>The service, part by part: what <c>serve</c> runs, and what tests run with a clock of their own.</summary>
public static class Service
{
    /// <param name="arguments">Settings from the command line, <c>--urls</c> among them.</param>
    public static WebApplication Create(string[] arguments, Settings settings, Installation installation, IClock clock)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = arguments, ContentRootPath = AppContext.BaseDirectory });
        builder.Services
            .AddSingleton(settings)
            .AddSingleton(installation)
            .AddSingleton<IClock>(new MicrosecondClock(clock))
            .AddDatabase(settings)
            .AddWorkspaces()
            .AddJobs();

        var app = builder.Build();
        return app;
    }
}
