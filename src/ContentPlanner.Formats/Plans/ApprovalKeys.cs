using ContentPlanner.Core.Approvals;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Formats.Plans;

/// <summary>The keys of approvals.</summary>
internal static class ApprovalKeys
{
    public static readonly Noun<Approval> Approval = new Noun<Approval>("approval", "What somebody was asked to approve, and what they said.", new() { Key = "", Version = "", From = "", AskedOn = default }) { Compact = true }
        .Named(PlanKinds.Approval)
        .May("piece", Words.Key, "The piece it is about, by its key.", a => a.Piece, (a, v) => a with { Piece = v })
        .May("task", Words.Path, "The content task it is about: piece/step/channel/cycle, as the task names itself.", a => a.Task, (a, v) => a with { Task = v })
        .Must("version", Words.Text, "Fingerprint of the text they were asked about; another one now means it is outdated.", a => a.Version, (a, v) => a with { Version = v })
        .Must("from", Words.Title, "Who is asked.", a => a.From, (a, v) => a with { From = v })
        .May("email", Words.Email, "Their e-mail address.", a => a.Email, (a, v) => a with { Email = v })
        .May("asked-by", Words.Reference(PlanKinds.Member), "Who asked, and hears the answer; the strategist if not said.", a => a.AskedBy, (a, v) => a with { AskedBy = v })
        .Must("asked-on", DayWords.Day, "When they were asked.", a => a.AskedOn, (a, v) => a with { AskedOn = v })
        .May("status", Words.Choice<ApprovalStatus>(), "What they said; requested if nothing yet.", a => a.Status, (a, v) => a with { Status = v })
        .May("answered-on", DayWords.Day, "When they said it.", a => a.AnsweredOn, (a, v) => a with { AnsweredOn = v })
        .May("comment", Words.Text, "What they said to it.", a => a.Comment, (a, v) => a with { Comment = v })
        .Kept()
        .Check((a, place) =>
        {
            if ((a.Piece is null) == (a.Task is null)) place.Wrong(place.Has("task") ? "task" : "key", "an approval is about one piece or one task: say piece or task");
        });
}
