using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Blueprints;
using NodaTime;
using Offset = ContentPlanner.Core.Launches.Offset;

namespace ContentPlanner.Tests.Blueprints;

public class BlueprintFileTests
{
    private const string Workshop = """
        blueprint: workshop
        version: 1
        title: Workshop
        kind: Event
        main-anchor: day
        runway: {from: -3w, to: +2d}
        anchors:
          day: {title: The day, time: 10:00}
          doors: {title: Registration opens, offset: day - 30d, constraints: [{not-before: day - 60d, why: The room is not booked earlier}]}
          close: {title: Registration closes, offset: doors + 3w}
        milestones:
          - {key: room, title: Book the room, offset: doors - 2w, role: assistant, effort: 2h, critical: true, phase: Before}
          - key: slides
            title: Finish the slides
            offset: day - 5wd
            time: 16:00
            duration: 1h
            roll: none
            constraints:
              - {max-slip-once: 3, why: The designer waits, source: mail, checked-on: 2026-11-01}
              - {frozen: true, why: Announced}
        countdown:
          anchor: day
          marks:
            - {days: 7, template: event, posts: [{channel: linkedin, template: countdown.md, role: assistant, effort: 20m}]}
            - {days: 0, template: event}
        """;

    [Fact]
    public void A_blueprint_is_read_whole()
    {
        var blueprint = Sound(Workshop);
        Assert.Equal(("workshop", 1, "day"), (blueprint.Key, blueprint.Version, blueprint.MainAnchor));
        Assert.Equal((new Offset(-3, OffsetUnit.Weeks), new Offset(2, OffsetUnit.Days)), (blueprint.RunwayFrom, blueprint.RunwayTo));
        Assert.Equal(["day", "doors", "close"], blueprint.Anchors.Select(a => a.Name));
        Assert.Equal(new LocalTime(10, 0), blueprint.Anchors[0].Time);
        Assert.Equal(new OffsetRule("doors", new(3, OffsetUnit.Weeks)), blueprint.Anchors[2].Offset);
        Assert.Equal(new BlueprintStep { Key = "room", Title = "Book the room", Offset = new("doors", new(-2, OffsetUnit.Weeks)), Role = "assistant", EffortMinutes = 120, Critical = true, Phase = "Before" }, blueprint.Steps[0]);
        Assert.Equal((Roll.None, 60, new OffsetRule("day", new(-5, OffsetUnit.WorkingDays))), (blueprint.Steps[1].Roll, blueprint.Steps[1].DurationMinutes, blueprint.Steps[1].Offset));
        Assert.Equal([ConstraintKind.MaxSlipOnce, ConstraintKind.Frozen], blueprint.Steps[1].Constraints.Select(c => c.Kind));
        Assert.Equal(new LocalDate(2026, 11, 1), blueprint.Steps[1].Constraints[0].CheckedOn);
        Assert.Equal(["T-7", "T-0"], blueprint.Countdown!.Marks.Select(m => m.Label));
        Assert.Equal(new MarkPost("linkedin", "countdown.md", "assistant", 20), blueprint.Countdown.Marks[0].Posts[0]);
    }

    [Theory]
    [InlineData("main-anchor: day", "main-anchor: dya", "dya", "there is no anchor 'dya'; did you mean 'day'?")]
    [InlineData("offset: doors + 3w", "offset: dors + 3w", "dors + 3w", "there is no anchor 'dors'; did you mean 'doors'?")]
    [InlineData("offset: day - 30d,", "offset: close - 3w,", "close - 3w", "anchors hang on each other in a circle: doors → close → doors; give one of them a day of its own")]
    [InlineData("not-before: day - 60d", "not-before: week - 60d", "week - 60d", "there is no anchor 'week'; known: day, doors, close")]
    [InlineData("key: slides", "key: room", "room\n", "the step 'room' stands here a second time, the first is in line 12: give each its own key")]
    [InlineData("  anchor: day\n", "  anchor: night\n", "night", "there is no anchor 'night'; known: day, doors, close")]
    [InlineData("{days: 0", "{days: 7", "7, template: event}", "T-7 stands here a second time: keep one mark a day")]
    [InlineData("critical: true", "critcal: true", "critcal", "a step has no key 'critcal'; did you mean 'critical'?")]
    [InlineData("version: 1", "version: one", "one", "'one' is not a whole number from 1 to 9999")]
    [InlineData("kind: Event\n", "", "blueprint: workshop", "this blueprint needs 'kind': text")]
    [InlineData("{frozen: true, why", "{why", "{why: Announced", "a constraint says one of not-before, not-after, max-slip-once or frozen")]
    [InlineData("time: 16:00", "time: 16:00\n    each-session: true", "true\n    duration", "there are no sessions to repeat this for")]
    [InlineData("title: Workshop\n", "title: Workshop\ntitle: Again\n", "title: Again", "'title' stands here a second time, the first is in line 3: keep one")]
    public void A_mistake_is_named_with_its_place(string right, string wrong, string at, string message)
    {
        var (text, problem) = Spoilt.Text("workshop@1.yaml", Workshop, right, wrong, at, message);
        var reading = BlueprintFile.Read("workshop@1.yaml", text);
        Assert.Null(reading.Value);
        Assert.Equal(problem, Assert.Single(reading.Problems));
    }

    [Fact]
    public void All_mistakes_are_told_in_one_go()
    {
        var text = Workshop.Replace("version: 1", "version: 0", StringComparison.Ordinal).Replace("roll: none", "roll: nxt", StringComparison.Ordinal).Replace("effort: 20m", "effort: 20", StringComparison.Ordinal);
        Assert.Equal(3, BlueprintFile.Read("b.yaml", text).Problems.Count);
    }

    private static Blueprint Sound(string text)
    {
        var reading = BlueprintFile.Read("workshop@1.yaml", text);
        Assert.Empty(reading.Problems);
        return reading.Value!;
    }
}
