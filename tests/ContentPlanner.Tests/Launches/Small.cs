using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Launches;

/// <summary>Two small blueprints that fit on a screen, so that a test can say every day it expects.</summary>
internal static class Small
{
    public static readonly Blueprint Book = new()
    {
        Key = "small-book",
        Version = 1,
        Title = "Small book",
        Kind = "Book",
        MainAnchor = "publication",
        Anchors =
        [
            new() { Name = "publication", Title = "Publication day", Constraints = [MaxSlip] },
            new() { Name = "pre-order", Title = "Pre-order opens", Offset = Rule("publication", -60) },
        ],
        Steps =
        [
            Step("fix-date", "publication", -180) with { Role = "author" },
            Step("copies-out", "publication", -30) with { Role = "assistant", Title = "Advance copies out" },
            Step("final-file", "publication", -10) with { Role = "author", Critical = true, Constraints = [LastDay] },
            Step("offer", "pre-order", 2) with { Role = "marketer", Roll = Roll.Next },
            Step("day", "publication", 0) with { Role = "author", Roll = Roll.None, Time = new(9, 0) },
        ],
        Countdown = new()
        {
            Anchor = "publication",
            Marks = [new() { DaysBefore = 30, Template = "book" }, new() { DaysBefore = 0, Template = "book" }],
        },
    };

    public static readonly Blueprint Group = new()
    {
        Key = "small-group",
        Version = 1,
        Title = "Small group",
        Kind = "Coaching group",
        MainAnchor = "cohort-start",
        SessionsFrom = "cohort-start",
        Anchors =
        [
            new() { Name = "cohort-start", Title = "The group starts" },
            new() { Name = "middle", Title = "The middle session", Session = SessionAnchor.Middle },
            new() { Name = "end", Title = "The last session", Session = SessionAnchor.Last },
        ],
        Steps =
        [
            Step("recap", "session", 1) with { EachSession = true, Roll = Roll.None },
            Step("prepare", "session", -1) with { Title = "Prepare session {n}", EachSession = true, Roll = Roll.None },
            Step("pulse", "middle", 0) with { Roll = Roll.None },
            Step("debrief", "end", 7) with { Roll = Roll.None },
        ],
    };

    public static readonly Library Shelf = new() { Blueprints = [Book, Group] };

    public static readonly Launch TheBook = Sample.TheBook with { Blueprint = Book.Key };

    public static readonly Launch TheGroup = Sample.WinterCircle with { Blueprint = Group.Key };

    public static readonly Workspace House = Sample.SteadyGround with { Launches = [TheBook, TheGroup] };

    public static Schedule Schedule(this Workspace workspace, LocalDate? today = null) =>
        Core.Timelines.Schedule.Of(workspace, Shelf, _ => new(), today ?? Sample.Today);

    public static Workspace With(this Workspace workspace, Launch launch) =>
        workspace with { Launches = workspace.Launches.Select(l => l.Key == launch.Key ? launch : l).ToValueList() };

    public static Workspace With(this Workspace workspace, params MilestoneDecision[] decisions) =>
        workspace with { Milestones = [.. workspace.Milestones, .. decisions] };

    public static OffsetRule Rule(string anchor, int days) => new(anchor, new(days, OffsetUnit.Days));

    public static BlueprintStep Step(string key, string anchor, int days) => new() { Key = key, Title = key, Offset = Rule(anchor, days) };

    private static Constraint MaxSlip => new() { Kind = ConstraintKind.MaxSlipOnce, Days = 30, Why = "a title may be delayed once by at most 30 days", Source = "the shop", CheckedOn = new(2026, 11, 1) };

    private static Constraint LastDay => new() { Kind = ConstraintKind.NotAfter, Bound = Rule("publication", -4), Why = "the shop locks the file" };
}
