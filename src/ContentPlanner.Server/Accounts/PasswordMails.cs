using System.Threading.Channels;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Mails with a link to choose another password. They are asked for by anybody who knows an address, so they are written after
/// the answer went out: how long it takes tells nobody whether there is such an account. One mail in a quarter of an hour at most.
/// </summary>
internal sealed partial class PasswordMails(IServiceScopeFactory scopes, SignInLinks links, Outbox outbox, Libraries libraries, Settings settings, IClock clock, ILogger<PasswordMails> log) : BackgroundService
{
    private const int Most = 1000, Quarter = 15 * 60;

    /// <summary>Whoever knows the address may ask; the link goes to it.</summary>
    private static readonly Actor Somebody = new("somebody on the sign-in page", null, "mail");

    private readonly Channel<string> _asked = Channel.CreateBounded<string>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whoever has that address gets a mail; nobody is told whether that is anybody.</summary>
    public void Ask(string email) => _asked.Writer.TryWrite(email);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var email in _asked.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(email, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                NotSent(fault);
            }
        }
    }

    private async Task SendAsync(string email, CancellationToken stop)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AccountStore>().FindAsync(email) is not { ClosedAt: null } account) return;
        var period = FormattableString.Invariant($"{clock.GetCurrentInstant().ToUnixTimeSeconds() / Quarter}");
        var token = await links.ForAsync(account.Id, setsPassword: true, Somebody, stop);
        var address = settings.Address.AbsoluteUri.TrimEnd('/') + SignInLinks.Path(token);
        await outbox.LetterAsync(new(DeliveryKind.Password, Identity.FromName("password", account.Id.ToString("N")), period, null, null, account.Email!, account.Name), null,
            _ => AccountMail.Password(account.Name, address, account.Locale ?? "en", libraries.Installation.Templates), stop);
    }

    [LoggerMessage(LogLevel.Error, "A mail to choose another password could not be written")]
    private partial void NotSent(Exception fault);
}
