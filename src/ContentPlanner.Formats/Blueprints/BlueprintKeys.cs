using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Blueprints;

/// <summary>The keys of a blueprint file.</summary>
internal static class BlueprintKeys
{
    public static readonly Noun<Constraint> Constraint = new Noun<Constraint>("constraint", "A rule the world imposes on a date: a retailer's, a printer's, a promise's.",
        new() { Kind = ConstraintKind.NotBefore, Why = "" }) { Compact = true }
        .May("not-before", SpanWords.Rule, "Not before this day.", c => c.Kind == ConstraintKind.NotBefore ? c.Bound : null, (c, v) => c with { Kind = ConstraintKind.NotBefore, Bound = v })
        .May("not-after", SpanWords.Rule, "Not after this day.", c => c.Kind == ConstraintKind.NotAfter ? c.Bound : null, (c, v) => c with { Kind = ConstraintKind.NotAfter, Bound = v })
        .May("max-slip-once", Words.Whole(0, 3660), "May move later once, by at most so many days from the day first announced.", c => c.Days, (c, v) => c with { Kind = ConstraintKind.MaxSlipOnce, Days = v })
        .May("frozen", Words.Flag, "Must not move once the launch is frozen: somebody has enrolled.", c => c.Kind == ConstraintKind.Frozen, (c, v) => v ? c with { Kind = ConstraintKind.Frozen } : c)
        .Must("why", Words.Title, "The reason, shown when a plan breaks the rule.", c => c.Why, (c, v) => c with { Why = v })
        .May("source", Words.Text, "Where the rule is written.", c => c.Source, (c, v) => c with { Source = v })
        .May("checked-on", DayWords.Day, "The day somebody last looked there.", c => c.CheckedOn, (c, v) => c with { CheckedOn = v })
        .Check((c, place) =>
        {
            var rules = new[] { "not-before", "not-after", "max-slip-once", "frozen" }.Where(place.Has).ToArray();
            if (rules.Length == 0) place.Wrong("a constraint says one of not-before, not-after, max-slip-once or frozen");
            else if (rules.Length > 1) place.Wrong(rules[1], $"a constraint says one thing only: {rules[0]} or {rules[1]}, and two constraints say both");
        });

    public static readonly ListOf<Constraint> Constraints = Words.ListOf(Constraint);

    public static readonly Noun<AnchorDefinition> Anchor = new Noun<AnchorDefinition>("anchor", "A named date of the launch that steps are counted from.",
        new() { Name = "", Title = "" }) { Compact = true }
        .Must("title", Words.Title, "What it is called.", a => a.Title, (a, v) => a with { Title = v })
        .May("offset", SpanWords.Rule, "The day it has unless the launch gives it one: counted from another anchor.", a => a.Offset, (a, v) => a with { Offset = v })
        .May("session", Words.Choice<SessionAnchor>(), "The day of this session of the group.", a => a.Session, (a, v) => a with { Session = v })
        .May("time", DayWords.Time, "Time of day, for what happens at a moment.", a => a.Time, (a, v) => a with { Time = v })
        .May("constraints", Constraints, "Rules its day must keep.", a => a.Constraints, (a, v) => a with { Constraints = v })
        .May("shown", Words.Flag, "Whether it is an entry of the calendar; false where a step stands for it.", a => a.Shown, (a, v) => a with { Shown = v });

    /// <summary>A step of a blueprint, or one that a launch adds to its blueprint's.</summary>
    public static readonly Noun<BlueprintStep> Step = new Noun<BlueprintStep>("step", "Something to be done by a day that is counted from an anchor.",
        new() { Key = "", Title = "", Offset = new("", Offset.Zero) }) { Compact = true }
        .Must("key", Words.Key, "Its name among the steps; decisions and overrides refer to it.", s => s.Key, (s, v) => s with { Key = v })
        .Must("title", Words.Title, "What is done.", s => s.Title, (s, v) => s with { Title = v })
        .Must("offset", SpanWords.Rule, "Its day, counted from an anchor.", s => s.Offset, (s, v) => s with { Offset = v })
        .May("time", DayWords.Time, "Time of day; without it the whole day.", s => s.Time, (s, v) => s with { Time = v })
        .May("duration", SpanWords.Minutes, "How long it lasts when it has a time; 30m if not said.", s => s.DurationMinutes, (s, v) => s with { DurationMinutes = v })
        .May("roll", Words.Choice<Roll>(), "Where it goes when the day is not a working day: previous (if not said), next, or none to let it stay.", s => s.Roll, (s, v) => s with { Roll = v })
        .May("role", Words.Role, "The role that does it.", s => s.Role, (s, v) => s with { Role = v })
        .May("phase", Words.Text, "The heading it is listed under.", s => s.Phase, (s, v) => s with { Phase = v })
        .May("critical", Words.Flag, "Whether the launch fails without it.", s => s.Critical, (s, v) => s with { Critical = v })
        .May("effort", SpanWords.Minutes, "The work it takes, for the week's load.", s => s.EffortMinutes, (s, v) => s with { EffortMinutes = v })
        .May("note", Words.Text, "What to do, and how one knows that it is done.", s => s.Note, (s, v) => s with { Note = v })
        .May("each-session", Words.Flag, "Once for every session, counted from the anchor session.", s => s.EachSession, (s, v) => s with { EachSession = v })
        .May("constraints", Constraints, "Rules its day must keep.", s => s.Constraints, (s, v) => s with { Constraints = v });

