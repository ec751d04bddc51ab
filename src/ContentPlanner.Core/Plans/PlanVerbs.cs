using NodaTime;

namespace ContentPlanner.Core.Plans;

/// <summary>What people do to a planning period after the planning day. What is taken away is not referred to any more.</summary>
public static class PlanVerbs
{
    /// <summary>The workspace with one period changed; unchanged when it has none of that key.</summary>
    public static Workspace Change(this Workspace workspace, string period, Func<Plan, Plan> change) =>
        workspace with { Periods = workspace.Periods.Select(p => p.Key == period ? change(p) : p).ToValueList() };

    /// <summary>In the place of the item of that key, or at the end.</summary>
    public static ValueList<T> Put<T>(this ValueList<T> items, T item) where T : PlanItem =>
        items.Any(i => i.Key == item.Key) ? items.Select(i => i.Key == item.Key ? item : i).ToValueList() : [.. items, item];

    public static ValueList<T> Without<T>(this ValueList<T> items, string key) where T : PlanItem => items.Where(i => i.Key != key).ToValueList();

    /// <summary>One step up or down among its kind.</summary>
    public static ValueList<T> Shift<T>(this ValueList<T> items, string key, int by) where T : PlanItem
    {
        var list = items.ToList();
        var at = list.FindIndex(i => i.Key == key);
        if (at < 0 || at + by < 0 || at + by >= list.Count) return items;
        (list[at], list[at + by]) = (list[at + by], list[at]);
        return list.ToValueList();
    }

    public static IEnumerable<Intention> Intentions(this Workspace workspace) => workspace.Periods.SelectMany(p => p.Focus).SelectMany(f => f.Intentions);

    /// <summary>Takes factors away; pieces that answered one answer none.</summary>
    public static Workspace WithoutFactor(this Workspace workspace, string factor) => workspace with
    {
        Periods = workspace.Periods.Select(p => p with { Environment = p.Environment.Without(factor) }).ToValueList(),
        Pieces = workspace.Pieces.Select(p => p.Need == factor ? p with { Need = null } : p).ToValueList(),
    };

    /// <summary>Takes an intention away; what served it serves none.</summary>
    public static Workspace WithoutIntention(this Workspace workspace, string intention) => workspace.Serve(i => i == intention ? null : i) with
    {
        Periods = workspace.Periods.Select(p => p with
        {
            Focus = p.Focus.Select(f => f with { Intentions = f.Intentions.Without(intention) }).ToValueList(),
            Projects = p.Projects.Select(r => r.Intention == intention ? r with { Intention = null } : r).ToValueList(),
        }).ToValueList(),
    };

    /// <summary>Takes a focus area away with its intentions.</summary>
    public static Workspace WithoutFocus(this Workspace workspace, string focus)
    {
        var gone = workspace.Periods.SelectMany(p => p.Focus).Where(f => f.Key == focus).SelectMany(f => f.Intentions).Select(i => i.Key);
        var bare = gone.Aggregate(workspace, WithoutIntention);
        return bare with { Periods = bare.Periods.Select(p => p with { Focus = p.Focus.Without(focus) }).ToValueList() };
    }

    /// <summary>Takes a project away with its milestones and what was decided about them.</summary>
    public static Workspace WithoutProject(this Workspace workspace, string project)
    {
        var steps = workspace.Periods.SelectMany(p => p.Projects).Where(p => p.Key == project).SelectMany(p => p.Milestones).Select(m => $"{project}/{m.Key}").ToHashSet(StringComparer.Ordinal);
        return workspace with
        {
            Periods = workspace.Periods.Select(p => p with { Projects = p.Projects.Without(project) }).ToValueList(),
            Milestones = workspace.Milestones.Where(d => !steps.Contains(d.Key)).ToValueList(),
        };
    }

    /// <summary>Takes one step of a project away with what was decided about it.</summary>
    public static Workspace WithoutStep(this Workspace workspace, string project, string step) => workspace with
    {
        Periods = workspace.Periods.Select(p => p with { Projects = p.Projects.Select(r => r.Key == project ? r with { Milestones = r.Milestones.Without(step) } : r).ToValueList() }).ToValueList(),
        Milestones = workspace.Milestones.Without($"{project}/{step}"),
    };

    /// <summary>A take-away is done, or given up; on what day and what came of it.</summary>
    public static Workspace CloseTakeAway(this Workspace workspace, string takeAway, LocalDate on, string? outcome) =>
        workspace.TakeAway(takeAway, t => t with { ClosedOn = on, Outcome = outcome ?? t.Outcome });

    /// <summary>It is open again.</summary>
    public static Workspace ReopenTakeAway(this Workspace workspace, string takeAway) => workspace.TakeAway(takeAway, t => t with { ClosedOn = null });

    /// <summary>What a measure said on a day; a second reading of the day takes the place of the first.</summary>
    public static Workspace Read(this Workspace workspace, string intention, Reading reading) => workspace.Intention(intention, i => i with
    {
        Readings = i.Readings.Where(r => r.On != reading.On).Append(reading).OrderBy(r => r.On).ToValueList(),
    });

    /// <summary>Takes back what was read on a day.</summary>
    public static Workspace Unread(this Workspace workspace, string intention, LocalDate on) => workspace.Intention(intention, i => i with
    {
        Readings = i.Readings.Where(r => r.On != on).ToValueList(),
    });

    /// <summary>People have met for the review of that day; what they wrote down stays with it.</summary>
    public static Workspace CloseReview(this Workspace workspace, string review, HeldReview held) => workspace with
    {
        Periods = workspace.Periods.Select(p => p with
        {
            Reviews = p.Reviews.Select(r => r.Key != review ? r : r with { Held = r.Held.Where(h => h.Day != held.Day).Append(held).OrderBy(h => h.Day).ToValueList() }).ToValueList(),
        }).ToValueList(),
    };

    /// <summary>Pieces and launches that serve intentions serve others instead.</summary>
    internal static Workspace Serve(this Workspace workspace, Func<string, string?> instead) => workspace with
    {
        Pieces = workspace.Pieces.Select(p => p.Intention is { } i && instead(i) is var other && other != i ? p with { Intention = other } : p).ToValueList(),
        Launches = workspace.Launches.Select(l => l.Intention is { } i && instead(i) is var other && other != i ? l with { Intention = other } : l).ToValueList(),
    };

    private static Workspace TakeAway(this Workspace workspace, string key, Func<TakeAway, TakeAway> change) => workspace with
    {
        Periods = workspace.Periods.Select(p => p with { TakeAways = p.TakeAways.Select(t => t.Key == key ? change(t) : t).ToValueList() }).ToValueList(),
    };

    private static Workspace Intention(this Workspace workspace, string key, Func<Intention, Intention> change) => workspace with
    {
        Periods = workspace.Periods.Select(p => p with
        {
            Focus = p.Focus.Select(f => f with { Intentions = f.Intentions.Select(i => i.Key == key ? change(i) : i).ToValueList() }).ToValueList(),
        }).ToValueList(),
    };
}
