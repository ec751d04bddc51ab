using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

/// <summary>A Monday morning in the house: what lies on the desks of the coach, the assistant and the strategist.</summary>
internal static class Desk
{
    public static readonly LocalDate Today = Sample.Today;

    /// <summary>Nine o'clock in Dublin.</summary>
    public static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 9, 0);

    /// <summary>Nothing planned: a workspace with people and without anything to do.</summary>
    public static readonly Workspace Empty = Sample.SteadyGround with
    {
        Launches = [],
        Channels = [new() { Key = "linkedin", Name = "LinkedIn", Owner = "assistant" }],
    };

    public static Schedule OnMonday(this Workspace workspace, params ContentTask[] tasks) =>
        Core.Timelines.Schedule.Of(workspace, Small.Shelf, _ => new(), Today) with { Tasks = [.. tasks] };

    public static Schedule With(this Schedule schedule, params Milestone[] milestones) =>
        schedule with { Milestones = [.. schedule.Milestones, .. milestones] };

    public static Digest DigestFor(this Schedule schedule, string person, params DigestSection[] sections) =>
        schedule.DigestFor(new DigestSubscription { Key = person, Person = person, Sections = [.. sections] });

    public static Digest DigestFor(this Schedule schedule, DigestSubscription subscription) =>
        Digest.Of(schedule, Timeline.Of(schedule, new(Today.PlusDays(-30), Today.PlusDays(60))), subscription, Now)
        ?? throw new InvalidOperationException("Nobody of that name");

    public static ContentPiece Piece(string key, LocalDate day) => new()
    {
        Key = key, Title = $"About {key}", Format = "blog-post", Status = PieceStatus.Published,
        PlannedOn = day, Channel = "blog", Owner = "coach", Url = $"https://steadyground.example/{key}",
    };

    /// <summary>A task of the assistant's: this piece for LinkedIn, due on a day.</summary>
    public static ContentTask Task(string piece, LocalDate day, string channel = "linkedin") => new()
    {
        Id = Identity.FromName(piece, channel),
        Key = new(piece, $"{channel}-post", channel, TaskKey.First),
        Source = new(SourceKind.Piece, piece, Identity.FromName(piece), $"About {piece}"),
        Title = $"Post: About {piece}",
        Channel = channel, Recipe = "blog-post@1", Step = $"{channel}-post", Template = "post.md", Instruction = "Say it anew.",
        EffortMinutes = 30, Planned = day, Day = day, Status = ContentTaskStatus.Open, Reason = "2 days after", Owner = "assistant",
    };

    public static Milestone Step(string key, LocalDate day, string? owner = "assistant") => new()
    {
        Id = Identity.FromName(key), Key = $"the-book/{key}", Title = key, Launch = "the-book",
        RuleDay = day, Planned = day, Day = day, Reason = "T-1", Owner = owner,
    };
}
