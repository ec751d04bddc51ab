using System.Text;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Backups;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Cli;

/// <summary>What <c>serve</c> says when it is up: where it listens, where data and mail are, and, for a demo, how to look at it.</summary>
internal sealed class Welcome(WebApplication app, Terminal terminal, bool demo)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    private readonly Settings _settings = app.Services.GetRequiredService<Settings>();
    /// <summary>Written in one piece: the log must not come between.</summary>
    private readonly StringBuilder _said = new();

    private readonly DatabaseGate _gate = app.Services.GetRequiredService<DatabaseGate>();

    public async Task ShowAsync(CancellationToken stop)
    {
        try
        {
            if (!await OpensSoonAsync(stop)) await terminal.Output.WriteLineAsync($"Listening on {string.Join(", ", app.Urls)}, and waiting for {_gate.WaitingFor}");
            await _gate.OpenedAsync(stop);
            var begun = demo ? await app.Services.GetRequiredService<StarterPlan>().LoadAsync(stop) : null;
            Say($"ContentPlanner {typeof(Welcome).Assembly.GetName().Version?.ToString(3)} is running; Ctrl+C ends it.");
            Say();
            Line("Listens on", string.Join(", ", app.Urls));
            Line("Data", _settings.Database.ConnectionString is null ? $"{Path.GetFullPath(_settings.Data)} (SQLite)" : "PostgreSQL, as Database:ConnectionString says");
            Line("Mail", _settings.Mail.Smtp.Host is { } host ? $"through {host}" : $"{Path.GetFullPath(_settings.MailFolder)}, as .eml files: none leaves this machine until Mail:Smtp:Host is set");
            if (await app.Services.GetRequiredService<HoldMode>().ReadAsync(stop) is { } hold) Line("On hold", $"nothing is sent, because {hold.Why}. Look whether everything is as it should be, then confirm under Backup, or by `hold end`");
            var links = app.Services.GetRequiredService<SignInLinks>();
            if (demo || !await AnybodyAsync(stop))
                Line("Sign in", $"{Address}{SignInLinks.Path(await links.ForAdministratorAsync(stop))} (once, within an hour; `user sign-in-link` makes another)");
            if (begun is not null)
            {
                var feed = await app.Services.GetRequiredService<FeedStore>().AddAsync(new(begun.Id, begun.Workspace.Name, ReadyMadeFeed.Everything, ReadyMadeFeed.Everything), stop);
                Line("Demo", $"the starter plan of {begun.Workspace.Name} is loaded");
                Line("Calendar", FeedLinks.Of(_settings.Address, feed.Token, feed.Feed.Slug).Https);
                Line("", "Subscribe to that address in a calendar program. It is shown this once; `feed add` makes another.");
                if (FeedReach.Of(_settings.Address) is { Who.Length: > 0 } reach) Line("", reach.For(runsIt: true));
            }
            else if (demo)
            {
                Line("Demo", "there are clients already; the starter plan is loaded into an empty database only");
                Line("Calendar", "its address was shown when it was made; `feed add` makes another, `feed list` shows who fetches");
            }
            await terminal.Output.WriteAsync(_said.ToString());
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to end before it was up.
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            // The service runs all the same.
            await terminal.Error.WriteLineAsync(fault.InWords() ?? fault.Message);
        }
    }

    /// <summary>What links begin with.</summary>
    private string Address => _settings.Address.AbsoluteUri.TrimEnd('/');

    /// <summary>Whether somebody has an account here.</summary>
    private async Task<bool> AnybodyAsync(CancellationToken stop)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccountStore>().AnyAsync(stop);
    }

    private async Task<bool> OpensSoonAsync(CancellationToken stop)
    {
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(stop);
        soon.CancelAfter(Soon);
        try
        {
            await _gate.OpenedAsync(soon.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return false;
        }
    }

    private void Say(string line = "") => _said.AppendLine(line);

    private void Line(string what, string value) => Say($"  {what,-11} {value}");
}
