using ContentPlanner.Server.Shared.Web;

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
            return View.Says(item.Title, [words, item.Workspace], done ? StatusCodes.Status200OK : StatusCodes.Status409Conflict);
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
                return View.Says("Subscribed again", [$"You will get {mail.What}."]);
            }
            await actions.UnsubscribeAsync(mail, stop);
            return Unsubscribed(mail);
        }).DisableAntiforgery();
    }

    private static IResult Shown(MailActions.Found found, MailVerb? chosen) => found switch
    {
        MailActions.Found.Item item when item.State is { } state => View.Says(item.Title, [$"It {state} already.", item.Workspace]),
        MailActions.Found.Item item => View.Of<MailActionPage>(new { item.Title, About = item.About is { } about ? $"from “{about}” · {item.Workspace}" : item.Workspace, Verbs = Verbs(item, chosen ?? MailVerb.Done) }),
        MailActions.Found.Mail { Done: true } mail => Unsubscribed(mail),
        MailActions.Found.Mail mail => View.Of<UnsubscribePage>(new { mail.What, IsDone = false }),
        MailActions.Found.NotTheirs => View.Says("Not yours to do any more", ["You may not change this client's plan any more, so nothing was changed."], StatusCodes.Status403Forbidden),
        MailActions.Found.Expired => View.Says("This link has expired", ["Links in mails work for 30 days. The next digest has new ones."], StatusCodes.Status410Gone),
        MailActions.Found.Gone => View.Says("It is not on the list any more", ["Somebody took it out of the plan, or what it was made from. There is nothing left to do here."], StatusCodes.Status404NotFound),
        _ => View.Says("This link is not known here", ["Mail programs sometimes cut long links. Try the link in the mail itself once more, or the one in the next digest."], StatusCodes.Status404NotFound),
    };

    /// <summary>What was tapped in the mail first; the others, for those who think again.</summary>
    private static Option[] Verbs(MailActions.Found.Item item, MailVerb chosen)
    {
        var verbs = new List<MailVerb> { MailVerb.Done };
        if (item.CanSnooze) verbs.Add(MailVerb.Snooze);
        if (item.CanSkip) verbs.Add(MailVerb.Skip);
        return [.. verbs.OrderByDescending(v => v == chosen).Select(v => new Option(v.ToString().ToLowerInvariant(), Label(v)))];
    }

    private static string Label(MailVerb verb) => verb switch
    {
        MailVerb.Done => "It is done",
        MailVerb.Snooze => "Remind me in a week",
        _ => "Not this one",
    };

    private static IResult Unsubscribed(MailActions.Found.Mail mail) => View.Of<UnsubscribePage>(new { mail.What, IsDone = true });

    private static MailVerb? Verb(string? text) => Enum.TryParse<MailVerb>(text, ignoreCase: true, out var verb) && Enum.IsDefined(verb) ? verb : null;

    private static async Task<string?> Field(HttpRequest request, string name, CancellationToken stop) =>
        request.HasFormContentType ? (string?)(await request.ReadFormAsync(stop))[name] : null;
}
