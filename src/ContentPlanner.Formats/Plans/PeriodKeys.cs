using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of a planning period: the five steps of the planning day, its take-aways, and when to regroup.</summary>
internal static class PeriodKeys
{
    public static readonly Noun<EnvironmentFactor> Factor = new Noun<EnvironmentFactor>("environment factor", "Something outside that matters.", new() { Key = "", Kind = FactorKind.Trend, Title = "" }) { Compact = true }
        .Named(PlanKinds.Factor)
        .Must("kind", Words.Choice<FactorKind>(), "What it is; pieces answer a client-need.", f => f.Kind, (f, v) => f with { Kind = v })
        .Must("title", Words.Title, "What it says.", f => f.Title, (f, v) => f with { Title = v })
        .May("impact", Words.Whole(-3, 3), "From -3, hurts a lot, to 3, helps a lot.", f => f.Impact, (f, v) => f with { Impact = v })
        .May("horizon", Words.Choice<Horizon>(), "this-year (if not said) or going-forward.", f => f.Horizon, (f, v) => f with { Horizon = v })
        .May("note", Words.Text, "More about it.", f => f.Note, (f, v) => f with { Note = v })
        .Kept()
        .Check((f, place) =>
        {
            if (f.Kind == FactorKind.ClientNeed && place.Has("kind")) place.Proof.Know(PlanKinds.Need, [f.Key]);
        });

    private static readonly Noun<Reading> Reading = new Noun<Reading>("reading", "What the measure said on a day.", new(default, 0)) { Compact = true }
        .Must("on", DayWords.Day, "The day.", r => r.On, (r, v) => r with { On = v })
        .Must("value", Words.Number, "The number.", r => r.Value, (r, v) => r with { Value = v })
        .May("note", Words.Text, "Why it is what it is.", r => r.Note, (r, v) => r with { Note = v });

