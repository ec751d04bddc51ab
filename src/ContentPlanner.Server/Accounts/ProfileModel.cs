using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Accounts;

/// <summary>What somebody sees of their own account.</summary>
/// <param name="Mistake">What is wrong with what was sent, and at which field.</param>
public sealed record ProfileModel(
    string Name, string Email, string? Zone, string? Locale, bool HasPassword, IReadOnlyList<PasskeyLine> Passkeys, IReadOnlyList<KeyLine> Keys,
    IReadOnlyList<string> Zones, IReadOnlyList<Option> Locales, IReadOnlyList<Option> Workspaces, TypedKey? Typed, (string Field, string Why)? Mistake)
{
    public string? MistakeAt(string field) => Mistake?.Field == field ? Mistake.Value.Why : null;
}

public sealed record PasskeyLine(string Id, string Name, string Since);

/// <param name="About">What it may do, where, until when, last used.</param>
public sealed record KeyLine(Guid Id, string Name, string Start, string About);

public sealed record TypedKey(string? Name, string? Scopes, string? Workspace, string? Until);
