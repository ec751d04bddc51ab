using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ContentPlanner.Core;
using ContentPlanner.Core.Plans;
using NodaTime;

namespace ContentPlanner.Formats.Items;

/// <summary>
/// An item's own fields as JSON, the form it is stored in: names and words as in the plan format (<c>planned-on</c>,
/// <c>in-progress</c>), days in ISO 8601, zones by IANA id, defaults left out. Its id, key, sequence and change moment
/// stand beside the text, the items below it in rows of their own.
/// <para>
/// What is equal gives the same text. Unknown keys are passed over and a missing one has its default, so rows of other
/// versions stay readable; a text can be refused only for what this version cannot do without.
/// </para>
/// <para>
/// Read by reflection on purpose: generated metadata forgets the default of an <c>init</c> property that a text leaves out.
/// </para>
/// </summary>
public static class ItemJson
{
    private static readonly JsonSerializerOptions Options = Made();

    /// <summary>How days, moments, zones and words stand in JSON, for whatever else is said in the same words.</summary>
    public static IReadOnlyList<System.Text.Json.Serialization.JsonConverter> Converters => ItemConverters.All;

    /// <summary>Looks at every kind's fields before the first item is read or written: most of what that costs in a new process.</summary>
    public static void Prepare()
    {
        foreach (var kind in ItemKinds.All) Options.GetTypeInfo(kind.Type);
    }

    /// <summary>The item's own fields on one line.</summary>
    public static string Write(PlanItem item) => JsonSerializer.Serialize(item, Options.GetTypeInfo(item.GetType()));

    /// <summary>The item again, without the items below it.</summary>
    /// <exception cref="FormatException">No such kind, or a text that does not say what the kind needs.</exception>
    public static PlanItem Read(string kind, Guid id, string key, int? sequence, Instant? changed, string json)
    {
        var type = ItemKinds.Named(kind)?.Type ?? throw new FormatException($"The stored item {id} is a '{kind}', which this version does not know.");
        try
        {
            var item = (PlanItem?)JsonSerializer.Deserialize(json, Options.GetTypeInfo(type)) ?? throw new JsonException("Here should be an object.");
            return item with { Id = id, Key = key, Sequence = sequence, Changed = changed };
        }
        catch (JsonException e)
        {
            throw new FormatException($"The stored {kind} '{key}' ({id}) cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A part of an item by itself, a feed's filter or options, in the same words.</summary>
    public static string WritePart<T>(T part) where T : class => JsonSerializer.Serialize(part, Options.GetTypeInfo(typeof(T)));

    /// <exception cref="FormatException">The text is none of such a part.</exception>
    public static T ReadPart<T>(string json) where T : class
    {
        try
        {
            return (T)JsonSerializer.Deserialize(json, Options.GetTypeInfo(typeof(T)))!;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The stored {typeof(T).Name} cannot be read: {e.Message}", e);
        }
    }

    private static JsonSerializerOptions Made()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.KebabCaseLower,
            // The text goes into a database, not into a page: people may read it there.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { KeepOwn, LeaveOutDefaults } },
        };
        foreach (var converter in ItemConverters.All) options.Converters.Add(converter);
        options.MakeReadOnly();
        return options;
    }

    /// <summary>Neither what is derived, nor columns, nor the items below.</summary>
    private static void KeepOwn(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        for (var i = type.Properties.Count - 1; i >= 0; i--)
            if (type.Properties[i] is var property && (property.Set is null || IsColumn(property) || HoldsItems(property.PropertyType))) type.Properties.RemoveAt(i);
    }

    private static bool IsColumn(JsonPropertyInfo property) => property.AttributeProvider is MemberInfo { DeclaringType: { } declaring } && declaring == typeof(PlanItem);

    private static bool HoldsItems(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) && type.GetGenericArguments()[0].IsAssignableTo(typeof(PlanItem));

    private static void LeaveOutDefaults(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.Object) return;
        var blank = type.CreateObject?.Invoke();
        foreach (var property in type.Properties)
        {
            if (property.IsRequired) continue;
            if (property.AssociatedParameter is { } parameter)
            {
                if (parameter.HasDefaultValue) LeaveOut(property, parameter.DefaultValue);
            }
            else if (blank is not null && property.Get is { } get)
            {
                LeaveOut(property, get(blank));
            }
        }
    }

    private static void LeaveOut(JsonPropertyInfo property, object? usual) => property.ShouldSerialize = (_, value) => !Equals(value, usual);
}
