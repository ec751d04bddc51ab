namespace ContentPlanner.Formats.Yaml;

/// <summary>Where an item stands in its file, and each of the keys it was given.</summary>
internal sealed class Place
{
    private readonly Position _at;
    private readonly IReadOnlyDictionary<string, int>? _slots;
    private readonly Node?[] _values;
    private readonly bool[] _given;

    /// <param name="slots">Which of <paramref name="values"/> belongs to a key.</param>
    /// <param name="values">Null for what was not given or could not be read.</param>
    public Place(Proof proof, Position at, IReadOnlyDictionary<string, int> slots, Node?[] values, bool[] given)
    {
        Proof = proof;
        _at = at;
        _slots = slots;
        _values = values;
        _given = given;
    }

    /// <summary>An item in one word: all its keys stand where it stands.</summary>
    public Place(Proof proof, Position at)
    {
        Proof = proof;
        _at = at;
        _values = [];
        _given = [];
    }

    private Place(Place item, Position at)
    {
        Proof = item.Proof;
        _at = at;
        _slots = item._slots;
        _values = item._values;
        _given = item._given;
    }

    public Proof Proof { get; }

    /// <summary>The same item, found by the name in front of it.</summary>
    public Place Called(Position name) => new(this, name);

    /// <summary>Whether the key was given a value that could be read; only then checks across keys make sense.</summary>
    public bool Has(string key) => ValueOf(key) is not null;

    /// <summary>Whether the key was given a value, even one that could not be read: then nothing is missing.</summary>
    public bool Given(string key) => _slots is not null && _given[_slots[key]];

    /// <summary>The value of a key; the item itself where it was not given.</summary>
    public Position Of(string key) => ValueOf(key)?.At ?? _at;

    /// <summary>The n-th item of a key's list, from 0.</summary>
    public Position Of(string key, int n) => ValueOf(key) is Sequence list && n < list.Items.Count ? list.Items[n].At : Of(key);

    /// <summary>A name within a key's names and values.</summary>
    public Position OfEntry(string key, string name) =>
        (ValueOf(key) as Mapping)?.Entries.FirstOrDefault(e => e.Key.Text == name)?.Key.At ?? Of(key);

    /// <summary>The word a key was given; null for anything else.</summary>
    public string? TextOf(string key) => (ValueOf(key) as Scalar)?.Text;

    public void Wrong(string message) => Proof.Wrong(_at, message);

    public void Wrong(string key, string message) => Proof.Wrong(Of(key), message);

    public void Warn(string message) => Proof.Warn(_at, message);

    public void Warn(string key, string message) => Proof.Warn(Of(key), message);

    private Node? ValueOf(string key) => _slots is null ? null : _values[_slots[key]];
}
