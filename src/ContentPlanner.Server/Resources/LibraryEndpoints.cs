using System.Text.Json;
using ContentPlanner.Core;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Templates;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Resources;

/// <summary>What a client plans with: blueprints, recipes and channels, with its own words over the installation's.</summary>
internal static class LibraryEndpoints
{
    public static void MapLibrary(this IEndpointRouteBuilder app)
    {
        var library = app.MapClientApi("/library", Access.Contributor).WithTags("Library");
        Kind(library, "blueprints", "Blueprint", "How launches of one kind are planned backward", l => l.Blueprints, b => FormattableString.Invariant($"{b.Key}@{b.Version}"), (json, b) => LibraryForms.Write(json, b));
        Kind(library, "recipes", "Recipe", "What is made of one source format, where and when", l => l.Recipes, r => FormattableString.Invariant($"{r.Key}@{r.Version}"), (json, r) => LibraryForms.Write(json, r));
        Kind(library, "channels", "LibraryChannel", "Where content goes, with its rules", l => l.Channels, c => c.Key, (json, c) => LibraryForms.Write(json, c));
    }

    private static void Kind<T>(RouteGroupBuilder library, string path, string noun, string summary, Func<Library, IReadOnlyList<T>> items, Func<T, string> name, Action<Utf8JsonWriter, T> write)
    {
        var shape = new ApiShape(noun == "LibraryChannel" ? "Channel" : noun);
        library.MapGet($"/{path}", async (HttpContext http, WorkspaceStore workspaces, Libraries libraries) =>
        {
            var (page, problem) = Paging.Of(http);
            if (page is null) return problem!;
            if (await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is not { } now) return Api.Missing("There is no such workspace.");
            var (some, next) = page.Cut(items(libraries.Of(now.Workspace).Library), name);
            http.LinksTo(next);
            return http.Tagged(ApiJson.Object(json =>
            {
                json.WriteStartArray("items");
                foreach (var one in some) write(json, one);
                json.WriteEndArray();
                if (next is not null) json.WriteString("next", next);
            }), null);
        }).Says(new($"list{noun}s", summary) { Answer = shape.Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        library.MapGet($"/{path}/{{name}}", async (HttpContext http, WorkspaceStore workspaces, Libraries libraries) =>
            await workspaces.ReadAsync(http.Client().Id, http.RequestAborted) is { } now && items(libraries.Of(now.Workspace).Library).FirstOrDefault(i => name(i) == http.GetRouteValue("name") as string) is { } found
                ? http.Tagged(JsonOf(json => write(json, found)), null)
                : Api.Missing($"There is none of that name; a blueprint or recipe is named with its version, such as book-launch@1.")).Says(new($"get{noun}", summary) { Answer = shape, IsTagged = true });
    }

    private static byte[] JsonOf(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, ApiJson.Written)) write(json);
        return buffer.ToArray();
    }
}