    public static readonly Noun<Intention> Intention = new Noun<Intention>("intention", "What must be achieved, and how one would know.", new() { Key = "", Title = "" }) { Compact = true }
        .Named(PlanKinds.Intention)
        .Must("title", Words.Title, "What must be achieved.", i => i.Title, (i, v) => i with { Title = v })
        .May("measure", Words.Text, "What is counted: subscribers, seats sold.", i => i.Measure, (i, v) => i with { Measure = v })
        .May("start", Words.Number, "Where it stood at the beginning.", i => i.Start, (i, v) => i with { Start = v })
        .May("target", Words.Number, "Where it should be.", i => i.Target, (i, v) => i with { Target = v })
        .May("by", DayWords.Day, "By which day.", i => i.By, (i, v) => i with { By = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who sees to it.", i => i.Owner, (i, v) => i with { Owner = v })
        .May("readings", Words.ListOf(Reading), "What the measure said since.", i => i.Readings, (i, v) => i with { Readings = v })
        .Kept();

    public static readonly Noun<FocusArea> Focus = new Noun<FocusArea>("focus area", "Where the period's attention goes.", new() { Key = "", Name = "" })
        .Named(PlanKinds.Focus)
        .Must("name", Words.Title, "What people call it.", f => f.Name, (f, v) => f with { Name = v })
        .May("note", Words.Text, "More about it.", f => f.Note, (f, v) => f with { Note = v })
        .May("intentions", Words.ListOf(Intention), "What must be achieved in it.", f => f.Intentions, (f, v) => f with { Intentions = v })
        .Kept();

    public static readonly Noun<Player> Player = new Noun<Player>("player", "Who plays which role in the period.", new() { Key = "", Role = "" }) { Compact = true }
        .Named(PlanKinds.Player)
        .Must("role", Words.Role, "The role.", p => p.Role, (p, v) => p with { Role = v })
        .May("member", Words.Reference(PlanKinds.Member), "The member who plays it.", p => p.Member, (p, v) => p with { Member = v })
        .May("name", Words.Text, "Somebody outside who plays it.", p => p.Name, (p, v) => p with { Name = v })
        .May("responsibility", Words.Text, "What they answer for.", p => p.Responsibility, (p, v) => p with { Responsibility = v })
        .Kept()
        .Check((_, place) =>
        {
            if (!place.Given("member") && !place.Given("name")) place.Wrong("somebody plays a role: add 'member', or 'name' for somebody outside; a role nobody plays belongs under open-roles");
            if (place.Has("member") && place.Has("name")) place.Wrong("name", "a member has a name already: 'name' is for somebody outside");
        });

    public static readonly Noun<OpenRole> OpenRole = new Noun<OpenRole>("open role", "A player who is missing.", new() { Key = "", Role = "" }) { Compact = true }
        .Named(PlanKinds.OpenRole)
        .Must("role", Words.Role, "The role.", r => r.Role, (r, v) => r with { Role = v })
        .May("wanted-by", DayWords.Day, "By which day they are wanted.", r => r.WantedBy, (r, v) => r with { WantedBy = v })
        .May("how", Words.Text, "How they will be won.", r => r.How, (r, v) => r with { How = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who looks for them.", r => r.Owner, (r, v) => r with { Owner = v })
        .May("filled-on", DayWords.Day, "The day they were found.", r => r.FilledOn, (r, v) => r with { FilledOn = v })
        .Kept();

    public static readonly Noun<CommunicationStep> Communication = new Noun<CommunicationStep>("communication step", "How the team hears of vision and roles.", new() { Key = "", Title = "", On = default }) { Compact = true }
        .Named(PlanKinds.Communication)
        .Must("title", Words.Title, "What is told.", c => c.Title, (c, v) => c with { Title = v })
        .Must("on", DayWords.Day, "On which day.", c => c.On, (c, v) => c with { On = v })
        .May("audience", Words.Text, "To whom.", c => c.Audience, (c, v) => c with { Audience = v })
        .May("owner", Words.Reference(PlanKinds.Member), "By whom.", c => c.Owner, (c, v) => c with { Owner = v })
        .May("done-on", DayWords.Day, "The day it was done.", c => c.DoneOn, (c, v) => c with { DoneOn = v })
        .Kept();

    public static readonly Noun<ProjectMilestone> Milestone = new Noun<ProjectMilestone>("project milestone", "A dated step of a project.", new() { Key = "", Title = "" }) { Compact = true }
        .Must("key", Words.Key, "Its name in the project; decisions call it project/key.", m => m.Key, (m, v) => m with { Key = v })
        .Must("title", Words.Title, "What is reached.", m => m.Title, (m, v) => m with { Title = v })
        .May("on", DayWords.Day, "Its day. Either this or offset.", m => m.On, (m, v) => m with { On = v })
        .May("offset", SpanWords.Rule, "Counted from the project's deadline: deadline - 2w.", m => m.Offset, (m, v) => m with { Offset = v })
        .May("outcome", Words.Text, "What is there then.", m => m.Outcome, (m, v) => m with { Outcome = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who sees to it.", m => m.Owner, (m, v) => m with { Owner = v })
        .May("role", Words.Role, "The role that does it, when no owner is named.", m => m.Role, (m, v) => m with { Role = v })
        .May("critical", Words.Flag, "Whether the project fails without it.", m => m.Critical, (m, v) => m with { Critical = v })
        .Kept()
        .Check((m, place) =>
        {
            if (!place.Given("on") && !place.Given("offset")) place.Wrong("this milestone needs its day: 'on', or 'offset' from the deadline");
            if (place.Given("on") && place.Given("offset")) place.Wrong("offset", "either 'on' or 'offset', not both");
            if (place.Has("offset") && m.Offset!.Anchor != Deadline) place.Wrong("offset", $"a project has one anchor, '{Deadline}': write {Deadline} - 2w");
        });

    /// <summary>The one anchor of a project.</summary>
    private const string Deadline = "deadline";

    public static readonly Noun<Project> Project = new Noun<Project>("project", "A key project of the period.", new() { Key = "", Title = "" })
        .Named(PlanKinds.Project)
        .Must("title", Words.Title, "What it is called.", p => p.Title, (p, v) => p with { Title = v })
        .May("outcome", Words.Text, "What is there when it is done.", p => p.Outcome, (p, v) => p with { Outcome = v })
        .May("importance", Words.Choice<Level>(), "How much it matters.", p => p.Importance, (p, v) => p with { Importance = v })
        .May("effort", Words.Choice<Level>(), "How much it takes.", p => p.Effort, (p, v) => p with { Effort = v })
        .May("priority", Words.Whole(1, 1000), "1 is first.", p => p.Priority, (p, v) => p with { Priority = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who leads it.", p => p.Owner, (p, v) => p with { Owner = v })
        .May("intention", Words.Reference(PlanKinds.Intention), "The intention it serves.", p => p.Intention, (p, v) => p with { Intention = v })
        .May("deadline", DayWords.Day, "By which day.", p => p.Deadline, (p, v) => p with { Deadline = v })
        .May("milestones", Words.ListOf(Milestone), "Its dated steps.", p => p.Milestones, (p, v) => p with { Milestones = v })
        .Kept()
        .Check((p, place) =>
        {
            var lines = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var milestone in p.Milestones)
            {
                var at = place.Proof.PlaceOf(milestone);
                if (at.Has("key") && !lines.TryAdd(milestone.Key, at.Of("key").Line))
                    at.Wrong("key", $"the milestone '{milestone.Key}' stands here a second time, the first is in line {lines[milestone.Key]}: give each its own key");
                if (at.Has("offset") && !place.Given("deadline")) at.Wrong("offset", "the project has no deadline to count from: add one, or write 'on'");
            }
        });

    public static readonly Noun<TakeAway> TakeAway = new Noun<TakeAway>("take-away", "Who does what by when.", new() { Key = "", What = "" }) { Compact = true }
        .Named(PlanKinds.TakeAway)
        .Must("what", Words.Title, "What is done.", t => t.What, (t, v) => t with { What = v })
        .May("who", Words.Reference(PlanKinds.Member), "By whom.", t => t.Who, (t, v) => t with { Who = v })
        .May("by", DayWords.Day, "By which day.", t => t.By, (t, v) => t with { By = v })
        .May("closed-on", DayWords.Day, "The day it was closed.", t => t.ClosedOn, (t, v) => t with { ClosedOn = v })
        .May("outcome", Words.Text, "What came of it.", t => t.Outcome, (t, v) => t with { Outcome = v })
        .Kept();

    private static readonly Noun<HeldReview> Held = new Noun<HeldReview>("held review", "A review that took place.", new(default, default)) { Compact = true }
        .Must("day", DayWords.Day, "The day it was planned for.", h => h.Day, (h, v) => h with { Day = v })
        .Must("closed-on", DayWords.Day, "The day it was closed.", h => h.ClosedOn, (h, v) => h with { ClosedOn = v })
        .May("notes", Words.Text, "What people wrote down.", h => h.Notes, (h, v) => h with { Notes = v });

    public static readonly Noun<ReviewCadence> Review = new Noun<ReviewCadence>("review", "A recurring look back and forward: “regroup in a month”.",
        new() { Key = "", Title = "", Series = new() { Start = default, Rule = new() { Frequency = Frequency.Daily } } })
        .Named(PlanKinds.Review)
        .Must("title", Words.Title, "What it is called.", r => r.Title, (r, v) => r with { Title = v })
        .With(SeriesKeys.Series, r => r.Series, (r, series) => r with { Series = series })
        .May("participants", Words.ListOf(Words.Reference(PlanKinds.Member)), "Who takes part.", r => r.Participants, (r, v) => r with { Participants = v })
        .May("held", Words.ListOf(Held), "Reviews that took place.", r => r.Held, (r, v) => r with { Held = v })
        .Kept();

    public static readonly Noun<Plan> Period = new Noun<Plan>("period", "The strategy of one planning period.", new() { Key = "", Name = "", From = default, To = default })
        .Named(PlanKinds.Period)
        .Must("name", Words.Title, "What people call it.", p => p.Name, (p, v) => p with { Name = v })
        .Must("from", DayWords.Day, "Its first day.", p => p.From, (p, v) => p with { From = v })
        .Must("to", DayWords.Day, "Its last day.", p => p.To, (p, v) => p with { To = v })
        .May("planned-on", DayWords.Day, "The planning day itself.", p => p.PlannedOn, (p, v) => p with { PlannedOn = v })
        .May("environment", Words.ListOf(Factor), "What is outside: others' offers, clients' needs, trends, risks.", p => p.Environment, (p, v) => p with { Environment = v })
        .May("vision", Words.Text, "Short, simple, inspiring.", p => p.Vision, (p, v) => p with { Vision = v })
        .May("focus", Words.ListOf(Focus), "Key focus areas and their intentions.", p => p.Focus, (p, v) => p with { Focus = v })
        .May("players", Words.ListOf(Player), "Who plays which role.", p => p.Players, (p, v) => p with { Players = v })
        .May("open-roles", Words.ListOf(OpenRole), "Who is missing, and how they will be won.", p => p.OpenRoles, (p, v) => p with { OpenRoles = v })
        .May("communication", Words.ListOf(Communication), "How the team hears of vision and roles.", p => p.Communication, (p, v) => p with { Communication = v })
        .May("projects", Words.ListOf(Project), "Key projects with their priorities.", p => p.Projects, (p, v) => p with { Projects = v })
        .May("take-aways", Words.ListOf(TakeAway), "Who does what by when.", p => p.TakeAways, (p, v) => p with { TakeAways = v })
        .May("reviews", Words.ListOf(Review), "When to regroup.", p => p.Reviews, (p, v) => p with { Reviews = v })
        .Kept()
        .Check((p, place) =>
        {
            if (place.Has("from") && place.Has("to") && p.To < p.From) place.Wrong("to", $"the period ends before it starts on {DayWords.Print(p.From)}");
        });
}
