using System.Globalization;
using ContentPlanner.Core;
using ContentPlanner.Core.Digests;
using ContentPlanner.Core.Launches;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Plans;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Digests;
using ContentPlanner.Formats.Drafts;
using ContentPlanner.Formats.Extraction;
using ContentPlanner.Formats.Output;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>Something real that a template can be tried on: a task of a piece, a subscriber, a mark of a launch.</summary>
public sealed record Subject(string Key, string Name);

/// <summary>What a text would make.</summary>
/// <param name="Html">For a frame of its own; null: it is plain text.</param>
/// <param name="Remark">What somebody would have to do about it.</param>
public sealed record Previewed(string Text, string? Html = null, string? Remark = null, Problem? Problem = null);

/// <summary>Tries edits of the library on a client's real plan, before they are used.</summary>
/// <param name="workspace">With ids on every item.</param>
/// <param name="library">What would be used, the edit among it.</param>
internal sealed class TemplatePreview(Workspace workspace, Installation library, Instant now)
{
    private const int MostSubjects = 60;

    private readonly Dictionary<string, KeyPoints> _read = new(StringComparer.Ordinal);
    private readonly LocalDate _today = now.InZone(workspace.Zone).Date;
    private Schedule? _schedule;

    /// <summary>What an edit of this file can be tried on, the likeliest first.</summary>
    public IReadOnlyList<Subject> SubjectsOf(string path) => [.. Subjects(path).Take(MostSubjects)];

    public Previewed Of(string path, string? subject)
    {
        var chosen = Subjects(path).FirstOrDefault(s => s.Key == subject) ?? Subjects(path).FirstOrDefault();
        if (path == "channels.yaml") return new(ChannelsSaid());
        if (chosen is null) return new("", Remark: "The plan has nothing yet to try it on.");
        if (path.StartsWith("recipes/", StringComparison.Ordinal)) return new(RecipeSaid(path, chosen.Key));
        if (path.StartsWith("blueprints/", StringComparison.Ordinal)) return new(BlueprintSaid(path, chosen.Key));
        if (path.StartsWith("tasks/", StringComparison.Ordinal)) return DraftOf(path, chosen.Key);
        return PageOf(path, chosen.Key);
    }

    private Schedule Schedule => _schedule ??= Core.Timelines.Schedule.Of(workspace, library.Library, PointsOf, _today);

