namespace ContentPlanner.Core.Texts;

public enum DifferenceKind { Same, Removed, Added }

/// <param name="Text">One or more words with the white space around them; of a whole line without its end.</param>
public sealed record DifferencePart(DifferenceKind Kind, string Text);

/// <summary>A line that both texts have, or one of them.</summary>
/// <param name="Parts">Of a line that stands in for another one, word by word; else the line whole.</param>
public sealed record DifferenceLine(DifferenceKind Kind, ValueList<DifferencePart> Parts)
{
    public string Text => string.Concat(Parts.Select(p => p.Text));
}

/// <summary>
/// How one text differs from another, for people to look at: lines in order, those taken out before those put in their
/// place, and within such a pair the words. Taking the lines that are not added gives the first text, taking those that are
/// not removed the second.
/// </summary>
public sealed record TextDifference(ValueList<DifferenceLine> Lines)
{
    /// <summary>Beyond so many comparisons a stretch counts as changed throughout: nobody reads such a difference word by word.</summary>
    private const long MostComparisons = 4_000_000;

    public bool IsNone => Lines.All(l => l.Kind == DifferenceKind.Same);

    public int LinesAdded => Lines.Count(l => l.Kind == DifferenceKind.Added);

    public int LinesRemoved => Lines.Count(l => l.Kind == DifferenceKind.Removed);

    public int WordsAdded => Words(DifferenceKind.Added);

    public int WordsRemoved => Words(DifferenceKind.Removed);

    public static TextDifference Between(string before, string after)
    {
        var steps = Steps(before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var lines = new List<DifferenceLine>(steps.Count);
        for (var i = 0; i < steps.Count;)
        {
            if (steps[i].Kind == DifferenceKind.Same)
            {
                lines.Add(new(DifferenceKind.Same, [steps[i++]]));
                continue;
            }
            var removed = Run(steps, ref i, DifferenceKind.Removed);
            var added = Run(steps, ref i, DifferenceKind.Added);
            lines.AddRange(Replaced(removed, added));
        }
        return new(lines.ToValueList());
    }

    private int Words(DifferenceKind kind) => Lines.Where(l => l.Kind == kind)
        .Sum(l => l.Parts.Where(p => p.Kind == kind).Sum(p => p.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length));

    private static List<string> Run(List<DifferencePart> steps, ref int i, DifferenceKind kind)
    {
        var run = new List<string>();
        while (i < steps.Count && steps[i].Kind == kind) run.Add(steps[i++].Text);
        return run;
    }

    /// <summary>The n-th line taken out stands against the n-th put in.</summary>
    private static IEnumerable<DifferenceLine> Replaced(List<string> removed, List<string> added)
    {
        var pairs = removed.Zip(added, (was, now) => Steps(WordsOf(was), WordsOf(now))).ToList();
        for (var n = 0; n < removed.Count; n++) yield return Line(DifferenceKind.Removed, removed[n], n < pairs.Count ? pairs[n] : null);
        for (var n = 0; n < added.Count; n++) yield return Line(DifferenceKind.Added, added[n], n < pairs.Count ? pairs[n] : null);
    }

    private static DifferenceLine Line(DifferenceKind kind, string text, List<DifferencePart>? pair)
    {
        if (pair is null) return new(kind, [new(kind, text)]);
        var parts = new List<DifferencePart>();
        foreach (var part in pair.Where(p => p.Kind == kind || p.Kind == DifferenceKind.Same))
            if (parts.Count > 0 && parts[^1].Kind == part.Kind) parts[^1] = parts[^1] with { Text = parts[^1].Text + part.Text };
            else parts.Add(part);
        return new(kind, parts.ToValueList());
    }

    /// <summary>Each word with the white space after it; white space at the beginning by itself.</summary>
    private static List<string> WordsOf(string line)
    {
        var words = new List<string>();
        for (var start = 0; start < line.Length;)
        {
            var end = start;
            while (end < line.Length && !char.IsWhiteSpace(line[end])) end++;
            while (end < line.Length && char.IsWhiteSpace(line[end])) end++;
            words.Add(line[start..end]);
            start = end;
        }
        return words;
    }

    /// <summary>A longest common subsequence, beginning and end first; what is taken out before what is put in.</summary>
    private static List<DifferencePart> Steps(IReadOnlyList<string> before, IReadOnlyList<string> after)
    {
        var most = Math.Min(before.Count, after.Count);
        var (start, end) = (0, 0);
        while (start < most && before[start] == after[start]) start++;
        while (end < most - start && before[before.Count - 1 - end] == after[after.Count - 1 - end]) end++;
        var steps = new List<DifferencePart>(before.Count + after.Count);
        for (var i = 0; i < start; i++) steps.Add(new(DifferenceKind.Same, before[i]));
        Middle(before, after, start, end, steps);
        for (var i = before.Count - end; i < before.Count; i++) steps.Add(new(DifferenceKind.Same, before[i]));
        return steps;
    }

    private static void Middle(IReadOnlyList<string> before, IReadOnlyList<string> after, int start, int end, List<DifferencePart> steps)
    {
        var (n, m) = (before.Count - start - end, after.Count - start - end);
        if ((long)n * m > MostComparisons)
        {
            for (var i = 0; i < n; i++) steps.Add(new(DifferenceKind.Removed, before[start + i]));
            for (var j = 0; j < m; j++) steps.Add(new(DifferenceKind.Added, after[start + j]));
            return;
        }
        // common[i, j]: the most that before from i on and after from j on have in common.
        var common = new int[n + 1, m + 1];
        for (var i = n - 1; i >= 0; i--)
            for (var j = m - 1; j >= 0; j--)
                common[i, j] = before[start + i] == after[start + j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        for (int i = 0, j = 0; i < n || j < m;)
        {
            if (i < n && j < m && before[start + i] == after[start + j])
            {
                steps.Add(new(DifferenceKind.Same, before[start + i++]));
                j++;
            }
            else if (i < n && (j == m || common[i + 1, j] >= common[i, j + 1])) steps.Add(new(DifferenceKind.Removed, before[start + i++]));
            else steps.Add(new(DifferenceKind.Added, after[start + j++]));
        }
    }
}
