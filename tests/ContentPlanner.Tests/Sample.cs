using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Tests;

/// <summary>
/// The cast of the tests: a coach in Dublin who holds two circles and publishes a book in the year 2027. Each test takes
/// it as it is and says with <c>with</c> what differs.
/// </summary>
public static partial class Sample
{
    public static readonly DateTimeZone Dublin = DateTimeZoneProviders.Tzdb["Europe/Dublin"];

    /// <summary>Monday of the week the plan is a week old.</summary>
    public static readonly LocalDate Today = new(2026, 11, 23);

    public static readonly ValueList<Member> Members =
    [
        new() { Key = "coach", Name = "The coach", Email = "coach@steadyground.example", Roles = ["author", "facilitator"], WeeklyHours = 10 },
        new() { Key = "assistant", Name = "The assistant", Email = "assistant@steadyground.example", Roles = ["assistant", "tech"], WeeklyHours = 12 },
        new() { Key = "editor", Name = "The editor", Roles = ["editor"] },
        new() { Key = "designer", Name = "The designer", Roles = ["designer"] },
        new() { Key = "strategist", Name = "The strategist", Email = "strategist@planningday.example", Roles = ["strategist", "marketer"], WeeklyHours = 3 },
    ];

    /// <summary>Eight Wednesday evenings from 20 January, one of them over St Brigid's week moved to a Thursday.</summary>
    public static readonly Launch WinterCircle = new()
    {
        Key = "winter-circle",
        Title = "Steady Ground winter circle",
        Blueprint = "coaching-group",
        Anchors = [new("cohort-start", new(2027, 1, 20))],
        Owner = "coach",
        Sessions = EightWednesdays with { Changes = [new() { Session = 3, MovedTo = new(2027, 2, 4, 18, 30) }] },
    };

    /// <summary>Eight Wednesday evenings from 14 April: its runway meets the book's.</summary>
    public static readonly Launch SpringCircle = new()
    {
        Key = "spring-circle",
        Title = "Steady Ground spring circle",
        Blueprint = "coaching-group",
        Anchors = [new("cohort-start", new(2027, 4, 14))],
        Owner = "coach",
        Sessions = EightWednesdays,
    };

    public static readonly Launch TheBook = new()
    {
        Key = "the-book",
        Title = "The Unhurried Author",
        Blueprint = "book-launch",
        Anchors = [new("publication", new(2027, 5, 11))],
        Owner = "coach",
        Url = "https://steadyground.example/book",
    };

    public static readonly Workspace SteadyGround = new()
    {
        Key = "steady-ground",
        Name = "Steady Ground Coaching",
        Zone = Dublin,
        Locale = "en-IE",
        Strategist = "strategist",
        Website = "https://steadyground.example",
        Holidays =
        [
            new(new(2026, 12, 24), new(2027, 1, 1), "Christmas break"),
            new(new(2027, 2, 1), new(2027, 2, 1), "St Brigid’s Day"),
            new(new(2027, 3, 17), new(2027, 3, 17), "St Patrick’s Day"),
            new(new(2027, 3, 26), new(2027, 3, 29), "Easter"),
            new(new(2027, 5, 3), new(2027, 5, 3), "May bank holiday"),
        ],
        Blackouts = [new(new(2027, 8, 2), new(2027, 8, 13), "Summer quiet")],
        Members = Members,
        Launches = [WinterCircle, SpringCircle, TheBook],
    };

    private static SessionPlan EightWednesdays => new()
    {
        Count = 8,
        Weekdays = [IsoDayOfWeek.Wednesday],
        Time = new(18, 30),
        DurationMinutes = 75,
        Place = "https://steadyground.example/circle/room",
        Recipe = "coaching-call",
    };
}
