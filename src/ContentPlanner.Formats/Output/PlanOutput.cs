using System.Buffers;
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

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];
    private readonly List<SummaryLine> _summary = [];

    private readonly Workspace _workspace;
    private readonly Library _library;
    private readonly TemplateSet _templates;
    private readonly Instant _now;
    private readonly Dictionary<string, Lazy<KeyPoints>> _read;
    private readonly HashSet<string> _withText;
    private readonly Schedule _schedule;
    private readonly Drafts.Drafts _drafts;

    private PlanOutput(Workspace workspace, Library library, TemplateSet templates, Instant now)
    {
        (_workspace, _library, _templates, _now) = (workspace, library, templates, now);
        _read = workspace.Pieces.ToDictionary(
            piece => piece.Key,
            piece => new Lazy<KeyPoints>(() => piece.Body is { } body ? BodyReader.Read(body, workspace.Locale) : KeyPoints.None),
            StringComparer.Ordinal);
        _withText = workspace.Pieces.Where(p => p.Body is not null).Select(p => p.Key).ToHashSet(StringComparer.Ordinal);
        var bodies = Task.Run(() => Parallel.ForEach(_read.Values, body => _ = body.Value));
        _schedule = Schedule.Of(workspace, library, PointsOf, now.InZone(workspace.Zone).Date);
        _drafts = new(_schedule, PointsOf, templates);
        bodies.GetAwaiter().GetResult();
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

    /// <summary>
    /// Uses every processor: the drafts first, which several parts show, then the parts, which know nothing of each other.
    /// They are put together in one order, whichever is ready first.
    /// </summary>
    /// <param name="begins">Told what is about to be done, in a few words, for who waits.</param>
    public static PlanOutput Of(Workspace workspace, Library library, TemplateSet templates, Instant now, Action<string>? begins = null)
    {
        begins ??= _ => { };
        begins("Working out every date");
        var output = new PlanOutput(workspace, library, templates, now);
        begins("Writing drafts");
        var feeds = ReadyMadeFeeds.Of(workspace);
        Timeline timeline = null!;
        Parallel.Invoke(
            () => timeline = Timeline.Of(output._schedule, ReadyMadeFeeds.Days(feeds, output._schedule.Today)),
            () => Parallel.ForEach(output.Ready, task => output._drafts.Of(task)));

        begins("Writing calendars, mails and pages");
        Func<OutputPart>[] parts =
        [
            () => output.FeedsOver(timeline, feeds), output.Tasks, () => output.Digests(timeline), output.Countdowns, output.Reviews, output.Plan, output.Report,
        ];
        var written = new OutputPart[parts.Length];
        Parallel.For(0, parts.Length, n => written[n] = parts[n]());
        foreach (var part in written) output.Add(part);
        return output;
    }

    /// <summary>The tasks somebody can begin: open, and their source has a text or they need none.</summary>
    private IEnumerable<ContentTask> Ready => _schedule.Tasks.Where(t => !t.Status.IsClosed() && !IsWaiting(t));

    private bool IsWaiting(ContentTask task) => task.Source.Kind == SourceKind.Piece && task.Decision?.Draft is null && !_withText.Contains(task.Source.Key);

    private OutputPart FeedsOver(Timeline timeline, IReadOnlyList<ReadyMadeFeed> feeds)
    {
        var part = new OutputPart();
        var names = FeedNames.Of(_workspace, _library.Channels);
        foreach (var feed in feeds)
        {
            var buffer = new ArrayBufferWriter<byte>();
            var report = Feed.Write(feed.Over(timeline.Entries, _workspace, names, _schedule.Today, _now), buffer);
            var path = feed.Slug == ReadyMadeFeed.Everything ? "calendar.ics" : $"feeds/{feed.Slug}.ics";
            part.Add(path, buffer.WrittenSpan.ToArray());
            if (report.Cut.IsCut) part.Problems.Add(new(path, 0, 0, report.Cut.Words.TrimEnd('.'), Severity.Warning));
            if (path == "calendar.ics") part.Summary.Add(new(path, report.Entries, "entries, everything"));
        }
        part.Summary.Add(new("feeds/", feeds.Count - 1, "calendars for one purpose each"));
        part.Add("timeline.json", TimelineJson.Write(_workspace.Name, timeline.Window, _schedule.Today, timeline.Entries));
        return part;
    }

    private OutputPart Tasks()
    {
        var part = new OutputPart();
        var written = 0;
        foreach (var task in Ready)
        {
            var draft = _drafts.Of(task);
            if (draft.Problem is { } problem) part.Problems.Add(problem);
            else
            {
                part.Add(TaskSheet.PathOf(task), TaskSheet.Write(task, draft, _workspace, _library));
                written++;
            }
        }
        part.Summary.Add(new("tasks/", written, "tasks with a draft"));
        var waiting = _schedule.Tasks.Count(t => !t.Status.IsClosed() && IsWaiting(t));
        if (waiting > 0) part.Summary.Add(new("", waiting, "more wait for the text of their piece"));
        return part;
    }

    private OutputPart Digests(Timeline timeline)
    {
        var part = new OutputPart();
        foreach (var subscription in _workspace.Digests)
        {
            if (Digest.Of(_schedule, timeline, subscription, _now) is not { } digest) continue;
            var name = $"digests/{subscription.Person}-{digest.Week}";
            part.Add(part.Has($"{name}.txt") ? $"{name}-{subscription.Key}" : name, DigestMail.Render(digest, _workspace.Locale, _templates));
        }
        part.Summary.Add(new("digests/", part.Files.Count / 2, "weekly mails, as HTML and text"));
        return part;
    }

    private OutputPart Countdowns()
    {
        var part = new OutputPart();
        foreach (var launch in _schedule.Launches)
            foreach (var letter in CountdownLetter.Of(_schedule, launch))
                part.Add($"countdowns/{launch.Key}-{letter.Mark.Label.ToLowerInvariant()}", CountdownMail.Render(letter, _workspace.Locale, _templates, task => _drafts.Of(task).Text));
        part.Summary.Add(new("countdowns/", part.Files.Count / 2, "letters, one for each mark of each launch"));
        return part;
    }

    private OutputPart Reviews()
    {
        var part = new OutputPart();
        foreach (var review in ReviewDate.Within(_workspace, new(_schedule.Today, _schedule.Today.PlusDays(ReviewDays))))
        {
            var name = $"reviews/{LocalDatePattern.Iso.Format(review.Day)}";
            part.Add(part.Has($"{name}.html") ? FormattableString.Invariant($"{name}-{part.Files.Count + 1}.html") : $"{name}.html",
                ReviewSheet.Render(ReviewAgenda.Of(_schedule, review), _workspace.Locale, _templates));
        }
        part.Summary.Add(new("reviews/", part.Files.Count, "agendas to regroup by"));
        return part;
    }

    private OutputPart Plan()
    {
        var part = new OutputPart();
        if (PlanPage.Of(_schedule) is not { } page) return part;
        part.Add("plan.html", PlanSheet.Render(page, _workspace.Locale, _templates));
        part.Summary.Add(new("plan.html", 1, "the planning day on a page"));
        return part;
    }

    private OutputPart Report()
    {
        var part = new OutputPart();
        var report = Core.Leverage.Report.Of(_schedule);
        var names = FeedNames.Of(_workspace, _library.Channels).Channels;
        var tooLong = from task in Ready
                      let draft = _drafts.Of(task)
                      where draft.Problem is null && draft.IsTooLong
                      select new LongDraft(task.Title, names.GetValueOrDefault(task.Channel, task.Channel), draft.Parts.Max(p => p.Length), draft.Limit!.Value);
        part.Add("report.md", ReportText.Render(report, _workspace, tooLong, _templates));
        part.Summary.Add(new("report.md", report.Findings.Count, "findings, and where each piece has been"));
        return part;
    }

    private void Add(OutputPart part)
    {
        foreach (var (path, content) in part.Files) _files[path] = content;
        _problems.AddRange(part.Problems);
        _summary.AddRange(part.Summary);
    }

    private KeyPoints PointsOf(ContentPiece piece) => _read[piece.Key].Value;
}
