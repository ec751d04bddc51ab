using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Items;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Clients;

/// <summary>A kind of thing that belongs to the client and not to one period: its people, its channels, its rhythm.</summary>
internal sealed class ClientPart<T>(string word, string add, string one) : PlanPart(word, add, one) where T : PlanItem
{
    /// <summary>The form; of a new one for null.</summary>
    public required Func<PlanContext, T?, FormOf<T>> Form { get; init; }
    public required Func<PlanContext, T> New { get; init; }
    public required Func<T, PlanContext, string> Title { get; init; }
    public required Func<T, PlanContext, string> About { get; init; }
    public required Func<Workspace, ValueList<T>> In { get; init; }
    public required Func<Workspace, ValueList<T>, Workspace> Put { get; init; }

    /// <summary>The key of a new one; null: made of its title.</summary>
    public Func<T, string>? KeyOf { get; init; }

    /// <summary>Taking it away with what is only its own; null: it stays while something refers to it.</summary>
    public Func<Workspace, string, Workspace>? Without { get; init; }

    public override IReadOnlyList<(string Key, string Title)> Parents(Plan period) => [("", "")];

    public override IReadOnlyList<PartItem> Items(PlanContext context, string parent) =>
        [.. In(context.Workspace).Select(i => new PartItem(i.Key, i.Id ?? context.Workspace.Id ?? default, Title(i, context), About(i, context), Form(context, i).Of(i)))];

    public override IReadOnlyList<Question> Blank(PlanContext context) => Form(context, null).Of(New(context));

    public override PartEdit Read(PlanContext context, string parent, string key, Func<string, string?> typed)
    {
        var was = Find(context.Workspace, key);
        var reading = Form(context, was).Read(was ?? New(context), typed);
        var title = reading.IsRight ? Title(reading.Value, context) : "";
        return new(reading.Questions, reading.IsRight, key.Length == 0 ? $"added “{title}”" : $"edited “{title}”", now =>
        {
            var there = Find(now, key);
            if (key.Length > 0 && there is null) return Verdict.Refused("it was removed in the meantime; add it again");
            var fresh = context with { Workspace = now };
            var item = Form(fresh, there).Read(there ?? New(fresh), typed);
            if (!item.IsRight) return Verdict.Refused("what it refers to was removed; choose again");
            var made = there is not null ? item.Value : item.Value with { Key = KeyOf?.Invoke(item.Value) ?? Keys.New(title, Word, In(now).Select(i => i.Key)) };
            return Put(now, In(now).Put(made));
        });
    }

    public override (string What, Func<Workspace, Verdict> Verb) Remove(PlanContext context, string parent, string key) => ($"removed “{TitleOf(context, key)}”", now =>
    {
        if (Find(now, key) is not { } item) return Verdict.Refused("it was removed already");
        if (Without is not null) return Without(now, key);
        var after = Put(now, In(now).Without(key));
        return References.To(item, after) is { Count: > 0 } by
            ? Verdict.Refused($"{string.Join(", ", by.Take(3).Select(b => $"the {ItemForms.Of(b).Name} “{b.Key}”"))}{(by.Count > 3 ? $" and {by.Count - 3} more" : "")} still refer{(by.Count == 1 ? "s" : "")} to it; change that first")
            : after;
    });

    public override (string What, Func<Workspace, Verdict> Verb) Move(PlanContext context, string parent, string key, int by) =>
        ($"put “{TitleOf(context, key)}” in another place", now => Put(now, In(now).Shift(key, by)));

    private T? Find(Workspace workspace, string key) => In(workspace).FirstOrDefault(i => i.Key == key);

    private string TitleOf(PlanContext context, string key) => Find(context.Workspace, key) is { } item ? Title(item, context) : key;
}
