using System.Collections;
using NodaTime;
using Scriban.Runtime;

namespace ContentPlanner.Formats.Templates;

/// <summary>
/// What a template sees: copies made of text, numbers, yes or no, days, times and lists, all read-only. A template can assign to
/// objects it is given; given only these, there is nothing of ours it could change.
/// </summary>
internal static class PlainValues
{
    public static ScriptObject Of(IReadOnlyDictionary<string, object?> values)
    {
        var copy = new ScriptObject(values.Count, StringComparer.Ordinal);
        foreach (var (name, value) in values)
            copy.SetValue(name, value is Delegate function ? new LateFunction(function) : Of(value, name), readOnly: true);
        copy.IsReadOnly = true;
        return copy;
    }

    private static object? Of(object? value, string name) => value switch
    {
        null or string or bool or int or long or decimal or double or LocalDate or LocalTime or SafeHtml => value,
        IReadOnlyDictionary<string, object?> mapping => Of(mapping),
        IEnumerable list => ListOf(list, name),
        _ => throw new ArgumentException($"'{name}' is a {value.GetType().Name}; templates see plain values only", nameof(value)),
    };

    private static ScriptArray ListOf(IEnumerable list, string name)
    {
        var copy = new ScriptArray();
        foreach (var item in list) copy.Add(Of(item, name));
        copy.IsReadOnly = true;
        return copy;
    }
}
