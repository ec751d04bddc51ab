using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core.Launches;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Server.Launches;

/// <summary>A move as it was shown, for programs: what is stored, and what the API answers.</summary>
internal static class MoveJson
{
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(ShownMove move)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable)) Write(json, move);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void Write(Utf8JsonWriter json, ShownMove move)
    {
        var preview = move.Preview;
        json.WriteStartObject();
        json.WriteString("id", move.Id);
        json.WriteString("hash", move.Hash);
        json.WriteString("expires", InstantPattern.ExtendedIso.Format(move.ExpiresAt));
        json.WriteString("launch", preview.Launch);
        json.WriteString("title", move.Title);
        json.WriteString("anchor", preview.Anchor);
        Day(json, "from", preview.From);
        Day(json, "to", preview.To);
        json.WriteString("late", Word(move.Late));
        if (move.Because is { } because) json.WriteString("because", because);
        json.WriteBoolean("needsOverride", preview.NeedsOverride);
        json.WriteStartArray("rows");
        foreach (var row in preview.Rows) Write(json, row);
        json.WriteEndArray();
        json.WriteStartArray("weeks");
        foreach (var week in preview.Weeks) json.WriteStringValue(week);
        json.WriteEndArray();
        json.WriteStartArray("feeds");
        foreach (var feed in move.Feeds)
        {
            json.WriteStartObject();
            json.WriteString("feed", feed.Slug);
            json.WriteString("name", feed.Name);
            json.WriteNumber("moved", feed.Moved);
            json.WriteNumber("changed", feed.Changed);
            json.WriteNumber("appearing", feed.Appearing);
            json.WriteNumber("vanishing", feed.Vanishing);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, MoveRow row)
    {
        json.WriteStartObject();
        json.WriteString("group", Word(row.Group));
        json.WriteString("kind", Word(row.Kind));
        json.WriteString("key", row.Key);
        json.WriteString("title", row.Title);
        Day(json, "from", row.OldDay);
        Day(json, "rule", row.RuleDay);
        Day(json, "to", row.NewDay);
        if (row.DaysLate > 0) json.WriteNumber("daysLate", row.DaysLate);
        if (row.Group == MoveGroup.BreaksConstraint) json.WriteBoolean("accepted", row.IsAccepted);
        if (row.Owner is { } owner) json.WriteString("owner", owner);
        json.WriteString("reason", row.Reason);
        json.WriteEndObject();
    }

    private static void Day(Utf8JsonWriter json, string name, LocalDate? day)
    {
        if (day is { } d) json.WriteString(name, LocalDatePattern.Iso.Format(d));
    }

    /// <summary><c>LandsInThePast</c> becomes <c>lands-in-the-past</c>, as in every file of this program.</summary>
    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
