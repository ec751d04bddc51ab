using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using ContentPlanner.Core;

namespace ContentPlanner.Formats.Yaml;

/// <summary>
/// A thing with keys, one line for each: its name, the shape of its value, what it is for, how to take it from the
/// record and how to put it there. These lines are the format: the reader, the writer, the JSON Schema and the tables of
/// the docs are all made from them.
/// </summary>
/// <param name="name">Singular, as it stands in messages: <c>piece</c>.</param>
/// <param name="about">One sentence for the docs.</param>
/// <param name="blank">The record before any key is read; a value equal to the blank one's is a default and not written.</param>
internal sealed class Noun<T>(string name, string about, T blank) : Shape<T> where T : class
{
    private readonly List<Field> _fields = [];
    private readonly List<Func<T, Place, T>> _after = [];
    private Dictionary<string, int>? _slots;

    public override string Says => "keys and values";

    /// <summary>Written as <c>{key: value}</c> on one line where it fits.</summary>
    public bool Compact { get; init; }

    public NounOutline Outline => new(name, about, _fields.Select(f => new KeyOutline(f.Key, f.Says, f.About, f.Required)).ToValueList());

    /// <summary>A key that must be given.</summary>
    public Noun<T> Must<V>(string key, Shape<V> shape, string about, Func<T, V> get, Func<T, V, T> set) =>
        Add(new Field<V>(key, shape, about, Required: true, (item, _) => shape.Write(get(item)), set));

    /// <summary>A key that may be given; not written while its value is the blank item's.</summary>
    public Noun<T> May<V>(string key, Shape<V> shape, string about, Func<T, V?> get, Func<T, V, T> set) =>
        Add(new Field<V>(key, shape, about, Required: false, (item, none) => get(item) is { } value && !Same(value, get(none)) ? shape.Write(value) : null, set));

    /// <inheritdoc cref="May{V}(string, Shape{V}, string, Func{T, V}, Func{T, V, T})"/>
    public Noun<T> May<V>(string key, Shape<V> shape, string about, Func<T, Nullable<V>> get, Func<T, V, T> set) where V : struct =>
        Add(new Field<V>(key, shape, about, Required: false, (item, none) => get(item) is { } value && !Same(value, get(none)) ? shape.Write(value) : null, set));

    /// <summary>The keys of a part stand among the item's own.</summary>
    public Noun<T> With<P>(Noun<P> part, Func<T, P> get, Func<T, P, T> set) where P : class
    {
        foreach (var field in part._fields) Add(new PartField<P>(field, get, set));
        foreach (var step in part._after) _after.Add((item, place) => set(item, step(get(item), place)));
        return this;
    }

    /// <summary>What remains to be done once all keys are read, with their places.</summary>
    public Noun<T> Then(Func<T, Place, T> step)
    {
        _after.Add(step);
        return this;
    }

    /// <summary>A check across keys.</summary>
    public Noun<T> Check(Action<T, Place> check) => Then((item, place) =>
    {
        check(item, place);
        return item;
    });

    public override bool Read(Node node, Proof proof, [MaybeNullWhen(false)] out T value)
    {
        value = blank;
        if (node is not Mapping mapping)
        {
            proof.Wrong(node.At, $"here should be {Says}, such as {Example}");
            return false;
        }
        var given = Sort(mapping, proof);
        var was = new bool[given.Length];
        for (var i = 0; i < _fields.Count; i++)
        {
            if (given[i] is Scalar { IsAbsent: true }) given[i] = null;
            was[i] = given[i] is not null;
            if (given[i] is { } part) given[i] = _fields[i].Read(ref value, part, proof) ? part : null;
            else if (_fields[i].Required) proof.Wrong(mapping.At, $"this {name} needs '{_fields[i].Key}': {_fields[i].Says}");
        }
        var place = new Place(proof, mapping.At, Slots, given, was);
        foreach (var step in _after) value = step(value, place);
        proof.Stands(value, place);
        return true;
    }

    public override Node Write(T value)
    {
        var entries = new List<Entry>(_fields.Count);
        foreach (var field in _fields)
            if (field.Write(value, blank) is { } node) entries.Add(new(new Scalar(field.Key, Style.Plain), node));
        return new Mapping(entries, compact: Compact);
    }

