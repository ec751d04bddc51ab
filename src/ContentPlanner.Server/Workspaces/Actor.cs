namespace ContentPlanner.Server.Workspaces;

/// <summary>Who does something, and through which door: the beginning of every line of the audit trail.</summary>
/// <param name="Name">As people know them.</param>
/// <param name="Id">The member's or account's id; null for jobs and the command line.</param>
/// <param name="Door"><c>web</c>, <c>api</c>, <c>cli</c>, <c>mail</c>, <c>import</c>, <c>job</c>.</param>
public sealed record Actor(string Name, Guid? Id, string Door)
{
    public static Actor CommandLine { get; } = new("command line", null, "cli");

    public static Actor Job(string id) => new(id, null, "job");
}
