using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Mail;

/// <summary>A client somebody may see at this moment, laid out.</summary>
/// <param name="Member">Id of the member they are; null: nobody in the plan.</param>
public sealed record SeenClient(Guid Id, Access Access, Desk Desk, Guid? Member);

/// <summary>What one digest of all clients is written from: who reads it, and the clients they may see at this moment.</summary>
public sealed record AllDesk(Person Reader, AccountDigestRow Chosen, DigestOfAll Digest, IReadOnlyDictionary<string, SeenClient> Clients)
{
    /// <summary>Of what stands around the parts: the reader's, else the one that all clients share.</summary>
    public string Locale => Reader.Locale ?? (Clients.Values.Select(c => c.Desk.Workspace.Locale).Distinct(StringComparer.Ordinal).ToList() is [var shared] ? shared : "en-GB");
}

/// <summary>Lays out and writes the digests of all clients (design rule 5). Access is looked at each time: what was taken away a moment ago is not in it.</summary>
public sealed partial class AllClients(Databases databases, Accounts.Standing standing, Desks desks, Libraries libraries, Settings settings, IClock clock, ILogger<AllClients> log)
{
    /// <summary>Whether a delivery is still owed, with what it is written from.</summary>
    public async Task<Standing> StandingOf(DeliveryRow delivery, CancellationToken stop)
    {
        var account = delivery.PersonId ?? Guid.Empty;
        await using var db = databases.CreateDbContext();
        if (await db.Accounts.AsNoTracking().FirstOrDefaultAsync(a => a.Id == account, stop) is not { } row) return new Standing.NotOwed("their account was erased");
        if (row.ClosedAt is not null) return new Standing.NotOwed("their account was closed");
        if (await db.AccountDigests.AsNoTracking().FirstOrDefaultAsync(d => d.AccountId == account, stop) is not { } chosen) return new Standing.NotOwed("they switched the digest of all clients off");
        if (chosen.PausedUntil is { } until && clock.GetCurrentInstant().InZone(chosen.ZoneFor(row.Zone)).Date < until) return new Standing.NotOwed($"paused until {LocalDatePattern.Iso.Format(until)}");
        return await OfAsync(account, chosen, stop) is { Clients.Count: > 0 } desk
            ? new Standing.OwedOfAll(desk, DigestsOfAll.Of(chosen, row))
            : new Standing.NotOwed("there is no client left that they may see");
    }

    /// <summary>As things are now. Null: the account is closed or gone.</summary>
    public async Task<AllDesk?> OfAsync(Guid account, AccountDigestRow chosen, CancellationToken stop)
    {
        if (await standing.OfAsync(account, null, stop) is not { } who) return null;
        var (now, zone) = (clock.GetCurrentInstant(), chosen.ZoneFor(who.Person.Zone));
        var clients = new Dictionary<string, SeenClient>(StringComparer.Ordinal);
        var read = new List<ReadClient>();
        foreach (var seat in await standing.ClientsAsync(who, stop))
        {
            if (await desks.OfAsync(seat.Workspace, stop) is not { } desk) continue;
            var workspace = desk.Workspace;
            var member = seat.MemberOf(workspace, who.Person.Email);
            var reader = member is null ? Reader.Outside(who.Person.Name, now, zone, keepsPlan: seat.Access >= Access.Strategist) : Reader.Of(workspace, member.Key, now, zone)!;
            clients[workspace.Key] = new(seat.Workspace, seat.Access, desk, member is null ? null : Identity.Of(workspace, member));
            read.Add(new(desk.Schedule, desk.Timeline, reader));
        }
        return new(who.Person, chosen, DigestOfAll.Of(who.Person.Name, zone, chosen.Asked(zone), read, now), clients);
    }

    /// <summary>The letter; null: there is nothing to say, and they want no mail that says so.</summary>
    /// <param name="links">What makes its links; null: it has none, as in a preview.</param>
    internal MailRendering? Render(AllDesk desk, LinksOfMail? links)
    {
        if (desk.Digest.IsEmpty && !desk.Chosen.IncludeEmpty) return null;
        var root = settings.BaseUrl?.TrimEnd('/');
        return ClientsMail.Render(desk.Digest, Voice, desk.Locale, libraries.Installation.Templates, root is null ? null : root + ProfileDigest.Root, links?.Unsubscribe(), Mistaken);

        ClientVoice Voice(ClientPart part)
        {
            var client = desk.Clients[part.Client.Schedule.Workspace.Key];
            var workspace = client.Desk.Workspace;
            // Who may only look is offered nothing to do.
            var acts = links is not null && client.Access >= Access.Contributor ? links.OfClient(client.Id, client.Member, desk.Reader.AccountId) : MailLinks.None;
            return new(desk.Reader.Locale ?? workspace.Locale, client.Desk.Installation.Templates, acts, root is null ? null : $"{root}/w/{workspace.Key}");
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Client} has a mistake in its own words for the digest of all clients, so the installation's were used: {Problem}")]
    private partial void Mistaken(string client, Core.Problem problem);
}
