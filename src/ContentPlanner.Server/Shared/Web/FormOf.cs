using System.Globalization;
using ContentPlanner.Core.Locales;
using Microsoft.Extensions.Primitives;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Shared.Web;

/// <summary>A question of a form, with what was typed and what is wrong with it: what a <see cref="Field"/> shows.</summary>
public sealed record Question
{
    public required string Name { get; init; }
    public required string Label { get; init; }

    /// <summary>As <see cref="Field.Type"/>.</summary>
    public string Type { get; init; } = "text";

    public string? Value { get; init; }
    public string? Hint { get; init; }
    public string? Error { get; init; }
    public bool Required { get; init; }
    public IReadOnlyList<Option>? Options { get; init; }
    public int Rows { get; init; } = 3;
    public string? Least { get; init; }
    public string? Most { get; init; }
    public int? Max { get; init; }

    /// <summary>Id of a datalist on the page.</summary>
    public string? List { get; init; }

    /// <summary>What several ticks that follow each other are about together.</summary>
    public string? Group { get; init; }
}

/// <summary>A form as it was sent: the thing it makes, and every question as it was answered, so that nothing typed is lost.</summary>
/// <param name="Value">Only to be used when <see cref="IsRight"/>.</param>
public sealed record FormReading<T>(T Value, IReadOnlyList<Question> Questions)
{
    public bool IsRight => Questions.All(q => q.Error is null);

    /// <summary>The same with something wrong that only the whole plan shows.</summary>
    public FormReading<T> Wrong(string name, string error) => this with { Questions = [.. Questions.Select(q => q.Name == name ? q with { Error = error } : q)] };
}

/// <summary>
/// The form for a thing, one line for each question: how its answer is taken from the thing and how it is put there. The page,
/// what a post means and what is said about mistakes are all made from these lines.
/// </summary>
public sealed class FormOf<T>(Locale locale)
{
    private const int LongestLine = 300, LongestText = 20_000;

    private delegate string? Answer(ref T item, string typed);

    private sealed record Line(Question Question, Func<T, string?> Get, Answer Put);

    private readonly List<Line> _lines = [];

    /// <summary>A word or a line; with <paramref name="rows"/> a text of several, with <paramref name="list"/> words of that datalist are offered.</summary>
    public FormOf<T> Text(string name, string label, Func<T, string?> get, Func<T, string?, T> set, bool required = false, string? hint = null, int rows = 1, string type = "text", string? list = null) =>
        Add(new() { Name = name, Label = label, Type = rows > 1 ? "textarea" : type, Required = required, Hint = hint, Rows = rows, List = list, Max = rows > 1 ? LongestText : LongestLine }, get, (ref T item, string typed) =>
        {
            if (typed.Length > (rows > 1 ? LongestText : LongestLine)) return string.Create(CultureInfo.InvariantCulture, $"That is too long: at most {(rows > 1 ? LongestText : LongestLine)} characters.");
            item = set(item, typed.Length == 0 ? null : typed);
            return null;
        });

