using System.Globalization;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Core.Timelines;

/// <summary>What the planning day agreed on: take-aways, roles to fill, telling the team, deadlines, intentions, and when to regroup.</summary>
internal static class PlanLines
{
    public static IEnumerable<Entry> Of(Frame frame) => frame.Workspace.Periods.SelectMany(period => Of(frame, period));

    public static IEnumerable<Entry> Of(Frame frame, Plan period)
    {
        foreach (var review in period.Reviews)
            if (Review(frame, review) is { } line) yield return line;
        foreach (var line in Dated(frame, period))
            if (line.When.Overlaps(frame.Window)) yield return line;
    }

    private static IEnumerable<Entry> Dated(Frame frame, Plan period) =>
        period.TakeAways.Where(t => t.By is not null).Select(t => TakeAway(frame, t, t.By!.Value))
            .Concat(period.OpenRoles.Where(r => r.WantedBy is not null).Select(r => Role(frame, r, r.WantedBy!.Value)))
            .Concat(period.Communication.Select(step => Communication(frame, step)))
            .Concat(period.Projects.Where(p => p.Deadline is not null).Select(p => Deadline(frame, p, p.Deadline!.Value)))
            .Concat(period.Focus.SelectMany(f => f.Intentions.Where(i => i.By is not null).Select(i => Intention(frame, f, i, i.By!.Value))));

    private static Entry TakeAway(Frame frame, TakeAway take, LocalDate by) => Line(frame, take, by, take.ClosedOn) with
    {
        Title = $"Take-away: {take.What}",
        Owner = take.Who,
        Reason = "Agreed on the planning day",
        Description = Wording.Lines(take.What, Wording.Labelled("Outcome", take.Outcome)),
    };

    private static Entry Role(Frame frame, OpenRole role, LocalDate by) => Line(frame, role, by, role.FilledOn) with
    {
        Title = $"Role to fill: {Spelling.Spelled(role.Role)}",
        Owner = role.Owner,
        Reason = "Wanted by this day",
        Description = Wording.Lines(Wording.Labelled("How", role.How)),
    };

    private static Entry Communication(Frame frame, CommunicationStep step) => Line(frame, step, step.On, step.DoneOn) with
    {
        Title = step.Title,
        Owner = step.Owner,
        Reason = "Vision and roles, told to the team",
        Description = Wording.Lines(Wording.Labelled("For", step.Audience)),
    };

    private static Entry Deadline(Frame frame, Project project, LocalDate deadline) => Line(frame, project, deadline, closedOn: null) with
    {
        Title = $"{project.Title}: deadline",
        Owner = project.Owner,
        Reason = "Deadline of the project",
        Description = Wording.Lines(Wording.Labelled("Outcome", project.Outcome)),
        Critical = project.Importance == Level.High,
    };

    private static Entry Intention(Frame frame, FocusArea focus, Intention intention, LocalDate by) => Line(frame, intention, by, closedOn: null) with
    {
        Title = $"Intention: {intention.Title}",
        Owner = intention.Owner,
        Reason = "To be achieved by this day",
        Description = Wording.Lines(
            intention.Target is { } target ? Wording.Labelled("Target", string.Create(CultureInfo.InvariantCulture, $"{target:0.##} {intention.Measure}").TrimEnd()) : null,
            Wording.Labelled("Focus", focus.Name)),
    };

    /// <summary>What all of them share; each says the rest.</summary>
    private static Entry Line(Frame frame, PlanItem item, LocalDate day, LocalDate? closedOn) => frame.Stamped(new()
    {
        Uid = frame.Uid(item, Facet.Due),
        Type = Identity.TypeOf(item),
        Key = item.Key,
        Facet = Facet.Due,
        When = new When.AllDay(day),
        Title = item.Key,
        Category = Categories.Plan,
        Status = closedOn is null ? EntryStatus.Confirmed : EntryStatus.Done,
        State = closedOn is null ? "open" : "done",
        ClosedOn = closedOn,
    }, item);

    private static Entry? Review(Frame frame, ReviewCadence review)
    {
        if (RecurringLine.Of(review.Series, frame) is not { } line) return null;
        return frame.Stamped(new()
        {
            Uid = frame.Uid(review, Facet.Review),
            Type = "review",
            Key = review.Key,
            Facet = Facet.Review,
            When = line.First,
            Rule = line.Rule,
            Skipped = line.Skipped,
            Variations = line.Variations,
            Title = review.Title,
            Category = Categories.Plan,
            Status = EntryStatus.Confirmed,
            State = "planned",
            Owner = review.Participants.Count > 0 ? review.Participants[0] : null,
            Reason = $"Review · {review.Series.Rule.InWords(review.Series.Start)}",
            Description = "Look at what happened since the last time, what is open, and what comes next.",
        }, review);
    }
}
