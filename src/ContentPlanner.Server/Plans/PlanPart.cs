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

/// <inheritdoc/>
public sealed class PlanPart<T>(string word, string add, string one) : PlanPart(word, add, one) where T : PlanItem
{
    public required Func<PlanContext, FormOf<T>> Form { get; init; }
    public required Func<PlanContext, T> New { get; init; }
    public required Func<T, string> Title { get; init; }
    public Func<T, PlanContext, string> About { get; init; } = (_, _) => "";

    /// <summary>In which order forms list them; null: as they stand.</summary>
    public required Func<Plan, string, ValueList<T>> In { get; init; }
    public required Func<Plan, string, ValueList<T>, Plan> Put { get; init; }

    /// <summary>Every key of its kind: a new one is none of these.</summary>
    public required Func<Workspace, IEnumerable<string>> Taken { get; init; }

    /// <summary>Taking it away with what refers to it; the parent's key first.</summary>
    public Func<Workspace, string, string, Workspace>? Without { get; init; }

    public Func<Plan, IReadOnlyList<(string Key, string Title)>> Within { get; init; } = _ => [("", "")];

    public override IReadOnlyList<(string Key, string Title)> Parents(Plan period) => Within(period);

    public override IReadOnlyList<PartItem> Items(PlanContext context, string parent) =>
        [.. In(context.Period, parent).Select(i => new PartItem(i.Key, i.Id ?? default, Title(i), About(i, context), Form(context).Of(i)))];

    public override IReadOnlyList<Question> Blank(PlanContext context) => Form(context).Of(New(context));

    public override PartEdit Read(PlanContext context, string parent, string key, Func<string, string?> typed)
    {
        var reading = Form(context).Read(Find(context.Period, parent, key) ?? New(context), typed);
        var title = reading.IsRight ? Title(reading.Value) : "";
        return new(reading.Questions, reading.IsRight, key.Length == 0 ? $"added “{title}” to the plan" : $"edited “{title}”", now =>
        {
            if (now.Periods.FirstOrDefault(p => p.Key == context.Period.Key) is not { } period) return Verdict.Refused("the period was removed");
            if (Within(period).All(p => p.Key != parent)) return Verdict.Refused("what it belongs to was removed");
            if (key.Length > 0 && Find(period, parent, key) is null) return Verdict.Refused("it was removed in the meantime; add it again");
            var fresh = context with { Workspace = now, Period = period };
            var item = Form(fresh).Read(key.Length == 0 ? New(fresh) with { Key = Keys.New(title, Word, Taken(now)) } : Find(period, parent, key)!, typed);
            return item.IsRight ? now.Change(period.Key, p => Put(p, parent, In(p, parent).Put(item.Value))) : Verdict.Refused("what it refers to was removed; choose again");
        });
    }

    public override (string What, Func<Workspace, Verdict> Verb) Remove(PlanContext context, string parent, string key) =>
        ($"took “{Find(context.Period, parent, key) switch { { } item => Title(item), null => key }}” out of the plan", now =>
            Without is not null ? Without(now, parent, key) : now.Change(context.Period.Key, p => Put(p, parent, In(p, parent).Without(key))));

    public override (string What, Func<Workspace, Verdict> Verb) Move(PlanContext context, string parent, string key, int by) =>
        ($"put “{Find(context.Period, parent, key) switch { { } item => Title(item), null => key }}” in another place", now =>
            now.Change(context.Period.Key, p => Put(p, parent, In(p, parent).Shift(key, by))));

    private T? Find(Plan period, string parent, string key) => In(period, parent).FirstOrDefault(i => i.Key == key);
}
