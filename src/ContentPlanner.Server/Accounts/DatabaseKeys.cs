using System.Xml.Linq;
using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>
/// The keys that protect cookies, in the database: every node reads every node's cookies, and they outlive a restart. They lie
/// there as they are: who can read the database can read everything already.
/// </summary>
internal sealed class DatabaseKeys(IDbContextFactory<PlannerDb> databases) : IXmlRepository
{
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var db = databases.CreateDbContext();
        return db.DataProtectionKeys.AsNoTracking().Select(k => k.Xml).ToList().ConvertAll(XElement.Parse);
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var db = databases.CreateDbContext();
        db.DataProtectionKeys.Add(new() { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) });
        db.SaveChanges();
    }
}
