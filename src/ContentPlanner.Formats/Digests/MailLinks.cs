using ContentPlanner.Core.Leverage;

namespace ContentPlanner.Formats.Digests;

/// <summary>
/// What a reader can do from a mail without signing in. Each address is the reader's own and belongs to one mail; in files
/// that <c>build</c> writes there are none.
/// </summary>
/// <param name="Unsubscribe">Null: the mail is nothing one subscribes to, or no address of the service is known.</param>
/// <param name="Task">Addresses for a content task; null: none.</param>
/// <param name="Step">Addresses for a step of a launch or project, by its key; null: none.</param>
public sealed record MailLinks(string? Unsubscribe, Func<TaskKey, ActionLinks?> Task, Func<string, ActionLinks?> Step)
{
    public static MailLinks None { get; } = new(null, _ => null, _ => null);
}

/// <param name="Snooze">A week later; null: it has no such thing.</param>
/// <param name="NotThisOne">Decided against; null: it has no such thing.</param>
public sealed record ActionLinks(string Done, string? Snooze, string? NotThisOne)
{
    internal static Dictionary<string, object?>? Said(ActionLinks? links) =>
        links is null ? null : Digests.Said.Named(("done", links.Done), ("snooze", links.Snooze), ("not_this_one", links.NotThisOne));
}
