using ContentPlanner.Server.Feeds;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// Guessing is slow work here. Wrong passwords count for the account (Identity locks it for a while) and for the range of
/// addresses they come from, which only a proxy of the settings can name otherwise (R38). Links with a secret cannot be guessed;
/// who tries many that are none waits in line, so that the database is not asked about them all at once, and so do others from
/// there: nobody who has a good one is ever refused.
/// </summary>
internal sealed class SignInLimits(Settings settings, IClock clock) : IDisposable
{
    /// <summary>Who waits in line at once, before somebody is told to come back.</summary>
    private const int LongestLine = 200;

    private readonly AddressCounts _wrong = new(), _unknown = new();
    private readonly SemaphoreSlim _line = new(1);
    private int _waiting;

    /// <summary>Whether somebody from there may try a password now.</summary>
    public bool MayTry(HttpContext http) => Wrong(http).Count(clock.GetCurrentInstant()) < settings.Accounts.WrongPasswordsPerAddressPerMinute;

    /// <summary>A password was wrong, or a mail was asked for.</summary>
    public void Failed(HttpContext http) => Wrong(http).Add(clock.GetCurrentInstant());

    /// <summary>A page behind a secret: shown at once to those who do not guess.</summary>
    public async Task LookAsync(HttpContext http, RequestDelegate next)
    {
        var now = clock.GetCurrentInstant();
        var unknown = _unknown.Of(http.Connection.RemoteIpAddress, now);
        if (unknown.Count(now) < settings.Accounts.UnknownLinksPerAddressPerMinute)
        {
            await next(http);
        }
        else if (Interlocked.Increment(ref _waiting) > LongestLine)
        {
            Interlocked.Decrement(ref _waiting);
            http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            http.Response.Headers.RetryAfter = "10";
            return;
        }
        else
        {
            // Who gives up while waiting leaves the line as well.
            try
            {
                await _line.WaitAsync(http.RequestAborted);
                try
                {
                    await next(http);
                }
                finally
                {
                    _line.Release();
                }
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
        if (http.Response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status410Gone) unknown.Add(now);
    }

    public void Dispose() => _line.Dispose();

    private MinuteCount Wrong(HttpContext http) => _wrong.Of(http.Connection.RemoteIpAddress, clock.GetCurrentInstant());
}

internal static class Limits
{
    /// <summary>Addresses with a secret in them.</summary>
    private static readonly string[] Secrets = ["/d/", "/unsubscribe/", "/approve/", "/invitation/", "/sign-in/cps_"];

    public static void UseLimits(this WebApplication app) => app.Use(next => http =>
        Secrets.Any(s => http.Request.Path.Value!.StartsWith(s, StringComparison.Ordinal)) ? http.RequestServices.GetRequiredService<SignInLimits>().LookAsync(http, next) : next(http));
}
