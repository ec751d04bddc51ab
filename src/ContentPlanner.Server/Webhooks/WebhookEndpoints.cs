using ContentPlanner.Server.Accounts;
using ContentPlanner.Server.Resources;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Webhooks;

/// <summary>An address that hears of what happens, without its secret: that is shown once.</summary>
internal sealed record WebhookView(Guid Id, string Name, string Url, IReadOnlyList<string> Events, Instant CreatedAt, bool Enabled)
{
    /// <summary>The first failure since it last took a message; left out while it works.</summary>
    public Instant? FailingSince { get; init; }

    /// <summary>Why it is switched off.</summary>
    public string? DisabledBecause { get; init; }

    public static WebhookView Of(WebhookRow row) => new(row.Id, row.Name, row.Url, row.Events.Split(',', StringSplitOptions.RemoveEmptyEntries), row.CreatedAt, row.DisabledAt is null) { FailingSince = row.FailingSince, DisabledBecause = row.DisabledBecause };
}

internal sealed record IssuedWebhookView(WebhookView Webhook, string Secret);

/// <param name="Url">https://…; only addresses of the open internet, and those an administrator allows.</param>
/// <param name="Events">task-due, mark-crossed, piece-published, move-applied.</param>
internal sealed record WebhookBody(string Name, string Url, IReadOnlyList<string> Events);

/// <summary>A message to an address, with what became of it.</summary>
internal sealed record WebhookMessageView(Guid Id, WebhookEvent Event, NoticeStatus Status, Instant CreatedAt, int Attempts, System.Text.Json.Nodes.JsonNode Payload)
{
    public Instant? LastAttemptAt { get; init; }
    public Instant? NextAttemptAt { get; init; }
    public int? LastStatus { get; init; }
    public string? LastWords { get; init; }
    public int? LastMilliseconds { get; init; }

    public static WebhookMessageView Of(NoticeRow row) => new(row.Id, row.Event, row.Status, row.CreatedAt, row.Attempts, System.Text.Json.Nodes.JsonNode.Parse(row.Payload)!)
    {
        LastAttemptAt = row.LastAttemptAt,
        NextAttemptAt = row.EndedAt is null ? row.NextAttemptAt : null,
        LastStatus = row.LastStatus,
        LastWords = string.IsNullOrEmpty(row.LastWords) ? null : row.LastWords,
        LastMilliseconds = row.LastMilliseconds,
    };
}

