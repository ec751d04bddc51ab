using ContentPlanner.Core.Approvals;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using NodaTime;

namespace ContentPlanner.Tests.Items;

/// <summary>A workspace with one item of each kind, every field of which says something unusual.</summary>
internal static class OneOfEach
{
    private static readonly Guid Fairs = Identity.FromName("fairs");
    private static readonly LocalDate Day = new(2027, 5, 11);
    private static readonly DateTimeZone Dublin = DateTimeZoneProviders.Tzdb["Europe/Dublin"];

    public static Workspace Workspace { get; } = Identity.WithIds(new()
    {
        Key = "steady-ground", Sequence = 3, Changed = Instant.FromUtc(2026, 11, 25, 9, 0),
        Name = "Steady Ground", Zone = Dublin, Locale = "en-IE", WorkingWeek = [IsoDayOfWeek.Monday, IsoDayOfWeek.Sunday],
        Holidays = [new(Day, Day.PlusDays(1), "Spring", new("calendar", "spring@example.org", "from=1a2b3c4d", Fairs))], Blackouts = [new(Day, Day, "Away", new("calendar", "away@example.org", "from=1a2b3c4d", Fairs))], Website = "https://example.org", Strategist = "una",
        Members = [new() { Key = "una", Name = "Una Ní Bhriain", Email = "una@example.org", Roles = ["author"], WeeklyHours = 7.50m, Zone = DateTimeZone.Utc }],
        Channels = [new() { Key = "blog", Name = "The Blog", Owner = "una", Address = "https://example.org/blog", Hashtags = ["calm"] }],
        Pillars = [new() { Key = "calm", Name = "Calm “first”", Hashtags = ["calm"] }],
        Cadences = [new() { Key = "tuesday", Title = "Tuesday post", Channel = "blog", Format = "blog-post", Pillar = "calm", Owner = "una", Series = Series, Continues = "monday", Evergreen = false }],
        Pieces =
        [
            new()
            {
                Key = "five-steps", Title = "Five steps", Format = "blog-post", Status = PieceStatus.Scheduled, PlannedOn = Day, Publish = new(Day + new LocalTime(9, 0), DateTimeZone.Utc), Owner = "una", Channel = "blog", Pillar = "calm",
                Intention = "readers", Need = "time", Launch = "the-book", Body = new(BodyFormat.Html, "<p>One\n\"two\"</p>"), BodyFile = "five.html", Url = "https://example.org/five?a=1&b=2",
                Evergreen = new()
                {
                    CooldownDays = 60, Cycles = 3, Seasons = [new(new(11, 1), new(2, 29))], HoldUntil = Day, ExpiresOn = Day, Channels = ["blog"], Variants = ["Again"], NetworkGapDays = 10, RefreshAfterDays = 100, Priority = 2,
                },
                Outlets = [new("blog", Day, "https://example.org/five"), new("x", Day)], Recipes = ["none"], Private = true, Origin = new("feed", "https://example.org/?p=5", "title=0a1b2c3d", Fairs),
            },
        ],
        Launches =
        [
            new()
            {
                Key = "the-book", Title = "The Book", Blueprint = "book", BlueprintVersion = 2, Status = LaunchStatus.Postponed, Anchors = [new("publication", Day, Day, "promised"), new("doors", Day)], Owner = "una", Intention = "readers",
                Pillar = "calm", Url = "https://example.org/book", Promise = "Less hurry", Roles = [new("designer", "una")], FrozenOn = Day, CountdownRun = 2, StatusSince = Day, Debrief = new(Day, "The letters", "The ads"),
                Sessions = new()
                {
                    Count = 8, Weekdays = [IsoDayOfWeek.Friday], EveryWeeks = 2, Time = new(19, 30), Zone = DateTimeZone.Utc, DurationMinutes = 90, Place = "Online", Title = "Session {n}", Recipe = "webinar", Skipped = [Day],
                    Changes = [new() { Session = 2, MovedTo = Day + new LocalTime(18, 0), Cancelled = true, Title = "Two", Place = "Here", Note = "n" }],
                },
                Overrides = [new() { Step = "copies", LeaveOut = true, Offset = new("publication", new(-30, OffsetUnit.WorkingDays)), Title = "Copies", Role = "author", Time = new(8, 0), Roll = Roll.None }],
                Steps =
                [
                    new()
                    {
                        Key = "party", Title = "Party", Offset = new("publication", new(2, OffsetUnit.WorkingDays)), Time = new(18, 0), DurationMinutes = 120, Roll = Roll.Next, Role = "author", Phase = "Out", Critical = true, Note = "cake",
                        EffortMinutes = 45, EachSession = true, Constraints = [new() { Kind = ConstraintKind.NotBefore, Bound = new("doors", new(1, OffsetUnit.Months)), Days = 3, Why = "hall", Source = "https://example.org", CheckedOn = Day }],
                    },
                ],
            },
        ],
        Periods =
        [
            new()
            {
                Key = "2027", Name = "Year of the book", From = Day, To = Day.PlusDays(99), PlannedOn = Day, Vision = "Unhurried",
                Environment = [new() { Key = "time", Kind = FactorKind.ClientNeed, Title = "No time", Impact = -2, Horizon = Horizon.GoingForward, Note = "n" }],
                Focus =
                [
                    new()
                    {
                        Key = "reach", Name = "Reach", Note = "n",
                        Intentions = [new() { Key = "readers", Title = "More readers", Measure = "subscribers", Start = 100, Target = 1240.5m, By = Day, Owner = "una", Readings = [new(Day, 300, "n")] }],
                    },
                ],
                Players = [new() { Key = "studio", Role = "designer", Member = "una", Name = "Studio", Responsibility = "Cover" }],
                OpenRoles = [new() { Key = "editor", Role = "editor", WantedBy = Day, How = "Ask", Owner = "una", FilledOn = Day }],
                Communication = [new() { Key = "tell", Title = "Tell the team", On = Day, Audience = "Team", Owner = "una", DoneOn = Day }],
                Projects =
                [
                    new()
                    {
                        Key = "site", Title = "New site", Outcome = "Live", Importance = Level.High, Effort = Level.Low, Priority = 1, Owner = "una", Intention = "readers", Deadline = Day,
                        Milestones = [new() { Key = "draft", Title = "Draft", On = Day, Offset = new("deadline", new(-2, OffsetUnit.Weeks)), Outcome = "Shown", Owner = "una", Role = "designer", Critical = true }],
                    },
                ],
                TakeAways = [new() { Key = "call", What = "Call", Who = "una", By = Day, ClosedOn = Day, Outcome = "Called" }],
                Reviews = [new() { Key = "monthly", Title = "Look back", Series = Series, Participants = ["una"], Held = [new(Day, Day, "Slower")] }],
            },
        ],
        Notes = [new() { Key = "fair", Title = "Book fair", From = Day, To = Day, Text = "Hall 3", Private = true, Origin = new("calendar", "fair@example.org", "title=0a1b2c3d", Fairs) }],
        Sources = [new() { Key = "fairs", Name = "Fairs", Kind = Inlet.Calendar, Address = "https://example.org/fairs.ics", As = Intake.Notes, Format = "talk", Channel = "stage", Owner = "una", Pillar = "calm", Paused = true }],
        Milestones = [new() { Key = "the-book/copies", Status = MilestoneStatus.InProgress, Owner = "una", Link = Link.Detached, Day = Day, ClosedOn = Day, OverrideReason = "agreed", Note = "n" }],
        Tasks = [new() { Key = "five-steps/post/x/1", Status = ContentTaskStatus.Done, Owner = "una", Day = Day, SnoozedUntil = Day, ClosedOn = Day, Draft = "Line\nline 😀", DraftSource = "abc", Url = "https://example.org/1", Note = "n" }],
        Approvals = [new() { Key = "five-steps-1", Piece = "five-steps", Task = "five-steps/post/x/1", Version = "abc", From = "Nora", Email = "nora@example.org", AskedBy = "una", AskedOn = Day, Status = ApprovalStatus.ChangesAsked, AnsweredOn = Day, Comment = "Line\nline 😀" }],
        Digests = [new() { Key = "una-weekly", Person = "una", Weekday = IsoDayOfWeek.Friday, Time = new(7, 30), Zone = DateTimeZone.Utc, Sections = [DigestSection.TakeAways], IncludeEmpty = false, PausedUntil = Day }],
        Countdowns = [new() { Key = "book-countdown", Launch = "the-book", People = ["una"] }],
        Feeds =
        [
            new()
            {
                Key = "mine", Name = "Mine", Person = "una", Filter = new() { Categories = ["task"], Types = ["piece"], Statuses = ["open"], Launches = ["the-book"], Pillars = ["calm"], Channels = ["blog"], Mine = true },
                Options = new()
                {
                    Tasks = TaskForm.Todo, ShowCancelled = false, ShowGaps = true, ShowPrivate = true, ShowPeople = true, TitlesOnly = true, AllDay = true, MarkDone = false, MarkCancelled = true, Alarms = [540],
                    PastDays = 1, FutureDays = 2, RefreshMinutes = 15, Color = "teal", MaxBytes = 0,
                },
            },
        ],
        Templates = [new() { Key = "tasks/linkedin-post.md", Text = "{{ hook }}\n", Draft = "{{ hok }}\n" }],
    }, fresh: false, () => throw new InvalidOperationException("Every item has a name of its own."));

    private static Series Series => new()
    {
        Start = Day, Time = new(9, 0), Zone = DateTimeZone.Utc, DurationMinutes = 45, Skipped = [Day], Moved = [new(Day, Day + new LocalTime(10, 0))],
        Rule = new() { Frequency = Frequency.Monthly, Interval = 2, Weekdays = [new(IsoDayOfWeek.Friday, -1)], DayOfMonth = 31, SkipMissing = true, Month = 5, WeekStart = IsoDayOfWeek.Sunday, Count = 5, Until = Day },
    };
}
