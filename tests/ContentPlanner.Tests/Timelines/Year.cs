using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Timelines;

/// <summary>A workspace with one of everything a calendar can show, in the year 2027.</summary>
internal static class Year
{
    public static readonly DateInterval Whole = new(new(2027, 1, 1), new(2027, 12, 31));

    public static readonly Cadence TuesdayPost = new()
    {
        Key = "tuesday-post",
        Title = "Blog post",
        Channel = "blog",
        Format = "blog-post",
        Owner = "coach",
        Series = new()
        {
            Start = new(2027, 1, 5),
            Rule = new() { Frequency = Frequency.Weekly, Until = new(2027, 2, 28) },
            Time = new(9, 0),
            DurationMinutes = 20,
            Skipped = [new(2027, 1, 26)],
            Moved = [new(new(2027, 2, 2), new(2027, 2, 3, 10, 0))],
        },
    };

    public static readonly ContentPiece FiveSteps = new()
    {
        Key = "five-steps",
        Title = "Five steps to finish",
        Format = "blog-post",
        Status = PieceStatus.Drafting,
        PlannedOn = new(2027, 1, 12),
        Owner = "coach",
        Channel = "blog",
        Intention = "letter-2000",
        Need = "finish-draft",
        Launch = "the-book",
        Pillar = "finish",
        Url = "https://steadyground.example/five-steps",
    };

    private static readonly Plan Period = new()
    {
        Key = "year-2027",
        Name = "2027",
        From = new(2027, 1, 1),
        To = new(2027, 12, 31),
        Environment = [new() { Key = "finish-draft", Kind = FactorKind.ClientNeed, Title = "A way to finish the first draft" }],
        Focus =
        [
            new()
            {
                Key = "readers",
                Name = "Readers",
                Intentions = [new() { Key = "letter-2000", Title = "Two thousand letter readers", Measure = "subscribers", Target = 2000, By = new(2027, 12, 15), Owner = "coach" }],
            },
        ],
        OpenRoles = [new() { Key = "podcast-editor", Role = "podcast-editor", WantedBy = new(2027, 3, 1), How = "Ask the circle", Owner = "coach" }],
        Communication = [new() { Key = "tell-team", Title = "Share the vision with the team", On = new(2027, 1, 6), DoneOn = new(2027, 1, 7), Owner = "strategist" }],
        Projects =
        [
            new()
            {
                Key = "new-site",
                Title = "The new site",
                Outcome = "One page for each offer",
                Deadline = new(2027, 9, 30),
                Milestones = [new() { Key = "texts", Title = "Texts agreed", Offset = new("deadline", new(-14, OffsetUnit.Days)) }],
            },
        ],
        TakeAways = [new() { Key = "ask-clients", What = "Ask three clients for their story", Who = "assistant", By = new(2027, 1, 15) }],
        Reviews =
        [
            new()
            {
                Key = "regroup",
                Title = "Regroup",
                Participants = ["strategist", "coach"],
                Series = new() { Start = new(2027, 1, 1), Rule = new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Friday, -1)], Count = 12 }, Time = new(11, 0), DurationMinutes = 90 },
            },
        ],
    };

    public static readonly Workspace Workspace = Small.House with
    {
        Channels = [new() { Key = "blog", Name = "The blog", Owner = "assistant" }],
        Cadences = [TuesdayPost],
        Pieces = [FiveSteps],
        Periods = [Period],
        Notes = [new() { Key = "retreat", Title = "Writing retreat", From = new(2026, 12, 30), To = new(2027, 1, 3), Text = "Bring the assistant@steadyground.example list" }],
    };

    public static readonly ContentTask LinkedInPost = new()
    {
        Id = Identity.FromName("task"),
        Key = new("five-steps", "linkedin-post", "linkedin", TaskKey.First),
        Source = new(SourceKind.Piece, "five-steps", Identity.FromName("piece"), "Five steps to finish"),
        Title = "LinkedIn post from “Five steps to finish”",
        Channel = "linkedin",
        Recipe = "blog-post@1",
        Step = "linkedin-post",
        Template = "linkedin-post.md",
        Instruction = "One idea, in the first person.",
        EffortMinutes = 30,
        Planned = new(2027, 1, 14),
        Day = new(2027, 1, 14),
        Status = ContentTaskStatus.Open,
        Reason = "+2 days after “Five steps to finish”",
        Owner = "assistant",
    };

    public static Timeline Timeline(this Workspace workspace, DateInterval? window = null, params ContentTask[] tasks) =>
        Core.Timelines.Timeline.Of(workspace.Schedule() with { Tasks = [.. tasks] }, window ?? Whole);

    public static Entry Entry(this Timeline timeline, string type, string key) =>
        Assert.Single(timeline.Entries, e => e.Type == type && e.Key == key);

    public static Workspace With(this Workspace workspace, params ContentPiece[] pieces) => workspace with { Pieces = [.. pieces] };
}
