using System.IO.Compression;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Archives;

/// <summary>
/// What is stored of a person, as a zip to hand to them: how each plan names them, their account and access, what they did, what they
/// were mailed. Before an erasure it goes to a file that somebody names; the program keeps none.
/// </summary>
public sealed class PersonArchive(Databases databases, Erasure erasure)
{
    /// <summary>False: there is nothing of them; nothing was written.</summary>
    public async Task<bool> WriteAsync(string email, string file, CancellationToken stop)
    {
        var traces = await erasure.TracesAsync(email, stop);
        await using var db = databases.CreateDbContext();
        var (upper, key) = (email.Trim().ToUpperInvariant(), Ledger.AddressKey(email));
        var account = await db.Accounts.Where(a => a.NormalizedEmail == upper).Select(a => (Guid?)a.Id).FirstOrDefaultAsync(stop);
        if (traces.Count == 0 && account is null && !await db.MailsTo(key).AnyAsync(stop)) return false;

        await using var to = PrivateFile.Create(file, FileMode.CreateNew);
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        foreach (var trace in traces)
        {
            await using (var entry = new StreamWriter(await zip.CreateEntry($"{trace.Client}/member.json").OpenAsync(stop))) await entry.WriteLineAsync(ItemJson.Write(trace.Member));
            await Add<ChangeSetRow>($"{trace.Client}/done.csv", "\"ActorId\" = {0}", trace.Member.Id ?? Guid.Empty);
            await Add<SubscriptionRow>($"{trace.Client}/subscriptions.csv", "\"PersonId\" = {0}", trace.Member.Id ?? Guid.Empty);
        }
        if (account is { } id)
        {
            await Add<AccountRow>("account.csv", "\"Id\" = {0}", id);
            await Add<AccessRow>("access.csv", "\"AccountId\" = {0}", id);
            await Add<IdentityUserLogin<Guid>>("sign-ins.csv", "\"UserId\" = {0}", id);
            await Add<ChangeSetRow>("done.csv", "\"ActorId\" = {0}", id);
            await Add<AuditRow>("accounts-and-access.csv", "\"ActorId\" = {0} OR \"AccountId\" = {0}", id);
            await Add<AccountDigestRow>("digest-of-all-clients.csv", "\"AccountId\" = {0}", id);
            await Add<SubscriptionRow>("subscriptions.csv", "\"AccountId\" = {0}", id);
        }
        await Add<DeliveryRow>("mails.csv", "lower(\"Address\") = {0}", key);
        foreach (var mail in await db.StoredMails.AsNoTracking().Where(m => db.MailsTo(key).Any(d => d.Id == m.DeliveryId)).ToListAsync(stop))
        {
            await using var entry = await zip.CreateEntry($"mails/{mail.DeliveryId:N}.eml").OpenAsync(stop);
            await entry.WriteAsync(mail.Message, stop);
        }
        return true;

        async Task Add<T>(string path, string where, object of) where T : class
        {
            var entity = db.Model.FindEntityType(typeof(T))!;
            using var csv = new MemoryStream();
            await RowsAsCsv.WriteAsync(db, new(entity, entity.GetTableName()!, where), of, csv, stop);
            await using var entry = await zip.CreateEntry(path).OpenAsync(stop);
            await entry.WriteAsync(csv.ToArray(), stop);
        }
    }
}
