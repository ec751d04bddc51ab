using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Templates;

internal static class TemplateServices
{
    public static IServiceCollection AddTemplates(this IServiceCollection services) => services
        .AddSingleton<Libraries>()
        .AddSingleton<InstallationTexts>()
        .AddSingleton<TemplateCheck>()
        .AddSingleton<TemplateEdits>()
        .AddSingleton<InstallationEdits>()
        .AddSingleton<IChangeFollower, TemplateHistory>()
        .AddSingleton(new AdminSection("/admin/templates", "Templates", "templates", "How drafts, mails and pages read for every client: recipes, blueprints and channels too."));
}
