using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// What works in the background, made and started beside the server and not before it: calendars are sent in the meantime. It ends in the
/// opposite order. A fault of one of its parts ends the program, as the host has it for its own.
/// </summary>
/// <param name="installed">What the parts are made with; null: it has mistakes, and nothing is started.</param>
internal sealed class Beside(IServiceProvider services, Task<Installation?> installed) : BackgroundService
{
    private readonly List<IHostedService> _running = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (await installed.WaitAsync(stoppingToken) is null) return;
        foreach (var part in services.GetKeyedServices<IHostedService>(nameof(Beside)))
        {
            stoppingToken.ThrowIfCancellationRequested();
            _running.Add(part);
            await part.StartAsync(CancellationToken.None);
        }
        await foreach (var ended in Task.WhenEach(_running.OfType<BackgroundService>().Select(p => p.ExecuteTask).OfType<Task>()).WithCancellation(stoppingToken)) await ended;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        var faults = new List<Exception>();
        foreach (var part in _running.AsEnumerable().Reverse())
        {
            try
            {
                await part.StopAsync(cancellationToken);
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                faults.Add(fault);
            }
        }
        if (faults.Count > 0) throw new AggregateException(faults);
    }
}

internal static class BesideServices
{
    /// <summary>Takes everything that was to be started before the server out of the host's hands.</summary>
    public static void StartBeside(this IServiceCollection services, Task<Installation?> installed)
    {
        var parts = services.Where(s => s.ServiceType == typeof(IHostedService)).ToList();
        services.RemoveAll<IHostedService>();
        foreach (var part in parts)
            services.Add(part switch
            {
                { ImplementationFactory: { } make } => ServiceDescriptor.KeyedSingleton(typeof(IHostedService), nameof(Beside), (s, _) => make(s)),
                { ImplementationInstance: { } made } => ServiceDescriptor.KeyedSingleton(typeof(IHostedService), nameof(Beside), made),
                _ => ServiceDescriptor.KeyedSingleton(typeof(IHostedService), nameof(Beside), part.ImplementationType!),
            });
        services.AddHostedService(s => new Beside(s, installed));
    }
}
