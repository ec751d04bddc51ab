using System.Globalization;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Deeds;

/// <summary>
/// Something a person does to a workspace, through whichever door: what the audit trail calls it, and what it makes of the
/// workspace. It looks at the workspace as it is when it is done, which may be another than the one it was thought of in.
/// </summary>
/// <param name="What">As a sentence without a full stop: "finished “Reel 3”". Days in it are days, and written as the client writes them.</param>
public sealed record Deed(FormattableString What, Func<Workspace, Verdict> Verb)
{
    public string Said(Locale locale) => Said(What, locale);

    private static string Said(FormattableString words, Locale locale) => string.Format(CultureInfo.InvariantCulture, words.Format, Array.ConvertAll(words.GetArguments(), part => part switch
    {
        LocalDate day => locale.Format(day),
        FormattableString within => Said(within, locale),
        _ => part,
    }));
}

internal static class Doing
{
    /// <param name="seen">What the person saw, where it matters that nobody changed it since.</param>
    public static async Task<ChangeResult> DoAsync(this WorkspaceStore workspaces, Guid workspace, Actor actor, Deed deed, CancellationToken stop, params IReadOnlyList<Seen> seen) =>
        await workspaces.ReadAsync(workspace, stop) is { } plan
            ? await workspaces.ChangeAsync(workspace, actor, deed.Said(Locale.For(plan.Workspace.Locale)), deed.Verb, stop, seen)
            : new ChangeResult.Missing();

    /// <summary>Null: there is such a member, or nobody is meant.</summary>
    public static string? RefusalOf(this Workspace workspace, string? member) =>
        member is null || workspace.Members.Any(m => m.Key == member) ? null
        : $"there is no member '{member}'; there are {string.Join(", ", workspace.Members.Select(m => m.Key))}";

    public static string NameOf(this Workspace workspace, string member) => workspace.Members.FirstOrDefault(m => m.Key == member)?.Name ?? member;
}
