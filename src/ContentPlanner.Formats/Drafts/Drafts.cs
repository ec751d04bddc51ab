using System.Collections.Concurrent;
using ContentPlanner.Core;
using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Locales;
using ContentPlanner.Core.Pieces;
using ContentPlanner.Core.Texts;
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

    /// <summary>
    /// What would be another if the edited draft were made afresh: from the text a person left to the one its template makes
    /// of the source today. Of the source as it was only a fingerprint is kept, so what the person changed and what the source
    /// changed since stand side by side. Null: nobody edited it, or its template has a mistake.
    /// </summary>
    public TextDifference? ChangesSinceEdited(ContentTask task)
    {
        if (task.Decision?.Draft is not { } edited) return null;
        var (today, problem) = Written(task, ChannelOf(task), PieceOf(task));
        return problem is null ? TextDifference.Between(DraftText.Tidied(edited), today) : null;
    }

    private Channel ChannelOf(ContentTask task) => _channels.GetValueOrDefault(task.Channel) ?? new Channel { Key = task.Channel, Name = task.Channel };

    private ContentPiece? PieceOf(ContentTask task) => task.Source.Kind == SourceKind.Piece ? _pieces.GetValueOrDefault(task.Source.Key) : null;

    private Draft Make(ContentTask task)
    {
        var (channel, piece) = (ChannelOf(task), PieceOf(task));
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
