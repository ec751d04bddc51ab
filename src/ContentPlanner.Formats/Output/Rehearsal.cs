using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Formats.Output;

/// <summary>
/// A made-up client who uses everything an installation offers: a launch of every blueprint, and for every recipe a full
/// piece and a piece of one sentence. Deriving from it renders every template, so a mistake in one is found before a
/// client meets it.
/// </summary>
public static class Rehearsal
{
    private const string FullBody = """
        # Five things that make a good week

        A good week is planned on Friday. It has room for what nobody planned, and one thing in it gets finished.

        ## Start with the end

        Decide on Friday what will be finished next Friday. One thing is enough for most weeks.

        1. **Choose one thing.** Write it down in one sentence. Put the sentence where you see it.
        2. **Leave two mornings free.** Nobody may book them. You will need both.
        3. **Ask for help early.** On Monday people have time. On Thursday they do not.
        4. **Stop at five.** Tired work is done twice. Go home instead.
        5. **Look back on Friday.** What was finished? What was in the way?

        ## What people ask

        ### What if the week goes wrong?

        Then the next one starts on Friday again. Of 12 weeks last year, 9 went as planned.

        > A week is long enough for one thing that matters.

        - 00:00 Why Friday
        - 04:30 The two mornings
        - 12:00 Looking back

        [Get the checklist](https://example.org/checklist) and try it next Friday.
        """;

    private const string ShortBody = "One sentence is enough.";

    public static Workspace Of(Library library, LocalDate today)
    {
        var launches = library.Blueprints.Select(b => LaunchOf(b, today)).ToValueList();
        return new()
        {
            Key = "rehearsal",
            Name = "Rehearsal",
            Zone = DateTimeZone.Utc,
            Strategist = "everybody",
            Members = [new() { Key = "everybody", Name = "Everybody", Roles = RolesIn(library) }],
            Pillars = [new() { Key = "weeks", Name = "Good weeks", Hashtags = ["goodweeks"] }],
            Launches = launches,
            Pieces = library.Recipes.Select(r => r.Format).Distinct(StringComparer.Ordinal)
                .SelectMany(format => new[] { PieceOf(format, "full", FullBody, today), PieceOf(format, "short", ShortBody, today) }).ToValueList(),
            Digests = [new() { Key = "everybody", Person = "everybody" }],
            Periods = [PeriodOf(today)],
        };
    }

    private static Launch LaunchOf(Blueprint blueprint, LocalDate today) => new()
    {
        Key = FormattableString.Invariant($"{blueprint.Key}-{blueprint.Version}"),
        Title = blueprint.Title,
        Blueprint = blueprint.Key,
        BlueprintVersion = blueprint.Version,
        Anchors = blueprint.Anchors.Where(a => a.Offset is null).Select(a => new AnchorDay(a.Name, today.PlusDays(200))).ToValueList(),
        Owner = "everybody",
        Url = "https://example.org/launch",
        Promise = "One thing that gets finished.",
        Sessions = blueprint.SessionsFrom is null ? null : new() { Count = 4, Time = new(18, 30), Recipe = null },
    };

    private static ContentPiece PieceOf(string format, string kind, string body, LocalDate today) => new()
    {
        Key = $"{format}-{kind}",
        Title = "Five things that make a good week",
        Format = format,
        Status = PieceStatus.Published,
        PlannedOn = today,
        Owner = "everybody",
        Pillar = "weeks",
        Url = "https://example.org/good-week",
        Body = new(BodyFormat.Markdown, body),
    };

    private static Plan PeriodOf(LocalDate today) => new()
    {
        Key = "period",
        Name = "The period",
        From = today,
        To = today.PlusDays(365),
        PlannedOn = today,
        Vision = "Weeks that end well.",
        Reviews = [new() { Key = "regroup", Title = "Regroup", Series = new() { Start = today.PlusDays(28), Time = new(10, 0), Rule = new() { Frequency = Core.Timelines.Frequency.Monthly } }, Participants = ["everybody"] }],
    };

    private static ValueList<string> RolesIn(Library library) =>
        library.Blueprints.SelectMany(b => b.Steps).Select(s => s.Role)
            .Concat(library.Recipes.SelectMany(r => r.Steps).Select(s => s.Role))
            .Concat(library.Channels.Select(c => c.Role))
            .OfType<string>().Distinct(StringComparer.Ordinal).ToValueList();
}
