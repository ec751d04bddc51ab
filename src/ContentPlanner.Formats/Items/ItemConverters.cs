using System.Text.Json;
using System.Text.Json.Serialization;
using ContentPlanner.Core;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Items;

/// <summary>How values stand in an item's JSON that are no texts, numbers or records.</summary>
internal static class ItemConverters
{
    public static IReadOnlyList<JsonConverter> All { get; } =
    [
        new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
        new ByPattern<LocalDate>(LocalDatePattern.Iso, "a day such as 2027-05-11"),
        new ByPattern<LocalTime>(LocalTimePattern.ExtendedIso, "a time such as 09:00:00"),
        new ByPattern<LocalDateTime>(LocalDateTimePattern.ExtendedIso, "a moment such as 2027-05-11T09:00:00"),
        new ByPattern<AnnualDate>(AnnualDatePattern.Iso, "a day of the year such as 12-24"),
        new ByPattern<Instant>(InstantPattern.ExtendedIso, "a moment such as 2027-05-11T09:00:00Z"),
        new ZoneById(),
        new PlainDecimal(),
        new Lists(),
    ];

    private sealed class ByPattern<T>(IPattern<T> pattern, string says) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            pattern.Parse(Text(ref reader)) is { Success: true } parsed ? parsed.Value : throw new JsonException($"'{reader.GetString()}' is not {says}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(pattern.Format(value));
    }

    private sealed class ZoneById : JsonConverter<DateTimeZone>
    {
        public override DateTimeZone Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            DateTimeZoneProviders.Tzdb.GetZoneOrNull(Text(ref reader)) ?? throw new JsonException($"The time zone '{reader.GetString()}' is not known.");

        public override void Write(Utf8JsonWriter writer, DateTimeZone value, JsonSerializerOptions options) => writer.WriteStringValue(value.Id);
    }

    /// <summary>2.50 and 2.5 are equal, so they are written alike.</summary>
    private sealed class PlainDecimal : JsonConverter<decimal>
    {
        // Dividing by a one with all its places drops the zeros at the end.
        private const decimal One = 1.0000000000000000000000000000m;

        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Number ? reader.GetDecimal() : throw new JsonException("Here should be a number.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value == 0 ? 0m : value / One);
    }

    private sealed class Lists : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>);

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(ListOf<>).MakeGenericType(type.GetGenericArguments()))!;
    }

    private sealed class ListOf<T> : JsonConverter<ValueList<T>>
    {
        public override ValueList<T> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            ValueList.Of<T>(JsonSerializer.Deserialize<T[]>(ref reader, options));

        public override void Write(Utf8JsonWriter writer, ValueList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value) JsonSerializer.Serialize(writer, item, options);
            writer.WriteEndArray();
        }
    }

    private static string Text(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException("Here should be a text.");
}
