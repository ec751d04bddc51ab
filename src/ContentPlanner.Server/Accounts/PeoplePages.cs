using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Workspaces;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Accounts;

/// <summary>The people of a workspace, for its owners; and coming in by an invitation.</summary>
internal static class PeoplePages
{
    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/people", Access.Owner);
        pages.MapGet("", (HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) => List(http, people, workspaces, null, null, stop));
        pages.MapPost("", async (HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var typed = new Typed(form["email"], form["access"], form["member"]);
            if (AccessWords.Parse(typed.Access) is not { } access) return await List(http, people, workspaces, typed, "Choose what they may do.", stop);
            var invited = await people.InviteAsync(http.Client(), typed.Email, access, Api.Given(typed.Member), http.Person(), stop);
            if (invited.Refusal is { } why) return await List(http, people, workspaces, typed, why, stop);
            return invited.Link is { } link
                ? Page.Plain("Send this link", Html.Of($"<p>No mail leaves this machine, so the invitation was only written into its mail folder. Send this link to {typed.Email} yourself; it works once, within a week:</p><pre>{link}</pre><p><a href=\"{Path(http)}\">Back to the people</a></p>"))
                : Administrator.SeeOther(Path(http));
        });
        pages.MapPost("/{account:guid}/access", async (Guid account, HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            return AccessWords.Parse(form["access"]) is not { } access ? await List(http, people, workspaces, null, "Choose what they may do.", stop)
                : await people.ChangeAsync(http.Client().Id, account, access, Api.Given(form["member"]), http.Actor(), stop) is { } why ? await List(http, people, workspaces, null, why, stop)
                : Administrator.SeeOther(Path(http));
        });
        pages.MapPost("/{account:guid}/removal", async (Guid account, HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
            await people.RemoveAsync(http.Client().Id, account, stop) is { } why ? await List(http, people, workspaces, null, why, stop) : Administrator.SeeOther(Path(http)));
        pages.MapPost("/invitations/{invitation:guid}/removal", async (Guid invitation, HttpContext http, People people, CancellationToken stop) =>
        {
            await people.TakeBackAsync(http.Client().Id, invitation, stop);
            return Administrator.SeeOther(Path(http));
        });

        var open = app.MapOpen("/invitation/{token}");
        open.MapGet("", async (string token, HttpContext http, People people, AccountStore accounts, WorkspaceStore workspaces, CancellationToken stop) =>
            await people.FindAsync(token, stop) is { } invitation ? await Invitation(http, invitation, accounts, workspaces, null, null, stop) : Spent);
        open.MapPost("", AcceptAsync);
    }

    private sealed record Typed(string? Email, string? Access, string? Member);

    private static async Task<IResult> AcceptAsync(string token, HttpContext http, People people, AccountStore accounts, WorkspaceStore workspaces, SignIn signIn, CancellationToken stop)
    {
        if (await people.FindAsync(token, stop) is not { } invitation) return Spent;
        if (http.PersonOrNobody() is { } person)
            return await people.AcceptAsync(invitation, person.AccountId, stop) ? Administrator.SeeOther("/") : Spent;
        var account = await accounts.FindAsync(invitation.Email);
        // Who has an account signs in first: the link alone does not make anybody somebody else.
        if (account is not null) return Administrator.SeeOther($"/sign-in?next={Uri.EscapeDataString(People.Path(token))}");
        var form = await http.Request.ReadFormAsync(stop);
        var wanted = new NewAccount(form["name"], invitation.Email, form["password"].ToString());
        switch (await accounts.AddAsync(wanted, proven: true))
        {
            case AccountResult.Done made:
                if (!await people.AcceptAsync(invitation, made.Account.Id, stop)) return Spent;
                await signIn.EnterAsync(made.Account, stop);
                return Administrator.SeeOther("/");
            case AccountResult.Refused mistake:
                return await Invitation(http, invitation, accounts, workspaces, wanted, mistake, stop);
            default:
                return Spent;
        }
    }

