using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Clients;

/// <summary>A kind of thing that belongs to the client and not to one period: its people, its channels, its rhythm.</summary>
internal sealed class ClientPart<T>(string word, string add, string one) : PlanPart<T>(word, add, one) where T : PlanItem
{
    public required Func<Workspace, ValueList<T>> In { get; init; }
    public required Func<Workspace, ValueList<T>, Workspace> Put { get; init; }

    /// <summary>The key of a new one; null: made of its title.</summary>
    public Func<T, string>? Keyed { get; init; }

    /// <summary>Taking it away with what is only its own; null: it stays while something refers to it.</summary>
    public Func<Workspace, string, Workspace>? Without { get; init; }

    public override IReadOnlyList<(string Key, string Title)> Parents(Plan period) => [("", "")];

    public override (string What, Func<Workspace, Verdict> Verb) Remove(PlanContext context, string parent, string key) => ($"removed “{TitleOf(context, parent, key)}”", now =>
    {
        if (In(now).FirstOrDefault(i => i.Key == key) is not { } item) return Verdict.Refused("it was removed already");
        if (Without is not null) return Without(now, key);
        var after = Put(now, In(now).Without(key));
        return References.To(item, after) is { Count: > 0 } by
            ? Verdict.Refused($"{string.Join(", ", by.Take(3).Select(b => $"the {ItemForms.Of(b).Name} “{ItemNames.NameOf(b)}”"))}{(by.Count > 3 ? $" and {by.Count - 3} more" : "")} still refer{(by.Count == 1 ? "s" : "")} to it; change that first")
            : after;
    });

    protected override ValueList<T> ListIn(PlanContext context, string parent) => In(context.Workspace);

    protected override Workspace With(PlanContext context, string parent, ValueList<T> items) => Put(context.Workspace, items);

    protected override string KeyOf(PlanContext context, T item, string title) => Keyed?.Invoke(item) ?? Keys.New(title, Word, In(context.Workspace).Select(i => i.Key));

    protected override string Added(string title) => $"added “{title}”";
}
