using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentPlanner.Formats.Yaml;

/// <summary>The values that are written in one word or one text.</summary>
internal static partial class Words
{
    /// <summary>Whatever a person wants to say.</summary>
    public static readonly Word<string> Text = new("text", (string text, out string value) =>
    {
        value = text;
        return null;
    }, text => text);

    /// <summary>A text that must say something: a title, a name.</summary>
    public static readonly Word<string> Title = new("text", (string text, out string value) =>
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "this text is blank: write something" : null;
    }, text => text);

    public static readonly Word<string> Key = KeySaid("a key such as five-steps");

    /// <summary>What somebody does in the plan: a word of the house, no reference.</summary>
    public static readonly Word<string> Role = KeySaid("a role such as editor");

    /// <summary>What a piece is.</summary>
    public static readonly Word<string> Format = KeySaid("a format such as blog-post");

    /// <summary>Names of derived things: <c>the-book/cover-final</c>, <c>five-steps/linkedin-post/linkedin/1</c>.</summary>
    public static readonly Word<string> Path = Keyed("a key such as the-book/cover-final", PathPattern(), "keys with '/' between them", text => string.Join('/', text.Split('/').Select(Slug)));

    public static readonly Word<bool> Flag = new("true or false", (string text, out bool value) =>
    {
        value = text is "true" or "yes";
        return text is "true" or "false" or "yes" or "no" ? null : $"'{text}' is neither true nor false";
    }, value => value ? "true" : "false")
    {
        Style = Style.Plain,
        Rule = () => new() { ["enum"] = new JsonArray(true, false, "yes", "no") },
    };

    public static readonly Word<decimal> Number = new("a number such as 2000 or 12.5", (string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && Math.Abs(value) < 1_000_000_000_000m
            ? null
            : $"'{text}' is not a number such as 2000 or 12.5: write digits only, with a point before decimals", NumberText)
    {
        Style = Style.Plain,
        Rule = () => new() { ["type"] = "number" },
    };

    public static readonly Word<decimal> Hours = new("hours a week such as 8 or 7.5", (string text, out decimal value) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value <= 168
            ? null
            : $"'{text}' is not a number of hours a week such as 8 or 7.5", NumberText)
    {
        Style = Style.Plain,
        Rule = () => new() { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 168 },
    };

    /// <summary>Without its '#', in which YAML would see a comment.</summary>
    public static readonly Word<string> Hashtag = new("a hashtag without its #", (string text, out string value) =>
    {
        value = text.TrimStart('#');
        return value.Length is > 0 and <= 100 && value.All(c => char.IsLetterOrDigit(c) || c == '_' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Surrogate)
            ? null
            : $"'{text}' is not a hashtag: letters, digits and _ only";
    }, text => text.TrimStart('#'));

    public static readonly Word<Guid> Id = new("an id, written by an export", (string text, out Guid value) =>
        Guid.TryParseExact(text, "D", out value) ? null : $"'{text}' is not an id such as 0b8f6d1e-9c64-8f0a-b1de-3f2a4c5d6e7f: leave it out, it is made from the key", id => id.ToString("D"))
    {
        Style = Style.Plain,
        Rule = () => Pattern("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$"),
    };

    public static readonly Word<string> Email = new("an e-mail address", (string text, out string value) =>
    {
        value = text;
        return text.Length <= 254 && EmailPattern().IsMatch(text) ? null : $"'{text}' is not an e-mail address such as coach@example.org";
    }, text => text)
    { Rule = () => new() { ["type"] = "string", ["format"] = "email" } };

    public static readonly Word<string> Url = new("an address such as https://example.org/page", (string text, out string value) =>
    {
        value = text;
        if (IsWebAddress(text)) return null;
        return IsWebAddress("https://" + text) && text.Contains('.', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal)
            ? $"'{text}' is not a whole address: write https://{text}"
            : $"'{text}' is not a web address: it starts with https:// or http:// and holds no spaces";
    }, text => text)
    { Rule = () => Pattern("^[Hh][Tt][Tt][Pp][Ss]?://\\S+$") };

    public static readonly Word<string> Locale = new("a locale such as en-IE", (string text, out string value) =>
    {
        value = text;
        return LocalePattern().IsMatch(text) ? null : $"'{text}' is not a locale: write language and country as in en-IE or de-DE";
    }, text => text)
    { Rule = () => Pattern("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$") };

    /// <summary>A key that people know under a name of its own.</summary>
    public static Word<string> KeySaid(string says) => Keyed(says, KeyPattern(), "lower-case letters, digits and hyphens", Slug);

    public static Word<int> Whole(int least, int most)
    {
        var says = string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");
        return new(says, (string text, out int value) =>
            int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
                ? null
                : $"'{text}' is not {says}", value => value.ToString(CultureInfo.InvariantCulture))
        {
            Style = Style.Plain,
            Rule = () => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        };
    }

    /// <summary>The key of something of that kind, which must exist.</summary>
    public static Word<string> Reference(Kind kind) => new($"the key of {(kind.Word[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a")} {kind.Word}", (string text, out string value) =>
    {
        value = text;
        return null;
    }, key => key)
    { RefersTo = kind };

    /// <summary>One of the words of an enumeration: <c>ThisYear</c> is written <c>this-year</c>.</summary>
    public static Word<T> Choice<T>() where T : struct, Enum => new Choices<T>(Array.ConvertAll(Enum.GetNames<T>(), Kebab), Enum.GetValues<T>()).Word();

    public static Word<string> OneOf(params string[] words) => new Choices<string>(words, words).Word();

    public static Word<bool> Either(string yes, string no) => new Choices<bool>([yes, no], [true, false]).Word();

    public static ListOf<T> ListOf<T>(Shape<T> item) => new(item);

    /// <summary>A text that only matches a pattern.</summary>
    public static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    /// <summary>"ThisYear" as people write it: <c>this-year</c>.</summary>
    public static string Kebab(string name) => CapitalPattern().Replace(name, "-$0").ToLowerInvariant();

    /// <summary>A key made from a title or a mistyped key; empty when nothing is left.</summary>
    public static string Slug(string text) => NoKeyPattern().Replace(HumpPattern().Replace(text.Trim(), "-$1").ToLowerInvariant(), "-").Trim('-');

    private static Word<string> Keyed(string says, Regex pattern, string made, Func<string, string> repair) => new(says, (string text, out string value) =>
    {
        value = text;
        if (pattern.IsMatch(text)) return null;
        if (text.Length > 200) return "this key is too long: at most 100 characters";
        return $"'{text}' is not a key: write {made}{(pattern.IsMatch(repair(text)) ? $", as in {repair(text)}" : "")}";
    }, text => text)
    { Rule = () => new() { ["type"] = new JsonArray("string", "integer"), ["pattern"] = pattern.ToString().Replace("\\z", "$", StringComparison.Ordinal) } };

    private static string NumberText(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static bool IsWebAddress(string text) =>
        text.Length <= 2000 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
        && Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0;

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]{0,99}\z")]
    private static partial Regex KeyPattern();

    [GeneratedRegex(@"^(?=.{1,500}\z)[a-z0-9@][a-z0-9@-]*(/[a-z0-9@][a-z0-9@-]*)+\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"^[^\s@,;:<>()\[\]\\""]+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+\z")]
    private static partial Regex EmailPattern();

    [GeneratedRegex(@"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?\z")]
    private static partial Regex LocalePattern();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex HumpPattern();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex CapitalPattern();

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NoKeyPattern();
}
