using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Mail;

/// <summary>
/// <c>/d/{token}</c> and <c>/unsubscribe/{token}</c>: GET shows, POST acts (design rule 5). Mail programs and the scanners
/// before them fetch every link they see, so nothing may follow from looking.
/// </summary>
internal static class MailActionPages
{
    public static void MapMailActions(this IEndpointRouteBuilder app)
    {
        var routes = app.MapGroup("");
        routes.AllowAnonymous();
        routes.MapGet("/d/{token}", async (string token, string? @do, MailActions actions, CancellationToken stop) => Shown(await actions.LookAsync(token, stop), Verb(@do)));
        // The token is what allows it, not a cookie; there is nothing to forge.
        routes.MapPost("/d/{token}", async (string token, HttpRequest request, MailActions actions, CancellationToken stop) =>
        {
            var found = await actions.LookAsync(token, stop);
            if (found is not MailActions.Found.Item item) return Shown(found, MailVerb.Done);
            if (Verb(await Field(request, "do", stop)) is not { } verb || (verb == MailVerb.Snooze && !item.CanSnooze) || (verb == MailVerb.Skip && !item.CanSkip)) return Shown(found, MailVerb.Done);
            var (done, words) = await actions.DoAsync(item, verb, stop);
            return Page.Plain(item.Title, Html.Of($"<p>{words}</p><p class=\"quiet\">{item.Workspace}</p>"), done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
        }).DisableAntiforgery();

        routes.MapGet("/unsubscribe/{token}", async (string token, MailActions actions, CancellationToken stop) => Shown(await actions.LookAsync(token, stop), null));
        // RFC 8058: a POST without cookies, answered without a redirect and without asking back.
        routes.MapPost("/unsubscribe/{token}", async (string token, HttpRequest request, MailActions actions, CancellationToken stop) =>
        {
            var found = await actions.LookAsync(token, stop);
            if (found is not MailActions.Found.Mail mail) return Shown(found, null);
            if (await Field(request, "again", stop) is "yes")
            {
                await actions.SubscribeAgainAsync(mail, stop);
                return Page.Plain("Subscribed again", Html.Of($"<p>You will get {mail.What}.</p>"));
            }
            await actions.UnsubscribeAsync(mail, stop);
            return Unsubscribed(mail);
        }).DisableAntiforgery();
    }

    private static IResult Shown(MailActions.Found found, MailVerb? chosen) => found switch
    {
        MailActions.Found.Item item when item.State is { } state => Page.Plain(item.Title, Html.Of($"<p>It {state} already.</p><p class=\"quiet\">{item.Workspace}</p>")),
        MailActions.Found.Item item => Page.Plain(item.Title, Html.Of($"{About(item)}{Buttons(item, chosen ?? MailVerb.Done)}")),
        MailActions.Found.Mail { Done: true } mail => Unsubscribed(mail),
        MailActions.Found.Mail mail => Page.Plain("Unsubscribe", Html.Of(
            $"<p>You will no longer get {mail.What}.</p><form method=\"post\"><button class=\"first\">Unsubscribe</button></form>")),
        MailActions.Found.Expired => Page.Plain("This link has expired", Html.Of($"<p>Links in mails work for 30 days. The next digest has new ones.</p>"), StatusCodes.Status410Gone),
        MailActions.Found.Gone => Page.Plain("It is not on the list any more", Html.Of($"<p>Somebody took it out of the plan, or what it was made from. There is nothing left to do here.</p>"), StatusCodes.Status404NotFound),
        _ => Page.Plain("This link is not known here", Html.Of($"<p>Mail programs sometimes cut long links. Try the link in the mail itself once more, or the one in the next digest.</p>"), StatusCodes.Status404NotFound),
    };

    private static Html About(MailActions.Found.Item item) => item.About is { } about ? Html.Of($"<p class=\"quiet\">from “{about}” · {item.Workspace}</p>") : Html.Of($"<p class=\"quiet\">{item.Workspace}</p>");

    /// <summary>What was tapped in the mail first; the others, for those who think again.</summary>
    private static Html Buttons(MailActions.Found.Item item, MailVerb chosen)
    {
        var verbs = new List<MailVerb> { MailVerb.Done };
        if (item.CanSnooze) verbs.Add(MailVerb.Snooze);
        if (item.CanSkip) verbs.Add(MailVerb.Skip);
        if (!verbs.Contains(chosen)) chosen = MailVerb.Done;
        return Html.Of($"<form method=\"post\">{Html.Join(verbs.OrderByDescending(v => v == chosen).Select(v => Button(v, v == chosen)))}</form>");
    }

    private static Html Button(MailVerb verb, bool first) =>
        Html.Of($"<button name=\"do\" value=\"{verb.ToString().ToLowerInvariant()}\" class=\"{(first ? "first" : "other")}\">{Label(verb)}</button>");

    private static string Label(MailVerb verb) => verb switch
    {
        MailVerb.Done => "It is done",
        MailVerb.Snooze => "Remind me in a week",
        _ => "Not this one",
    };

    private static IResult Unsubscribed(MailActions.Found.Mail mail) => Page.Plain("Unsubscribed", Html.Of(
        $"<p>You will no longer get {mail.What}.</p><form method=\"post\"><button name=\"again\" value=\"yes\" class=\"other\">Subscribe again</button></form>"));

    private static MailVerb? Verb(string? text) => Enum.TryParse<MailVerb>(text, ignoreCase: true, out var verb) && Enum.IsDefined(verb) ? verb : null;

    private static async Task<string?> Field(HttpRequest request, string name, CancellationToken stop) =>
        request.HasFormContentType ? (string?)(await request.ReadFormAsync(stop))[name] : null;
}
