using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;
using NodaTime;

namespace ContentPlanner.Server.Accounts;

/// <summary>Who is let into a client's plan, as its owners read it.</summary>
public sealed record PeopleModel
{
    /// <summary>Of the page; forms post below it.</summary>
    public required string Path { get; init; }

    /// <summary>The client's name.</summary>
    public required string Client { get; init; }

    public required IReadOnlyList<PersonLine> There { get; init; }
    public required IReadOnlyList<InvitationLine> Asked { get; init; }
    public required IReadOnlyList<Option> Members { get; init; }
    public IReadOnlyList<Option> Levels { get; } = [.. Enum.GetValues<Access>().Select(a => new Option(a.ToString(), Said(a)))];

    /// <summary>What was decided about who may look in here, the newest first.</summary>
    public IReadOnlyList<AuditLine> Trail { get; init; } = [];

    /// <summary>An invitation that was refused, as it was typed.</summary>
    public InvitationTyped? Typed { get; init; }
    public string? Mistake { get; init; }

    /// <summary>To be handed over, where no mail leaves this machine.</summary>
    public (string Email, string Address)? Link { get; init; }

    internal static PeopleModel Of(Client client, Workspace workspace, IReadOnlyList<PersonOfWorkspace> there, IReadOnlyList<InvitationRow> asked, IReadOnlyList<AuditRow> trail)
    {
        var locale = Locale.For(workspace.Locale);
        string Day(Instant at) => locale.Format(at.InZone(workspace.Zone).Date, DayStyle.Medium);
        return new()
        {
            Path = $"/w/{client.Key}/people",
            Client = client.Name,
            There = [.. there.Select(p => new PersonLine(p.Account, p.Name, p.Email, p.Access.ToString(), Told.Sentence(p.Access.Word()).TrimEnd('.'), p.Member, Day(p.Since), p.GrantedBy))],
            Asked = [.. asked.Select(i => new InvitationLine(i.Id, i.Email, i.Access.Word(), Day(i.ExpiresAt)))],
            Trail = [.. trail.Select(a => AuditLine.Of(a, null, $"{Day(a.At)}, {locale.Format(a.At.InZone(workspace.Zone).TimeOfDay)}"))],
            Members = [new("", "Whoever has that e-mail address"), .. workspace.Members.Select(m => new Option(m.Key, m.Name))],
        };
    }

    private static string Said(Access access) => access switch
    {
        Access.ClientViewer => "Client viewer: looks at everything, changes nothing",
        Access.Contributor => "Contributor: writes, and works on tasks",
        Access.Strategist => "Strategist: changes everything of the plan",
        _ => "Owner: also decides who may come in",
    };
}

/// <param name="Access">As forms send it.</param>
/// <param name="May">In words.</param>
/// <param name="Member">Key of who they are in the plan; null: found by the e-mail address.</param>
/// <param name="Since">A day in words.</param>
public sealed record PersonLine(Guid Account, string Name, string Email, string Access, string May, string? Member, string Since, string GrantedBy);

/// <param name="Access">In words.</param>
/// <param name="Until">A day in words.</param>
public sealed record InvitationLine(Guid Id, string Email, string Access, string Until);

public sealed record InvitationTyped(string? Email, string? Access, string? Member);