/// <summary>Webhooks over the API, for owners.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this IEndpointRouteBuilder app)
    {
        var hooks = app.MapClientApi("/webhooks", Access.Owner).WithTags("Webhooks");
        hooks.MapGet("", async (HttpContext http, WebhookStore webhooks) => http.Paged(await webhooks.ListAsync(http.Client().Id, http.RequestAborted), w => w.Id.ToString("N"), WebhookView.Of))
            .Says(new("listWebhooks", "Addresses that hear of what happens") { Answer = ApiShape.Of<WebhookView>().Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        hooks.MapPost("", AddAsync).Says(new("addWebhook", "Let an address hear of what happens; the secret that its messages are signed with is shown this once") { Body = ApiShape.Of<WebhookBody>(), Answer = ApiShape.Of<IssuedWebhookView>(), Status = 201, Problems = [422] });
        hooks.MapGet("/{webhook:guid}", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await FindAsync(http, webhook, webhooks) is { } found ? http.Tagged(WebhookView.Of(found)) : Missing)
            .Says(new("getWebhook", "An address that hears of what happens") { Answer = ApiShape.Of<WebhookView>(), IsTagged = true });
        hooks.MapPut("/{webhook:guid}", ChangeAsync).Says(new("changeWebhook", "Give it another name, address or choice of events") { Body = ApiShape.Of<WebhookBody>(), Answer = ApiShape.Of<WebhookView>(), Problems = [422] });
        hooks.MapDelete("/{webhook:guid}", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.RemoveAsync(http.Client().Id, webhook, http.RequestAborted) ? Results.NoContent() : Missing)
            .Says(new("removeWebhook", "It hears no more; its log goes with it. This cannot be undone") { Status = 204 });
        hooks.MapPost("/{webhook:guid}/secret", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.RotateAsync(http.Client().Id, webhook, http.RequestAborted) is { } issued ? Answers.Json(new IssuedWebhookView(WebhookView.Of(issued.Webhook), issued.Secret)) : Missing)
            .Says(new("rotateWebhookSecret", "Sign with another secret from now on; it is shown this once") { Answer = ApiShape.Of<IssuedWebhookView>() });
        hooks.MapPost("/{webhook:guid}/enable", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.EnableAsync(http.Client().Id, webhook, http.RequestAborted) ? await StandingAsync(http, webhook, webhooks) : Missing)
            .Says(new("enableWebhook", "Switch it on again") { Answer = ApiShape.Of<WebhookView>() });
        hooks.MapPost("/{webhook:guid}/disable", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.DisableAsync(http.Client().Id, webhook, $"{http.Person().Name} switched it off", http.RequestAborted) ? await StandingAsync(http, webhook, webhooks) : Missing)
            .Says(new("disableWebhook", "Switch it off") { Answer = ApiShape.Of<WebhookView>() });
        hooks.MapPost("/{webhook:guid}/test", async (HttpContext http, Guid webhook, WebhookStore webhooks) => await webhooks.TestAsync(http.Client().Id, webhook, http.RequestAborted) is { } notice ? Answers.Json(WebhookMessageView.Of(notice)) : Missing)
            .Says(new("testWebhook", "Send it a message that says only that it is one; what becomes of it stands in the log") { Answer = ApiShape.Of<WebhookMessageView>() });
        hooks.MapGet("/{webhook:guid}/messages", LogAsync).Says(new("listWebhookMessages", "What it was told and what it answered, the latest first") { Answer = ApiShape.Of<WebhookMessageView>().Page(), IsTagged = true, Problems = [400], Parameters = ApiParameter.Paging });
        hooks.MapPost("/{webhook:guid}/messages/{message:guid}/again", async (HttpContext http, Guid webhook, Guid message, WebhookStore webhooks) => await FindAsync(http, webhook, webhooks) is null ? Missing
                : await webhooks.AgainAsync(http.Client().Id, message, http.RequestAborted) ? Results.NoContent() : Api.Conflict("It is on its way, or is not in the log any more."))
            .Says(new("sendWebhookMessageAgain", "Tell it once more, as it was") { Status = 204, Problems = [409] });
    }

    private static async Task<IResult> AddAsync(HttpContext http, WebhookStore webhooks)
    {
        var (body, problem) = await http.SentAsync<WebhookBody>();
        if (body is null) return problem!;
        if (Events(body) is not { } events) return Unknown(body);
        var (issued, why) = await webhooks.AddAsync(http.Client().Id, body.Name, body.Url, events, http.RequestAborted);
        return issued is null ? Api.Refused($"{why}.") : Answers.Json(new IssuedWebhookView(WebhookView.Of(issued.Webhook), issued.Secret), StatusCodes.Status201Created).At($"{http.Request.PathBase}{http.Request.Path}/{issued.Webhook.Id}");
    }

    private static async Task<IResult> ChangeAsync(HttpContext http, Guid webhook, WebhookStore webhooks)
    {
        var (body, problem) = await http.SentAsync<WebhookBody>();
        if (body is null) return problem!;
        if (Events(body) is not { } events) return Unknown(body);
        var (changed, why) = await webhooks.ChangeAsync(http.Client().Id, webhook, body.Name, body.Url, events, http.RequestAborted);
        return changed is not null ? Answers.Json(WebhookView.Of(changed)) : why is not null ? Api.Refused($"{why}.") : Missing;
    }

    private static async Task<IResult> LogAsync(HttpContext http, Guid webhook, WebhookStore webhooks)
    {
        var (page, problem) = Paging.Of(http);
        if (page is null) return problem!;
        if (await FindAsync(http, webhook, webhooks) is null) return Missing;
        var before = Guid.TryParse(page.After, out var last) ? last : (Guid?)null;
        if (page.After is not null && before is null) return Api.Wrong("The cursor is not one of ours: take next of the page before, unchanged.");
        var some = await webhooks.LogAsync(http.Client().Id, webhook, before, page.Limit + 1, http.RequestAborted);
        var next = some.Count > page.Limit ? Paging.Write(some[page.Limit - 1].Id.ToString()) : null;
        http.LinksTo(next);
        return http.Tagged(new PageOf<WebhookMessageView>([.. some.Take(page.Limit).Select(WebhookMessageView.Of)], next));
    }

    private static List<WebhookEvent>? Events(WebhookBody body)
    {
        var events = body.Events.Select(WebhookWords.Named).OfType<WebhookEvent>().ToList();
        return events.Count == body.Events.Count ? events : null;
    }

    private static IResult Unknown(WebhookBody body) => Answers.Wrong([.. body.Events.Select((word, n) => (word, n)).Where(e => WebhookWords.Named(e.word) is null)
        .Select(e => new Formats.Items.PointedProblem(FormattableString.Invariant($"/events/{e.n}"), $"there is no event '{e.word}'; there are {string.Join(", ", WebhookWords.Offered.Select(WebhookWords.Of))}"))]);

    private static async Task<WebhookRow?> FindAsync(HttpContext http, Guid webhook, WebhookStore webhooks) => (await webhooks.ListAsync(http.Client().Id, http.RequestAborted)).FirstOrDefault(w => w.Id == webhook);

    private static async Task<IResult> StandingAsync(HttpContext http, Guid webhook, WebhookStore webhooks) => await FindAsync(http, webhook, webhooks) is { } found ? Answers.Json(WebhookView.Of(found)) : Missing;

    private static IResult Missing => Api.Missing("There is no such webhook.");
}
