using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Workspaces;

namespace ContentPlanner.Server.Plans;

/// <summary>A kind of thing that a planning period is made of: its intentions, its projects.</summary>
internal sealed class PeriodPart<T>(string word, string add, string one) : PlanPart<T>(word, add, one) where T : PlanItem
{
    /// <summary>In which order forms list them; null: as they stand.</summary>
    public required Func<Plan, string, ValueList<T>> In { get; init; }
    public required Func<Plan, string, ValueList<T>, Plan> Put { get; init; }

    /// <summary>Every key of its kind: a new one is none of these.</summary>
    public required Func<Workspace, IEnumerable<string>> Taken { get; init; }

    /// <summary>Taking it away with what refers to it; the parent's key first.</summary>
    public Func<Workspace, string, string, Workspace>? Without { get; init; }

    public Func<Plan, IReadOnlyList<(string Key, string Title)>> Within { get; init; } = _ => [("", "")];

    public override IReadOnlyList<(string Key, string Title)> Parents(Plan period) => Within(period);

    public override (string What, Func<Workspace, Verdict> Verb) Remove(PlanContext context, string parent, string key) =>
        ($"took “{TitleOf(context, parent, key)}” out of the plan", now =>
            Without is not null ? Without(now, parent, key) : now.Change(context.Period.Key, p => Put(p, parent, In(p, parent).Without(key))));

    protected override ValueList<T> ListIn(PlanContext context, string parent) => In(context.Period, parent);

    protected override Workspace With(PlanContext context, string parent, ValueList<T> items) => context.Workspace.Change(context.Period.Key, p => Put(p, parent, items));

    protected override string? MissingIn(PlanContext context, string parent) =>
        context.Workspace.Periods.All(p => p.Key != context.Period.Key) ? "the period was removed"
        : Within(context.Period).All(p => p.Key != parent) ? "what it belongs to was removed"
        : null;

    protected override string KeyOf(PlanContext context, T item, string title) => Keys.New(title, Word, Taken(context.Workspace));

    protected override string Added(string title) => $"added “{title}” to the plan";
}
