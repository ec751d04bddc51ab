using ContentPlanner.Core.Locales;
using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary><c>/w/{workspace}/webhooks</c>: which programs hear of what, and what became of each message.</summary>
internal static class WebhookPages
{
    private const int Messages = 50;

    public static void MapWebhookPages(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/webhooks", Access.Owner);
        pages.MapGet("", async (HttpContext http, WebhookStore webhooks) => View.Of<WebhooksPage>(new { Client = http.Client().Key, Webhooks = await LinesAsync(http, webhooks) }));
        pages.MapGet("/new", (HttpContext http) => View.Of<NewWebhookPage>(new { Client = http.Client().Key, Form = WebhookForm.Of("", "", ["piece-published", "move-applied"]) }));
        pages.MapPost("/new", AddAsync);
        pages.MapGet("/{webhook:guid}", (HttpContext http, Guid webhook, WebhookStore webhooks, WorkspaceStore workspaces, Guid? before) => OneAsync(http, webhook, webhooks, workspaces, before, null));
        pages.MapPost("/{webhook:guid}", ChangeAsync);
        pages.MapPost("/{webhook:guid}/secret", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.RotateAsync(http.Client().Id, webhook, http.RequestAborted) is { } issued ? Shown(http, issued) : Gone(http));
        pages.MapPost("/{webhook:guid}/test", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.TestAsync(http.Client().Id, webhook, http.RequestAborted) is null ? Gone(http) : Back(http, webhook));
        pages.MapPost("/{webhook:guid}/enable", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.EnableAsync(http.Client().Id, webhook, http.RequestAborted) ? Back(http, webhook) : Gone(http));
        pages.MapPost("/{webhook:guid}/disable", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.DisableAsync(http.Client().Id, webhook, $"{http.Person().Name} switched it off", http.RequestAborted) ? Back(http, webhook) : Gone(http));
        pages.MapPost("/{webhook:guid}/removal", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.RemoveAsync(http.Client().Id, webhook, http.RequestAborted) ? Administrator.SeeOther($"/w/{http.Client().Key}/webhooks") : Gone(http));
        pages.MapPost("/{webhook:guid}/messages/{message:guid}", async (HttpContext http, Guid webhook, Guid message, WebhookStore webhooks) =>
            await webhooks.AgainAsync(http.Client().Id, message, http.RequestAborted) ? Back(http, webhook) : http.Refused("It is on its way, or is not in the log any more", $"/w/{http.Client().Key}/webhooks/{webhook}", StatusCodes.Status409Conflict));
    }

    private static async Task<IResult> AddAsync(HttpContext http, WebhookStore webhooks)
    {
        var (name, url, words) = await TypedAsync(http);
        var (issued, why) = await webhooks.AddAsync(http.Client().Id, name, url, Events(words), http.RequestAborted);
        return issued is null
            ? View.Of<NewWebhookPage>(new { Client = http.Client().Key, Form = WebhookForm.Of(name, url, words, Told.Sentence(why!)) }, StatusCodes.Status422UnprocessableEntity)
            : Shown(http, issued);
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Guid webhook, WebhookStore webhooks, WorkspaceStore workspaces)
    {
        var (name, url, words) = await TypedAsync(http);
        var (changed, why) = await webhooks.ChangeAsync(http.Client().Id, webhook, name, url, Events(words), http.RequestAborted);
        return changed is not null ? Back(http, webhook) : why is null ? Gone(http) : await OneAsync(http, webhook, webhooks, workspaces, null, WebhookForm.Of(name, url, words, Told.Sentence(why)));
    }

    private static async Task<IResult> OneAsync(HttpContext http, Guid webhook, WebhookStore webhooks, WorkspaceStore workspaces, Guid? before, WebhookForm? typed)
    {
        var client = http.Client();
        if ((await webhooks.ListAsync(client.Id, http.RequestAborted)).FirstOrDefault(w => w.Id == webhook) is not { } row || await workspaces.ReadAsync(client.Id, http.RequestAborted) is not { } now) return Gone(http);
        var zone = (http.Person().Zone is { } own ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(own) : null) ?? now.Workspace.Zone;
        var locale = Locale.For(http.Person().Locale ?? now.Workspace.Locale);
        var log = await webhooks.LogAsync(client.Id, webhook, before, Messages + 1, http.RequestAborted);
        return View.Of<WebhookPage>(new
        {
            Model = new WebhookModel(client.Key, row.Id, row.Name, row.Url, row.DisabledAt is null, row.DisabledBecause is { } because ? Told.Sentence(because) : null,
                row.FailingSince is { } since ? WebhookModel.Moment(since, zone, locale) : null, typed ?? WebhookForm.Of(row.Name, row.Url, row.Events.Split(',')),
                [.. log.Take(Messages).Select(n => WebhookModel.Line(n, zone, locale))], log.Count > Messages ? $"/w/{client.Key}/webhooks/{row.Id}?before={log[Messages - 1].Id}" : null),
        }, typed is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IReadOnlyList<WebhookLine>> LinesAsync(HttpContext http, WebhookStore webhooks) => [.. (await webhooks.ListAsync(http.Client().Id, http.RequestAborted)).Select(w => new WebhookLine(
        w.Id, w.Name, new Uri(w.Url).Host, string.Join(" · ", WebhookWords.Offered.Where(w.Hears).Select(WebhookForm.SaysOf)),
        w.DisabledAt is not null ? "Switched off" : w.FailingSince is not null ? "Does not answer" : "Works", w.DisabledAt is not null || w.FailingSince is not null ? "late" : "ok"))];

    private static async Task<(string Name, string Url, List<string> Events)> TypedAsync(HttpContext http)
    {
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        return (form["name"].ToString(), form["url"].ToString(), [.. WebhookWords.Offered.Select(WebhookWords.Of).Where(word => form[word] == "true")]);
    }

    private static List<WebhookEvent> Events(IEnumerable<string> words) => [.. words.Select(WebhookWords.Named).OfType<WebhookEvent>()];

    private static IResult Shown(HttpContext http, IssuedWebhook issued) => View.Of<WebhookSecretPage>(new { Client = http.Client().Key, issued.Webhook.Id, issued.Webhook.Name, issued.Secret });

    private static IResult Back(HttpContext http, Guid webhook) => Administrator.SeeOther($"/w/{http.Client().Key}/webhooks/{webhook}");

    private static IResult Gone(HttpContext http) => http.Refused("There is no such webhook any more", $"/w/{http.Client().Key}/webhooks", StatusCodes.Status404NotFound);
}
