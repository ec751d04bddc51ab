using ContentPlanner.Server.Jobs;

namespace ContentPlanner.Server.Shared;

/// <summary>
/// How this installation is set up: from <c>settings.json</c> in the data folder, then the environment (double underscores for
/// colons: <c>Database__ConnectionString</c>; a <c>_FILE</c> ending names a file that holds the value), then the command line.
/// Each value here is the default.
/// </summary>
public sealed class Settings
{
    /// <summary>Where the embedded database, mail folder and keys live; not in <c>settings.json</c>, which lies there itself.</summary>
    public string Data { get; set; } = "data";

    /// <summary>Addresses to listen on, with semicolons between them; null: <see cref="DefaultUrl"/>.</summary>
    public string? Urls { get; set; }

    /// <summary>Address that every link is built from, never taken from a request: <c>https://plan.example.org</c>.</summary>
    public string? BaseUrl { get; set; }

    /// <summary>Allow a base URL on the internet without https.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>
    /// Addresses or networks (<c>10.0.0.0/8</c>) of proxies in front of the program, whose word on who asks is taken; empty: nobody's.
    /// </summary>
    public string[] Proxies { get; set; } = [];

    /// <summary>Folder with templates, recipes, blueprints and channels; null: the shipped one.</summary>
    public string? Templates { get; set; }

    /// <summary>Folder with recurring jobs; null: the shipped one.</summary>
    public string? Jobs { get; set; }

    public DatabaseSettings Database { get; set; } = new();
    public SchedulerSettings Scheduler { get; set; } = new();
    public FeedSettings Feeds { get; set; } = new();
    public MailSettings Mail { get; set; } = new();
    public AccountSettings Accounts { get; set; } = new();
    public OidcSettings Oidc { get; set; } = new();
    public OutgoingSettings Outgoing { get; set; } = new();
    public BackupSettings Backup { get; set; } = new();
    public LogSettings Log { get; set; } = new();
    public TelemetrySettings Telemetry { get; set; } = new();

    /// <summary>Where the program listens when nothing is said: on this machine only.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>What every link begins with: the base URL, else where the program listens.</summary>
    public Uri Address => BaseUrl is { } address ? new(address) : Listens;

    /// <summary>Where the program listens, as somebody on this machine reaches it.</summary>
    public Uri Listens => new((Urls ?? DefaultUrl).Split(';')[0].Trim()
        .Replace("://*", "://localhost", StringComparison.Ordinal).Replace("://+", "://localhost", StringComparison.Ordinal)
        .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal).Replace("://[::]", "://localhost", StringComparison.Ordinal));

    public string TemplatesFolder => Templates ?? Installation.ShippedTemplates;
    public string JobsFolder => Jobs ?? JobFiles.ShippedFolder;
    public string BackupFolder => Backup.Folder ?? Path.Combine(Data, "backups");
    public string MailFolder => Mail.Folder ?? Path.Combine(Data, "mail");
}

public sealed class DatabaseSettings
{
    /// <summary>PostgreSQL; null: SQLite in the data folder.</summary>
    public string? ConnectionString { get; set; }
}

/// <summary>How this node works on jobs.</summary>
public sealed class SchedulerSettings
{
    /// <summary>Jobs at once.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>So often it is looked whether something is due, when nobody on this node rang.</summary>
    public int PollSeconds { get; set; } = 2;

    /// <summary>PostgreSQL: after so long a run whose node is gone goes to another.</summary>
    public int TakeOverSeconds { get; set; } = 300;

    /// <summary>So long a node that is told to end lets runs finish, before it hands them back.</summary>
    public int ShutdownSeconds { get; set; } = 20;
}

public enum CompressionSetting { Off, Auto }

public sealed class FeedSettings
{
    /// <summary>Auto compresses when asked to, except for Microsoft's programs, which were seen to fail on it.</summary>
    public CompressionSetting Compression { get; set; } = CompressionSetting.Auto;

    /// <summary>Requests a minute above which a feed, or an address range, is told to wait; far above any calendar program.</summary>
    public int PerFeedPerMinute { get; set; } = 600;
    public int PerAddressPerMinute { get; set; } = 6000;

    /// <summary>Addresses that are no feed's, from one range within a minute, until the database is no longer asked about more of them.</summary>
    public int FailuresPerAddressPerMinute { get; set; } = 20;

    /// <summary>Memory for feeds that are ready to be sent.</summary>
    public long MemoryBytes { get; set; } = 64_000_000;
}

