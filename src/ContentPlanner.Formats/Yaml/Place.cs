namespace ContentPlanner.Formats.Yaml;

/// <summary>Where an item stands in its file, and each of the keys it was given.</summary>
internal sealed class Place
{
    private readonly Position _at;
    private readonly IReadOnlyDictionary<string, int>? _slots;
    private readonly Node?[] _values;

    /// <param name="slots">Which of <paramref name="values"/> belongs to a key.</param>
    public Place(Reading reading, Position at, IReadOnlyDictionary<string, int> slots, Node?[] values)
    {
        Reading = reading;
        _at = at;
        _slots = slots;
        _values = values;
    }

    /// <summary>An item in one word: all its keys stand where it stands.</summary>
    public Place(Reading reading, Position at)
    {
        Reading = reading;
        _at = at;
        _values = [];
    }

    public Reading Reading { get; }

    /// <summary>Whether the key was given a value that could be read; only then checks across keys make sense.</summary>
    public bool Has(string key) => ValueOf(key) is not null;

    /// <summary>The value of a key; the item itself where it was not given.</summary>
    public Position Of(string key) => ValueOf(key)?.At ?? _at;

    /// <summary>The n-th item of a key's list, from 0.</summary>
    public Position Of(string key, int n) => ValueOf(key) is Sequence list && n < list.Items.Count ? list.Items[n].At : Of(key);

    public void Wrong(string message) => Reading.Wrong(_at, message);

    public void Wrong(string key, string message) => Reading.Wrong(Of(key), message);

    public void Warn(string key, string message) => Reading.Warn(Of(key), message);

    private Node? ValueOf(string key) => _slots is null ? null : _values[_slots[key]];
}
