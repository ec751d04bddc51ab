using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Cli;

/// <summary>The desk of the verbs about feeds.</summary>
internal sealed class FeedDesk(Desk desk)
{
    public FeedStore Feeds { get; } = desk.Get<FeedStore>();
    public Instant Now { get; } = desk.Clock.GetCurrentInstant();

    /// <summary>Says why not.</summary>
    public int Refuse(string why) => desk.Refuse(why);

    /// <summary>The client of that key, or the only one there is; null: it was said which there are.</summary>
    public Task<WorkspaceSnapshot?> WorkspaceAsync(string? key, CancellationToken stop) => desk.WorkspaceAsync(key, stop);

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
        var address = desk.Settings.Address;
        var links = FeedLinks.Of(address, issued.Token, issued.Feed.Slug, issued.Feed.Name);
        var to = desk.Terminal.Output;
        to.WriteLine($"“{issued.Feed.Name}”: this address is shown once. Whoever has it can read the calendar.");
        to.WriteLine($"  {links.Https}");
        to.WriteLine($"  Apple and others: {links.Webcal}");
        to.WriteLine($"  Google:           {links.Google}");
        to.WriteLine($"  Outlook:          {links.Outlook}");
        if (FeedReach.Of(address) is { Who.Length: > 0 } reach) to.WriteLine(reach.For(runsIt: true));
    }
}
