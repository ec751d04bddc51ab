namespace ContentPlanner.Server.Accounts;

/// <summary>What a person may do in one workspace (design rule 4). Each level may do what those before it may.</summary>
public enum Access
{
    /// <summary>Sees plan, calendar, launches and pieces; changes nothing.</summary>
    ClientViewer = 1,

    /// <summary>Writes pieces and drafts, works on tasks and milestones; has digests and feeds of their own.</summary>
    Contributor,

    /// <summary>Changes everything of the plan: launches and their moves, imports, templates, other people's subscriptions and feeds.</summary>
    Strategist,

    /// <summary>People and their access, API keys, webhooks, archive, deletion.</summary>
    Owner,
}

internal static class AccessWords
{
    /// <summary>As people read it: "client viewer".</summary>
    public static string Word(this Access access) => access switch
    {
        Access.ClientViewer => "client viewer",
        Access.Contributor => "contributor",
        Access.Strategist => "strategist",
        _ => "owner",
    };

    /// <summary>"an owner", "a strategist": within a sentence.</summary>
    public static string Named(this Access access) => (access == Access.Owner ? "an " : "a ") + access.Word();

    /// <summary>What somebody typed or chose: "strategist", "client-viewer", "ClientViewer"; null: no level is called that.</summary>
    public static Access? Parse(string? text)
    {
        var plain = text?.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        return Enum.TryParse<Access>(plain, ignoreCase: true, out var access) && Enum.IsDefined(access) && !char.IsAsciiDigit(plain![0]) ? access : null;
    }
}
