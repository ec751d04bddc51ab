namespace ContentPlanner.Server.Workspaces;

/// <summary>Who does something, and through which door: the beginning of every line of the audit trail.</summary>
/// <param name="Name">As people know them.</param>
/// <param name="Id">The member's or account's id; null for jobs and the command line.</param>
/// <param name="Door"><c>web</c>, <c>api</c>, <c>cli</c>, <c>mail</c>, <c>import</c>, <c>job</c>.</param>
public sealed record Actor(string Name, Guid? Id, string Door)
{
    public static Actor CommandLine { get; } = new("command line", null, "cli");

    /// <summary>Somebody at a browser, about what is their own.</summary>
    public static Actor Of(Accounts.AccountRow account) => new(account.Name, account.Id, "web");

    public static Actor Job(string id) => new(id, null, "job");
}