    public override JsonObject Schema(SchemaBook book) => book.Define(Outline, () =>
    {
        var keys = new JsonObject();
        foreach (var field in _fields)
        {
            var schema = field.Schema(book);
            schema["description"] = field.About;
            keys[field.Key] = schema;
        }
        var noun = new JsonObject { ["description"] = about, ["type"] = "object", ["additionalProperties"] = false };
        if (_fields.Any(f => f.Required)) noun["required"] = new JsonArray([.. _fields.Where(f => f.Required).Select(f => (JsonNode)f.Key)]);
        noun["properties"] = keys;
        return noun;
    });

    /// <summary>The values in the order of the fields, whatever order the file has.</summary>
    private Node?[] Sort(Mapping mapping, Proof proof)
    {
        var given = new Node?[_fields.Count];
        Dictionary<string, int>? lines = null;
        foreach (var (key, value) in mapping.Entries)
        {
            if (!Slots.TryGetValue(key.Text, out var slot))
                proof.Wrong(key.At, Unknown(key, value, proof));
            else if (given[slot] is null)
                given[slot] = value;
            else
                proof.Wrong(key.At, $"'{key.Text}' stands here a second time, the first is in line {(lines ??= LinesOf(mapping))[key.Text]}: keep one");
        }
        return given;
    }

    /// <summary>In <c>{note: Writes, edits}</c> YAML sees a key "edits" without a value, in <c>{target: 2,500}</c> one called "500".</summary>
    private string Unknown(Scalar key, Node value, Proof proof)
    {
        if (value is Scalar { IsAbsent: true })
        {
            if (key.Text.All(char.IsAsciiDigit)) return $"'{Proof.Brief(key.Text)}' looks like the rest of a number with a comma in it: write the number without";
            if (key.Text.Contains(' ', StringComparison.Ordinal)) return $"'{Proof.Brief(key.Text)}' looks like the rest of a text with a comma in it: put that whole text in quotes";
        }
        return $"{Article} {name} has no key '{Proof.Brief(key.Text)}'{proof.Suggestion(key.Text, Slots.Keys)}";
    }

    private string Article => name[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";

    private static Dictionary<string, int> LinesOf(Mapping mapping) =>
        mapping.Entries.GroupBy(e => e.Key.Text, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Key.At.Line, StringComparer.Ordinal);

    private Dictionary<string, int> Slots => _slots ??= _fields.Select((f, i) => (f.Key, i)).ToDictionary(p => p.Key, p => p.i, StringComparer.Ordinal);

    private string Example => "{" + string.Join(", ", _fields.Where(f => f.Required).DefaultIfEmpty(_fields[0]).Select(f => f.Key + ": …")) + "}";

    private Noun<T> Add(Field field)
    {
        _fields.Add(field);
        return this;
    }

    private static bool Same<V>(V a, V b) => EqualityComparer<V>.Default.Equals(a, b);

    private abstract record Field(string Key, string About, bool Required)
    {
        public abstract string Says { get; }
        public abstract bool Read(ref T item, Node node, Proof proof);
        public abstract Node? Write(T item, T blank);
        public abstract JsonObject Schema(SchemaBook book);
    }

    private sealed record Field<V>(string Key, Shape<V> Shape, string About, bool Required, Func<T, T, Node?> Writing, Func<T, V, T> Set)
        : Field(Key, About, Required)
    {
        public override string Says => Shape.Says;

        public override bool Read(ref T item, Node node, Proof proof)
        {
            if (!Shape.Read(node, proof, out var value)) return false;
            item = Set(item, value);
            return true;
        }

        public override Node? Write(T item, T blank) => Writing(item, blank);

        public override JsonObject Schema(SchemaBook book) => Shape.Schema(book);
    }

    private sealed record PartField<P>(Noun<P>.Field Inner, Func<T, P> Get, Func<T, P, T> Set)
        : Field(Inner.Key, Inner.About, Inner.Required) where P : class
    {
        public override string Says => Inner.Says;

        public override bool Read(ref T item, Node node, Proof proof)
        {
            var part = Get(item);
            var sound = Inner.Read(ref part, node, proof);
            item = Set(item, part);
            return sound;
        }

        public override Node? Write(T item, T blank) => Inner.Write(Get(item), Get(blank));

        public override JsonObject Schema(SchemaBook book) => Inner.Schema(book);
    }
}
