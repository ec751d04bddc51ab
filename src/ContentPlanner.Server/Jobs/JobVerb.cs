namespace ContentPlanner.Server.Jobs;

/// <summary>What a job file can name with <c>run:</c>.</summary>
/// <param name="Parameters">The parameters it knows.</param>
public sealed record JobVerb(string Name, Type Job, IReadOnlyList<string> Parameters)
{
    /// <summary>The verbs of a service that is not running: <c>check</c> compares job files with them.</summary>
    public static IReadOnlyList<JobVerb> Of(IServiceCollection services) => services.Select(s => s.ImplementationInstance).OfType<JobVerb>().ToList();

    /// <summary>As a job file is checked against them: verbs, each with its parameters.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyCollection<string>> Known(IEnumerable<JobVerb> verbs) =>
        verbs.ToDictionary(v => v.Name, v => (IReadOnlyCollection<string>)v.Parameters);
}

public static class JobVerbs
{
    /// <summary>Teaches the service a verb.</summary>
    public static IServiceCollection AddJob<T>(this IServiceCollection services, string verb, params IReadOnlyList<string> parameters) where T : class, IJob => services
        .AddSingleton<T>()
        .AddSingleton(new JobVerb(verb, typeof(T), parameters));
}
