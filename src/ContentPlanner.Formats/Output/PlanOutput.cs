using System.Buffers;
using System.Text;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Feeds;
using ContentPlanner.Formats.Templates;
using ContentPlanner.Formats.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Output;

/// <summary>
/// Everything that follows from a plan at a moment, as files: what `build` writes. The same plan, library, templates and
/// moment give the same octets.
/// </summary>
public sealed class PlanOutput
{
    /// <summary>Agendas are written for the reviews of the next quarter; what happens until then changes the later ones.</summary>
    private const int ReviewDays = 92;

    private readonly SortedDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];
    private readonly List<SummaryLine> _summary = [];
    private readonly Dictionary<string, KeyPoints> _read = new(StringComparer.Ordinal);

    private readonly Workspace _workspace;
    private readonly Library _library;
    private readonly TemplateSet _templates;
    private readonly Instant _now;
    private readonly Schedule _schedule;
    private readonly Drafts.Drafts _drafts;

    private PlanOutput(Workspace workspace, Library library, TemplateSet templates, Instant now)
    {
        (_workspace, _library, _templates, _now) = (workspace, library, templates, now);
        _schedule = Schedule.Of(workspace, library, PointsOf, now.InZone(workspace.Zone).Date);
        _drafts = new(_schedule, PointsOf, templates);
    }

    public string Workspace => _workspace.Name;

    /// <summary>Content by path, '/' between.</summary>
    public IReadOnlyDictionary<string, byte[]> Files => _files;

    /// <summary>Mistakes in templates, met while rendering, and warnings; the files with mistakes are missing.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>What there is, for people, in the order they look at it.</summary>
    public IReadOnlyList<SummaryLine> Summary => _summary;

    /// <param name="Where">File or folder.</param>
    public sealed record SummaryLine(string Where, int Count, string What);

    public static PlanOutput Of(Workspace workspace, Library library, TemplateSet templates, Instant now)
    {
        var output = new PlanOutput(workspace, library, templates, now);
        var timeline = output.WriteFeeds();
        output.WriteTasks();
        output.WriteDigests(timeline);
        output.WriteCountdowns();
        output.WriteReviews();
        output.WritePlan();
        output.WriteReport();
        return output;
    }

    private Timeline WriteFeeds()
    {
        var feeds = ReadyMadeFeeds.Of(_workspace);
        var window = ReadyMadeFeeds.Days(feeds, _schedule.Today);
        var timeline = Timeline.Of(_schedule, window);
        var names = FeedNames.Of(_workspace, _library.Channels);
        foreach (var feed in feeds)
        {
            var buffer = new ArrayBufferWriter<byte>();
            var report = Feed.Write(feed.Over(timeline.Entries, _workspace, names, _schedule.Today, _now), buffer);
            var path = feed.Slug == ReadyMadeFeed.Everything ? "calendar.ics" : $"feeds/{feed.Slug}.ics";
            _files[path] = buffer.WrittenSpan.ToArray();
            if (report.Cut.IsCut) _problems.Add(new(path, 0, 0, report.Cut.Words.TrimEnd('.'), Severity.Warning));
            if (path == "calendar.ics") _summary.Add(new(path, report.Entries, "entries, everything"));
        }
        _summary.Add(new("feeds/", feeds.Count - 1, "calendars for one purpose each"));
        _files["timeline.json"] = TimelineJson.Write(_workspace.Name, window, _schedule.Today, timeline.Entries);
        return timeline;
    }

    /// <summary>A file for each task somebody can begin: open, and its source has a text or it needs none.</summary>
    private void WriteTasks()
    {
        var (written, waiting) = (0, 0);
        var withText = _workspace.Pieces.Where(p => p.Body is not null).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var task in _schedule.Tasks.Where(t => !t.Status.IsClosed()))
        {
            if (task.Source.Kind == SourceKind.Piece && !withText.Contains(task.Source.Key) && task.Decision?.Draft is null)
            {
                waiting++;
                continue;
            }
            var draft = _drafts.Of(task);
            if (draft.Problem is { } problem) _problems.Add(problem);
            else
            {
                _files[TaskSheet.PathOf(task)] = Utf8(TaskSheet.Write(task, draft, _workspace, _library));
                written++;
            }
        }
        _summary.Add(new("tasks/", written, "tasks with a draft"));
        if (waiting > 0) _summary.Add(new("", waiting, "more wait for the text of their piece"));
    }

    private void WriteDigests(Timeline timeline)
    {
        var before = _files.Count;
        foreach (var subscription in _workspace.Digests)
        {
            if (Digest.Of(_schedule, timeline, subscription, _now) is not { } digest) continue;
            var name = $"digests/{subscription.Person}-{digest.Week}";
            WriteMail(_files.ContainsKey($"{name}.txt") ? $"{name}-{subscription.Key}" : name, DigestMail.Render(digest, _workspace.Locale, _templates));
        }
        _summary.Add(new("digests/", (_files.Count - before) / 2, "weekly mails, as HTML and text"));
    }

    private void WriteCountdowns()
    {
        var before = _files.Count;
        foreach (var launch in _schedule.Launches)
            foreach (var letter in CountdownLetter.Of(_schedule, launch))
                WriteMail($"countdowns/{launch.Key}-{letter.Mark.Label.ToLowerInvariant()}", CountdownMail.Render(letter, _workspace.Locale, _templates, task => _drafts.Of(task).Text));
        _summary.Add(new("countdowns/", (_files.Count - before) / 2, "letters, one for each mark of each launch"));
    }

    private void WriteReviews()
    {
        var before = _files.Count;
        foreach (var review in ReviewDate.Within(_workspace, new(_schedule.Today, _schedule.Today.PlusDays(ReviewDays))))
        {
            var name = $"reviews/{LocalDatePattern.Iso.Format(review.Day)}";
            WritePage(_files.ContainsKey($"{name}.html") ? FormattableString.Invariant($"{name}-{_files.Count - before + 1}.html") : $"{name}.html",
                ReviewSheet.Render(ReviewAgenda.Of(_schedule, review), _workspace.Locale, _templates));
        }
        _summary.Add(new("reviews/", _files.Count - before, "agendas to regroup by"));
    }

    private void WritePlan()
    {
        if (PlanPage.Of(_schedule) is not { } page) return;
        WritePage("plan.html", PlanSheet.Render(page, _workspace.Locale, _templates));
        _summary.Add(new("plan.html", 1, "the planning day on a page"));
    }

    private void WriteReport()
    {
        var report = Report.Of(_schedule);
        var names = FeedNames.Of(_workspace, _library.Channels).Channels;
        var tooLong = from task in _schedule.Tasks
                      where !task.Status.IsClosed() && _files.ContainsKey(TaskSheet.PathOf(task))
                      let draft = _drafts.Of(task)
                      where draft.IsTooLong
                      select new LongDraft(task.Title, names.GetValueOrDefault(task.Channel, task.Channel), draft.Parts.Max(p => p.Length), draft.Limit!.Value);
        WritePage("report.md", ReportText.Render(report, _workspace, tooLong, _templates));
        _summary.Add(new("report.md", report.Findings.Count, "findings, and where each piece has been"));
    }

    private void WriteMail(string name, MailRendering rendering)
    {
        if (rendering.Problem is { } problem) _problems.Add(problem);
        if (rendering.Mail is not { } mail) return;
        _files[$"{name}.html"] = Utf8(mail.Html);
        _files[$"{name}.txt"] = Utf8($"Subject: {mail.Subject}\n\n{mail.Text}");
    }

    private void WritePage(string path, Rendering rendering)
    {
        if (rendering.Problem is { } problem) _problems.Add(problem);
        else _files[path] = Utf8(rendering.Text!);
    }

    private KeyPoints PointsOf(ContentPiece piece)
    {
        if (piece.Body is null) return KeyPoints.None;
        if (!_read.TryGetValue(piece.Key, out var points)) _read[piece.Key] = points = BodyReader.Read(piece.Body, _workspace.Locale);
        return points;
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text.TrimEnd() + "\n");
}
