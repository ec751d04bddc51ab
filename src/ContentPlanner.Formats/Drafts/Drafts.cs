using System.Collections.Concurrent;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Timelines;
using ContentPlanner.Formats.Templates;

namespace ContentPlanner.Formats.Drafts;

/// <summary>
/// Writes the drafts of a schedule's tasks. A draft is made when it is first asked for and stored nowhere; only what a
/// person edited is, and then it is that text. Reads each body once. Safe to ask from several threads at once.
/// </summary>
/// <param name="read">Reads a piece's body.</param>
/// <param name="templates">The installation's templates, parsed once.</param>
public sealed class Drafts(Schedule schedule, Func<ContentPiece, KeyPoints> read, TemplateSet templates)
{
    private const string Folder = "tasks/";

    private readonly Dictionary<string, Channel> _channels = schedule.Workspace.ChannelsIn(schedule.Library).ToDictionary(c => c.Key, StringComparer.Ordinal);
    private readonly Dictionary<string, ContentPiece> _pieces = schedule.Workspace.Pieces.ToDictionary(p => p.Key, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Material> _materials = new(StringComparer.Ordinal);

    /// <summary>By the task itself: comparing tasks by what is in them takes as long as some drafts do.</summary>
    private readonly ConcurrentDictionary<ContentTask, Draft> _drafts = new(ReferenceEqualityComparer.Instance);

    private readonly Locale _locale = Locale.For(schedule.Workspace.Locale);

    /// <summary>The draft of a task of the schedule, or of one proposed for it.</summary>
    public Draft Of(ContentTask task) => _drafts.GetOrAdd(task, Make);

    private Draft Make(ContentTask task)
    {
        var channel = _channels.GetValueOrDefault(task.Channel) ?? new Channel { Key = task.Channel, Name = task.Channel };
        var piece = task.Source.Kind == SourceKind.Piece ? _pieces.GetValueOrDefault(task.Source.Key) : null;
        var edited = task.Decision?.Draft;
        var (text, problem) = edited is not null ? (edited, null) : Written(task, channel, piece);
        return new()
        {
            Text = text,
            IsEdited = edited is not null,
            IsWaiting = edited is null && piece is not null && MaterialOf(piece).Points.Words == 0,
            Fingerprint = SourceFingerprint.Of(task, piece?.Body),
            Limit = channel.Limit,
            Counter = channel.Counter,
            Parts = Draft.PartsOf(text, channel.Counter),
            Problem = problem,
        };
    }

    private (string Text, Problem? Problem) Written(ContentTask task, Channel channel, ContentPiece? piece)
    {
        var launch = task.Launch is { } key ? schedule.Launch(key) : null;
        var values = new DraftModel(task, schedule.Workspace, _locale, channel, piece, launch, MaterialOf).Values();
        foreach (var (name, function) in DraftFunctions.For(channel, launch, _locale)) values[name] = function;
        var functions = new TemplateFunctions { Locale = _locale, Today = task.Day, Counter = channel.Counter, Limit = channel.Limit };
        var rendering = templates.Render(Folder + task.Template, schedule.Workspace.Locale, functions.With(values));
        return (DraftText.Tidied(rendering.Text ?? ""), rendering.Problem);
    }

    private Material MaterialOf(ContentPiece piece) =>
        _materials.GetOrAdd(piece.Key, _ => new(piece.Body is null ? KeyPoints.None : read(piece), _locale));
}
