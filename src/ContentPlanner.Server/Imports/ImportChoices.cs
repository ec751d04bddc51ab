using System.Text.Json;
using System.Text.Json.Serialization;
using ContentPlanner.Core.Plans;
using ContentPlanner.Formats.Imports;

namespace ContentPlanner.Server.Imports;

/// <summary>What somebody decided about a file.</summary>
public sealed record ImportChoices
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>Null: as the file looks like; holidays, say, when a calendar is called so.</summary>
    public Intake? As { get; init; }

    /// <summary>Column and what it means; those not named are as proposed.</summary>
    public IReadOnlyDictionary<string, ImportField>? Map { get; init; }

    public DayOrder? Dates { get; init; }
    public bool AddUnknown { get; init; }
    public string? Format { get; init; }
    public string? Channel { get; init; }
    public string? Owner { get; init; }
    public string? Pillar { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Readable);

    public static ImportChoices Read(string json) => JsonSerializer.Deserialize<ImportChoices>(json, Readable)!;
}
