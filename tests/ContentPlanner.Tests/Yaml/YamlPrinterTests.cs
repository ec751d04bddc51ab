using ContentPlanner.Formats.Yaml;

namespace ContentPlanner.Tests.Yaml;

public class YamlPrinterTests
{
    [Theory]
    [InlineData("Five steps to finish", "Five steps to finish")]
    [InlineData("It’s 50% done – really", "It’s 50% done – really")]
    [InlineData("https://example.org/a?b#c", "https://example.org/a?b#c")]
    [InlineData("say \"no\"", "say \"no\"")]
    [InlineData("Part one: the start", "\"Part one: the start\"")]
    [InlineData("a #hashtag", "\"a #hashtag\"")]
    [InlineData("yes", "\"yes\"")]
    [InlineData("null", "\"null\"")]
    [InlineData("1e3", "\"1e3\"")]
    [InlineData("2027", "\"2027\"")]
    [InlineData("2027-05-11", "\"2027-05-11\"")]
    [InlineData("18:30", "\"18:30\"")]
    [InlineData(" lead", "\" lead\"")]
    [InlineData("trail ", "\"trail \"")]
    [InlineData("@home", "\"@home\"")]
    [InlineData("", "\"\"")]
    [InlineData("a\tb", "\"a\\tb\"")]
    [InlineData("a\u0085b", "\"a\\x85b\"")]
    [InlineData("a\r\nb", "\"a\\r\\nb\"")]
    [InlineData("😀", "😀")]
    [InlineData("one\ntwo", "|-\n  one\n  two")]
    [InlineData("one\n\n  two\n", "|\n  one\n\n    two")]
    [InlineData("one\n\n", "|+\n  one\n")]
    [InlineData(" one\ntwo", "|2-\n   one\n  two")]
    public void A_text_is_quoted_only_where_it_must_be(string text, string written) =>
        Assert.Equal($"#\n\na: {written}\n", YamlPrinter.Print(Map(false, ("a", new Scalar(text, Style.AsNeeded))), "#"));

    [Theory]
    [InlineData("one, two", "\"one, two\"")]
    [InlineData("still true?", "\"still true?\"")]
    [InlineData("[n]", "\"[n]\"")]
    public void Within_one_line_commas_and_brackets_are_quoted_too(string text, string written) =>
        Assert.Equal($"#\n\na: {{b: {written}}}\n", YamlPrinter.Print(Map(false, ("a", Map(true, ("b", new Scalar(text, Style.AsNeeded))))), "#"));

    [Fact]
    public void What_does_not_fit_on_one_line_stands_below_each_other()
    {
        var items = new Sequence([Map(true, ("a", Long(60)), ("b", Long(20))), Map(true, ("a", Long(100)), ("b", Long(100)))]);
        Assert.Equal($"#\n\nlist:\n  - {{a: {Long(60).Text}, b: {Long(20).Text}}}\n  - a: {Long(100).Text}\n    b: {Long(100).Text}\n", YamlPrinter.Print(Map(false, ("list", items)), "#"));
    }

    private static Scalar Long(int length) => new(new string('x', length), Style.AsNeeded);

    private static Mapping Map(bool compact, params (string Key, Node Value)[] entries) =>
        new([.. entries.Select(e => new Entry(new Scalar(e.Key, Style.Plain), e.Value))], compact: compact);
}
