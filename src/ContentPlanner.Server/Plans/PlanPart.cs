using ContentPlanner.Core;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared.Web;
using ContentPlanner.Server.Workspaces;
using NodaTime;

namespace ContentPlanner.Server.Plans;

/// <summary>What a form about a period needs to know: whose plan, which period, how its reader writes.</summary>
public sealed record PlanContext(Workspace Workspace, Plan Period, Locale Locale, LocalDate Today)
{
    /// <summary>What the client plans with.</summary>
    public Library Library { get; init; } = new();
}

/// <summary>An item of a part as the edit page lists it.</summary>
public sealed record PartItem(string Key, Guid Id, string Title, string About, IReadOnlyList<Question> Questions, bool IsOpen = false, string? Words = null);

/// <summary>A kind of thing a period is made of, as people edit it: its form, its place, its sentence for the audit trail.</summary>
public abstract class PlanPart(string word, string add, string one)
{
    /// <summary>In addresses: <c>intention</c>.</summary>
    public string Word => word;

    /// <summary>On the button: "Add an intention".</summary>
    public string Add => add;

    /// <summary>What is missing when there is none: "intention".</summary>
    public string One => one;

    /// <summary>Over the list, in the words of the page to read; null where the page's own title says it.</summary>
    public string? Heading { get; init; }

    /// <summary>Where each is written into: the focus areas of intentions; one without a key when the period itself holds them.</summary>
    public abstract IReadOnlyList<(string Key, string Title)> Parents(Plan period);

    public abstract IReadOnlyList<PartItem> Items(PlanContext context, string parent);

    public abstract IReadOnlyList<Question> Blank(PlanContext context);

    /// <summary>What was typed, held against the item as it is (a new one for an empty key).</summary>
    public abstract PartEdit Read(PlanContext context, string parent, string key, Func<string, string?> typed);

    public abstract (string What, Func<Workspace, Verdict> Verb) Remove(PlanContext context, string parent, string key);

    public abstract (string What, Func<Workspace, Verdict> Verb) Move(PlanContext context, string parent, string key, int by);
}

/// <summary>An edit that was typed: the questions as answered, and what it does when they are all right.</summary>
public sealed record PartEdit(IReadOnlyList<Question> Questions, bool IsRight, string What, Func<Workspace, Verdict> Verb);

/// <summary>A part whose items are a list of the plan, wherever that is: what periods and the client herself have in common.</summary>
public abstract class PlanPart<T>(string word, string add, string one) : PlanPart(word, add, one) where T : PlanItem
{
    /// <summary>The form; of a new one for null.</summary>
    public required Func<PlanContext, T?, FormOf<T>> Form { get; init; }
    public required Func<PlanContext, T> New { get; init; }
    public required Func<T, PlanContext, string> Title { get; init; }
    public Func<T, PlanContext, string> About { get; init; } = (_, _) => "";

    public sealed override IReadOnlyList<PartItem> Items(PlanContext context, string parent) =>
        [.. ListIn(context, parent).Select(i => new PartItem(i.Key, i.Id ?? context.Workspace.Id ?? default, Title(i, context), About(i, context), Form(context, i).Of(i)))];

    public sealed override IReadOnlyList<Question> Blank(PlanContext context) => Form(context, null).Of(New(context));

    public sealed override PartEdit Read(PlanContext context, string parent, string key, Func<string, string?> typed)
    {
        var was = Find(context, parent, key);
        var reading = Form(context, was).Read(was ?? New(context), typed);
        var title = reading.IsRight ? Title(reading.Value, context) : "";
        return new(reading.Questions, reading.IsRight, key.Length == 0 ? Added(title) : $"edited “{title}”", now =>
        {
            var fresh = At(now, context);
            if (MissingIn(fresh, parent) is { } missing) return Verdict.Refused(missing);
            var there = Find(fresh, parent, key);
            if (key.Length > 0 && there is null) return Verdict.Refused("it was removed in the meantime; add it again");
            var item = Form(fresh, there).Read(there ?? New(fresh), typed);
            if (!item.IsRight) return Verdict.Refused("what it refers to was removed; choose again");
            return With(fresh, parent, ListIn(fresh, parent).Put(there is not null ? item.Value : item.Value with { Key = KeyOf(fresh, item.Value, title) }));
        });
    }

    public sealed override (string What, Func<Workspace, Verdict> Verb) Move(PlanContext context, string parent, string key, int by) =>
        ($"put “{TitleOf(context, parent, key)}” in another place", now =>
        {
            var fresh = At(now, context);
            return With(fresh, parent, ListIn(fresh, parent).Shift(key, by));
        });

    protected abstract ValueList<T> ListIn(PlanContext context, string parent);

    /// <summary>The client with this list in that place.</summary>
    protected abstract Workspace With(PlanContext context, string parent, ValueList<T> items);

    /// <summary>What is not there any more of where it is written into, in words; null: all is.</summary>
    protected virtual string? MissingIn(PlanContext context, string parent) => null;

    /// <summary>The key of a new one.</summary>
    protected abstract string KeyOf(PlanContext context, T item, string title);

    /// <summary>What the audit trail says of a new one.</summary>
    protected abstract string Added(string title);

    /// <summary>The same place, as the client is by now.</summary>
    protected static PlanContext At(Workspace now, PlanContext context) =>
        context with { Workspace = now, Period = now.Periods.FirstOrDefault(p => p.Key == context.Period.Key) ?? context.Period };

    protected T? Find(PlanContext context, string parent, string key) => ListIn(context, parent).FirstOrDefault(i => i.Key == key);

    protected string TitleOf(PlanContext context, string parent, string key) => Find(context, parent, key) is { } item ? Title(item, context) : key;
}
