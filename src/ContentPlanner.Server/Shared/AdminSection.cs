namespace ContentPlanner.Server.Shared;

/// <summary>A page of the administration as its menu names it, and what one does there. Each slice adds its own to the services.</summary>
/// <param name="Icon">A symbol of icons.svg.</param>
public sealed record AdminSection(string Path, string Name, string Icon, string About);

/// <summary>Something every page for administrators has to say; null: nothing at the moment.</summary>
public sealed record AdminNotice(Func<IServiceProvider, CancellationToken, Task<string?>> Words);
