using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>What the feed verbs work with, beside a running service.</summary>
internal sealed class FeedDesk(Terminal terminal, ServiceProvider parts) : IAsyncDisposable
{
    public FeedStore Feeds { get; } = parts.GetRequiredService<FeedStore>();
    public Instant Now { get; } = parts.GetRequiredService<IClock>().GetCurrentInstant();

    /// <summary>The desk; null: it was said why there is none.</summary>
    public static async Task<FeedDesk?> OpenAsync(Terminal terminal, IClock clock, string? data, CancellationToken stop) =>
        await Beside.OpenAsync(terminal, clock, data, stop) is { } parts ? new(terminal, parts) : null;

    public ValueTask DisposeAsync() => parts.DisposeAsync();

    /// <summary>Says why not.</summary>
    public int Refuse(string why)
    {
        terminal.Error.WriteLine(why);
        return CommandLine.ProblemsFound;
    }

    /// <summary>The client of that key, or the only one there is; null: it was said which there are.</summary>
    public async Task<WorkspaceSnapshot?> WorkspaceAsync(string? key, CancellationToken stop)
    {
        await using var db = parts.GetRequiredService<Databases>().CreateDbContext();
        var all = await db.Workspaces.OrderBy(w => w.Key).Select(w => new { w.Id, w.Key }).ToListAsync(stop);
        var found = key is null ? all is [var only] ? only : null : all.Find(w => w.Key == key);
        if (found is not null) return await parts.GetRequiredService<WorkspaceStore>().ReadAsync(found.Id, stop);
        var there = all.Count == 0 ? "there is none yet" : $"there are {string.Join(", ", all.Select(w => w.Key))}";
        Refuse(key is null ? $"Which client? Say --workspace KEY or --all-clients; {there}." : $"There is no client '{key}'; {there}.");
        return null;
    }

    /// <summary>The one feed that is meant; null: it was said why it is none or not clear.</summary>
    /// <param name="which">Its id, the beginning of it, or the name of one that is on.</param>
    public async Task<FeedRow?> FeedAsync(string which, CancellationToken stop)
    {
        var all = (await Feeds.ListAsync(null, stop)).Select(s => s.Feed).ToList();
        var found = all.FindAll(f => f.Id.ToString().StartsWith(which, StringComparison.OrdinalIgnoreCase));
        if (found.Count == 0) found = all.FindAll(f => f.Name == which && f.RevokedAt is null);
        if (found is [var one]) return one;
        Refuse(found.Count == 0 ? $"There is no feed '{which}'; `feed list` shows all." : $"'{which}' is {found.Count} feeds; say which by its id, as `feed list` shows it.");
        return null;
    }

    public void Show(IssuedFeed issued)
    {
        var address = new Uri(parts.GetRequiredService<Settings>().BaseUrl ?? "http://localhost:5080");
        var links = FeedLinks.Of(address, issued.Token, issued.Feed.Slug, issued.Feed.Name);
        var to = terminal.Output;
        to.WriteLine($"“{issued.Feed.Name}”: this address is shown once. Whoever has it can read the calendar.");
        to.WriteLine($"  {links.Https}");
        to.WriteLine($"  Apple and others: {links.Webcal}");
        to.WriteLine($"  Google:           {links.Google}");
        to.WriteLine($"  Outlook:          {links.Outlook}");
        if (FeedReach.Of(address) is { Words.Length: > 0 } reach) to.WriteLine(reach.Words);
    }
}
