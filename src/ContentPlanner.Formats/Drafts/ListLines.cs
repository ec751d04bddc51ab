using ContentPlanner.Core.Leverage;
using ContentPlanner.Core.Texts;

namespace ContentPlanner.Formats.Drafts;

/// <summary>A list of a body as a draft uses it: announced, and each point as one line.</summary>
internal static class ListLines
{
    /// <summary>Titles shorter than this on average say too little alone ("Places", "Two weeks before").</summary>
    private const double WordsOfTellingTitle = 4;

    private const int LineAtMost = 160;
    private const int IntroAtMost = 300;

    public static readonly PointList None = new("", "", []);

    /// <summary>The list that carries the piece; none where its sections do.</summary>
    public static PointList Carrying(KeyPoints points) =>
        points.Lists.FirstOrDefault(l => l.Points.Count > 1 && l.Points.Equals(points.Series), None);

    /// <summary>The list that comes last, where authors put what to do or what came of it.</summary>
    public static PointList LastOf(KeyPoints points) =>
        points.Lists.LastOrDefault(l => l.Points.Count > 1 && !l.IsOfLinks(points), None);

    public static bool IsOfLinks(this PointList list, KeyPoints points) =>
        list.Points.Count(p => points.Links.Any(l => l.Text.Length > 0 && p.Whole().Contains(l.Text, StringComparison.Ordinal))) * 2 > list.Points.Count;

    /// <summary>The words right before the list, else its heading with a colon; a long paragraph gives its last sentences.</summary>
    public static string Announcement(this PointList list)
    {
        if (list.Intro.Length == 0)
            return list.Heading.Length == 0 || Sentences.IsFinished(list.Heading) || list.Heading.Contains(':') ? list.Heading : list.Heading + ":";
        var from = Sentences.Spans(list.Intro).Where(s => list.Intro.Length - s.Start <= IntroAtMost).Select(s => s.Start).FirstOrDefault(0);
        return list.Intro[from..];
    }

    /// <summary>The points as one line each: the titles where these say something, else with the sentence behind them.</summary>
    public static IEnumerable<string> Lines(this PointList list)
    {
        var telling = list.Points.All(p => p.Title.Length > 0) && list.Points.Sum(p => Words.Count(p.Title)) >= list.Points.Count * WordsOfTellingTitle;
        return list.Points.Select(p => telling ? p.Title : Line(p));
    }

    /// <summary>A point as the source has it: title, full stop, text.</summary>
    public static string Whole(this Point point) =>
        point.Title.Length == 0 ? point.Text
        : point.Text.Length == 0 ? point.Title
        : $"{Closed(point.Title)} {point.Text}";

    /// <summary>A title as a sentence of its own.</summary>
    public static string Closed(string title) =>
        title.Length == 0 || Sentences.IsFinished(title) ? title : title + ".";

    private static string Line(Point point)
    {
        var sentences = Sentences.Of(point.Text);
        var line = (point with { Text = sentences.Count > 0 ? sentences[0] : "" }).Whole();
        return line.Length <= LineAtMost || point.Title.Length == 0 ? line : point.Title;
    }
}
