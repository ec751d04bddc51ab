using ContentPlanner.Server.Database;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;

namespace ContentPlanner.Server.Accounts;

/// <summary>The keys that cookies and secrets are sealed with: in the database, so that every node and every verb of the command line opens what another sealed.</summary>
internal static class InstallationKeys
{
    public static IServiceCollection AddInstallationKeys(this IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("ContentPlanner");
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<PlannerDb>>((keys, databases) => keys.XmlRepository = new DatabaseKeys(databases));
        // Says at every new key what DatabaseKeys says once.
        services.AddLogging(log => log.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error));
        return services;
    }
}