    /// <summary>A page on the web.</summary>
    public FormOf<T> Url(string name, string label, Func<T, string?> get, Func<T, string?, T> set, string? hint = null) =>
        Add(new() { Name = name, Label = label, Type = "url", Hint = hint, Max = 2000 }, get, (ref T item, string typed) =>
        {
            if (typed.Length > 0 && !(Uri.TryCreate(typed, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && !typed.Any(char.IsWhiteSpace)))
                return "An address begins with https:// and holds no spaces, such as https://example.org/book.";
            item = set(item, typed.Length == 0 ? null : typed);
            return null;
        });

    public FormOf<T> Day(string name, string label, Func<T, LocalDate?> get, Func<T, LocalDate?, T> set, bool required = false, string? hint = null) =>
        Add(new() { Name = name, Label = label, Type = "date", Required = required, Hint = hint, Least = "1900-01-01", Most = "2199-12-31" }, item => Written(get(item)), (ref T item, string typed) =>
        {
            if (typed.Length == 0) { item = set(item, null); return null; }
            if (!Days.TryRead(typed, out LocalDate day)) return "That is no day: write year-month-day, such as 2027-05-11.";
            item = set(item, day);
            return null;
        });

    public FormOf<T> Time(string name, string label, Func<T, LocalTime?> get, Func<T, LocalTime?, T> set, bool required = false, string? hint = null) =>
        Add(new() { Name = name, Label = label, Type = "time", Required = required, Hint = hint }, item => get(item) is { } time ? LocalTimePattern.CreateWithInvariantCulture("HH:mm").Format(time) : null, (ref T item, string typed) =>
        {
            if (typed.Length == 0) { item = set(item, null); return null; }
            if (!Days.TryRead(typed, out LocalTime time)) return "That is no time: write hours and minutes, such as 18:30.";
            item = set(item, time);
            return null;
        });

    public FormOf<T> Number(string name, string label, Func<T, decimal?> get, Func<T, decimal?, T> set, bool required = false, string? hint = null) =>
        Add(new() { Name = name, Label = label, Required = required, Hint = hint, Max = 20 }, item => get(item) is { } number ? locale.Format(number) : null, (ref T item, string typed) =>
        {
            if (typed.Length == 0) { item = set(item, null); return null; }
            if (!TryNumber(typed, out var number)) return "That is no number, such as 2000 or 12.5.";
            item = set(item, number);
            return null;
        });

    public FormOf<T> Whole(string name, string label, int least, int most, Func<T, int?> get, Func<T, int?, T> set, bool required = false, string? hint = null) =>
        Add(new() { Name = name, Label = label, Type = "number", Required = required, Hint = hint, Least = Said(least), Most = Said(most) }, item => get(item) is { } n ? Said(n) : null, (ref T item, string typed) =>
        {
            if (typed.Length == 0) { item = set(item, null); return null; }
            if (!int.TryParse(typed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) || n < least || n > most) return string.Create(CultureInfo.InvariantCulture, $"Write a whole number from {least} to {most}.");
            item = set(item, n);
            return null;
        });

    /// <summary>One of several; what is not among them is not taken.</summary>
    public FormOf<T> Choice(string name, string label, IReadOnlyList<Option> options, Func<T, string?> get, Func<T, string?, T> set, string? hint = null, bool required = false) =>
        Add(new() { Name = name, Label = label, Options = options, Hint = hint, Required = required }, get, (ref T item, string typed) =>
        {
            if (options.All(o => o.Value != typed)) return "Choose one of the list.";
            item = set(item, typed.Length == 0 ? null : typed);
            return null;
        });

    /// <summary>One of the words of an enumeration, each as people call it.</summary>
    public FormOf<T> Choice<TChoice>(string name, string label, Func<TChoice, string> words, Func<T, TChoice> get, Func<T, TChoice, T> set, string? hint = null) where TChoice : struct, Enum =>
        Choice(name, label, [.. Enum.GetValues<TChoice>().Select(v => new Option(v.ToString(), words(v)))], item => get(item).ToString(), (item, typed) => set(item, Enum.Parse<TChoice>(typed!)), hint);

    public FormOf<T> Flag(string name, string label, Func<T, bool> get, Func<T, bool, T> set, string? hint = null, string? group = null) =>
        Add(new() { Name = name, Label = label, Type = "checkbox", Hint = hint, Group = group }, item => get(item) ? "true" : null, (ref T item, string typed) =>
        {
            item = set(item, typed == "true");
            return null;
        });

    /// <summary>Something only several answers together show to be wrong.</summary>
    /// <param name="name">The question it is said at.</param>
    public FormOf<T> Check(string name, Func<T, string?> check)
    {
        _checks.Add((name, check));
        return this;
    }

    private readonly List<(string Name, Func<T, string?> Check)> _checks = [];

    /// <summary>The questions as the thing answers them.</summary>
    public IReadOnlyList<Question> Of(T item) => [.. _lines.Select(l => l.Question with { Value = l.Get(item) })];

    /// <param name="item">What the answers are put into.</param>
    /// <param name="typed">The answer to a question by its name; null: none was sent.</param>
    public FormReading<T> Read(T item, Func<string, string?> typed)
    {
        var questions = new List<Question>();
        foreach (var (question, _, put) in _lines)
        {
            var text = Plain(typed(question.Name));
            var error = question.Required && text.Length == 0 ? "This is needed." : put(ref item, text);
            questions.Add(question with { Value = text, Error = error });
        }
        if (questions.TrueForAll(q => q.Error is null))
            foreach (var (name, check) in _checks)
                if (check(item) is { } why) questions = questions.ConvertAll(q => q.Name == name && q.Error is null ? q with { Error = why } : q);
        return new(item, questions);
    }

    public FormReading<T> Read(T item, IFormCollection form, string prefix = "") => Read(item, name => form.TryGetValue(prefix + name, out var value) && value != StringValues.Empty ? value.ToString() : null);

    private FormOf<T> Add(Question question, Func<T, string?> get, Answer put)
    {
        _lines.Add(new(question, get, put));
        return this;
    }

    /// <summary>Browsers send line breaks as two characters; nobody means spaces at either end, and no database keeps a NUL.</summary>
    private static string Plain(string? typed) => typed is null ? "" : typed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();

    /// <summary>With the reader's marks or without: 12,500.5, 12500.5, and 12500,5 where that is how it is written.</summary>
    private bool TryNumber(string typed, out decimal number)
    {
        var plain = typed.Replace(locale.Thousands, "", StringComparison.Ordinal).Replace("\u00A0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).Replace('−', '-');
        return decimal.TryParse(plain.Replace(locale.DecimalPoint, ".", StringComparison.Ordinal), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
            && Math.Abs(number) < 1_000_000_000_000m;
    }

    private static string Said(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? Written(LocalDate? day) => day is { } d ? LocalDatePattern.Iso.Format(d) : null;
}

/// <summary>Days and times as forms send them.</summary>
public static class Days
{
    public static bool TryRead(string? typed, out LocalDate day)
    {
        var parsed = LocalDatePattern.Iso.Parse(typed?.Trim() ?? "");
        day = parsed.Success ? parsed.Value : default;
        return parsed.Success && day.Year is >= 1900 and <= 2199;
    }

    public static bool TryRead(string? typed, out LocalTime time)
    {
        var parsed = LocalTimePattern.CreateWithInvariantCulture("H:mm").Parse(typed?.Trim() is { Length: > 5 } longer ? longer[..5] : typed?.Trim() ?? "");
        time = parsed.Success ? parsed.Value : default;
        return parsed.Success;
    }

    public static string Iso(this LocalDate day) => LocalDatePattern.Iso.Format(day);
}
