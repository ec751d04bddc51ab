using System.Runtime.CompilerServices;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Output;
using ContentPlanner.Formats.Templates;
using ContentPlanner.Server.Shared;
using NodaTime;

namespace ContentPlanner.Server.Templates;

/// <summary>
/// The checks of <c>check</c>, before an edit is used: every mistake at its line and column, names that nothing has, whether the files fit
/// together, a rehearsal that writes everything once; and whether the plan still finds what it counts on.
/// </summary>
public sealed class TemplateCheck(IClock clock)
{
    /// <summary>What is wrong already, without the edit.</summary>
    private readonly ConditionalWeakTable<Installation, HashSet<Problem>> _known = [];

    /// <summary>What is wrong with an edit; warnings do not keep it from being used.</summary>
    /// <param name="now">What is used at the moment.</param>
    /// <param name="workspace">Whose edit it is; null: the installation's.</param>
    public IReadOnlyList<Problem> Of(Installation now, Workspace? workspace, string path, string text) => Of(now, workspace, new Dictionary<string, string> { [path] = text });

    /// <summary>What is wrong with several edits that belong together.</summary>
    public IReadOnlyList<Problem> Of(Installation now, Workspace? workspace, IReadOnlyDictionary<string, string> texts)
    {
        if (texts.Keys.Select(path => (path, refusal: Refusal(path))).FirstOrDefault(r => r.refusal is not null) is { path: { } misnamed, refusal: { } why }) return [new(misnamed, 0, 0, why)];
        var found = new List<Problem>();
        var after = now.With(texts, found, out var readable);
        found.AddRange(Closer(readable, after));
        var edited = texts.Keys.Select(now.Shown).ToHashSet(StringComparer.Ordinal);
        if (workspace is not null && after is not null) found.AddRange(Gaps(workspace, now, after).Select(gap => new Problem(edited.First(), 0, 0, gap)));
        var known = Known(now);
        return [.. found.Distinct().Where(p => edited.Contains(p.File) || !known.Contains(p)).OrderBy(p => !edited.Contains(p.File)).ThenBy(p => p.File, StringComparer.Ordinal).ThenBy(p => p.Line).ThenBy(p => p.Column)];
    }

    /// <summary>The part of it that is quick enough to ask while somebody types: nothing is rehearsed.</summary>
    public static IReadOnlyList<Problem> Quick(Installation now, string path, string text)
    {
        if (Refusal(path) is { } refusal) return [new(path, 0, 0, refusal)];
        var found = new List<Problem>();
        now.With(new Dictionary<string, string> { [path] = text }, found, out var readable);
        if (!Installation.IsOfLibrary(path)) found.AddRange(readable.UnknownNames(RehearsedNames.Known));
        return [.. found.Distinct().Where(p => p.File == now.Shown(path)).OrderBy(p => p.Line).ThenBy(p => p.Column)];
    }

    /// <summary>The plan would miss something if this were used instead.</summary>
    public static IEnumerable<string> Gaps(Workspace workspace, Installation now, Installation after) =>
        ReferenceEquals(now.Library, after.Library) ? [] : LibraryGaps.Of(workspace, after.Library).Except(LibraryGaps.Of(workspace, now.Library));

    /// <summary>Why a file cannot be called so; null: it can.</summary>
    public static string? Refusal(string path) =>
        path.Length > 200 || path.Any(c => !(char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.' or '@')) || path.Contains("..", StringComparison.Ordinal) || path.Contains("//", StringComparison.Ordinal)
            ? $"'{path}' is no name for a file of the library: letters, digits and hyphens, such as tasks/radio-note.md"
            : Installation.Knows(path) ? null
            : $"'{path}' is not read: templates are .md, .txt or .html in their folder (tasks/radio-note.md), recipes and blueprints are called key@version.yaml";

    private HashSet<Problem> Known(Installation installation) =>
        _known.GetValue(installation, i => [.. Closer(i.Templates, i)]);

    /// <summary>Beyond what reading says: names that nothing has, and what writing everything meets.</summary>
    private List<Problem> Closer(TemplateSet readable, Installation? installation)
    {
        var now = clock.GetCurrentInstant();
        List<Problem> found = [.. readable.UnknownNames(RehearsedNames.Known)];
        if (installation is null) return found;
        // Rendering stops at an unknown name and says so in other words.
        var places = found.Select(PlaceOf).ToHashSet();
        var rehearsal = Rehearsal.Of(installation.Library, now.InUtc().Date);
        found.AddRange(PlanOutput.Of(rehearsal, installation.Library, installation.Templates, now).Problems.Where(p => !places.Contains(PlaceOf(p))));
        return found;
    }

    private static (string File, int Line, int Column) PlaceOf(Problem problem) => (problem.File, problem.Line, problem.Column);
}
