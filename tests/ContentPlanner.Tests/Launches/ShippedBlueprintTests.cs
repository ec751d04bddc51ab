using System.Globalization;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Blueprints;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Tests.Launches;

public class ShippedBlueprintTests
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("yyyy-MM-dd ddd");

    private static readonly Library Library = new() { Blueprints = Sample.Blueprints };

    public static TheoryData<string> Files => [.. Directory.GetFiles(Sources.Folder("templates/blueprints"), "*.yaml").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Is_read_without_a_problem_and_named_as_it_says(string file)
    {
        var reading = BlueprintFile.Read(file, File.ReadAllText(Sources.Folder("templates/blueprints/" + file)));

        Assert.Empty(reading.Problems);
        Assert.Equal(file, FormattableString.Invariant($"{reading.Value!.Key}@{reading.Value.Version}.yaml"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_step_says_who_when_how_long_and_how_one_knows_it_is_done(string file)
    {
        string[] roles = ["author", "facilitator", "strategist", "assistant", "editor", "designer", "marketer", "tech"];

        Assert.All(Blueprint(file).Steps, step =>
        {
            Assert.Contains(step.Role, roles);
            Assert.InRange(step.EffortMinutes ?? 0, 15, 30 * 60);
            Assert.EndsWith(".", step.Note, StringComparison.Ordinal);
            Assert.NotNull(step.Phase);
            Assert.False(step.Title.EndsWith('.'));
        });
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_rule_of_the_world_says_where_it_comes_from(string file)
    {
        var blueprint = Blueprint(file);
        var rules = blueprint.Steps.SelectMany(s => s.Constraints).Concat(blueprint.Anchors.SelectMany(a => a.Constraints));

        Assert.All(rules.Where(r => r.Kind != ConstraintKind.Frozen), r => Assert.True(r is { Source: not null, CheckedOn: not null }));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Planned_in_peace_it_breaks_no_rule_of_its_own(string file)
    {
        var blueprint = Blueprint(file);
        var launch = new Launch
        {
            Key = "it",
            Title = "It",
            Blueprint = blueprint.Key,
            Anchors = [new(blueprint.MainAnchor, new(2028, 6, 14))],
            Owner = "coach",
            Sessions = blueprint.SessionsFrom is null ? null : new() { Count = 8, Time = new(18, 30) },
        };

        var schedule = Schedule.Of(Sample.SteadyGround with { Launches = [launch] }, Library, _ => new(), Sample.Today);

        Assert.Empty(schedule.Findings);
        Assert.True(schedule.Milestones.Count >= blueprint.Steps.Count);
    }

    [Fact]
    public void The_book_stands_as_it_should_for_half_a_year() => Golden.Matches("Launches/the-book.txt", Lines(Sample.TheBook));

    [Fact]
    public void The_winter_circle_stands_as_it_should_from_the_first_idea_to_the_review() => Golden.Matches("Launches/winter-circle.txt", Lines(Sample.WinterCircle));

    private static Blueprint Blueprint(string file) => BlueprintFile.Read(file, File.ReadAllText(Sources.Folder("templates/blueprints/" + file))).Value!;

    private sealed record Line(LocalDate Day, LocalTime? Time, int Kind, string Text);

    private static string Lines(Launch launch)
    {
        var schedule = Schedule.Of(Sample.SteadyGround with { Launches = [launch] }, Library, _ => new(), Sample.Today).Launch(launch.Key)!;
        var lines = schedule.Anchors.Select(a => new Line(a.Day, a.Time, 0, $"anchor     {a.Title} ({a.Reason})"))
            .Concat(schedule.Milestones.Select(m => new Line(m.Day, m.Time, 1, $"{m.Owner,-10} {m.Title} ({m.Reason.Replace($" · {m.Title}", "", StringComparison.Ordinal)}{(m.Critical ? "; critical" : "")})")))
            .Concat((schedule.Sessions?.Sessions ?? []).Select(s => new Line(s.Day, s.When.Start.TimeOfDay, 2, $"{s.Owner,-10} {s.Title}{(s.IsMoved ? " (moved)" : "")}")))
            .Concat(schedule.Marks.Select(m => new Line(m.Day, null, 3, $"countdown  {m.Label}: {string.Join(", ", m.Definition.Posts.Select(p => p.Channel).DefaultIfEmpty("mail only"))}")))
            .OrderBy(l => l.Day).ThenBy(l => l.Time ?? LocalTime.MinValue).ThenBy(l => l.Kind).ThenBy(l => l.Text, StringComparer.Ordinal);
        var text = new StringBuilder();
        foreach (var (day, time, _, line) in lines)
            text.Append(CultureInfo.InvariantCulture, $"{Day.Format(day)} {(time is { } t ? t.ToString("HH:mm", CultureInfo.InvariantCulture) : ""),-5}  {line}\n");
        return text.ToString();
    }
}
