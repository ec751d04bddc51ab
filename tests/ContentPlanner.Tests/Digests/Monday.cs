using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Tests.Launches;
using ContentPlanner.Tests.Leverage;
using NodaTime;

namespace ContentPlanner.Tests.Digests;

/// <summary>
/// The house a week after its planning day, with something in every section of everything people read: what the golden
/// pages show.
/// </summary>
internal static class Monday
{
    public static readonly LocalDate Today = Sample.Today;
    public static readonly Instant Now = Desk.Now;

    private static readonly Blueprint Book = Small.Book with
    {
        Countdown = Small.Book.Countdown! with
        {
            Marks =
            [
                new() { DaysBefore = 30, Template = "book", Posts = [new("linkedin", "countdown-linkedin.md", "assistant", 20), new("x", "countdown-x.md", "assistant", 10)] },
                new() { DaysBefore = 0, Template = "book" },
            ],
        },
    };

    public static readonly Library Shelf = Few.Shelf with { Blueprints = [Book, Small.Group] };

    private static readonly Plan Year = new()
    {
        Key = "year-2027", Name = "The year of the book", From = new(2026, 11, 16), To = new(2027, 12, 31), PlannedOn = new(2026, 11, 16),
        Vision = "Experts who write finish what they start, and their work keeps working for them.",
        Environment =
        [
            new() { Key = "finish-draft", Kind = FactorKind.ClientNeed, Title = "An ending for the piece they keep starting", Impact = 3 },
            new() { Key = "reuse-work", Kind = FactorKind.ClientNeed, Title = "More reach without writing more", Impact = 2, Horizon = Horizon.GoingForward },
            new() { Key = "challenges", Kind = FactorKind.CompetitorOffer, Title = "Free writing challenges every January", Impact = -2 },
            new() { Key = "letters", Kind = FactorKind.Trend, Title = "Readers come back to long letters", Impact = 2 },
            new() { Key = "overlap", Kind = FactorKind.Risk, Title = "Circle and book ask for the same weeks", Impact = -3 },
        ],
        Focus =
        [
            new()
            {
                Key = "audience", Name = "An audience that reads",
                Intentions =
                [
                    new()
                    {
                        Key = "letter", Title = "The letter is read by two thousand people", Measure = "subscribers", Start = 1240, Target = 2000,
                        By = new(2027, 12, 15), Owner = "assistant", Readings = [new(new(2026, 11, 16), 1240), new(new(2026, 11, 20), 1262, "After the letter on quiet weeks.")],
                    },
                ],
            },
            new()
            {
                Key = "circles", Name = "Small groups that finish",
                Intentions =
                [
                    new() { Key = "seats", Title = "Both circles fill their twelve seats", Measure = "seats sold", Start = 0, Target = 24, By = new(2027, 4, 14), Owner = "coach" },
                    new() { Key = "finishers", Title = "Three of four finish their piece", Measure = "percent", Start = 71, Target = 75, By = new(2026, 11, 30), Owner = "coach", Readings = [new(new(2026, 11, 22), 71)] },
                ],
            },
        ],
        Players =
        [
            new() { Key = "author", Role = "author", Member = "coach", Responsibility = "Writes, decides what goes out" },
            new() { Key = "facilitator", Role = "facilitator", Member = "coach", Responsibility = "Holds both circles" },
            new() { Key = "assistant", Role = "assistant", Member = "assistant", Responsibility = "Publishes and keeps the calendar" },
            new() { Key = "studio", Role = "designer", Name = "The cover studio", Responsibility = "Cover and graphics" },
        ],
        OpenRoles = [new() { Key = "sound", Role = "sound", WantedBy = new(2026, 11, 27), How = "Ask other hosts for three names", Owner = "assistant" }],
        Communication =
        [
            new() { Key = "team", Title = "Tell the team the vision", On = new(2026, 11, 26), Audience = "The team", Owner = "coach" },
            new() { Key = "studio", Title = "Walk the studio through the dates", On = new(2026, 11, 18), Owner = "strategist", DoneOn = new(2026, 11, 18) },
        ],
        Projects =
        [
            new()
            {
                Key = "manuscript", Title = "Finish the manuscript", Outcome = "A text the editor calls ready", Importance = Level.High, Effort = Level.High,
                Priority = 1, Owner = "coach", Intention = "seats", Deadline = new(2027, 1, 29),
                Milestones =
                [
                    new() { Key = "chapters", Title = "All twelve chapters drafted", On = new(2026, 12, 18), Owner = "coach", Critical = true },
                    new() { Key = "outline", Title = "Outline agreed", On = new(2026, 11, 18), Owner = "coach" },
                ],
            },
            new() { Key = "handbook", Title = "Write down how a circle runs", Importance = Level.Medium, Effort = Level.Low, Priority = 2, Owner = "assistant", Deadline = new(2027, 2, 26) },
        ],
        TakeAways =
        [
            new() { Key = "printer", What = "Confirm 11 May with the printer", Who = "coach", By = new(2026, 11, 20), ClosedOn = new(2026, 11, 19), Outcome = "Confirmed by mail" },
            new() { Key = "phones", What = "Everybody subscribes to the calendar", Who = "assistant", By = new(2026, 11, 20) },
            new() { Key = "price", What = "Decide the price of a seat", Who = "coach", By = new(2026, 11, 27) },
        ],
        Reviews =
        [
            new()
            {
                Key = "regroup", Title = "Regroup", Participants = ["coach", "assistant", "strategist"],
                Series = new()
                {
                    Start = new(2026, 12, 14), Time = new(10, 0), DurationMinutes = 90,
                    Rule = new() { Frequency = Frequency.Monthly, Weekdays = [new(IsoDayOfWeek.Monday, 2)], Count = 12 },
                },
            },
        ],
    };

