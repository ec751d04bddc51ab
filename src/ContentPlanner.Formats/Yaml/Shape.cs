using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using ContentPlanner.Core;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// One description of a value in a file that reads it, writes it, and explains it to editors (JSON Schema) and people.
/// What is read is what is written is what is documented.
/// </summary>
internal abstract class Shape<T>
{
    /// <summary>As messages and docs say it: "a day such as 2027-05-11".</summary>
    public abstract string Says { get; }

    /// <summary>
    /// False when nothing can be made of the node; <paramref name="proof"/> was told why. A list or a noun with mistakes
    /// inside is still one, so that the checks which follow find theirs too.
    /// </summary>
    public abstract bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out T value);

    public abstract Node Write(T value);

    public abstract JsonObject Schema(SchemaBook book);
}

/// <summary>Reads a word. The answer is what is wrong with it, without naming the word; null when all is well.</summary>
internal delegate string? Parse<T>(string text, out T value);

/// <summary>A value in one word or one text.</summary>
internal sealed class Word<T>(string says, Parse<T> parse, Func<T, string> print) : Shape<T>
{
    public override string Says => says;

    /// <summary>Quotes, when writing; plain where the printed form never needs them.</summary>
    public Style Style { get; init; } = Style.AsNeeded;

    /// <summary>JSON Schema of the value; a text without it.</summary>
    public Func<JsonObject> Rule { get; init; } = () => new() { ["type"] = new JsonArray("string", "number") };

    /// <summary>What may have been meant by a word that is not one; null for no idea.</summary>
    public Func<string, string?>? Hint { get; init; }

    /// <summary>What the word names, when it is a reference.</summary>
    public Kind? RefersTo { get; init; }

    public override bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        if (node is not Scalar scalar)
        {
            proof.Wrong(node.At, $"here should be {says}, not {(node is Sequence ? "a list" : "keys with values")}");
            return false;
        }
        if (parse(scalar.Text, out value!) is { } mistake)
        {
            var hint = Hint is not null && proof.MayGuess() ? Hint(scalar.Text) : null;
            var brief = Proof.Brief(scalar.Text);
            proof.Wrong(node.At, (brief.Length < scalar.Text.Length ? mistake.Replace(scalar.Text, brief, StringComparison.Ordinal) : mistake) + (hint is null ? "" : $"; {hint}"));
            return false;
        }
        if (RefersTo is { } kind) proof.Refer(kind, print(value), node.At);
        return true;
    }

    public override Node Write(T value) => new Scalar(print(value), Style);

    public override JsonObject Schema(SchemaBook book) => Rule();
}

/// <summary>A list, each item of one shape.</summary>
internal sealed class ListOf<T>(Shape<T> item) : Shape<ValueList<T>>
{
    public override string Says => item is Word<T> ? $"a list, each {item.Says}" : "a list, each with keys and values";

    /// <summary>The same word twice is a slip.</summary>
    private bool Distinct => item is Word<T>;

    public override bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out ValueList<T> value)
    {
        value = [];
        if (node is not Sequence list)
        {
            proof.Wrong(node.At, node is Scalar word ? $"here should be a list: [{Proof.Brief(word.Text)}]" : "here should be a list, each item with '- ' in front");
            return false;
        }
        var items = new List<T>(list.Items.Count);
        var seen = Distinct ? new HashSet<string>(StringComparer.Ordinal) : null;
        foreach (var entry in list.Items)
        {
            if (!item.Read(entry, proof, out var one)) continue;
            if (seen is null || (item.Write(one) is Scalar written && seen.Add(written.Text))) items.Add(one);
            else proof.Wrong(entry.At, $"{Proof.Brief(((Scalar)entry).Text)} stands here a second time: leave one out");
        }
        value = items.ToValueList();
        return true;
    }

    public override Node Write(ValueList<T> value) => new Sequence([.. value.Select(item.Write)]);

    public override JsonObject Schema(SchemaBook book)
    {
        var schema = new JsonObject { ["type"] = "array", ["items"] = item.Schema(book) };
        if (Distinct) schema["uniqueItems"] = true;
        return schema;
    }
}

/// <summary>A mapping from names to values, as in <c>anchors: {publication: 2027-05-11}</c>, kept in its order.</summary>
internal sealed class Entries<T, V>(string says, Shape<string> name, Shape<V> value, Func<string, V, T> join, Func<T, (string Name, V Value)> split) : Shape<ValueList<T>>
    where T : class where V : class
{
    public override string Says => says;

    public override bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out ValueList<T> result)
    {
        result = [];
        if (node is not Mapping mapping)
        {
            proof.Wrong(node.At, $"here should be {says}");
            return false;
        }
        var items = new List<T>();
        var seen = new Dictionary<string, Position>(StringComparer.Ordinal);
        foreach (var (key, item) in mapping.Entries)
        {
            if (!seen.TryAdd(key.Text, key.At)) proof.Wrong(key.At, $"'{Proof.Brief(key.Text)}' stands here a second time, the first is in line {seen[key.Text].Line}: keep one");
            else if (name.Read(key, proof, out var named) && Given(key, item, proof) && value.Read(item, proof, out var one))
            {
                var joined = join(named, one);
                proof.Stands(joined, proof.FindPlaceOf(one)?.Called(key.At) ?? new(proof, key.At));
                items.Add(joined);
            }
        }
        result = items.ToValueList();
        return true;
    }

    public override Node Write(ValueList<T> items) =>
        new Mapping([.. items.Select(split).Select(e => new Entry((Scalar)name.Write(e.Name), value.Write(e.Value)))], compact: true);

    public override JsonObject Schema(SchemaBook book) => new() { ["type"] = "object", ["additionalProperties"] = value.Schema(book) };

    private static bool Given(Scalar key, Node item, Proof proof)
    {
        if (item is not Scalar { IsAbsent: true }) return true;
        proof.Wrong(key.At, $"'{Proof.Brief(key.Text)}' has no value");
        return false;
    }
}

/// <summary>A value that has a short form, one word, and a long one with keys.</summary>
internal sealed class Brief<T, S>(Shape<S> brief, Func<S, T> grow, Func<T, (bool Fits, S Value)> shrink, Noun<T> full) : Shape<T> where T : class
{
    public override string Says => $"{brief.Says}, or keys and values";

    public override bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (node is Mapping) return full.Read(node, proof, out value);
        if (!brief.Read(node, proof, out var word)) return false;
        value = grow(word);
        return true;
    }

    public override Node Write(T value) => shrink(value) is (true, var word) ? brief.Write(word) : full.Write(value);

    public override JsonObject Schema(SchemaBook book) => new() { ["anyOf"] = new JsonArray(brief.Schema(book), full.Schema(book)) };
}