    private static async Task<IResult> Invitation(HttpContext http, InvitationRow invitation, AccountStore accounts, WorkspaceStore workspaces, NewAccount? typed, AccountResult.Refused? mistake, CancellationToken stop)
    {
        if (await workspaces.ReadAsync(invitation.WorkspaceId, stop) is not { } snapshot) return Spent;
        var words = Html.Of($"<p>{invitation.InvitedBy} invites {invitation.Email} to the plan of {snapshot.Workspace.Name}, as {invitation.Access.Word()}.</p>");
        var token = Page.FormToken(http);
        if (http.PersonOrNobody() is { } person)
            return Page.Plain("You are invited", Html.Of($"{words}<form method=\"post\">{token}<button class=\"first\">Come in as {person.Name}</button></form>"));
        if (await accounts.FindAsync(invitation.Email) is not null)
            return Page.Plain("You are invited", Html.Of($"{words}<form method=\"post\">{token}<button class=\"first\">Sign in and come in</button></form>"));
        return Page.Plain("You are invited", Html.Of($"""
            {words}
            <form method="post">{token}<input type="hidden" name="email" autocomplete="username" value="{invitation.Email}">
            {FormField.Of("name", "Your name", "text", typed?.Name, mistake, autocomplete: "name")}
            {FormField.Of("password", "Password", "password", null, mistake, PasswordRule.Words, "new-password")}
            {FormField.Mistake(mistake?.Field is "name" or "password" ? null : mistake?.Why)}
            <p><button class="first">Come in</button></p></form>
            """), mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> List(HttpContext http, People people, WorkspaceStore workspaces, Typed? typed, string? mistake, CancellationToken stop)
    {
        var client = http.Client();
        var (there, asked) = (await people.ListAsync(client.Id, stop), await people.InvitationsAsync(client.Id, stop));
        var snapshot = await workspaces.ReadAsync(client.Id, stop);
        var (token, zone) = (Page.FormToken(http), snapshot!.Workspace.Zone);
        var members = snapshot.Workspace.Members.Select(m => (m.Key, m.Name)).ToList();
        return Page.Plain("People", Html.Of($"""
            <p class="quiet">{client.Name}</p>{FormField.Mistake(mistake)}
            {(there.Count == 0 ? Html.Of($"<p>Nobody but the administrators of the installation has access yet.</p>") : Html.Of($"""
                <table class="stacks"><thead><tr><th scope="col">Who</th><th scope="col">May</th><th scope="col"></th></tr></thead><tbody>{Html.Join(there.Select(p => Row(client, p, members, token, zone)))}</tbody></table>
                """))}
            {(asked.Count == 0 ? Html.Empty : Html.Of($"<h2>Asked, and not here yet</h2>{Html.Join(asked.Select(i => Asked(client, i, token, zone)))}"))}
            <h2>Invite somebody</h2>
            <form method="post">{token}
            {FormField.Of("email", "E-mail", "email", typed?.Email)}
            <label for="access">What they may do</label>{Levels("access", AccessWords.Parse(typed?.Access) ?? Access.Contributor)}
            <label for="member">Who they are in the plan</label>{Members("member", members, typed?.Member)}
            <p><button class="first">Invite</button></p></form>
            """), mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static Html Row(Client client, PersonOfWorkspace person, IReadOnlyList<(string Key, string Name)> members, Html token, DateTimeZone zone) => Html.Of($"""
        <tr><th scope="row">{person.Name}<br><small class="quiet">{person.Email} · since {Day(person.Since, zone)}, by {person.GrantedBy}</small></th>
        <td data-label="May"><form method="post" action="/w/{client.Key}/people/{person.Account}/access">{token}
        <label for="access-{person.Account}">What {person.Name} may do</label>{Levels("access", person.Access, person.Account)}
        <label for="member-{person.Account}">Who {person.Name} is in the plan</label>{Members("member", members, person.Member, person.Account)}<button>Change</button></form></td>
        <td><form method="post" action="/w/{client.Key}/people/{person.Account}/removal">{token}<button class="quiet">Take out {person.Name}</button></form></td></tr>
        """);

    private static Html Asked(Client client, InvitationRow invitation, Html token, DateTimeZone zone) => Html.Of($"""
        <form method="post" class="row" action="/w/{client.Key}/people/invitations/{invitation.Id}/removal">{token}<span>{invitation.Email} <small class="quiet">as {invitation.Access.Word()}, until {Day(invitation.ExpiresAt, zone)}</small></span> <button class="quiet">Take back</button></form>
        """);

    private static Html Levels(string name, Access chosen, Guid? of = null) => Html.Of($"""
        <select id="{(of is { } id ? $"{name}-{id}" : name)}" name="{name}">{Html.Join(Enum.GetValues<Access>().Select(a => Html.Of($"<option value=\"{a.ToString()}\"{(a == chosen ? " selected" : "")}>{Said(a)}</option>")))}</select>
        """);

    private static Html Members(string name, IReadOnlyList<(string Key, string Name)> members, string? chosen, Guid? of = null) => Html.Of($"""
        <select id="{(of is { } id ? $"{name}-{id}" : name)}" name="{name}"><option value="">whoever has that e-mail address</option>{Html.Join(members.Select(m => Html.Of($"<option value=\"{m.Key}\"{(m.Key == chosen ? " selected" : "")}>{m.Name}</option>")))}</select>
        """);

    private static string Said(Access access) => access switch
    {
        Access.ClientViewer => "Client viewer: looks at everything, changes nothing",
        Access.Contributor => "Contributor: writes, and works on tasks",
        Access.Strategist => "Strategist: changes everything of the plan",
        _ => "Owner: also decides who may come in",
    };

    private static string Day(Instant at, DateTimeZone zone) => LocalDatePattern.Iso.Format(at.InZone(zone).Date);

    private static string Path(HttpContext http) => $"/w/{http.Client().Key}/people";

    private static IResult Spent { get; } = Page.Plain("This invitation is over", Html.Of($"""
        <p>It was used or taken back, or is older than a week. Ask whoever invited you for another one.</p><p><a href="/sign-in">Sign in</a> if you have an account.</p>
        """), StatusCodes.Status410Gone);
}
