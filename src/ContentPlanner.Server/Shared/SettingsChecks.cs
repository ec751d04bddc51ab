using System.Net;
using ContentPlanner.Core;
using ContentPlanner.Server.Feeds;
using MimeKit;
using Npgsql;

namespace ContentPlanner.Server.Shared;

/// <summary>What each setting by itself cannot know: whether the values make sense, together and on this machine.</summary>
/// <param name="given">Where a value was given; null: it is the default.</param>
internal sealed class SettingsChecks(Settings settings, Func<string, GivenSetting?> given, List<Problem> problems)
{
    public void Run()
    {
        CheckAddresses();
        CheckNetworks("Proxies", settings.Proxies);
        CheckNetworks("Outgoing:Allow", settings.Outgoing.Allow);
        CheckFolder("Templates", settings.Templates);
        CheckFolder("Jobs", settings.Jobs);
        // Each in a method of its own, as a library is loaded with the first method that names it.
        if (settings.Database.ConnectionString is { } connection) CheckPostgres(connection);
        if (given("Mail:From") is not null) CheckSender();
        CheckSmtp();
        CheckDkim();
        CheckOidc();
        Above0("Accounts:LockAfterWrongPasswords", settings.Accounts.LockAfterWrongPasswords);
        Above0("Accounts:LockMinutes", settings.Accounts.LockMinutes);
        Above0("Accounts:WrongPasswordsPerAddressPerMinute", settings.Accounts.WrongPasswordsPerAddressPerMinute);
        Above0("Accounts:UnknownLinksPerAddressPerMinute", settings.Accounts.UnknownLinksPerAddressPerMinute);
        Above0("Feeds:PerFeedPerMinute", settings.Feeds.PerFeedPerMinute);
        Above0("Feeds:PerAddressPerMinute", settings.Feeds.PerAddressPerMinute);
        Above0("Feeds:FailuresPerAddressPerMinute", settings.Feeds.FailuresPerAddressPerMinute);
        Above0("Scheduler:Workers", settings.Scheduler.Workers);
        Above0("Scheduler:PollSeconds", settings.Scheduler.PollSeconds);
        Above0("Scheduler:TakeOverSeconds", settings.Scheduler.TakeOverSeconds);
        Above0("Scheduler:ShutdownSeconds", settings.Scheduler.ShutdownSeconds);
        Above0("Feeds:MemoryBytes", settings.Feeds.MemoryBytes);
        Above0("Backup:Keep", settings.Backup.Keep);
        Above0("Telemetry:EverySeconds", settings.Telemetry.EverySeconds);
        CheckTelemetry();
    }

