using System.Security.Cryptography;
using System.Text.Json;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Mail;

/// <summary>A mail server as administrators set it up in the program.</summary>
/// <param name="Password">Sealed with the installation's keys; null: none.</param>
public sealed record StoredMailServer(string Host, int? Port, SmtpSecurity Security, string? User, string? Password, string From);

/// <summary>
/// Where mails go. What stands in the settings file or the environment counts; only where neither names a server is there one to set up
/// in the program, kept as a setting of the installation and used on every node within a second.
/// </summary>
public sealed class MailSetup(Settings settings, IDbContextFactory<PlannerDb> databases, IServiceProvider services)
{
    private const string Key = "mail-server";

    private readonly string _usualFrom = settings.Mail.From;
    private string? _known;

    /// <summary>Whether the settings file or the environment names a server: then nothing is decided here.</summary>
    public bool IsGiven { get; } = settings.Mail.Smtp.Host is { Length: > 0 };

    /// <summary>What is used now, wherever it was said.</summary>
    public SmtpSettings Smtp => settings.Mail.Smtp;

    public string From => settings.Mail.From;

    /// <summary>Uses what was set up since, here or elsewhere.</summary>
    public async Task LookAsync(PlannerDb db, CancellationToken stop)
    {
        if (IsGiven) return;
        var stored = await db.Settings.AsNoTracking().Where(s => s.Key == Key).Select(s => s.Value).FirstOrDefaultAsync(stop) ?? "";
        if (stored == (Volatile.Read(ref _known) ?? "")) return;
        var server = stored.Length == 0 ? null : JsonSerializer.Deserialize<StoredMailServer>(stored);
        settings.Mail.From = server?.From ?? _usualFrom;
        settings.Mail.Smtp = server is null ? new() : new()
        {
            Host = server.Host, Port = server.Port, Security = server.Security, User = server.User, Password = server.Password is { } sealedOne ? Open(sealedOne) : null,
            TimeoutSeconds = settings.Mail.Smtp.TimeoutSeconds, Connections = settings.Mail.Smtp.Connections,
        };
        Volatile.Write(ref _known, stored);
    }

    /// <param name="password">Null: the one there is stays.</param>
    public async Task SaveAsync(SmtpSettings smtp, string from, string? password, CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        var row = await db.Settings.FirstOrDefaultAsync(s => s.Key == Key, stop);
        var was = row is null ? null : JsonSerializer.Deserialize<StoredMailServer>(row.Value);
        // A password was given for one server and one name; another gets it only if somebody says so.
        var kept = was is not null && was.Host == smtp.Host && was.User == smtp.User ? was.Password : null;
        var value = JsonSerializer.Serialize(new StoredMailServer(smtp.Host!, smtp.Port, smtp.Security, smtp.User, password is { Length: > 0 } ? Seal(password) : kept, from));
        if (row is null) db.Settings.Add(new() { Key = Key, Value = value });
        else row.Value = value;
        await db.SaveChangesAsync(stop);
        await LookAsync(db, stop);
    }

    /// <summary>Mails stay in the folder again.</summary>
    public async Task ClearAsync(CancellationToken stop)
    {
        await using var db = databases.CreateDbContext();
        await db.Settings.Where(s => s.Key == Key).ExecuteDeleteAsync(stop);
        await LookAsync(db, stop);
    }

    private IDataProtector? Protector => services.GetService<IDataProtectionProvider>()?.CreateProtector("mail server");

    private string Seal(string password) => (Protector ?? throw new InvalidOperationException("Only a running service keeps secrets.")).Protect(password);

    /// <summary>Null: sealed with keys that are gone, or by a service while this is a verb of the command line: the server then refuses, and says so.</summary>
    private string? Open(string text)
    {
        try
        {
            return Protector?.Unprotect(text);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

/// <summary>The server that is set up at the moment, else the folder.</summary>
public sealed class ChosenMailer(Settings settings) : IMailer
{
    public string Destination => Current.Destination;

    public bool Leaves => Current.Leaves;

    public IMailRoute Open() => Current.Open();

    private IMailer Current => settings.Mail.Smtp.Host is { Length: > 0 } ? new SmtpMailer(settings.Mail.Smtp, settings.Mail.Dkim) : new FolderMailer(settings.MailFolder);
}
