using ContentPlanner.Server.Database;
using ContentPlanner.Server.Mail;

namespace ContentPlanner.Server.Archives;

/// <summary>What was mailed to an address, however it was spelled then. The key is <see cref="Ledger.AddressKey"/>'s.</summary>
internal static class MailsToAddress
{
#pragma warning disable CA1862 // The database compares, and knows no StringComparison.
    public static IQueryable<DeliveryRow> MailsTo(this PlannerDb db, string key) => db.Deliveries.Where(d => d.Address.ToLower() == key);

    public static IQueryable<MailLinkRow> LinksTo(this PlannerDb db, string key) => db.MailLinks.Where(l => l.Address.ToLower() == key);
#pragma warning restore CA1862
}