    private void CheckAddresses()
    {
        if (settings.BaseUrl is { } address)
        {
            if (!Uri.TryCreate(address, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
                Wrong("BaseUrl", $"'{address}' is no address that links can begin with; write it like https://plan.example.org");
            else if (!settings.AllowHttp && FeedReach.Of(url).Reach == Reach.Unencrypted)
                Wrong("BaseUrl", $"plans, passwords and the secret addresses of calendars would travel to {url.Host} for everybody to read; put a proxy with https in front (docs/operating.md) and write https://, or set AllowHttp to true if the way there is safe");
            else if (url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
                Wrong("BaseUrl", $"'{address}' has a part links cannot begin with; keep what stands before ? # and @, such as {url.GetLeftPart(UriPartial.Path)}");
        }
        foreach (var url in settings.Urls?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (Listening.Refusal(url) is { } refusal) Wrong("Urls", refusal);
    }

    private void CheckNetworks(string path, string[] networks)
    {
        foreach (var (network, n) in networks.Select((p, n) => (p, n)))
            if (!IPAddress.TryParse(network, out _) && !System.Net.IPNetwork.TryParse(network, out _))
                Wrong(FormattableString.Invariant($"{path}:{n}"), $"'{network}' is neither an address such as 10.0.0.2 nor a network such as 10.0.0.0/8");
    }

    private void CheckFolder(string path, string? folder)
    {
        if (folder is not null && !Directory.Exists(folder)) Wrong(path, $"there is no folder {folder}; make it, or leave {path} out for the shipped one");
    }

    private void CheckPostgres(string text)
    {
        const string like = "write it like Host=db.example.org;Database=planner;Username=planner;Password=…";
        if (text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase) && text.Contains("://", StringComparison.Ordinal))
        {
            Wrong("Database:ConnectionString", $"an address with :// is not understood here; {like}");
            return;
        }
        try
        {
            if (new NpgsqlConnectionStringBuilder(text).Host is not { Length: > 0 }) Wrong("Database:ConnectionString", $"it names no Host; {like}");
        }
        catch (ArgumentException e)
        {
            // The message names the unknown key; the text itself may hold the password.
            Wrong("Database:ConnectionString", $"{e.Message.TrimEnd('.')}; {like}");
        }
    }

    private void CheckSender()
    {
        if (!MailboxAddress.TryParse(settings.Mail.From, out var sender) || !sender.Address.Contains('@', StringComparison.Ordinal)) Wrong("Mail:From", $"'{settings.Mail.From}' is no sender; write it like Planner <plan@example.org>");
    }

    private void CheckSmtp()
    {
        var smtp = settings.Mail.Smtp;
        if (smtp.Port is <= 0 or > 65535) Wrong("Mail:Smtp:Port", FormattableString.Invariant($"{smtp.Port} is no port; usual are 587 (StartTls) and 465 (Tls)"));
        Above0("Mail:Smtp:TimeoutSeconds", smtp.TimeoutSeconds);
        Above0("Mail:Smtp:Connections", smtp.Connections);
        if (smtp.Password is not null && smtp.User is null) Wrong("Mail:Smtp:Password", "a password needs its user: add Mail:Smtp:User");
        if (smtp.Host is null)
        {
            foreach (var path in new[] { "Mail:Smtp:Port", "Mail:Smtp:User", "Mail:Smtp:Security" })
                if (given(path) is not null) Wrong(path, "a mail server needs its name: add Mail:Smtp:Host, or leave all of Mail:Smtp out and mails stay in a folder");
        }
        else if (smtp is { Security: SmtpSecurity.None, AllowPlain: false } && !IsThisMachine(smtp.Host))
        {
            Wrong("Mail:Smtp:Security", $"mails and the password would travel to {smtp.Host} for everybody to read; use StartTls or Tls, or set Mail:Smtp:AllowPlain to true if the way there is safe");
        }
    }

    private void CheckDkim()
    {
        var dkim = settings.Mail.Dkim;
        if (dkim.Domain is not null && dkim.KeyFile is null) Wrong("Mail:Dkim:Domain", "signing needs a key: add Mail:Dkim:KeyFile, a PEM file");
        if (dkim.KeyFile is { } file && !File.Exists(file)) Wrong("Mail:Dkim:KeyFile", $"there is no file {file}");
        if (dkim.KeyFile is not null && dkim.Domain is null) Wrong("Mail:Dkim:KeyFile", "signing needs the sender's domain: add Mail:Dkim:Domain");
    }

    private void CheckOidc()
    {
        var oidc = settings.Oidc;
        if (oidc.Authority is not { } authority)
        {
            foreach (var path in new[] { "Oidc:ClientId", "Oidc:ClientSecret" })
                if (given(path) is not null) Wrong(path, "a client belongs to a provider: add Oidc:Authority, its address");
            return;
        }
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || (address.Scheme != "https" && !(address.Scheme == "http" && address.IsLoopback)))
            Wrong("Oidc:Authority", $"'{authority}' is no provider's address; write it like https://login.example.org/realms/team");
        if (oidc.ClientId is null) Wrong("Oidc:Authority", "the provider has to know this program: add Oidc:ClientId");
    }

    private void CheckTelemetry()
    {
        if (settings.Telemetry.Endpoint is { } endpoint && (!Uri.TryCreate(endpoint, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https")))
            Wrong("Telemetry:Endpoint", $"'{endpoint}' is no address of a collector; write it like http://localhost:4318");
    }

    private void Above0(string path, long value)
    {
        if (value <= 0) Wrong(path, FormattableString.Invariant($"{value} is too small; leave {path} out for {SettingKey.Named(path)!.Default}"));
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));

    private void Wrong(string path, string message) => problems.Add((given(path) ?? new(path, "", path)).Problem(message));
}
