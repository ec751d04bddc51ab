using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Benchmarks.Timelines;

/// <summary>A workspace of so many published posts, two a day, each with the seven tasks of a recipe, and weekly slots to fill.</summary>
internal static class ManyPieces
{
    public static readonly LocalDate Today = new(2026, 11, 23);

    public static readonly Library Library = new()
    {
        Channels = [new() { Key = "blog", Name = "Blog", Role = "author" }, new() { Key = "linkedin", Name = "LinkedIn", Role = "assistant" }],
        Recipes =
        [
            new()
            {
                Key = "blog-post", Version = 1, Title = "Blog post", Format = "blog-post",
                Steps = Enumerable.Range(1, 7).Select(n => new RecipeStep
                {
                    Key = $"step-{n}", Channel = "linkedin", Title = $"Step {n}", Offset = new OffsetRule("publish", new Core.Launches.Offset(n * 3, OffsetUnit.Days)),
                    Instruction = "Say it in your own words.", Template = "linkedin-post.md", Role = "assistant",
                }).ToValueList(),
            },
        ],
    };

    public static Workspace Of(int pieces) => new()
    {
        Key = "many", Name = "Many pieces", Zone = DateTimeZoneProviders.Tzdb["Europe/Dublin"],
        Members = [new() { Key = "coach", Name = "The coach", Roles = ["author"] }, new() { Key = "assistant", Name = "The assistant", Roles = ["assistant"] }],
        Cadences = [new() { Key = "post", Title = "Post", Channel = "blog", Series = new() { Start = Today.PlusDays(-60), Time = new(9, 0), Rule = new() { Frequency = Frequency.Daily } } }],
        Pieces = Enumerable.Range(0, pieces).Select(n => new ContentPiece
        {
            Key = $"post-{n}", Title = $"Post {n}", Format = "blog-post", Channel = "blog", Status = PieceStatus.Published, PlannedOn = Today.PlusDays(200 - n / 2), Owner = "coach",
        }).ToValueList(),
    };

    /// <summary>Everything `build` derives before it writes: tasks, milestones, findings, and the timeline of the years around.</summary>
    public static Timeline Derive(Workspace workspace) =>
        Timeline.Of(Schedule.Of(workspace, Library, _ => KeyPoints.None, Today), new DateInterval(Today.PlusYears(-20), Today.PlusYears(2)));
}