/// <summary>Where the program may be sent by what people write: webhooks, blogs and calendars to import.</summary>
public sealed class OutgoingSettings
{
    /// <summary>Private addresses or networks (<c>10.1.2.3</c>, <c>10.0.0.0/8</c>) that may be asked all the same; empty: the open internet only.</summary>
    public string[] Allow { get; set; } = [];
}

/// <summary>How hard guessing is.</summary>
public sealed class AccountSettings
{
    /// <summary>Wrong passwords in a row after which an account takes none for a while; passkeys and links still work.</summary>
    public int LockAfterWrongPasswords { get; set; } = 10;
    public int LockMinutes { get; set; } = 5;

    /// <summary>Wrong passwords, and mails asked for, from one range of addresses within a minute, until it is told to wait.</summary>
    public int WrongPasswordsPerAddressPerMinute { get; set; } = 30;

    /// <summary>Links that are none, from one range within a minute, until what comes from there is answered one after the other.</summary>
    public int UnknownLinksPerAddressPerMinute { get; set; } = 60;
}

public enum NewPeople { Invited, Create }

/// <summary>Signing in with a provider of OpenID Connect.</summary>
public sealed class OidcSettings
{
    /// <summary>Address of the provider: <c>https://login.example.org/realms/team</c>; null: none.</summary>
    public string? Authority { get; set; }
    public string? ClientId { get; set; }
    public string? ClientSecret { get; set; }

    /// <summary>What the button says: "Sign in with …".</summary>
    public string Name { get; set; } = "single sign-on";
    public string Scopes { get; set; } = "openid profile email";

    /// <summary>Whoever the provider knows gets an account, or only who was invited or added.</summary>
    public NewPeople Accounts { get; set; } = NewPeople.Invited;
}

public enum UnknownOutcome { Resend, Park }

public sealed class MailSettings
{
    /// <summary>Sender: <c>Planner &lt;plan@example.org&gt;</c>.</summary>
    public string From { get; set; } = "ContentPlanner <contentplanner@localhost>";

    /// <summary>Folder for mails while no server is configured; null: <c>mail</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>Addresses of the administrators, with commas between: who hears of jobs that do not get done.</summary>
    public string? Administrators { get; set; }

    /// <summary>Receives requests to unsubscribe by mail, beside the link: <c>unsubscribe@example.org</c>; null: link only.</summary>
    public string? UnsubscribeAddress { get; set; }

    /// <summary>Seconds this machine's clock and the database's may differ before no mail is sent.</summary>
    public int ClockSkewSeconds { get; set; } = 30;

    public SmtpSettings Smtp { get; set; } = new();
    public DkimSettings Dkim { get; set; } = new();

    /// <summary>What becomes of a mail of which only the server knows whether it took it.</summary>
    public UnknownOutcome DigestUnknown { get; set; } = UnknownOutcome.Resend;
    public UnknownOutcome CountdownUnknown { get; set; } = UnknownOutcome.Park;
}

public enum SmtpSecurity { StartTls, Tls, None }

public sealed class SmtpSettings
{
    /// <summary>Null: mail stays in a folder.</summary>
    public string? Host { get; set; }
    public int? Port { get; set; }
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>Allow a connection without encryption to a host that is not this machine.</summary>
    public bool AllowPlain { get; set; }

    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Connections at once.</summary>
    public int Connections { get; set; } = 4;
}

public sealed class DkimSettings
{
    /// <summary>Null: the relay signs, or nobody does.</summary>
    public string? Domain { get; set; }
    public string Selector { get; set; } = "contentplanner";

    /// <summary>PEM file with an RSA or Ed25519 key.</summary>
    public string? KeyFile { get; set; }
}

public sealed class BackupSettings
{
    /// <summary>Null: <c>backups</c> in the data folder. Better on another disk.</summary>
    public string? Folder { get; set; }

    /// <summary>Nightly backups that stay.</summary>
    public int Keep { get; set; } = 14;
}

public enum LogFormat { Plain, Json }

public sealed class LogSettings
{
    /// <summary>Lines for people, or one JSON object a line for programs that collect logs.</summary>
    public LogFormat Format { get; set; } = LogFormat.Plain;
}

public sealed class TelemetrySettings
{
    /// <summary>OTLP over http, as OpenTelemetry's collector takes it: <c>http://localhost:4318</c>; null: nothing is measured.</summary>
    public string? Endpoint { get; set; }

    /// <summary>For every request to it, as OpenTelemetry writes them: <c>authorization=Bearer …,x-tenant=planner</c>.</summary>
    public string? Headers { get; set; }

    /// <summary>What the installation is called there.</summary>
    public string Service { get; set; } = "contentplanner";

    /// <summary>Seconds between two reports of figures.</summary>
    public int EverySeconds { get; set; } = 60;
}
