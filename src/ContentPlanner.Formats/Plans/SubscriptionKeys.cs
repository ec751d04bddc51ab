using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of the mails people receive.</summary>
internal static class SubscriptionKeys
{
    public static readonly Noun<DigestSubscription> Digest = new Noun<DigestSubscription>("digest", "The weekly mail for one person.", new() { Key = "", Person = "" }) { Compact = true }
        .Named(PlanKinds.Digest)
        .Must("person", Words.Reference(PlanKinds.Member), "Who gets it.", d => d.Person, (d, v) => d with { Person = v })
        .May("weekday", DayWords.Weekday, "On which day; mon if not said.", d => d.Weekday, (d, v) => d with { Weekday = v })
        .May("time", DayWords.Time, "At what time; 08:00 if not said.", d => d.Time, (d, v) => d with { Time = v })
        .May("zone", ZoneWords.Zone, "The zone of that time; the person's if not said.", d => d.Zone, (d, v) => d with { Zone = v })
        .May("sections", Words.ListOf(Words.Choice<DigestSection>()), "What it holds, in this order; everything if not said.", d => d.Sections, (d, v) => d with { Sections = v })
        .May("include-empty", Words.Flag, "Whether it comes when there is nothing to say; true if not said.", d => d.IncludeEmpty, (d, v) => d with { IncludeEmpty = v })
        .May("paused-until", DayWords.Day, "Not before this day.", d => d.PausedUntil, (d, v) => d with { PausedUntil = v })
        .Kept();

    public static readonly Noun<CountdownSubscription> Countdown = new Noun<CountdownSubscription>("countdown subscription", "Who gets the countdown of a launch; without one, its owner and the strategist do.", new() { Key = "", Launch = "" }) { Compact = true }
        .Named(PlanKinds.Countdown)
        .Must("launch", Words.Reference(PlanKinds.Launch), "The launch.", c => c.Launch, (c, v) => c with { Launch = v })
        .Must("people", Words.ListOf(Words.Reference(PlanKinds.Member)), "Who gets it; [] for nobody.", c => c.People, (c, v) => c with { People = v })
        .Kept();
}
