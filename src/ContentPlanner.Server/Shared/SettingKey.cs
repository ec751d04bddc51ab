using System.Globalization;
using System.Reflection;

namespace ContentPlanner.Server.Shared;

/// <summary>One setting there is, as the properties of <see cref="Settings"/> say it.</summary>
/// <param name="Path">With colons: <c>Mail:Smtp:Host</c>.</param>
/// <param name="Type">Without its question mark; of a list, the type of its items.</param>
/// <param name="IsList">Its items are given as <c>Proxies:0</c>, <c>Proxies:1</c> …</param>
/// <param name="Default">As somebody would write it; null: there is none.</param>
public sealed record SettingKey(string Path, Type Type, bool IsList, string? Default)
{
    public static IReadOnlyList<SettingKey> All { get; } = [.. Of(typeof(Settings), "", new Settings())];

    /// <summary>Names with something below them: <c>Mail</c>, <c>Database</c>.</summary>
    public static IReadOnlyList<string> Sections { get; } = [.. All.Where(k => k.Path.Contains(':', StringComparison.Ordinal)).Select(k => k.Path.Split(':')[0]).Distinct()];

    /// <summary>The setting that a path names, in any case of letters; null: there is none.</summary>
    public static SettingKey? Named(string path) => All.FirstOrDefault(k => string.Equals(k.Path, k.IsList ? WithoutIndex(path) : path, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with a value; null: it can be used.</summary>
    public string? Refusal(string value)
    {
        if (Type == typeof(string)) return null;
        if (Type == typeof(bool)) return bool.TryParse(value, out _) ? null : $"{Path} is true or false, not '{value}'";
        if (Type == typeof(int)) return int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : $"{Path} is a whole number, not '{value}'";
        if (Type == typeof(long)) return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) ? null : $"{Path} is a whole number, not '{value}'";
        var words = Enum.GetNames(Type);
        return words.Contains(value, StringComparer.OrdinalIgnoreCase) ? null : $"{Path} is {string.Join(" or ", words)}, not '{value}'";
    }

    private static IEnumerable<SettingKey> Of(Type type, string above, object defaults)
    {
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (!property.CanWrite) continue;
            var (path, value) = (above + property.Name, property.GetValue(defaults));
            var own = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
            if (own.IsArray) yield return new(path, own.GetElementType()!, true, null);
            else if (own.IsClass && own != typeof(string)) foreach (var below in Of(own, path + ":", value!)) yield return below;
            else yield return new(path, own, false, Convert.ToString(value, CultureInfo.InvariantCulture));
        }
    }

    private static string WithoutIndex(string path)
    {
        var colon = path.LastIndexOf(':');
        return colon > 0 && path.AsSpan(colon + 1).IndexOfAnyExceptInRange('0', '9') < 0 ? path[..colon] : path;
    }
}
