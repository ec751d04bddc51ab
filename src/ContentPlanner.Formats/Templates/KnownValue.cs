using System.Collections;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// What is known of a value that templates are handed: which members it has, or what its items are like. Learned from the
/// values themselves, so that it says what there is; of what was always nothing, nothing is known.
/// </summary>
internal sealed class KnownValue
{
    private Dictionary<string, KnownValue>? _members;
    private KnownValue? _items;
    private bool _isOtherwise;

    /// <summary>Its members by name; null where they are not known, or it is sometimes something else.</summary>
    public IReadOnlyDictionary<string, KnownValue>? Members => _isOtherwise || _items is not null ? null : _members;

    /// <summary>What each item of the list is like; null where it is no list, or not always.</summary>
    public KnownValue? Items => _isOtherwise || _members is not null ? null : _items;

    /// <param name="value">A value as templates are handed it: text, number, mapping, list, function.</param>
    public void Learn(object? value)
    {
        switch (value)
        {
            case null:
                break;
            case string:
                _isOtherwise = true;
                break;
            case IReadOnlyDictionary<string, object?> mapping:
                _members ??= new(StringComparer.Ordinal);
                foreach (var (name, member) in mapping) Member(name).Learn(member);
                break;
            case IEnumerable list:
                _items ??= new();
                foreach (var item in list) _items.Learn(item);
                break;
            default:
                _isOtherwise = true;
                break;
        }
    }

    /// <summary>Everything that is known of <paramref name="other"/> as well.</summary>
    public void Learn(KnownValue other)
    {
        _isOtherwise |= other._isOtherwise;
        if (other._items is { } items) (_items ??= new()).Learn(items);
        if (other._members is not { } members) return;
        _members ??= new(StringComparer.Ordinal);
        foreach (var (name, member) in members) Member(name).Learn(member);
    }

    private KnownValue Member(string name)
    {
        if (!_members!.TryGetValue(name, out var member)) _members[name] = member = new();
        return member;
    }
}