    private IEnumerable<Subject> Subjects(string path)
    {
        if (path == "channels.yaml") return [];
        if (path.StartsWith("tasks/", StringComparison.Ordinal)) return Tasks(path).Select(t => new Subject(t.Key.ToString(), t.Title));
        if (path.StartsWith("recipes/", StringComparison.Ordinal))
            return RecipeOf(path) is { } recipe ? workspace.Pieces.OrderByDescending(p => p.Format == recipe.Format).ThenByDescending(p => p.Day ?? LocalDate.MinIsoValue).Select(p => new Subject(p.Key, p.Title)) : [];
        if (path.StartsWith("blueprints/", StringComparison.Ordinal))
            return BlueprintOf(path) is { } blueprint ? workspace.Launches.Where(l => l.Blueprint == blueprint.Key).Select(l => new Subject(l.Key, l.Title)).Append(new("", "A launch 200 days from now")) : [];
        return KindOf(path) switch
        {
            PageKind.Digest or PageKind.DigestOfAll => workspace.Digests.Select(d => new Subject(d.Key, $"The digest of {NameOf(d.Person)}")),
            PageKind.Overdue => workspace.Members.Select(m => new Subject(m.Key, $"What is late for {m.Name}")),
            PageKind.Countdown => Letters(path).Select(l => new Subject($"{l.Launch.Key}/{l.Mark.Label}", $"{l.Launch.Title}, {l.Mark.Label}")),
            PageKind.Review => ReviewDate.Within(workspace, new(_today, _today.PlusDays(400))).Take(12).Select(r => new Subject(r.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), $"{r.Title}, {Locale.For(workspace.Locale).Format(r.Day)}")),
            _ => [new("", workspace.Name)],
        };
    }

    /// <summary>Tasks whose draft this template makes; for one that nobody uses yet, tasks it might. Those with a text to work on first.</summary>
    private IEnumerable<ContentTask> Tasks(string path)
    {
        var name = path["tasks/".Length..];
        var users = name.StartsWith('_') ? IncludersOf(name) : [WithoutLocale(name)];
        var own = Schedule.Tasks.Where(t => users.Contains(t.Template));
        return own.Concat(Schedule.Tasks.Where(t => !users.Contains(t.Template) && t.Source.Kind == SourceKind.Piece)).OrderByDescending(t => users.Contains(t.Template)).ThenByDescending(HasText).ThenByDescending(t => t.Day);
    }

    private HashSet<string> IncludersOf(string partial)
    {
        var word = $"\"{Path.GetFileNameWithoutExtension(partial).TrimStart('_').Split('.')[0]}\"";
        return [.. library.Files.Where(f => f.Key.StartsWith("tasks/", StringComparison.Ordinal) && f.Value.Contains("include " + word, StringComparison.Ordinal)).Select(f => WithoutLocale(f.Key["tasks/".Length..]))];
    }

    private Previewed DraftOf(string path, string key)
    {
        if (Schedule.Tasks.FirstOrDefault(t => t.Key.ToString() == key) is not { } task) return new("", Remark: "The plan has no such task any more.");
        var name = path["tasks/".Length..];
        var tried = task with { Decision = null, Template = name.StartsWith('_') ? task.Template : WithoutLocale(name) };
        var draft = new Drafts(Schedule, PointsOf, library.Templates).Of(tried);
        return new(draft.Text, Remark: draft.Remark, Problem: draft.Problem);
    }

    private Previewed PageOf(string path, string subject)
    {
        var (locale, templates) = (workspace.Locale, library.Templates);
        switch (KindOf(path))
        {
            case PageKind.Digest or PageKind.DigestOfAll:
                var asked = workspace.Digests.FirstOrDefault(d => d.Key == subject);
                var timeline = Timeline.Of(Schedule, new(_today.PlusDays(-3), _today.PlusDays(11)));
                if (asked is null || Digest.Of(Schedule, timeline, asked, now) is not { } digest) return Nothing;
                if (KindOf(path) == PageKind.Digest) return Of(path, DigestMail.Render(digest, locale, templates));
                var reader = digest.Reader;
                var all = DigestOfAll.Of(reader.Member.Name, reader.Zone, asked, [new(Schedule, timeline, reader)], now);
                return Of(path, ClientsMail.Render(all, _ => new(locale, templates, MailLinks.None, null), locale, templates, null, null));
            case PageKind.Overdue:
                return Reader.Of(workspace, subject, now) is { } person && OverdueLetter.Of(Schedule, person) is { } late ? Of(path, OverdueMail.Render(late, locale, templates, MailLinks.None)) : new("", Remark: "Nothing is late for them at the moment, so there would be no mail.");
            case PageKind.Countdown:
                var letter = Letters(path).FirstOrDefault(l => $"{l.Launch.Key}/{l.Mark.Label}" == subject);
                if (letter is null) return Nothing;
                var drafts = new Drafts(Schedule, PointsOf, templates);
                return Of(path, CountdownMail.Render(letter, locale, templates, task => drafts.Of(task).Text));
            case PageKind.Review:
                if (ReviewDate.Within(workspace, new(_today, _today.PlusDays(400))).FirstOrDefault(r => r.Day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) == subject) is not { } review) return Nothing;
                var agenda = ReviewAgenda.Of(Schedule, review);
                return path.StartsWith("reviews/mail", StringComparison.Ordinal) ? Of(path, ReviewMail.Render(agenda, locale, templates, MailLinks.None)) : Of(ReviewSheet.Render(agenda, locale, templates), html: true);
            case PageKind.Plan:
                if (PlanPage.Of(Schedule) is not { } page) return Nothing;
                return path.StartsWith("plan/mail", StringComparison.Ordinal) ? Of(path, PlanMail.Render(page, locale, templates, MailLinks.None)) : Of(PlanSheet.Render(page, locale, templates), html: true);
            case PageKind.Report:
                return Of(ReportText.Render(Report.Of(Schedule), workspace, [], templates), html: false);
            default:
                return Of(path, NoticeMail.Render("ContentPlanner", "What somebody should know", ["One sentence says what it is.", "Another says what to do."], null, templates, MailLinks.None));
        }
    }

    private static Previewed Nothing => new("", Remark: "The plan has nothing yet to try it on.");

    private static Previewed Of(string path, MailRendering rendering) => rendering.Mail is not { } mail ? new("", Problem: rendering.Problem)
        : path.EndsWith(".html", StringComparison.Ordinal) ? new(mail.Text, mail.Html) : new($"Subject: {mail.Subject}\n\n{mail.Text}");

    private static Previewed Of(Formats.Templates.Rendering rendering, bool html) =>
        rendering.Text is not { } text ? new("", Problem: rendering.Problem) : html ? new("", text) : new(text);

    private enum PageKind { Digest, DigestOfAll, Overdue, Notice, Countdown, Review, Plan, Report }

    /// <summary>What a template of this path is part of; those of layout/ are tried in what includes them.</summary>
    private static PageKind KindOf(string path) => path switch
    {
        _ when path.StartsWith("digests/overdue", StringComparison.Ordinal) || path.StartsWith("layout/overdue", StringComparison.Ordinal) => PageKind.Overdue,
        _ when path.StartsWith("digests/client", StringComparison.Ordinal) || path.StartsWith("layout/digest-of-all", StringComparison.Ordinal) => PageKind.DigestOfAll,
        _ when path.StartsWith("digests/notice", StringComparison.Ordinal) => PageKind.Notice,
        _ when path.StartsWith("countdowns/", StringComparison.Ordinal) || path is "layout/countdown.html" or "layout/countdown.txt" || (path.StartsWith("layout/", StringComparison.Ordinal) && path.EndsWith("-words.txt", StringComparison.Ordinal) && !path.Contains("digest", StringComparison.Ordinal) && !path.Contains("review", StringComparison.Ordinal)) => PageKind.Countdown,
        _ when path.StartsWith("reviews/", StringComparison.Ordinal) || path.StartsWith("layout/review", StringComparison.Ordinal) => PageKind.Review,
        _ when path.StartsWith("plan/", StringComparison.Ordinal) => PageKind.Plan,
        _ when path.StartsWith("report/", StringComparison.Ordinal) => PageKind.Report,
        _ => PageKind.Digest,
    };

    private IEnumerable<CountdownLetter> Letters(string path)
    {
        var name = path.StartsWith("countdowns/", StringComparison.Ordinal) ? WithoutLocale(path["countdowns/".Length..]).Split('.')[0] : null;
        return Schedule.Launches.SelectMany(l => CountdownLetter.Of(Schedule, l)).Where(l => name is null || l.Mark.Definition.Template == name);
    }

    private Recipe? RecipeOf(string path) => TemplateNaming.Versioned(path) is var (_, key, version) ? library.Library.Recipes.FirstOrDefault(r => r.Key == key && r.Version == version) : null;

    private Blueprint? BlueprintOf(string path) => TemplateNaming.Versioned(path) is var (_, key, version) ? library.Library.Blueprint(key, version) : null;

    private string RecipeSaid(string path, string key)
    {
        if (RecipeOf(path) is not { } recipe || workspace.Pieces.FirstOrDefault(p => p.Key == key) is not { } piece) return "";
        var locale = Locale.For(workspace.Locale);
        // Only this piece by this recipe: how it is, were nothing decided yet.
        var alone = workspace with { Pieces = [piece with { Recipes = [recipe.Key], Format = recipe.Format, PlannedOn = piece.Day ?? _today }], Tasks = [] };
        var tasks = Core.Timelines.Schedule.Of(alone, library.Library with { Recipes = [recipe] }, PointsOf, _today).Tasks.Where(t => t.Source.Kind == SourceKind.Piece).OrderBy(t => t.Planned).ThenBy(t => t.Title, StringComparer.Ordinal);
        return $"“{piece.Title}” would become\n\n" + string.Join('\n', tasks.Select(t => $"{locale.Format(t.Planned, DayStyle.WeekdayShort)}  {t.Title} ({ChannelName(t.Channel)}{((workspace.OutsideOf(t, null) ?? (t.Owner is { } owner ? NameOf(owner) : null)) is { } who ? $", {who}" : "")})"));
    }

    private string BlueprintSaid(string path, string key)
    {
        if (BlueprintOf(path) is not { } blueprint) return "";
        var locale = Locale.For(workspace.Locale);
        var day = _today.PlusDays(200);
        var launch = (workspace.Launches.FirstOrDefault(l => l.Key == key) ?? new()
        {
            Key = "tried", Title = blueprint.Title, Blueprint = blueprint.Key, BlueprintVersion = blueprint.Version,
            Anchors = blueprint.Anchors.Where(a => a.Offset is null).Select(a => new AnchorDay(a.Name, day)).ToValueList(),
            Sessions = blueprint.SessionsFrom is null ? null : new() { Count = 4, Time = new(18, 30), Recipe = null },
        }) with { BlueprintVersion = blueprint.Version };
        var alone = workspace with { Launches = [launch], Pieces = [], Milestones = [] };
        if (LaunchSchedule.Of(alone, library.Library, launch.Key) is not { } schedule) return "";
        var steps = schedule.Milestones.Select(m => (m.Day, Line: (m.Outside ?? (m.Owner is { } owner ? NameOf(owner) : null)) is { } who ? $"{m.Title} ({who})" : m.Title))
            .Concat(schedule.Anchors.Select(a => (a.Day, Line: a.Title.ToUpperInvariant()))).OrderBy(s => s.Day);
        return $"“{launch.Title}” would go\n\n" + string.Join('\n', steps.Select(s => $"{locale.Format(s.Day, DayStyle.Medium),-12}  {s.Line}"));
    }

    private string ChannelsSaid() => string.Join('\n', library.Library.Channels.Select(c =>
        $"{c.Name}: {(c.Limit is { } limit ? $"at most {limit} characters" : "any length")}, links {c.Links switch { LinkHabit.InBio => "in the profile", LinkHabit.FirstComment => "in the first comment", LinkHabit.None => "not at all", LinkHabit.Last => "at the end", _ => "in the text" }}{(c.Hashtags > 0 ? $", {c.Hashtags} hashtags" : "")}"));

    private string ChannelName(string key) => workspace.ChannelsIn(library.Library).FirstOrDefault(c => c.Key == key)?.Name ?? key;

    private string NameOf(string member) => workspace.Members.FirstOrDefault(m => m.Key == member)?.Name ?? member;

    private bool HasText(ContentTask task) => task.Source.Kind != SourceKind.Piece || workspace.Pieces.FirstOrDefault(p => p.Key == task.Source.Key)?.Body is not null;

    /// <summary>linkedin-post.md for linkedin-post.de.md.</summary>
    private static string WithoutLocale(string file) => file.Split('.') is [var stem, _, var ending] ? $"{stem}.{ending}" : file;

    private KeyPoints PointsOf(ContentPiece piece)
    {
        if (piece.Body is null) return KeyPoints.None;
        if (!_read.TryGetValue(piece.Key, out var points)) _read[piece.Key] = points = BodyReader.Read(piece.Body, workspace.Locale);
        return points;
    }

    /// <summary>For an installation without a client: a made-up one who uses everything.</summary>
    public static Workspace Rehearsed(Installation library, Instant now) => Identity.WithIds(Rehearsal.Of(library.Library, now.InUtc().Date), fresh: false, Guid.NewGuid);
}
