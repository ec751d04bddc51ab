using System.Globalization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Plans;
using ContentPlanner.Server.Shared.Web;

namespace ContentPlanner.Server.Clients;

/// <summary>A row of a step as it was answered; <see cref="Apply"/> puts it into the plan.</summary>
/// <param name="Of">The lines it is one of.</param>
/// <param name="Prefix">Before the name of each of its questions.</param>
public sealed record DayRow(DayLines Of, string Prefix, IReadOnlyList<Question> Questions, bool IsBlank, bool IsRight, Func<Workspace, string, Workspace> Apply)
{
    /// <summary>What it is about, where its questions do not say; null: they do.</summary>
    public string? Title { get; init; }
}

/// <summary>Lines of a step that ask for the same.</summary>
public abstract class DayLines
{
    /// <summary>Tells them from the step's other lines in the form.</summary>
    public string Prefix { get; init; } = "r";

    /// <summary>Null: they are the step's only ones.</summary>
    public string? Heading { get; init; }

    public string? About { get; init; }

    /// <summary>What one line adds is called; null: nobody counts them.</summary>
    public string? One { get; init; }

    public string? Many { get; init; }

    public abstract IReadOnlyList<DayRow> Rows(PlanContext context, Func<string, string?>? typed);
}

/// <inheritdoc/>
internal sealed class DayLines<T> : DayLines
{
    public required Func<PlanContext, FormOf<T>> Form { get; init; }

    /// <summary>The rows that are offered, some with a beginning.</summary>
    public required Func<PlanContext, IReadOnlyList<T>> Offers { get; init; }

    /// <summary>What a row is about, where its questions do not say.</summary>
    public Func<T, string>? Says { get; init; }

    public required Func<T, bool> IsBlank { get; init; }

    /// <summary>The workspace with what the row says, in the period of that key; the same one when that is there already.</summary>
    public required Func<Workspace, string, T, Workspace> Put { get; init; }

    public override IReadOnlyList<DayRow> Rows(PlanContext context, Func<string, string?>? typed) =>
    [
        .. Offers(context).Select((offer, n) =>
        {
            var (form, prefix) = (Form(context), $"{Prefix}{n.ToString(CultureInfo.InvariantCulture)}-");
            if (typed is null) return new DayRow(this, prefix, form.Of(offer), true, true, (w, _) => w) { Title = Says?.Invoke(offer) };
            var reading = form.Read(offer, name => typed(prefix + name));
            var blank = IsBlank(reading.Value);
            return new(this, prefix, blank ? [.. reading.Questions.Select(q => q with { Error = null })] : reading.Questions, blank, blank || reading.IsRight, (w, period) => Put(w, period, reading.Value)) { Title = Says?.Invoke(offer) };
        }),
    ];
}

/// <summary>One step of the planning day: a question, a few rows to answer it, what stands there already.</summary>
public sealed class DayStep(string key, string title, string question, string hint)
{
    /// <summary>Id of the list of <see cref="Suggests"/> on the page.</summary>
    public const string Suggestions = "suggestions";

    public string Key => key;
    public string Title => title;
    public string Asks => question;
    public string Hint => hint;

    /// <summary>What the plan has already, in words.</summary>
    public required Func<PlanContext, IReadOnlyList<string>> There { get; init; }

    /// <summary>Whether anything was said in it; null: when something is there.</summary>
    public Func<PlanContext, bool>? IsBegun { get; init; }

    /// <summary>Words offered while one types, in fields that name <see cref="Suggestions"/> as their list.</summary>
    public Func<PlanContext, IReadOnlyList<string>>? Suggests { get; init; }

    public required IReadOnlyList<DayLines> Lines { get; init; }

    public bool HasBegun(PlanContext context) => IsBegun?.Invoke(context) ?? There(context).Count > 0;

    public IReadOnlyList<DayRow> Rows(PlanContext context, Func<string, string?>? typed) => [.. Lines.SelectMany(l => l.Rows(context, typed))];

    /// <summary>What was done by saving it: "planned the focus"; where lines are counted, "added 2 milestones and 1 cadence".</summary>
    /// <param name="said">The rows that were filled in.</param>
    public string Words(PlanContext context, IEnumerable<DayRow> said)
    {
        var now = context.Workspace;
        var added = new List<string?>();
        foreach (var row in said)
        {
            var after = row.Apply(now, context.Period.Key);
            if (!ReferenceEquals(after, now)) added.Add(row.Of.One);
            now = after;
        }
        var parts = Lines.Where(l => l.One is not null).Select(l => Counted(added.Count(o => o == l.One), l.One!, l.Many!))
            .Append(Lines.Count > 1 ? Counted(Projects(now) - Projects(context.Workspace), "project", "projects") : null).OfType<string>().ToList();
        return parts.Count == 0 ? $"planned the {title.ToLowerInvariant()}" : $"added {(parts.Count == 1 ? parts[0] : $"{string.Join(", ", parts.SkipLast(1))} and {parts[^1]}")}";
    }

    private static int Projects(Workspace workspace) => workspace.Periods.Sum(p => p.Projects.Count);

    private static string? Counted(int count, string one, string many) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");
}
