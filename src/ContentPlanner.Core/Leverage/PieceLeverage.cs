using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Leverage;

/// <summary>How far one step of a piece's recipe is.</summary>
public enum LeverageState
{
    /// <summary>It has no task: the piece, or the launch it counts from, has no day yet.</summary>
    Waiting,

    /// <summary>Nobody has taken it up.</summary>
    Proposed,

    Planned,
    InProgress,

    /// <summary>It has been out; of a series, at least one part.</summary>
    Out,

    /// <summary>Decided against, or called off with its source.</summary>
    Closed,
}

/// <summary>One step of a recipe, on a channel the client uses.</summary>
/// <param name="Tasks">By day; a series has one for each part.</param>
public sealed record LeverageStep(RecipeStep Step, Channel Channel, LeverageState State, ValueList<ContentTask> Tasks)
{
    /// <summary>Parts that have been out.</summary>
    public int Done => Tasks.Count(t => t.Status == ContentTaskStatus.Done);

    /// <summary>The next day somebody has something to do for it, else the day it was last out.</summary>
    public LocalDate? Day => Tasks.FirstOrDefault(t => t.IsOpen)?.Due ?? Tasks.LastOrDefault(t => t.Status == ContentTaskStatus.Done)?.Day;
}

/// <summary>What one piece is made into, at a glance: the steps of its recipe and how far each is.</summary>
/// <param name="Steps">As its recipes order them.</param>
/// <param name="Again">Its evergreen outings, by day.</param>
/// <param name="Outings">Every time it has been out, oldest first.</param>
public sealed record PieceLeverage(ValueList<LeverageStep> Steps, ValueList<ContentTask> Again, ValueList<Outing> Outings)
{
    /// <summary>Steps that have been out.</summary>
    public int Out => Steps.Count(s => s.Done > 0);

    /// <summary>Share of the recipe that has been out, 0…1; null: no recipe leads anywhere.</summary>
    public decimal? Factor => Steps.Count == 0 ? null : (decimal)Out / Steps.Count;

    /// <param name="tasks">Those of this piece.</param>
    public static PieceLeverage Of(Workspace workspace, Library library, ContentPiece piece, IEnumerable<ContentTask> tasks)
    {
        var channels = workspace.ChannelsIn(library).ToDictionary(c => c.Key, StringComparer.Ordinal);
        var own = tasks.OrderBy(t => t.Due).ToList();
        var steps = library.RecipesFor(piece).SelectMany(r => r.Steps)
            .Where(s => channels.ContainsKey(s.Channel))
            .DistinctBy(s => (s.Key, s.Channel))
            .Select(s => Step(s, channels[s.Channel], own.Where(t => t.Step == s.Key && t.Channel == s.Channel && t.Key.Outing is null).ToValueList()))
            // A step that counts from a launch's day is nothing to wait for where no launch has that day.
            .Where(s => s.Tasks.Count > 0 || s.Step.Offset.Anchor == PieceTasks.Publish);
        return new(steps.ToValueList(), own.Where(t => t.Key.Outing is not null).ToValueList(), piece.OutingsWith(own));
    }

    private static LeverageStep Step(RecipeStep step, Channel channel, ValueList<ContentTask> tasks) => new(step, channel, State(tasks), tasks);

    private static LeverageState State(ValueList<ContentTask> tasks) =>
        tasks.Count == 0 ? LeverageState.Waiting
        : tasks.Any(t => t.Status == ContentTaskStatus.Done) ? LeverageState.Out
        : tasks.Any(t => t.Status == ContentTaskStatus.InProgress) ? LeverageState.InProgress
        : tasks.Any(t => t.Status == ContentTaskStatus.Open) ? LeverageState.Planned
        : tasks.Any(t => t.Status == ContentTaskStatus.Proposed) ? LeverageState.Proposed
        : LeverageState.Closed;
}
