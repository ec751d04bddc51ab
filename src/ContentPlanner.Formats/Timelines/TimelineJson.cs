using System.Text.Encodings.Web;
using System.Text.Json;
using ContentPlanner.Core.Timelines;
using NodaTime;
using NodaTime.Text;

namespace ContentPlanner.Formats.Timelines;

/// <summary>
/// A timeline for scripts: UTF-8 JSON, one object an entry, in the timeline's order. Days are <c>2027-05-11</c>, wall times
/// <c>2027-05-11T09:00</c> with their IANA zone beside, durations minutes; what is absent is left out.
/// </summary>
public static class TimelineJson
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly LocalDateTimePattern WallTime = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static byte[] Write(string workspace, DateInterval window, LocalDate today, IEnumerable<Entry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteString("workspace", workspace);
            json.WriteString("today", Day(today));
            json.WriteString("from", Day(window.Start));
            json.WriteString("to", Day(window.End));
            json.WriteStartArray("entries");
            foreach (var entry in entries) Write(json, entry);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteString("uid", entry.Uid);
        json.WriteString("type", entry.Type);
        json.WriteString("key", entry.Key);
        json.WriteString("facet", Word(entry.Facet));
        Write(json, entry.When);
        if (entry.Rule is { } rule)
        {
            json.WriteString("rule", rule.InWords(entry.Day));
            WriteDays(json, "skipped", entry.Skipped);
            WriteVariations(json, entry.Variations);
        }
        json.WriteString("title", entry.Title);
        json.WriteString("category", entry.Category);
        json.WriteString("status", Word(entry.Status));
        json.WriteString("state", entry.State);
        Optional(json, "owner", entry.Owner);
        Optional(json, "outside", entry.Outside);
        Optional(json, "reason", entry.Reason);
        Optional(json, "description", entry.Description);
        Optional(json, "location", entry.Location);
        Optional(json, "url", entry.Url);
        Optional(json, "launch", entry.Launch);
        Optional(json, "pillar", entry.Pillar);
        Optional(json, "channel", entry.Channel);
        Flag(json, "private", entry.Private);
        Flag(json, "critical", entry.Critical);
        Flag(json, "gap", entry.IsGap);
        Optional(json, "closed-on", entry.ClosedOn is { } day ? Day(day) : null);
        json.WriteNumber("sequence", entry.Sequence);
        Optional(json, "changed", entry.Changed is { } changed ? InstantPattern.ExtendedIso.Format(changed) : null);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, When when)
    {
        if (when is When.At at)
        {
            json.WriteString("start", WallTime.Format(at.Start));
            json.WriteString("zone", at.Zone.Id);
            json.WriteNumber("minutes", at.Minutes);
        }
        else if (when is When.AllDay days)
        {
            json.WriteString("start", Day(days.Start));
            json.WriteNumber("days", days.Days);
        }
    }

    private static void WriteDays(Utf8JsonWriter json, string name, IReadOnlyList<LocalDate> days)
    {
        if (days.Count == 0) return;
        json.WriteStartArray(name);
        foreach (var day in days) json.WriteStringValue(Day(day));
        json.WriteEndArray();
    }

    private static void WriteVariations(Utf8JsonWriter json, IReadOnlyList<Variation> variations)
    {
        if (variations.Count == 0) return;
        json.WriteStartArray("variations");
        foreach (var variation in variations)
        {
            json.WriteStartObject();
            json.WriteString("instead-of", Day(variation.Day));
            Write(json, variation.When);
            Optional(json, "title", variation.Title);
            Optional(json, "location", variation.Location);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value)) json.WriteString(name, value);
    }

    private static void Flag(Utf8JsonWriter json, string name, bool value)
    {
        if (value) json.WriteBoolean(name, true);
    }

    private static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
