using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>The weekly digest as a mail: templates/digests/weekly.html and weekly.txt.</summary>
public static class DigestMail
{
    /// <param name="locale">The workspace's, BCP 47.</param>
    /// <param name="links">What the reader can do from the mail; null: nothing, as in a file.</param>
    public static MailRendering Render(Digest digest, string locale, TemplateSet templates, MailLinks? links = null) =>
        Mail.Render(templates, "digests/weekly", locale, Values(digest, locale, links ?? MailLinks.None));

    /// <summary>What a template hears of a digest, alone or as a client's part of the digest of all clients.</summary>
    internal static Dictionary<string, object?> Values(Digest digest, string locale, MailLinks links) => Said.Page(
        locale,
        digest.Workspace,
        ("person", Said.Named(("name", digest.Reader.Member.Name), ("zone", digest.Reader.Zone.Id))),
        ("week", Said.Named(("number", digest.Week.Number), ("year", digest.Week.Year))),
        ("from", digest.Days.Start),
        ("to", digest.Days.End),
        ("weekday", digest.Subscription.Weekday.ToString()),
        ("time", digest.Subscription.Time),
        ("empty", digest.IsEmpty),
        ("sections", Said.Of(digest.Sections, s => Said.Word(s))),
        ("picks", Said.Of(digest.Picks, p => Of(digest.Reader, p, links))),
        ("pick_minutes", digest.Picks.Sum(p => p.Task.EffortMinutes)),
        ("late_count", digest.LateCount),
        ("due_count", digest.DueCount),
        ("late", Said.Of(digest.Late, d => Said.Of(d, links))),
        ("due", Said.Of(digest.Due, d => Said.Of(d, links))),
        ("launches", Said.Of(digest.Launches, Said.Of)),
        ("calendar", Said.Of(digest.Calendar.Shown, Of)),
        ("gaps", Said.Of(digest.Gaps, Said.Of)),
        ("take_aways", Said.Of(digest.TakeAways, Said.Of)),
        ("stale", Said.Of(digest.Stale, Of)),
        ("approvals", Said.Of(digest.Approvals, Of)),
        ("unsubscribe", links.Unsubscribe));

    private static Dictionary<string, object?> Of(Reader reader, Pick pick, MailLinks links) => Said.Named(
        ("what", pick.What),
        ("channel", pick.Channel),
        ("source", pick.Source),
        ("source_url", Said.Link(pick.SourceUrl)),
        // Only what somebody promised has a day; a proposal may be done whenever it suits.
        ("day", pick.IsPromised ? pick.Task.Due : null),
        ("days_late", pick.IsPromised ? reader.DaysLate(pick.Task.Due) : 0),
        ("minutes", pick.Task.EffortMinutes),
        ("proposed", pick.Task.Status == ContentTaskStatus.Proposed),
        ("instruction", pick.Task.Instruction),
        ("links", ActionLinks.Said(links.Task(pick.Task.Key))),
        ("reasons", Said.Of(pick.Reasons, r => Said.Named(("kind", Said.Word(r.Kind)), ("name", r.Name), ("number", r.Number), ("day", r.Day)))));

    private static Dictionary<string, object?> Of(CalendarDay day) => Said.Named(
        ("day", day.Day),
        ("lines", Said.Of(day.Lines, l => Said.Named(("title", l.Title), ("time", l.Time), ("until", l.Until), ("tentative", l.IsTentative), ("url", Said.Link(l.Url))))));

    private static Dictionary<string, object?> Of(ApprovalLine line) => Said.Named(
        ("title", line.Title), ("from", line.From), ("asked_on", line.AskedOn), ("days", line.Days), ("changes", line.ChangesAsked), ("comment", line.Comment));

    private static Dictionary<string, object?> Of(StillTrue stale) => Said.Named(
        ("title", stale.Title), ("url", Said.Link(stale.Url)), ("since", stale.Since), ("age", stale.Age), ("owner", stale.Owner));
}