    private static readonly Noun<MarkPost> Post = new Noun<MarkPost>("countdown post", "A post that is prepared for a mark.", new("", "")) { Compact = true }
        .Must("channel", Words.Reference(LibraryKinds.Channel), "Where it goes out.", p => p.Channel, (p, v) => p with { Channel = v })
        .Must("template", Words.Title, "The file in templates/tasks that writes its draft.", p => p.Template, (p, v) => p with { Template = v })
        .May("role", Words.Role, "The role that posts it.", p => p.Role, (p, v) => p with { Role = v })
        .May("effort", SpanWords.Minutes, "The work it takes.", p => p.EffortMinutes, (p, v) => p with { EffortMinutes = v });

    private static readonly Noun<CountdownMark> Mark = new Noun<CountdownMark>("countdown mark", "A day on which the countdown speaks.",
        new() { DaysBefore = 0, Template = "" }) { Compact = true }
        .Must("days", Words.Whole(0, 366), "Days before the anchor; 0 is the day itself.", m => m.DaysBefore, (m, v) => m with { DaysBefore = v })
        .Must("template", Words.Title, "The mail's text in templates/countdowns, without its ending.", m => m.Template, (m, v) => m with { Template = v })
        .May("posts", Words.ListOf(Post), "What is prepared to be posted that day.", m => m.Posts, (m, v) => m with { Posts = v });

    private static readonly Noun<CountdownPlan> Countdown = new Noun<CountdownPlan>("countdown", "Mails and posts on the days before an anchor.", new() { Anchor = "" })
        .Must("anchor", Words.Key, "The anchor it counts down to.", c => c.Anchor, (c, v) => c with { Anchor = v })
        .May("marks", Words.ListOf(Mark), "The days, the farthest first.", c => c.Marks, (c, v) => c with { Marks = v });

    private static readonly Noun<Blueprint> Runway = new Noun<Blueprint>("runway", "The weeks in which the launch takes people's attention.", Blank) { Compact = true }
        .May("from", SpanWords.Offset, "Its start, counted from the main anchor; -42d if not said.", b => b.RunwayFrom, (b, v) => b with { RunwayFrom = v })
        .May("to", SpanWords.Offset, "Its end, counted from the main anchor; +7d if not said.", b => b.RunwayTo, (b, v) => b with { RunwayTo = v });

    public static readonly Noun<Blueprint> Blueprint = new Noun<Blueprint>("blueprint", "How a launch of one kind is planned backward from its day.", Blank)
        .Must("blueprint", Words.Key, "Its key; the file is called key@version.yaml.", b => b.Key, (b, v) => b with { Key = v })
        .Must("version", Words.Whole(1, 9999), "Grows with every change; launches that run keep theirs.", b => b.Version, (b, v) => b with { Version = v })
        .Must("title", Words.Title, "What it is called.", b => b.Title, (b, v) => b with { Title = v })
        .Must("kind", Words.Title, "What a launch of it is called: Book, Coaching group, Campaign.", b => b.Kind, (b, v) => b with { Kind = v })
        .Must("main-anchor", Words.Key, "The anchor that is the launch's own day, “T”.", b => b.MainAnchor, (b, v) => b with { MainAnchor = v })
        .May("runway", Runway, "The weeks in which the launch takes people's attention.", b => Blank with { RunwayFrom = b.RunwayFrom, RunwayTo = b.RunwayTo }, (b, v) => b with { RunwayFrom = v.RunwayFrom, RunwayTo = v.RunwayTo })
        .Must("anchors", new Entries<AnchorDefinition, AnchorDefinition>("anchors by name", Words.Key, Anchor, (name, a) => a with { Name = name }, a => (a.Name, a)),
            "The named dates that steps are counted from.", b => b.Anchors, (b, v) => b with { Anchors = v })
        .May("sessions-from", Words.Key, "The launch has sessions, and the first is on this anchor.", b => b.SessionsFrom, (b, v) => b with { SessionsFrom = v })
        .May("milestones", Words.ListOf(Step), "What is done by when.", b => b.Steps, (b, v) => b with { Steps = v })
        .May("countdown", Countdown, "Mails and posts on the days before an anchor.", b => b.Countdown, (b, v) => b with { Countdown = v });

    private static Blueprint Blank => new() { Key = "", Version = 1, Title = "", Kind = "", MainAnchor = "" };
}
