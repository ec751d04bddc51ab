using System.Runtime.CompilerServices;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using ContentPlanner.Server.Shared;

namespace ContentPlanner.Server.Templates;

/// <summary>
/// What each client plans and writes with: the files, the administrators' edits over them, the client's own over those (design rule 6). A
/// client without own words shares the installation's objects.
/// </summary>
public sealed class Libraries(Installation files)
{
    private readonly ConditionalWeakTable<ValueList<OwnTemplate>, Fitted> _own = [];
    private volatile Fitted _installation = new(files, files, []);

    /// <summary>As the files say it.</summary>
    public Installation Files => files;

    /// <summary>As administrators have it.</summary>
    public Installation Installation => _installation.Result;

    /// <summary>Why some of the administrators' edits are not used: files that changed below them, say.</summary>
    public IReadOnlyList<Problem> Doubts => _installation.Problems;

    /// <summary>As a client has it.</summary>
    public Installation Of(Workspace workspace) => workspace.Templates.Count == 0 ? Installation : OwnOf(workspace).Result;

    /// <summary>Why some of the client's own words are not used.</summary>
    public IReadOnlyList<Problem> DoubtsOf(Workspace workspace) => workspace.Templates.Count == 0 ? [] : OwnOf(workspace).Problems;

    /// <summary>These are the administrators' edits from now on, by path.</summary>
    public void Use(IReadOnlyDictionary<string, string> edits) => _installation = Fitted.Of(files, edits);

    private Fitted OwnOf(Workspace workspace)
    {
        var below = Installation;
        if (_own.TryGetValue(workspace.Templates, out var known) && ReferenceEquals(known.Below, below)) return known;
        var fitted = Fitted.Of(below, TextsOf(workspace));
        _own.AddOrUpdate(workspace.Templates, fitted);
        return fitted;
    }

    /// <summary>What a client says in own words, by path; drafts are not among them.</summary>
    public static Dictionary<string, string> TextsOf(Workspace workspace) =>
        workspace.Templates.Where(t => t.Text is not null).GroupBy(t => t.Key, StringComparer.Ordinal).ToDictionary(t => t.Key, t => t.Last().Text!, StringComparer.Ordinal);

    /// <summary>
    /// Edits over what is below them. What is below may have changed since they were made, so that one of them does not fit any more: it is
    /// left out and told, and the others are used.
    /// </summary>
    private sealed record Fitted(Installation Below, Installation Result, IReadOnlyList<Problem> Problems)
    {
        public static Fitted Of(Installation below, IReadOnlyDictionary<string, string> edits)
        {
            var problems = new List<Problem>();
            var left = new Dictionary<string, string>(edits, StringComparer.Ordinal);
            while (true)
            {
                var found = new List<Problem>();
                if (below.With(left, found) is { } result) return new(below, result, problems);
                found.RemoveAll(p => p.Severity != Severity.Error);
                problems.AddRange(found);
                var mistaken = found.Select(p => p.File).ToHashSet(StringComparer.Ordinal);
                var wrong = left.Keys.Where(path => mistaken.Contains(below.Shown(path))).ToList();
                // A mistake that shows in a file nobody edited comes from the edits it hangs on.
                if (wrong.Count == 0) wrong = left.Keys.Where(Installation.IsOfLibrary).ToList();
                foreach (var path in wrong.Count == 0 ? [.. left.Keys] : wrong) left.Remove(path);
            }
        }
    }
}
