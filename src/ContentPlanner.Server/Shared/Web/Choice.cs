namespace ContentPlanner.Server.Shared.Web;

/// <summary>One of several links of which one is chosen: a view, a filter.</summary>
public sealed record Choice(string Name, string Href, bool IsChosen);

/// <summary>One of the values of a <see cref="Field"/> to choose from.</summary>
public sealed record Option(string Value, string Name);
