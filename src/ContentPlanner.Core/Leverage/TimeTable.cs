namespace ContentPlanner.Core.Leverage;

/// <summary>Lines such as "04:10 The first reading": the chapters of a recording or the agenda of a session.</summary>
internal sealed record TimeTable(ValueList<TimeMark> Marks, IReadOnlySet<int> Blocks)
{
    private const int TitleAtMost = 160;

    /// <summary>The marks, and the blocks that consist of nothing else. One time alone is no table.</summary>
    public static TimeTable Of(IReadOnlyList<Block> blocks)
    {
        var marks = new List<TimeMark>();
        var used = new HashSet<int>();
        for (var i = 0; i < blocks.Count; i++)
        {
            var lines = blocks[i].Text.Split('\n');
            var read = lines.Select(Read).OfType<TimeMark>().ToList();
            if (read.Count == lines.Length)
            {
                marks.AddRange(read);
                used.Add(i);
            }
        }
        return marks.Count < 2 ? new TimeTable([], new HashSet<int>()) : new TimeTable(marks.ToValueList(), used);
    }

    private static TimeMark? Read(string line)
    {
        if (line.Length > TitleAtMost)
            return null;
        var at = line.Length > 0 && line[0] is '[' or '(' ? 1 : 0;
        var start = at;
        var seconds = 0;
        var parts = 0;
        while (at < line.Length && char.IsAsciiDigit(line[at]))
        {
            var digits = at;
            var value = 0;
            while (at < line.Length && char.IsAsciiDigit(line[at]) && at - digits < 3)
                value = value * 10 + (line[at++] - '0');
            if (parts > 0 && (at - digits != 2 || value > 59))
                return null;
            seconds = seconds * 60 + value;
            parts++;
            if (at >= line.Length || line[at] != ':')
                break;
            at++;
        }
        if (parts is < 2 or > 3)
            return null;
        var stamp = line[start..at];
        var title = line[at..].TrimStart(' ', ']', ')', '-', '–', '—', ':', '|', '\t');
        return title.Length == 0 || char.IsAsciiDigit(line[at - 1]) == false ? null : new TimeMark(stamp, seconds, title);
    }
}
