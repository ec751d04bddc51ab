using ContentPlanner.Server.Shared;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Accounts;

/// <summary>The people of a workspace, for its owners; and coming in by an invitation.</summary>
internal static class PeoplePages
{
    private const int TrailLines = 30;

    public static void MapPeople(this IEndpointRouteBuilder app)
    {
        var pages = app.MapClientPages("/people", Access.Owner);
        pages.MapGet("", (HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) => Shown(http, people, workspaces, null, null, stop));
        pages.MapPost("", async (HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            var typed = new InvitationTyped(form["email"], form["access"], form["member"]);
            if (AccessWords.Parse(typed.Access) is not { } access) return await Shown(http, people, workspaces, typed, "Choose what they may do.", stop);
            var invited = await people.InviteAsync(http.Client(), typed.Email, access, Api.Given(typed.Member), http.Person(), stop);
            return invited.Refusal is { } why ? await Shown(http, people, workspaces, typed, why, stop)
                : invited.Link is { } link ? await Shown(http, people, workspaces, null, null, stop, (typed.Email!, link))
                : Administrator.SeeOther(Path(http));
        });
        pages.MapPost("/{account:guid}/access", async (Guid account, HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
        {
            var form = await http.Request.ReadFormAsync(stop);
            return AccessWords.Parse(form["access"]) is not { } access ? await Shown(http, people, workspaces, null, "Choose what they may do.", stop)
                : await people.ChangeAsync(http.Client().Id, account, access, Api.Given(form["member"]), http.Actor(), stop) is { } why ? await Shown(http, people, workspaces, null, why, stop)
                : Administrator.SeeOther(Path(http));
        });
        pages.MapPost("/{account:guid}/removal", async (Guid account, HttpContext http, People people, WorkspaceStore workspaces, CancellationToken stop) =>
            await people.RemoveAsync(http.Client().Id, account, http.Actor(), stop) is { } why ? await Shown(http, people, workspaces, null, why, stop) : Administrator.SeeOther(Path(http)));
        pages.MapPost("/invitations/{invitation:guid}/removal", async (Guid invitation, HttpContext http, People people, CancellationToken stop) =>
        {
            await people.TakeBackAsync(http.Client().Id, invitation, http.Actor(), stop);
            return Administrator.SeeOther(Path(http));
        });

        var open = app.MapOpen("/invitation/{token}");
        open.MapGet("", async (string token, HttpContext http, People people, AccountStore accounts, WorkspaceStore workspaces, CancellationToken stop) =>
            await people.FindAsync(token, stop) is { } invitation ? await Invitation(http, invitation, accounts, workspaces, null, null, stop) : Spent);
        open.MapPost("", AcceptAsync);
    }

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
        return View.Of<InvitationPage>(new
        {
            invitation.InvitedBy,
            invitation.Email,
            Client = snapshot.Workspace.Name,
            Access = invitation.Access.Word(),
            Button = http.PersonOrNobody() is { } person ? $"Come in as {person.Name}" : await accounts.FindAsync(invitation.Email) is not null ? "Sign in and come in" : null,
            Typed = typed?.Name,
            Mistake = mistake,
        }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> Shown(HttpContext http, People people, WorkspaceStore workspaces, InvitationTyped? typed, string? mistake, CancellationToken stop, (string, string)? link = null)
    {
        var client = http.Client();
        var (there, asked, trail) = (await people.ListAsync(client.Id, stop), await people.InvitationsAsync(client.Id, stop), await people.TrailAsync(client.Id, TrailLines, stop));
        var model = PeopleModel.Of(client, (await workspaces.ReadAsync(client.Id, stop))!.Workspace, there, asked, trail) with { Typed = typed, Mistake = mistake, Link = link };
        return View.Of<PeoplePage>(new { Model = model }, mistake is null ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }

    private static string Path(HttpContext http) => $"/w/{http.Client().Key}/people";

    private static IResult Spent { get; } = View.Says("This invitation is over",
        ["It was used or taken back, or is older than a week. Ask whoever invited you for another one.", "If you have an account, you can sign in."], StatusCodes.Status410Gone, "/sign-in", "Sign in");
}
