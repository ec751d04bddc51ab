using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Digests;

/// <summary>A draft longer than its channel takes; reported, never cut.</summary>
/// <param name="Task">Title of the task.</param>
/// <param name="Channel">Name of the channel.</param>
public sealed record LongDraft(string Task, string Channel, int Length, int Limit);

/// <summary>How the plan stands, as Markdown: templates/report/report.md. What people wrote is escaped: a title with a bar does not break a table.</summary>
public static class ReportText
{
    /// <summary>More late pieces or tasks than this are counted.</summary>
    private const int MostLate = 6;

    /// <summary>Nobody reads more lines of one list, and templates may not walk a list without end; the rest is counted.</summary>
    private const int MostListed = 200;

    /// <summary>What a list of its own tells of.</summary>
    private static readonly FindingKind[] ListedApart =
    [
        FindingKind.CadenceShortfall, FindingKind.StarvedIntention, FindingKind.UnmetNeed, FindingKind.OrphanContent,
        FindingKind.OnePlaceOnly, FindingKind.Stale, FindingKind.OrphanDecision, FindingKind.Overload,
    ];

    public static Rendering Render(Report report, Workspace workspace, IEnumerable<LongDraft> longDrafts, TemplateSet templates) =>
        templates.Render("report/report.md", workspace.Locale, Values(report, workspace, longDrafts));

    private static Dictionary<string, object?> Values(Report report, Workspace workspace, IEnumerable<LongDraft> longDrafts)
    {
        var more = Said.Named();
        return Said.Page(
            workspace.Locale,
            Plain(workspace.Name)!,
            ("today", report.Today),
            ("more", more),
            ("channels", Said.Of(report.Coverage.Channels, c => Plain(c.Name))),
            Most("coverage", report.Coverage.Rows, Of),
            ("late_pieces", Late(report, pieces: true)),
            ("late_tasks", Late(report, pieces: false)),
            ("used", report.Coverage.Used),
            ("possible", report.Coverage.Possible),
            Most("one_place_only", report.Coverage.OnePlaceOnly, r => Said.Named(("title", Plain(r.Piece.Title)), ("day", r.Piece.Day))),
            ("cadence", Said.Of(report.Month, month => Of(month, report.Week.FirstOrDefault(w => w.Channel.Key == month.Channel.Key)))),
            Most("starved", report.Starved, s => Said.Named(("title", Plain(s.Intention.Title)), ("focus", Plain(s.Focus.Name)), ("last", s.LastServed))),
            Most("unmet", report.Unmet, u => Said.Named(("title", Plain(u.Need.Title)), ("impact", u.Need.Impact), ("idea", Plain(u.Idea)))),
            Most("orphans", report.Orphans, p => Said.Named(("title", Plain(p.Title)), ("day", p.Day))),
            Most("overload", report.Overload, w => Said.Named(
                ("who", Plain(workspace.NameOf(w.Member))), ("monday", w.Monday), ("hours", w.Minutes), ("available", w.Available ?? 0), ("over", w.MinutesOver))),
            Most("stale", report.Stale, s => Said.Named(("title", Plain(s.Piece.Title)), ("since", s.Since), ("age", s.AgeDays))),
            Most("shelf", report.Shelf, s => Said.Named(("title", Plain(s.Piece.Title)), ("reason", Said.Word(s.Reason)), ("since", s.Since))),
            Most("findings", report.Findings.Where(f => !ListedApart.Contains(f.Kind) && f.Severity != FindingSeverity.Note), f => Said.Named(
                ("kind", Said.Word(f.Kind)), ("severity", Said.Word(f.Severity)), ("message", Plain(f.Message)), ("day", f.Day))),
            Most("long_drafts", longDrafts, d => Said.Named(
                ("task", Plain(d.Task)), ("channel", Plain(d.Channel)), ("length", d.Length), ("limit", d.Limit), ("over", d.Length - d.Limit))));

        (string, object?) Most<T>(string name, IEnumerable<T> items, Func<T, object?> say)
        {
            var (shown, left) = items.CappedAt(MostListed);
            more[name] = left;
            return (name, Said.Of(shown, say));
        }
    }

    private static object Late(Report report, bool pieces) =>
        Said.Of(report.Late.Where(w => w.IsPiece == pieces).ToValueList().CappedAt(MostLate), w => Said.Named(("title", Plain(w.Title)), ("days_late", w.DaysLate)));

    private static Dictionary<string, object?> Of(CoverageRow row) => Said.Named(
        ("title", Plain(row.Piece.Title)),
        ("format", row.Piece.Format),
        ("day", row.Piece.Day),
        ("published", row.Published),
        ("steps", row.Steps),
        ("cells", Said.Of(row.Cells, c => Said.Named(("state", Said.Word(c.State)), ("late", c.IsLate), ("on", c.On), ("age", c.AgeDays)))));

    private static Dictionary<string, object?> Of(Shortfall month, Shortfall? week) => Said.Named(
        ("channel", Plain(month.Channel.Name)),
        ("week_filled", week?.Filled ?? 0), ("week_slots", week?.Slots ?? 0),
        ("month_filled", month.Filled), ("month_slots", month.Slots),
        ("ideas", month.Ideas), ("missing", month.Missing));

    /// <summary>One line that Markdown shows as it was written.</summary>
    private static string? Plain(string? text)
    {
        if (text is null) return null;
        var plain = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
            plain.Append(c switch
            {
                '\\' or '`' or '*' or '_' or '[' or ']' or '|' or '#' => $"\\{c}",
                '<' => "&lt;",
                '&' => "&amp;",
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        return plain.ToString();
    }
}
