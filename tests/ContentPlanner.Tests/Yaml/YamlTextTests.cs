using System.Diagnostics;
using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Tests.Yaml;

public class YamlTextTests
{
    [Fact]
    public void Words_are_the_text_they_look_like()
    {
        var map = Read("time: 09:00\nday: 2027-05-11\nno: yes\nnumber: 1e3\ntab:\tbehind a tab\n");
        Assert.Equal(["09:00", "2027-05-11", "yes", "1e3", "behind a tab"], map.Entries.Select(e => ((Scalar)e.Value).Text));
        Assert.Equal("no", map.Entries[2].Key.Text);
    }

    [Fact]
    public void Every_node_knows_its_line_and_column()
    {
        var map = Read("a: x\r\nlist:\r\n  - {b: c}\r\n");
        var list = (Sequence)map.Entries[1].Value;
        Assert.Equal(new Position(1, 4), map.Entries[0].Value.At);
        Assert.Equal(new Position(3, 5), list.Items[0].At);
        Assert.Equal(new Position(3, 9), ((Mapping)list.Items[0]).Entries[0].Value.At);
    }

    [Fact]
    public void Line_separators_from_a_word_processor_are_text() =>
        Assert.Equal("one\u2028two\u0085three\u2029", ((Scalar)Read("a: |-\n  one\u2028two\u0085three\u2029\nb: c\n").Entries[0].Value).Text);

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_first_key() => Assert.Equal("a", Read("\uFEFFa: b").Entries[0].Key.Text);

    [Theory]
    [InlineData("", 0, 0, "the file is empty")]
    [InlineData("# only a comment\n", 0, 0, "the file is empty")]
    [InlineData("a:\n\tb: c", 2, 1, "a tab")]
    [InlineData("title: Foo: bar", 1, 11, "needs quotes")]
    [InlineData("a: b\n  c: d", 2, 4, "same column")]
    [InlineData("a: @home", 1, 4, "cannot start with '@'")]
    [InlineData("a: \"never closed\nb: c", 1, 4, "not closed")]
    [InlineData("a: 'it's'", 1, 8, "needs quotes around the whole")]
    [InlineData("a: [1, 2\nb: 3", 1, 5, "not closed")]
    [InlineData("a: {b: c", 2, 1, "not closed")]
    [InlineData("a: \"C:\\quiet\"", 1, 4, "write it twice")]
    [InlineData("a:\n  - b: 1\n   c: 2", 3, 4, "same column")]
    [InlineData("a:\n- x\n-y", 3, 1, "a space must follow")]
    [InlineData("a: - b", 1, 4, "line after its key")]
    [InlineData("a: b\n---\nc: d", 2, 1, "second document")]
    [InlineData("a: !secret b", 1, 4, "the tag !secret")]
    [InlineData("a: b\0c", 1, 5, "U+0000")]
    [InlineData("a: \u200B\u0007", 1, 5, "U+0007")]
    [InlineData("? [a]\n: b", 1, 3, "a key must be a word")]
    [InlineData("a: *x", 1, 4, "refers to nothing")]
    [InlineData("a: &x [*x]", 1, 8, "has no end")]
    public void A_mistake_in_the_grammar_is_told_in_plain_words(string text, int line, int column, string says)
    {
        var problem = Assert.Single(Problems(text));
        Assert.Contains(says, problem.Message, StringComparison.Ordinal);
        Assert.Equal((line, column), (problem.Line, problem.Column));
    }

    [Fact]
    public void An_alias_repeats_what_its_anchor_names()
    {
        var map = Read("a: &x {b: c}\nd: *x\n");
        Assert.Same(map.Entries[0].Value, map.Entries[1].Value);
    }

    [Fact]
    public void An_alias_bomb_gets_one_clear_answer_at_once()
    {
        var watch = Stopwatch.StartNew();
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghijk".Select((c, i) => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + "abcdefghijk"[i], 9))}]\n"));
        Assert.Contains("repeat too much", Assert.Single(Problems(bomb)).Message, StringComparison.Ordinal);
        Assert.True(watch.ElapsedMilliseconds < 500);
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Endless_nesting_is_refused(char open)
    {
        var nested = open == '[' ? new string('[', 100_000) : string.Concat(Enumerable.Repeat("{a: ", 100_000));
        Assert.Contains("more than 32 levels", Assert.Single(Problems(nested)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused() =>
        Assert.Contains("larger than 5 MB", Assert.Single(Problems("a: " + new string('x', YamlLimits.Bytes))).Message, StringComparison.Ordinal);

    private static Mapping Read(string text)
    {
        var proof = new Proof("plan.yaml");
        var node = YamlText.Parse(text, proof);
        Assert.Empty(proof.Problems);
        return Assert.IsType<Mapping>(node);
    }

    private static Core.ValueList<Core.Problem> Problems(string text)
    {
        var proof = new Proof("plan.yaml");
        YamlText.Parse(text, proof);
        return proof.Problems;
    }
}
