using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of what people decided about derived things.</summary>
internal static class DecisionKeys
{
    public static readonly Noun<MilestoneDecision> Milestone = new Noun<MilestoneDecision>("milestone decision", "What a person decided about a milestone; everything else stays derived.", new() { Key = "" }) { Compact = true }
        .Named(PlanKinds.Milestone, Words.Path, "What it is about: launch/step, or project/milestone.")
        .May("status", Words.Choice<MilestoneStatus>(), "How far it is.", d => d.Status, (d, v) => d with { Status = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who does it.", d => d.Owner, (d, v) => d with { Owner = v })
        .May("link", Words.Choice<Link>(), "linked follows its anchor, pinned keeps the day a person set, detached is no longer related.", d => d.Link, (d, v) => d with { Link = v })
        .May("day", DayWords.Day, "The day a person set, or the day it stood on when it was closed.", d => d.Day, (d, v) => d with { Day = v })
        .May("closed-on", DayWords.Day, "The day it was done, skipped or cancelled.", d => d.ClosedOn, (d, v) => d with { ClosedOn = v })
        .May("override-reason", Words.Text, "Why a rule is broken on purpose.", d => d.OverrideReason, (d, v) => d with { OverrideReason = v })
        .May("note", Words.Text, "More about it.", d => d.Note, (d, v) => d with { Note = v })
        .Kept()
        .Check((d, place) =>
        {
            if (d.Link is Link.Pinned or Link.Detached && place.Has("link") && !place.Given("day")) place.Wrong("link", $"what is {Words.Kebab(d.Link.Value.ToString())} has a day of its own: add day");
        });

    public static readonly Noun<TaskDecision> Task = new Noun<TaskDecision>("task decision", "What a person decided about a content task.", new() { Key = "" }) { Compact = true }
        .Named(PlanKinds.Task, Words.Path, "What it is about: piece/step/channel/cycle, as the task names itself.")
        .May("status", Words.Choice<ContentTaskStatus>(), "How far it is.", d => d.Status, (d, v) => d with { Status = v })
        .May("owner", Words.Reference(PlanKinds.Member), "Who does it.", d => d.Owner, (d, v) => d with { Owner = v })
        .May("day", DayWords.Day, "The day a person set.", d => d.Day, (d, v) => d with { Day = v })
        .May("snoozed-until", DayWords.Day, "Not to be shown before this day.", d => d.SnoozedUntil, (d, v) => d with { SnoozedUntil = v })
        .May("closed-on", DayWords.Day, "The day it was done, skipped or cancelled.", d => d.ClosedOn, (d, v) => d with { ClosedOn = v })
        .May("draft", Words.Text, "The draft as a person edited it.", d => d.Draft, (d, v) => d with { Draft = v })
        .May("draft-source", Words.Text, "Fingerprint of the source the edited draft was made from.", d => d.DraftSource, (d, v) => d with { DraftSource = v })
        .May("url", Words.Url, "Where it went out.", d => d.Url, (d, v) => d with { Url = v })
        .May("note", Words.Text, "More about it.", d => d.Note, (d, v) => d with { Note = v })
        .Kept();
}
