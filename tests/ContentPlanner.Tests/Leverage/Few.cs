using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Leverage;

/// <summary>A few channels, recipes and pieces that fit on a screen, so that a test can say every task it expects.</summary>
internal static class Few
{
    public static readonly LocalDate Today = Sample.Today;

    public static readonly Recipe Post = new()
    {
        Key = "blog-post", Version = 1, Title = "Blog post", Format = "blog-post",
        Steps =
        [
            Step("letter-section", "newsletter", "publish", 1) with { Role = "author" },
            Step("linkedin-post", "linkedin", "publish", 2) with { Role = "assistant", Evergreen = true },
            Step("series", "x", "publish", 4) with { Series = new(3, 2) },
            Step("re-share", "linkedin", "publish", 90) with { Evergreen = true },
        ],
    };

    public static readonly Recipe CaseStudy = new()
    {
        Key = "case-study", Version = 1, Title = "Case study", Format = "case-study",
        Steps = [Step("linkedin-post", "linkedin", "publish", 1), Step("launch-mail", "newsletter", "cart-open", 2)],
    };

    public static readonly Recipe Call = new()
    {
        Key = "coaching-call", Version = 1, Title = "Coaching call", Format = "coaching-call",
        Steps = [Step("recap", "newsletter", "publish", 1), Step("clip", "linkedin", "publish", 3)],
    };

    public static readonly Blueprint Group = new()
    {
        Key = "few-group", Version = 1, Title = "Group", Kind = "Coaching group", MainAnchor = "cohort-start", SessionsFrom = "cohort-start",
        Anchors =
        [
            new() { Name = "cohort-start", Title = "The group starts" },
            new() { Name = "cart-open", Title = "Cart opens", Offset = Rule("cohort-start", -14) },
        ],
        Countdown = new()
        {
            Anchor = "cart-open",
            Marks =
            [
                new() { DaysBefore = 7, Template = "group", Posts = [new("linkedin", "countdown.md", "assistant", 15), new("podcast", "countdown.md")] },
                new() { DaysBefore = 0, Template = "group", Posts = [new("x", "countdown.md")] },
            ],
        },
    };

    public static readonly Library Shelf = new()
    {
        Blueprints = [Group],
        Recipes = [Post, CaseStudy, Call],
        Channels =
        [
            new() { Key = "blog", Name = "Blog", Role = "author" },
            new() { Key = "newsletter", Name = "Newsletter" },
            new() { Key = "linkedin", Name = "LinkedIn", Role = "assistant" },
            new() { Key = "x", Name = "X", Network = "short", Role = "assistant" },
            new() { Key = "threads", Name = "Threads", Network = "short", Role = "assistant" },
            new() { Key = "podcast", Name = "Podcast" },
        ],
    };

    /// <summary>Out on the blog since Tuesday the 17th, six days ago.</summary>
    public static readonly ContentPiece FiveSteps = new()
    {
        Key = "five-steps", Title = "Five steps", Format = "blog-post", Status = PieceStatus.Published,
        PlannedOn = new(2026, 11, 17), Channel = "blog", Owner = "coach", Url = "https://steadyground.example/five-steps",
        Body = new(BodyFormat.Markdown, "1. one\n2. two\n3. three\n4. four\n5. five"),
    };

    /// <summary>Rested since the spring, and may come back in LinkedIn.</summary>
    public static readonly ContentPiece Calm = new()
    {
        Key = "calm-launch", Title = "A calm launch", Format = "blog-post", Status = PieceStatus.Published,
        PlannedOn = new(2026, 3, 3), Channel = "blog", Evergreen = new() { CooldownDays = 90, NetworkGapDays = 30 },
    };

    public static readonly Cadence Wednesdays = new()
    {
        Key = "linkedin-wednesday", Title = "LinkedIn post", Channel = "linkedin",
        Series = new() { Start = new(2026, 11, 4), Rule = new() { Frequency = Frequency.Weekly }, Time = new(12, 15) },
    };

    public static readonly Launch Circle = Sample.WinterCircle with { Blueprint = Group.Key, Intention = "full-circles", Pillar = "finish" };

    public static readonly Workspace House = Sample.SteadyGround with
    {
        Launches = [],
        Channels = [new() { Key = "blog" }, new() { Key = "newsletter", Owner = "coach" }, new() { Key = "linkedin" }, new() { Key = "x" }],
        Pieces = [FiveSteps],
    };

    public static Workspace With(this Workspace workspace, params ContentPiece[] pieces) => workspace with { Pieces = pieces.ToValueList() };

    public static Workspace With(this Workspace workspace, params TaskDecision[] decisions) => workspace with { Tasks = decisions.ToValueList() };

    public static Workspace With(this Workspace workspace, params Launch[] launches) => workspace with { Launches = launches.ToValueList() };

    public static Workspace With(this Workspace workspace, params Cadence[] cadences) => workspace with { Cadences = cadences.ToValueList() };

    public static Schedule Plan(this Workspace workspace, LocalDate? today = null) => Schedule.Of(workspace, Shelf, Read, today ?? Today);

    public static ContentTasks Derive(this Workspace workspace, LocalDate? today = null) =>
        ContentTasks.Of(workspace, Shelf, workspace.Plan(today).Launches, Read, today ?? Today);

    public static ContentTask Task(this Workspace workspace, string key, LocalDate? today = null) =>
        Assert.Single(workspace.Derive(today).Tasks, t => t.Key.ToString() == key);

    public static IReadOnlyList<string> Keys(this ContentTasks derived) => [.. derived.Tasks.Select(t => t.Key.ToString())];

    /// <summary>Each line of a body that starts with a digit is a point.</summary>
    public static KeyPoints Read(ContentPiece piece) => new()
    {
        Series = piece.Body!.Text.Split('\n').Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(Point).ToValueList(),
    };

    public static RecipeStep Step(string key, string channel, string anchor, int days) => new()
    {
        Key = key, Channel = channel, Title = key, Offset = Rule(anchor, days), Instruction = "say it anew", Template = key + ".md",
    };

    public static OffsetRule Rule(string anchor, int days) => new(anchor, new(days, OffsetUnit.Days));

    private static Point Point(string line) => new("", line[2..]);
}
