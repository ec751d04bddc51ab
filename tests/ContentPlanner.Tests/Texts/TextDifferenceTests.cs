using ContentPlanner.Core.Texts;
using CsCheck;

namespace ContentPlanner.Tests.Texts;

public class TextDifferenceTests
{
    private static readonly Gen<string> Text = Gen.OneOf("one", "two", "three", " ", "\n", "\n\n", "  four").Array[0, 30].Select(string.Concat);

    [Fact]
    public void What_is_not_added_is_the_first_text_and_what_is_not_removed_the_second() => Gen.Select(Text, Text).Sample((before, after) =>
    {
        var difference = TextDifference.Between(before, after);
        Assert.Equal(before, Without(difference, DifferenceKind.Added));
        Assert.Equal(after, Without(difference, DifferenceKind.Removed));
        Assert.Equal(before == after, difference.IsNone);
    }, iter: Full.Iterations(200));

    [Fact]
    public void A_line_that_changed_tells_its_words()
    {
        var difference = TextDifference.Between("First.\nFive steps to finish.\nLast.", "First.\nSeven steps to finish it.\nLast.");

        Assert.Equal(["=First.", "-[Five ]steps to [finish.]", "+[Seven ]steps to [finish it.]", "=Last."], difference.Lines.Select(Said));
        Assert.Equal((1, 1, 3, 2), (difference.LinesAdded, difference.LinesRemoved, difference.WordsAdded, difference.WordsRemoved));
    }

    [Fact]
    public void Whole_lines_are_told_whole()
    {
        var difference = TextDifference.Between("a\nb", "a\nnew line\nb");

        Assert.Equal(["=a", "+[new line]", "=b"], difference.Lines.Select(Said));
    }

    [Fact]
    public void Texts_too_long_to_compare_word_by_word_are_still_told_apart()
    {
        var (before, after) = (string.Join('\n', Enumerable.Range(0, 3000)), string.Join('\n', Enumerable.Range(5000, 3000)));

        var difference = TextDifference.Between(before, after);

        Assert.Equal((3000, 3000), (difference.LinesAdded, difference.LinesRemoved));
    }

    private static string Without(TextDifference difference, DifferenceKind kind) => string.Join('\n', difference.Lines.Where(l => l.Kind != kind).Select(l => l.Text));

    private static string Said(DifferenceLine line) => (line.Kind switch { DifferenceKind.Same => "=", DifferenceKind.Added => "+", _ => "-" })
        + string.Concat(line.Parts.Select(p => line.Kind == DifferenceKind.Same || p.Kind == DifferenceKind.Same ? p.Text : $"[{p.Text}]"));
}