    public static readonly Workspace House = Sample.SteadyGround with
    {
        Channels =
        [
            new() { Key = "blog", Owner = "coach" },
            new() { Key = "newsletter", Name = "The Unhurried Letter", Owner = "coach" },
            new() { Key = "linkedin", Owner = "assistant" },
            new() { Key = "x", Owner = "assistant" },
        ],
        Cadences =
        [
            new()
            {
                Key = "tuesday-post", Title = "Blog post", Channel = "blog", Format = "blog-post", Owner = "coach",
                Series = new() { Start = new(2026, 11, 3), Rule = new() { Frequency = Frequency.Weekly }, Time = new(9, 0) },
            },
            Few.Wednesdays,
        ],
        Pieces =
        [
            Few.FiveSteps with { Title = "Five steps to finish the piece you keep starting", Intention = "finishers", Need = "finish-draft", Body = new(BodyFormat.Markdown, "1. one\n2. two\n3. three") },
            Few.Calm with { Title = "How to launch a circle calmly", PlannedOn = new(2025, 9, 16), Intention = "seats", Owner = "coach", Channel = "blog" },
            new()
            {
                Key = "one-place", Title = "Your best work lives in one place only", Format = "blog-post", Status = PieceStatus.Published,
                PlannedOn = new(2026, 8, 4), Channel = "blog", Owner = "coach", Url = "https://steadyground.example/blog/one-place-only", Intention = "letter",
            },
            new()
            {
                Key = "regroup-post", Title = "Why plans die after the planning day", Format = "blog-post", Status = PieceStatus.Scheduled,
                Publish = new(new(2026, 11, 24, 9, 0)), Channel = "blog", Owner = "coach", Intention = "letter",
            },
            new() { Key = "letter-rest", Title = "A letter about rest", Format = "newsletter", Status = PieceStatus.Drafting, PlannedOn = new(2026, 11, 26), Channel = "newsletter", Owner = "coach" },
            new() { Key = "pricing", Title = "What a small group costs and why", Format = "blog-post", Channel = "blog", Owner = "coach" },
        ],
        Launches = [Small.TheBook with { Promise = "A book for people who write beside a full life." }, Small.TheGroup with { Intention = "seats" }],
        Periods = [Year],
        Notes = [new() { Key = "fair", Title = "Book fair", From = new(2026, 11, 27), To = new(2026, 11, 29) }],
        Milestones = [new() { Key = "the-book/fix-date", Status = MilestoneStatus.Done, Day = new(2026, 11, 12), ClosedOn = new(2026, 11, 19) }],
        Tasks = [new() { Key = "five-steps/letter-section/newsletter/1", Status = ContentTaskStatus.Done, Day = new(2026, 11, 18), ClosedOn = new(2026, 11, 18) }],
        Digests = [new() { Key = "assistant-monday", Person = "assistant", Time = new(8, 30) }, new() { Key = "coach-monday", Person = "coach" }],
    };

    public static Schedule Schedule(Workspace? house = null) => Core.Timelines.Schedule.Of(house ?? House, Shelf, piece => piece.Body is null ? new() : Few.Read(piece), Today);

    public static Digest Digest(string person, Workspace? house = null)
    {
        var schedule = Schedule(house);
        var subscription = schedule.Workspace.Digests.FirstOrDefault(d => d.Person == person) ?? new() { Key = person, Person = person };
        return Core.Digests.Digest.Of(schedule, Timeline.Of(schedule, new(Today.PlusDays(-7), Today.PlusDays(28))), subscription, Now)!;
    }

    public static CountdownLetter Letter(int days)
    {
        var schedule = Schedule();
        return CountdownLetter.Of(schedule, schedule.Launch("the-book")!).Single(l => l.DaysLeft == days);
    }

    /// <summary>Stands for the drafts that templates/tasks write.</summary>
    public static string Draft(ContentTask task) => $"{task.Source.Title}\n\nThirty days to go.\nhttps://steadyground.example/book";
}
